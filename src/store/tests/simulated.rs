//! A disk in memory that fails when told to and loses power: what was not synced then is there or not, sector by sector.

use crate::store::disk::{Disk, DiskFile, Lock};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

const SECTOR: usize = 512;

/// What goes wrong, and at which of the disk's operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Nothing,
    /// From this operation on, nothing reaches the disk.
    PowerLoss(usize),
    /// This operation fails; a write has then written half of what it should.
    Error(usize),
    /// All operations from this one on that need room, or sync, fail.
    Full(usize),
}

/// A way in which the store could be wrong, played by the disk: what it is asked for is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    None,
    NoSyncOfJournal,
    NoSyncOfSnapshot,
    NoSyncOfFolder,
    RenameByCopy,
    WriteInPlace,
    LostLastByte,
    ErrorsIgnored,
    LocksForAll,
    FlippedReads,
    ShortReads,
    TailNotCut,
}

#[derive(Clone, Debug)]
enum Pending {
    Write(usize, Vec<u8>),
    Length(usize),
}

#[derive(Clone, Debug, Default)]
struct Content {
    now: Vec<u8>,
    synced: Vec<u8>,
    pending: Vec<Pending>,
}

#[derive(Debug, Default)]
struct State {
    files: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    /// The names as they were at the last sync of the folder, and after each change since.
    names_since_sync: Vec<BTreeMap<PathBuf, usize>>,
    operations: usize,
    locked: bool,
}

/// The disk; clones are the same disk.
#[derive(Clone, Debug)]
pub struct SimulatedDisk {
    state: Arc<Mutex<State>>,
    fault: Fault,
    bug: Bug,
}

#[derive(Debug)]
struct SimulatedFile {
    disk: SimulatedDisk,
    number: usize,
    is_journal: bool,
}

#[derive(Debug)]
struct SimulatedLock(SimulatedDisk);

impl Lock for SimulatedLock {}

impl Drop for SimulatedLock {
    fn drop(&mut self) {
        self.0.state().locked = false;
    }
}

/// Small and repeatable random numbers.
#[derive(Debug)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

enum Verdict {
    Go,
    Silent,
    Half(io::Error),
}

impl SimulatedDisk {
    pub fn new(fault: Fault, bug: Bug) -> SimulatedDisk {
        let state = State { names_since_sync: vec![BTreeMap::new()], ..State::default() };
        SimulatedDisk { state: Arc::new(Mutex::new(state)), fault, bug }
    }

    /// The same disk, working well from now on.
    pub fn repaired(&self) -> SimulatedDisk {
        SimulatedDisk { fault: Fault::Nothing, ..self.clone() }
    }

