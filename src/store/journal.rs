//! The journal beside a graph file: the commits since its snapshot was written, one frame each.
//!
//! The head names the snapshot that the journal continues, and after a clean end the length of the whole, so that a
//! commit that is missing then is known to be damage. A frame is `length: u32`, checksum of the content, checksum of
//! these two, then the content with every byte inverted in [`VEIL`]: what was never written reads as zeros, and no
//! frame has a sector of zeros, so a frame that power failed to write can be told from one that was damaged later.

use super::disk::{Disk, DiskFile};
use crate::graph::bytes::{Bytes, Damage};
use crate::graph::snapshot::build::HEADER_BYTES;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"CHANJRNL";
const VERSION: u32 = 2;

/// Magic, version, header of the snapshot, length after a clean end (0 while open), checksum.
pub const HEAD_BYTES: usize = 8 + 4 + HEADER_BYTES + 8 + 4;

/// Bytes of a frame before its content.
pub const FRAME_HEAD_BYTES: usize = 12;

/// Each byte of a frame is stored combined with this by exclusive or.
const VEIL: u8 = 0xA5;

/// Disks write whole sectors: of one write, each sector is there or not.
const SECTOR: usize = 512;

/// The commits of a journal as they lie on the disk.
#[derive(Debug)]
pub struct Read {
    /// The header of the snapshot that the journal continues.
    pub snapshot: Vec<u8>,
    /// The content of each frame.
    pub frames: Vec<Vec<u8>>,
    /// Where the last whole frame ends.
    pub end: u64,
    /// Whether the head says that this is all.
    pub is_closed: bool,
}

/// Reads a journal.
pub fn read(file: &dyn DiskFile) -> io::Result<Result<Read, Damage>> {
    let length = usize::try_from(file.length()?).unwrap_or(usize::MAX);
    let bytes = file.read(0, length)?;
    Ok(parse(&bytes))
}

/// As [`read`], from the bytes of the file.
pub fn parse(bytes: &[u8]) -> Result<Read, Damage> {
    // The head is on the disk before the journal gets its name, so it is never torn.
    let head = bytes.get(..HEAD_BYTES).ok_or(Damage::new("the head of the journal is missing"))?;
    let mut fields = Bytes::new(head);
    let (magic, version) = (fields.take(MAGIC.len())?, fields.u32()?);
    let (snapshot, closed) = (fields.take(HEADER_BYTES)?.to_vec(), fields.u64()?);
    if magic != MAGIC || !(1..=VERSION).contains(&version) || fields.u32()? != crc32fast::hash(&head[..HEAD_BYTES - 4])
    {
        return Err(Damage::new("the head of the journal is damaged"));
    }
    let length = usize::try_from(closed).unwrap_or(usize::MAX);
    let bytes = match closed {
        0 => bytes,
        // What follows a clean end was being written when power failed, with a head that says so.
        _ => bytes.get(..length).ok_or(Damage::new("the journal is shorter than when it was closed"))?,
    };
    let mut frames = Vec::new();
    let mut end = HEAD_BYTES;
    while end < bytes.len() {
        match frame(bytes, end) {
            Some(content) => {
                end += FRAME_HEAD_BYTES + content.len();
                frames.push(content);
            }
            None if closed == 0 && is_torn(bytes, end) => break,
            None => return Err(Damage::new("a commit in the journal is damaged")),
        }
    }
    Ok(Read { snapshot, frames, end: end as u64, is_closed: closed != 0 })
}

/// The frame at `start`, if it is whole.
fn frame(bytes: &[u8], start: usize) -> Option<Vec<u8>> {
    let head: Vec<u8> = bytes.get(start..start + FRAME_HEAD_BYTES)?.iter().map(|byte| byte ^ VEIL).collect();
    let mut fields = Bytes::new(&head);
    let (length, checksum, own) = (fields.u32().ok()?, fields.u32().ok()?, fields.u32().ok()?);
    if own != crc32fast::hash(&head[..8]) {
        return None;
    }
    let content = bytes.get(start + FRAME_HEAD_BYTES..)?.get(..length as usize)?;
    let content: Vec<u8> = content.iter().map(|byte| byte ^ VEIL).collect();
    (crc32fast::hash(&content) == checksum).then_some(content)
}

/// Whether what begins at `start`, which is no whole frame, is what power left of one: it ends with the file, or a
/// sector of it was never written.
fn is_torn(bytes: &[u8], start: usize) -> bool {
    let tail = &bytes[start..];
    let head: Vec<u8> = tail.iter().take(FRAME_HEAD_BYTES).map(|byte| byte ^ VEIL).collect();
    let length = match Bytes::new(&head).u32() {
        Ok(length)
            if head.len() == FRAME_HEAD_BYTES && Bytes::new(&head[8..]).u32() == Ok(crc32fast::hash(&head[..8])) =>
        {
            length as usize
        }
        // Without a sound head, the frame may reach to the end.
        _ => usize::MAX,
    };
    let whole = length.saturating_add(FRAME_HEAD_BYTES);
    if tail.len() < FRAME_HEAD_BYTES || (length != usize::MAX && tail.len() < whole) {
        return true;
    }
    let end = start + whole.min(tail.len());
    let mut from = start;
    while from < end {
        let to = ((from / SECTOR + 1) * SECTOR).min(end);
        if bytes[from..to].iter().all(|byte| *byte == 0) {
            return true;
        }
        from = to;
    }
    false
}

