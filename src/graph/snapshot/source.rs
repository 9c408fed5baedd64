//! Where the bytes of a snapshot come from, and how a piece of them is checked.

use crate::graph::bytes::{Bytes, Damage};
use std::fmt::Debug;
use std::io;

/// Bytes that can be read anywhere, from several threads at once, and that do not change.
pub trait Source: Send + Sync + Debug {
    /// How many bytes there are.
    fn length(&self) -> u64;
    /// The `length` bytes from `offset` on; an error where there are fewer.
    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>>;
}

impl Source for Vec<u8> {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let bytes = start.checked_add(length).and_then(|end| self.get(start..end));
        bytes.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// A piece of the file with its checksum (CRC-32 as in zlib).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Where it begins.
    pub offset: u64,
    /// Bytes of it; 0 where there is none.
    pub length: u32,
    /// Of its bytes.
    pub checksum: u32,
}

/// Bytes of a [`Section`] in the directory.
pub const SECTION_BYTES: usize = 16;

impl Section {
    /// Reads it from the directory.
    pub fn get(bytes: &mut Bytes<'_>) -> Result<Section, Damage> {
        Ok(Section { offset: bytes.u64()?, length: bytes.u32()?, checksum: bytes.u32()? })
    }

    /// Appends it to the directory.
    pub fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.offset.to_le_bytes());
        out.extend(self.length.to_le_bytes());
        out.extend(self.checksum.to_le_bytes());
    }

    /// Its bytes, when they are those that were written.
    pub fn read(&self, source: &dyn Source) -> Result<Vec<u8>, Damage> {
        // A length beyond the end must not be allocated.
        if self.offset.checked_add(u64::from(self.length)).is_none_or(|end| end > source.length()) {
            return Err(Damage::new("a section lies beyond the end of the file"));
        }
        let bytes = source
            .read(self.offset, self.length as usize)
            .map_err(|error| Damage(format!("a section cannot be read: {error}").into()))?;
        match crc32fast::hash(&bytes) == self.checksum {
            true => Ok(bytes),
            false => Err(Damage(format!("the checksum of the section at byte {} does not fit", self.offset).into())),
        }
    }
}
