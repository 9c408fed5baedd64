//! Opening a snapshot: the header leads to the directory, and all else is read when it is touched.

use super::Snapshot;
use super::build::{HEADER_BYTES, MAGIC, VERSION};
use super::directory::Directory;
use super::source::{Section, Source};
use crate::graph::bytes::{Bytes, Damage};

/// Why bytes are no snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// They do not begin as a graph file does.
    NotAGraph,
    /// They are of this later version of the format.
    Version(u32),
    /// They are not what was written.
    Damaged(Damage),
}

impl From<Damage> for Unreadable {
    fn from(damage: Damage) -> Self {
        Unreadable::Damaged(damage)
    }
}

/// Opens a snapshot; returns it with its header, which tells one snapshot from another.
pub fn open(source: Box<dyn Source>) -> Result<(Snapshot, [u8; HEADER_BYTES]), Unreadable> {
    let length = source.length().min(HEADER_BYTES as u64) as usize;
    let header = source.read(0, length).map_err(|error| Damage(format!("it cannot be read: {error}").into()))?;
    if !header.starts_with(MAGIC) {
        return Err(Unreadable::NotAGraph);
    }
    let header: [u8; HEADER_BYTES] = header.try_into().map_err(|_| Damage::new("it ends within the header"))?;
    let mut bytes = Bytes::new(&header);
    bytes.take(MAGIC.len())?;
    let version = bytes.u32()?;
    let directory = Section::get(&mut bytes)?;
    let fits = bytes.u32()? == crc32fast::hash(&header[..HEADER_BYTES - 4]);
    match (fits, version) {
        (true, 1..=VERSION) => {}
        // A later version may lay out its header otherwise.
        (_, version) if version > VERSION && version < 1 << 16 => return Err(Unreadable::Version(version)),
        _ => return Err(Damage::new("the header has a wrong checksum").into()),
    }
    let end = directory.offset;
    let directory = Directory::decode(&directory.read(&*source)?, source.length(), version)?;
    Ok((Snapshot::new(source, end, directory), header))
}
