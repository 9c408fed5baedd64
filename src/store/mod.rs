//! Graphs in files: opened, changed in transactions that last, and laid out anew.
//!
//! A `.chancery` file holds a snapshot. Beside it, while there are changes since, lies the journal (`-journal`); while
//! a process may change the graph, the lock (`-lock`); and for a moment what will take the place of a file (`-new`). A
//! `.graph.json` is read into memory, and changes to it are not written back.

pub mod disk;
pub mod error;
pub mod frame;
pub mod journal;
mod open;
#[cfg(test)]
mod tests;

use crate::graph::snapshot::build::HEADER_BYTES;
use crate::graph::snapshot::freeze::freeze;
use crate::graph::{Graph, GraphRead, snapshot};
use disk::{Disk, DiskFile, FileWriter, Lock, SystemDisk};
pub use error::StoreError;
use frame::Known;
use journal::{Broken, Journal, NEW};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a graph is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading a graph that is there; any number of readers go on beside a writer.
    Read,
    /// Reading and changing a graph that is there; one writer at a time.
    Write,
    /// As [`Access::Write`], and where there is no file an empty graph is made.
    Create,
}

/// A graph and the file that it lasts in, if any.
#[derive(Debug, Default)]
pub struct Store {
    graph: Graph,
    file: Option<GraphFile>,
}

/// Where a graph lasts.
#[derive(Debug)]
struct GraphFile {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    /// `None` where the graph is open for reading only.
    writing: Option<Writing>,
}

#[derive(Debug)]
struct Writing {
    journal: Journal,
    /// The names that the snapshot and the journal have.
    known: Known,
    /// Set when a commit could neither be made nor undone: what the disk holds is then unknown.
    is_broken: bool,
    /// Last, so that it is given up last.
    _lock: Box<dyn Lock>,
}

/// Snapshots up to this size are laid out anew whenever a session that changed them is closed: it takes about as long as
/// opening them.
const SMALL: u64 = 16 << 20;

/// The journal of a larger graph may grow to this part of the snapshot, read and replayed at each opening.
const JOURNAL_PART: u64 = 8;

/// A journal up to this size is replayed in no time.
const SHORT_JOURNAL: u64 = 64 << 10;

impl Store {
    /// An empty graph that lasts as long as the process.
    pub fn memory() -> Store {
        Store::default()
    }

    /// Opens a `.chancery` file, or reads a `.graph.json` into memory.
    pub fn open(path: &Path, access: Access) -> Result<Store, StoreError> {
        Store::open_on(Arc::new(SystemDisk), path, access)
    }

    /// The graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The graph, to change. Changes last once [`Store::commit`] has returned.
    pub fn graph_mut(&mut self) -> &mut Graph {
        &mut self.graph
    }

    /// Where the graph lasts, if it does.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| &*file.path)
    }

    /// Makes the changes since the last commit last. On an error they are taken back.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if !self.graph.is_changed() {
            return Ok(());
        }
        let result = self.journal();
        match &result {
            Ok(()) => drop(self.graph.take_changes()),
            Err(_) => self.graph.rollback(),
        }
        result
    }

    fn journal(&mut self) -> Result<(), StoreError> {
        self.sound()?;
        let Some(file) = &mut self.file else { return Ok(()) };
        let Some(writing) = &mut file.writing else { return Err(StoreError::ReadOnly(file.path.clone())) };
        if writing.is_broken {
            return Err(StoreError::Broken(file.path.clone()));
        }
        let symbols = self.graph.symbols();
        let content = frame::encode(symbols, writing.known, self.graph.changes());
        writing.journal.append(&content).map_err(|Broken { error, can_go_on }| {
            writing.is_broken = !can_go_on;
            StoreError::system("write", &file.path)(error)
        })?;
        writing.known = Known::of(symbols);
        Ok(())
    }

    /// Lays the graph out anew in its file, so that it opens at once and reads fast. Commits what is not committed.
    ///
    /// Nodes and relationships are numbered anew: identifiers from before mean nothing any more.
    pub fn checkpoint(&mut self) -> Result<(), StoreError> {
        self.commit()?;
        let Some(file) = self.file.as_mut().filter(|file| file.writing.is_some()) else { return Ok(()) };
        let before = open::snapshot(&*file.disk, &file.path)?.header;
        let written = write_snapshot(&*file.disk, &file.path, &self.graph, &before);
        let opened = open::snapshot(&*file.disk, &file.path);
        let (header, opened) = match (written, opened) {
            (Ok(header), Ok(opened)) => (header, opened),
            (written, opened) => {
                // Where the new file took its place all the same, the journal continues a file that is gone.
                let is_as_before = opened.as_ref().is_ok_and(|opened| opened.header == before);
                if let Some(writing) = file.writing.as_mut().filter(|_| !is_as_before) {
                    writing.is_broken = true;
                }
                return Err(written.err().or(opened.err()).unwrap_or(StoreError::Broken(file.path.clone())));
            }
        };
        let journal = file.journal_path();
        if let Some(writing) = &mut file.writing {
            writing.journal = Journal::new(file.disk.clone(), journal.clone(), header);
            writing.known = Known::of(opened.snapshot.symbols());
            writing.is_broken = false;
        }
        self.graph = Graph::from(opened.snapshot);
        // From here on the journal that was is stale, and would be known as such.
        file.disk.remove(&journal).map_err(StoreError::system("remove", &journal))
    }

    /// Writes the graph to another `.chancery` file, in place of one that is there; this store stays with its own.
    pub fn save_as(&self, path: &Path) -> Result<(), StoreError> {
        self.sound()?;
        write_snapshot(&SystemDisk, path, &self.graph, &[]).map(drop)
    }

    /// Ends the work: drops what is not committed, and lays the graph out anew if that pays.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.graph.rollback();
        if self.is_checkpoint_due(SMALL)? {
            return self.checkpoint();
        }
        match self.file.as_mut().and_then(|file| file.writing.as_mut()) {
            Some(writing) => {
                let closed = writing.journal.close();
                closed.map_err(|error| StoreError::system("write", self.path().unwrap_or(Path::new("")))(error))
            }
            None => Ok(()),
        }
    }

    /// Whether laying the graph out anew pays: the snapshot is no larger than `small`, or replaying the journal costs much.
    fn is_checkpoint_due(&self, small: u64) -> Result<bool, StoreError> {
        let Some((file, writing)) = self.file.as_ref().and_then(|file| Some((file, file.writing.as_ref()?))) else {
            return Ok(false);
        };
        let journal = writing.journal.length();
        if journal == 0 || writing.is_broken {
            return Ok(false);
        }
        let size = file.disk.open(&file.path, false).and_then(|file| file.length());
        let size = size.map_err(StoreError::system("read", &file.path))?;
        // A graph at rest has declarations in its journal and nothing else: indexes that want to be in the file.
        let is_at_rest = small > 0 && self.graph.snapshot().is_some();
        Ok(is_at_rest || size <= small || journal > (size / JOURNAL_PART).max(SHORT_JOURNAL))
    }

    fn is_broken(&self) -> bool {
        self.file.as_ref().and_then(|file| file.writing.as_ref()).is_some_and(|writing| writing.is_broken)
    }

    /// Reads and checks everything there is in the file.
    pub fn verify(&self) -> Result<(), StoreError> {
        self.graph.verify();
        self.sound()
    }

    /// An error if what was read so far of the file is damaged: then neither answers nor changes can be relied on.
    pub fn sound(&self) -> Result<(), StoreError> {
        match (self.graph.damage(), self.path()) {
            (Some(damage), path) => Err(StoreError::damaged(path.unwrap_or(Path::new("")), damage.to_string())),
            (None, _) => Ok(()),
        }
    }
}

