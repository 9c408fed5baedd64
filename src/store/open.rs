//! Opening: the snapshot, then the journal replayed over it; temporaries of a process that was killed are swept.

use super::disk::{Disk, FileSource, Lock};
use super::frame::{self, Known};
use super::journal::{self, Journal, NEW};
use super::{Access, GraphFile, Store, StoreError, Writing, with_suffix, write_snapshot};
use crate::graph::snapshot::Snapshot;
use crate::graph::snapshot::build::{HEADER_BYTES, VERSION};
use crate::graph::snapshot::image::{self, Unreadable};
use crate::graph::{Graph, GraphRead, json};
use std::io;
use std::path::Path;
use std::sync::Arc;

impl Store {
    /// As [`Store::open`], on a disk of one's own.
    pub fn open_on(disk: Arc<dyn Disk>, path: &Path, access: Access) -> Result<Store, StoreError> {
        if path.extension().is_some_and(|extension| extension == "json") {
            return open_json(&*disk, path);
        }
        match access {
            Access::Read => read(disk, path),
            Access::Write | Access::Create => write(disk, path, access),
        }
    }
}

fn open_json(disk: &dyn Disk, path: &Path) -> Result<Store, StoreError> {
    let file = disk.open(path, false).map_err(not_found(path))?;
    let bytes = file.length().and_then(|length| file.read(0, usize::try_from(length).unwrap_or(usize::MAX)));
    let text = String::from_utf8(bytes.map_err(StoreError::system("read", path))?);
    let text = text.map_err(|_| StoreError::damaged(path, "it is not UTF-8 text"))?;
    let graph = json::read(&text).map_err(|error| StoreError::Json { path: path.to_owned(), error })?;
    Ok(Store { graph, file: None })
}

fn read(disk: Arc<dyn Disk>, path: &Path) -> Result<Store, StoreError> {
    loop {
        let opened = snapshot(&*disk, path)?;
        let journal = journal(&*disk, path)?;
        // A writer may have put a new snapshot in place in between; then the journal is not of the one just opened.
        if snapshot(&*disk, path)?.header != opened.header {
            continue;
        }
        let graph = match journal {
            Some(journal) if belongs(path, &journal, &opened)? => replay(path, opened, &journal)?,
            _ => Graph::from(opened.snapshot),
        };
        return Ok(Store { graph, file: Some(GraphFile { disk, path: path.to_owned(), writing: None }) });
    }
}

fn write(disk: Arc<dyn Disk>, path: &Path, access: Access) -> Result<Store, StoreError> {
    if access == Access::Write {
        // Before a lock is made beside a file that is not there.
        disk.open(path, false).map_err(not_found(path))?;
    }
    let lock = lock(&*disk, path)?;
    let journal_path = with_suffix(path, "-journal");
    for target in [path, &journal_path] {
        let left_over = with_suffix(target, NEW);
        disk.remove(&left_over).map_err(StoreError::system("remove", &left_over))?;
    }
    let opened = match snapshot(&*disk, path) {
        Err(StoreError::Missing(_)) if access == Access::Create => {
            write_snapshot(&*disk, path, &Graph::default(), &[])?;
            snapshot(&*disk, path)?
        }
        opened => opened?,
    };
    let header = opened.header;
    let (graph, journal) = match journal(&*disk, path)? {
        Some(read) if belongs(path, &read, &opened)? => {
            let graph = replay(path, opened, &read)?;
            let journal = Journal::resume(disk.clone(), journal_path.clone(), header, &read);
            (graph, journal.map_err(StoreError::system("write", &journal_path))?)
        }
        stale => {
            if stale.is_some() {
                disk.remove(&journal_path).map_err(StoreError::system("remove", &journal_path))?;
            }
            (Graph::from(opened.snapshot), Journal::new(disk.clone(), journal_path, header))
        }
    };
    let known = Known::of(graph.symbols());
    let writing = Some(Writing { journal, known, is_broken: false, _lock: lock });
    let mut store = Store { graph, file: Some(GraphFile { disk, path: path.to_owned(), writing }) };
    // Sessions that were not closed leave their journal to grow. Where there is no room for a new file now, the graph is as
    // good with it.
    match store.is_checkpoint_due(0)? {
        true => match store.checkpoint() {
            Err(error) if store.is_broken() => Err(error),
            _ => Ok(store),
        },
        false => Ok(store),
    }
}

/// Takes the lock that makes this process the writer of the graph.
pub(super) fn lock(disk: &dyn Disk, path: &Path) -> Result<Box<dyn Lock>, StoreError> {
    let lock = disk.lock(&with_suffix(path, "-lock")).map_err(StoreError::system("lock", path))?;
    lock.ok_or_else(|| StoreError::Locked(path.to_owned()))
}

/// A snapshot and what tells it from others.
pub(super) struct Opened {
    pub snapshot: Snapshot,
    pub header: [u8; HEADER_BYTES],
}

pub(super) fn snapshot(disk: &dyn Disk, path: &Path) -> Result<Opened, StoreError> {
    let file = disk.open(path, false).map_err(not_found(path))?;
    let source = FileSource::new(file).map_err(StoreError::system("read", path))?;
    let opened = image::open(Box::new(source)).map_err(|reason| match reason {
        Unreadable::NotAGraph => StoreError::NotAGraph(path.to_owned()),
        Unreadable::Version(found) => StoreError::Version { path: path.to_owned(), found, known: VERSION },
        Unreadable::Damaged(damage) => StoreError::damaged(path, damage.to_string()),
    });
    let (snapshot, header) = opened?;
    Ok(Opened { snapshot, header })
}

fn journal(disk: &dyn Disk, path: &Path) -> Result<Option<journal::Read>, StoreError> {
    let journal_path = with_suffix(path, "-journal");
    let file = match disk.open(&journal_path, false) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(StoreError::system("read", &journal_path))?,
    };
    let read = journal::read(&*file).map_err(StoreError::system("read", &journal_path))?;
    read.map(Some).map_err(|damage| StoreError::damaged(&journal_path, damage.to_string()))
}

/// Whether the journal continues the snapshot. If not, it must continue the one that this snapshot replaced: its
/// commits are in this one, and the process ended before it could remove the journal.
fn belongs(path: &Path, journal: &journal::Read, opened: &Opened) -> Result<bool, StoreError> {
    if journal.snapshot == opened.header {
        return Ok(true);
    }
    if journal.snapshot == opened.snapshot.replaced() {
        return Ok(false);
    }
    Err(StoreError::damaged(&with_suffix(path, "-journal"), "it continues another graph file than the one beside it"))
}

fn replay(path: &Path, opened: Opened, journal: &journal::Read) -> Result<Graph, StoreError> {
    let mut graph = Graph::from(opened.snapshot);
    for content in &journal.frames {
        let damaged = |what: String| StoreError::damaged(&with_suffix(path, "-journal"), what);
        let changes = frame::decode(content, graph.symbols_mut()).map_err(|damage| damaged(damage.to_string()))?;
        for change in changes {
            graph.replay(change).map_err(|refused| damaged(format!("a commit does not fit: {refused}")))?;
        }
        graph.take_changes();
    }
    match graph.damage() {
        Some(damage) => Err(StoreError::damaged(path, damage.to_string())),
        None => Ok(graph),
    }
}

fn not_found(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    move |error| match error.kind() {
        io::ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        _ => StoreError::system("read", path)(error),
    }
}