    /// Another disk with what this one holds, all of it lasting, on which something will go wrong.
    pub fn copy(&self, fault: Fault) -> SimulatedDisk {
        let state = self.state();
        let (files, names) = (state.files.clone(), state.names.clone());
        let state = State { files, names_since_sync: vec![names.clone()], names, ..State::default() };
        SimulatedDisk { state: Arc::new(Mutex::new(state)), fault, bug: self.bug }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Operations so far that write, sync or change names.
    pub fn operations(&self) -> usize {
        self.state().operations
    }

    fn operate(&self) -> Verdict {
        let mut state = self.state();
        let number = state.operations;
        state.operations += 1;
        match self.fault {
            Fault::PowerLoss(at) if number >= at => Verdict::Silent,
            Fault::Error(at) if number == at => Verdict::Half(io::Error::other("simulated")),
            Fault::Full(at) if number >= at => Verdict::Half(io::ErrorKind::StorageFull.into()),
            _ => Verdict::Go,
        }
    }

    fn change_names(&self, change: impl FnOnce(&mut BTreeMap<PathBuf, usize>)) -> io::Result<()> {
        match self.operate() {
            Verdict::Silent => Err(io::Error::other("power is off")),
            Verdict::Half(error) => self.report(error),
            Verdict::Go => {
                let mut state = self.state();
                change(&mut state.names);
                let names = state.names.clone();
                state.names_since_sync.push(names);
                Ok(())
            }
        }
    }

    fn report(&self, error: io::Error) -> io::Result<()> {
        if self.bug == Bug::ErrorsIgnored { Ok(()) } else { Err(error) }
    }

    /// What the disk may hold after power was lost: of the changes to names the first few, of the other changes since
    /// the last sync any sectors.
    pub fn after_power_loss(&self, random: &mut Random) -> SimulatedDisk {
        let state = self.state();
        let names = &state.names_since_sync[random.below(state.names_since_sync.len())];
        let mood = random.below(4);
        let keep = |random: &mut Random| match mood {
            0 => false,
            1 => true,
            _ => random.below(2) == 0,
        };
        let mut files = Vec::new();
        for content in &state.files {
            let mut bytes = content.synced.clone();
            for pending in &content.pending {
                match pending {
                    Pending::Length(length) if keep(random) => bytes.resize(*length, 0),
                    Pending::Length(_) => {}
                    Pending::Write(offset, written) => {
                        // The length may have become lasting before the content.
                        if keep(random) && bytes.len() < offset + written.len() {
                            bytes.resize(offset + written.len(), 0);
                        }
                        let mut from = *offset;
                        let end = offset + written.len();
                        while from < end {
                            let to = ((from / SECTOR + 1) * SECTOR).min(end);
                            if keep(random) {
                                if bytes.len() < to {
                                    bytes.resize(to, 0);
                                }
                                bytes[from..to].copy_from_slice(&written[from - offset..to - offset]);
                            }
                            from = to;
                        }
                    }
                }
            }
            files.push(Content { now: bytes.clone(), synced: bytes, pending: Vec::new() });
        }
        let state = State { files, names: names.clone(), names_since_sync: vec![names.clone()], ..State::default() };
        SimulatedDisk { state: Arc::new(Mutex::new(state)), fault: Fault::Nothing, bug: self.bug }
    }

    /// The content of a file.
    pub fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state();
        state.names.get(path).map(|number| state.files[*number].now.clone())
    }

    /// Puts a file there, lasting.
    pub fn put(&self, path: &Path, bytes: Vec<u8>) {
        let mut state = self.state();
        let number = state.files.len();
        state.files.push(Content { now: bytes.clone(), synced: bytes, pending: Vec::new() });
        state.names.insert(path.to_owned(), number);
        state.names_since_sync = vec![state.names.clone()];
    }

    fn file(&self, path: &Path, number: usize) -> Arc<dyn DiskFile> {
        let is_journal = path.to_string_lossy().contains("-journal");
        Arc::new(SimulatedFile { disk: self.clone(), number, is_journal })
    }
}