/// A journal that commits are added to.
#[derive(Debug)]
pub struct Journal {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    snapshot: [u8; HEADER_BYTES],
    /// `None` until the first commit.
    file: Option<Arc<dyn DiskFile>>,
    end: u64,
    /// Whether the head on the disk says that more may come.
    is_open: bool,
}

impl Journal {
    /// A journal without commits, which is no file yet.
    pub fn new(disk: Arc<dyn Disk>, path: PathBuf, snapshot: [u8; HEADER_BYTES]) -> Journal {
        Journal { disk, path, snapshot, file: None, end: HEAD_BYTES as u64, is_open: false }
    }

    /// To go on after what was read.
    pub fn resume(
        disk: Arc<dyn Disk>,
        path: PathBuf,
        snapshot: [u8; HEADER_BYTES],
        read: &Read,
    ) -> io::Result<Journal> {
        let file = disk.open(&path, true)?;
        // What power left of a commit that was never acknowledged must not lie behind the next one.
        if file.length()? > read.end {
            file.set_length(read.end)?;
            file.sync()?;
        }
        Ok(Journal { disk, path, snapshot, file: Some(file), end: read.end, is_open: !read.is_closed })
    }

    /// Bytes of it, 0 while it has no commits.
    pub fn length(&self) -> u64 {
        if self.file.is_some() { self.end } else { 0 }
    }

    /// Adds a commit, which lasts when this returns. On an error it is as if nothing had been tried, or the journal
    /// cannot go on: see [`Broken`].
    pub fn append(&mut self, content: &[u8]) -> Result<(), Broken> {
        let Some(file) = self.file.clone() else {
            return self.begin(content);
        };
        let frame = frame_of(content).map_err(|error| Broken { error, can_go_on: true })?;
        let write = || {
            file.write(self.end, &frame)?;
            if !self.is_open {
                file.write(0, &head(&self.snapshot, 0))?;
            }
            file.sync()
        };
        if let Err(error) = write() {
            // The head may or may not say that more may come; the length decides what counts.
            let undone = file.set_length(self.end).and_then(|()| file.write(0, &head(&self.snapshot, 0)));
            let can_go_on = undone.and_then(|()| file.sync()).is_ok();
            self.is_open = true;
            return Err(Broken { error, can_go_on });
        }
        self.end += frame.len() as u64;
        self.is_open = true;
        Ok(())
    }

    /// Writes the file with its first commit beside its place and then puts it there.
    fn begin(&mut self, content: &[u8]) -> Result<(), Broken> {
        let beside = super::with_suffix(&self.path, NEW);
        let make = || {
            let frame = frame_of(content)?;
            let file = self.disk.create(&beside)?;
            file.write(0, &head(&self.snapshot, 0))?;
            file.write(HEAD_BYTES as u64, &frame)?;
            file.sync()?;
            self.disk.rename(&beside, &self.path)?;
            self.disk.sync_folder_of(&self.path)?;
            Ok((file, HEAD_BYTES + frame.len()))
        };
        match make() {
            Ok((file, end)) => {
                self.file = Some(file);
                self.end = end as u64;
                self.is_open = true;
                Ok(())
            }
            Err(error) => {
                // Either may be there, neither must stay: the commit was not acknowledged.
                let removed = self.disk.remove(&beside).and_then(|()| self.disk.remove(&self.path));
                Err(Broken { error, can_go_on: removed.is_ok() })
            }
        }
    }

    /// Says in the head that this is all.
    pub fn close(&mut self) -> io::Result<()> {
        if let (Some(file), true) = (&self.file, self.is_open) {
            file.write(0, &head(&self.snapshot, self.end))?;
            file.sync()?;
            self.is_open = false;
        }
        Ok(())
    }
}

/// What is added to the name of a file that is being written and will take the place of another.
pub const NEW: &str = "-new";

fn frame_of(content: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(content.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    let mut frame = Vec::with_capacity(FRAME_HEAD_BYTES + content.len());
    frame.extend(length.to_le_bytes());
    frame.extend(crc32fast::hash(content).to_le_bytes());
    frame.extend(crc32fast::hash(&frame).to_le_bytes());
    frame.extend(content);
    frame.iter_mut().for_each(|byte| *byte ^= VEIL);
    Ok(frame)
}

/// A commit that could not be written.
#[derive(Debug)]
pub struct Broken {
    /// What the system said.
    pub error: io::Error,
    /// Whether the journal is as before, so that the next commit may be tried.
    pub can_go_on: bool,
}

fn head(snapshot: &[u8; HEADER_BYTES], closed: u64) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    head.extend(MAGIC);
    head.extend(VERSION.to_le_bytes());
    head.extend(snapshot);
    head.extend(closed.to_le_bytes());
    head.extend(crc32fast::hash(&head).to_le_bytes());
    head
}