impl Drop for Store {
    /// A store that is dropped without [`Store::close`] keeps its commits in the journal, closed.
    fn drop(&mut self) {
        if let Some(writing) = self.file.as_mut().and_then(|file| file.writing.as_mut()) {
            // A journal left open is read as after a crash: nothing is lost by it.
            let _ = writing.journal.close();
        }
    }
}

impl GraphFile {
    fn journal_path(&self) -> PathBuf {
        with_suffix(&self.path, "-journal")
    }
}

/// The path with something added to its name.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn write_snapshot(
    disk: &dyn Disk,
    path: &Path,
    graph: &Graph,
    replaced: &[u8],
) -> Result<[u8; HEADER_BYTES], StoreError> {
    write_beside(disk, path, |out| {
        let header = match graph.snapshot() {
            Some(snapshot) => snapshot.redeclare(graph.symbols().clone(), graph.schema(), replaced, out)?.1,
            None => freeze(graph, graph.schema(), replaced, out)?.1,
        };
        // What could not be read must not be written as if it were not there.
        match graph.damage() {
            Some(damage) => Err(io::Error::other(damage.to_string())),
            None => Ok(header),
        }
    })
}

/// Writes a graph file beside its place and puts it there once it is whole and lasting.
fn write_beside(
    disk: &dyn Disk,
    path: &Path,
    write: impl FnOnce(&mut BufWriter<FileWriter>) -> io::Result<[u8; HEADER_BYTES]>,
) -> Result<[u8; HEADER_BYTES], StoreError> {
    let beside = with_suffix(path, NEW);
    let made = disk.create(&beside).and_then(|file: Arc<dyn DiskFile>| {
        let mut out = BufWriter::with_capacity(1 << 20, FileWriter::new(file.clone()));
        let header = write(&mut out)?;
        io::Write::flush(&mut out)?;
        file.sync()?;
        disk.rename(&beside, path)?;
        Ok(header)
    });
    match made {
        Ok(header) => {
            disk.sync_folder_of(path).map_err(StoreError::system("write", path))?;
            Ok(header)
        }
        Err(error) => {
            // What stays behind is swept at the next opening.
            let _ = disk.remove(&beside);
            Err(StoreError::system("write", path)(error))
        }
    }
}

/// Writes a new graph file with what `write` puts into it, for bulk import. An error if there is a graph already.
pub fn create_with(
    path: &Path,
    symbols: crate::graph::Symbols,
    write: impl FnOnce(&mut snapshot::build::SnapshotWriter<&mut BufWriter<FileWriter>>) -> io::Result<()>,
) -> Result<(), StoreError> {
    let lock = open::lock(&SystemDisk, path)?;
    if path.exists() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    write_beside(&SystemDisk, path, |out| {
        let mut writer = snapshot::build::SnapshotWriter::new(out, symbols, crate::graph::Schema::default())?;
        write(&mut writer)?;
        Ok(writer.finish()?.1)
    })?;
    drop(lock);
    Ok(())
}