impl Disk for SimulatedDisk {
    fn open(&self, path: &Path, _write: bool) -> io::Result<Arc<dyn DiskFile>> {
        let number = self.state().names.get(path).copied().ok_or(io::ErrorKind::NotFound)?;
        Ok(self.file(path, number))
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        // In place of writing beside: the bug of every first version.
        let in_place = path.to_string_lossy().strip_suffix("-new").map(PathBuf::from);
        let path = in_place.filter(|_| self.bug == Bug::WriteInPlace).unwrap_or(path.to_owned());
        let known = self.state().names.get(&path).copied();
        if let (Some(number), Bug::WriteInPlace) = (known, self.bug) {
            self.file(&path, number).set_length(0)?;
            return Ok(self.file(&path, number));
        }
        let number = self.state().files.len();
        self.state().files.push(Content::default());
        self.change_names(|names| {
            names.insert(path.clone(), number);
        })?;
        Ok(self.file(&path, number))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match self.bug {
            Bug::WriteInPlace => Ok(()),
            Bug::RenameByCopy => {
                let bytes = self.bytes(from).ok_or(io::ErrorKind::NotFound)?;
                let known = self.state().names.get(to).copied();
                let file = match known {
                    Some(number) => self.file(to, number),
                    None => self.create(to)?,
                };
                file.set_length(0)?;
                file.write(0, &bytes)?;
                file.sync()
            }
            _ => {
                let number = self.state().names.get(from).copied().ok_or(io::ErrorKind::NotFound)?;
                self.change_names(|names| {
                    names.remove(from);
                    names.insert(to.to_owned(), number);
                })
            }
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if self.state().names.contains_key(path) {
            self.change_names(|names| {
                names.remove(path);
            })?;
        }
        Ok(())
    }

    fn sync_folder_of(&self, _path: &Path) -> io::Result<()> {
        match self.operate() {
            Verdict::Silent => Err(io::Error::other("power is off")),
            Verdict::Half(error) => self.report(error),
            Verdict::Go if self.bug == Bug::NoSyncOfFolder => Ok(()),
            Verdict::Go => {
                let mut state = self.state();
                state.names_since_sync = vec![state.names.clone()];
                Ok(())
            }
        }
    }

    fn lock(&self, _path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        let mut state = self.state();
        if state.locked && self.bug != Bug::LocksForAll {
            return Ok(None);
        }
        state.locked = true;
        drop(state);
        Ok(Some(Box::new(SimulatedLock(self.clone()))))
    }
}

impl DiskFile for SimulatedFile {
    fn length(&self) -> io::Result<u64> {
        Ok(self.disk.state().files[self.number].now.len() as u64)
    }

    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let state = self.disk.state();
        let bytes = state.files[self.number].now.get(offset as usize..).and_then(|bytes| bytes.get(..length));
        let mut bytes = bytes.ok_or(io::ErrorKind::UnexpectedEof)?.to_vec();
        match self.disk.bug {
            Bug::FlippedReads if length > 40 => bytes[length / 2] ^= 4,
            Bug::ShortReads if length > 40 => bytes[length - 1] = 0,
            _ => {}
        }
        Ok(bytes)
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let (bytes, result) = match self.disk.operate() {
            Verdict::Silent => return Err(io::Error::other("power is off")),
            Verdict::Half(error) => (&bytes[..bytes.len() / 2], self.disk.report(error)),
            Verdict::Go if self.disk.bug == Bug::LostLastByte => (&bytes[..bytes.len() - 1], Ok(())),
            Verdict::Go => (bytes, Ok(())),
        };
        let mut state = self.disk.state();
        let content = &mut state.files[self.number];
        let (from, to) = (offset as usize, offset as usize + bytes.len());
        if content.now.len() < to {
            content.now.resize(to, 0);
        }
        content.now[from..to].copy_from_slice(bytes);
        content.pending.push(Pending::Write(from, bytes.to_vec()));
        result
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        match self.disk.operate() {
            Verdict::Silent => return Err(io::Error::other("power is off")),
            Verdict::Half(error) => return self.disk.report(error),
            Verdict::Go => {}
        }
        if self.disk.bug == Bug::TailNotCut && self.is_journal {
            return Ok(());
        }
        let mut state = self.disk.state();
        let content = &mut state.files[self.number];
        content.now.resize(length as usize, 0);
        content.pending.push(Pending::Length(length as usize));
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        match self.disk.operate() {
            Verdict::Silent => return Err(io::Error::other("power is off")),
            Verdict::Half(error) => return self.disk.report(error),
            Verdict::Go => {}
        }
        match (self.disk.bug, self.is_journal) {
            (Bug::NoSyncOfJournal, true) | (Bug::NoSyncOfSnapshot, false) => {}
            _ => {
                let mut state = self.disk.state();
                let content = &mut state.files[self.number];
                content.synced = content.now.clone();
                content.pending.clear();
            }
        }
        Ok(())
    }
}
