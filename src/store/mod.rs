//! Graphs in files: opened, changed in transactions that last, and saved.
//!
//! A `.chancery` file holds a graph and is changed by its one writer. A `.graph.json` is read into memory, and changes
//! to it are not written back.

pub mod error;

use crate::graph::{Graph, json};
pub use error::StoreError;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

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
    path: Option<PathBuf>,
    read_only: bool,
}

const MAGIC: &[u8; 8] = b"CHANCERY";

impl Store {
    /// An empty graph that lasts as long as the process.
    pub fn memory() -> Store {
        Store::default()
    }

    /// Opens a `.chancery` file, or reads a `.graph.json` into memory.
    pub fn open(path: &Path, access: Access) -> Result<Store, StoreError> {
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(path).map_err(not_found(path))?;
            let graph = json::read(&text).map_err(|error| StoreError::Json { path: path.to_owned(), error })?;
            return Ok(Store { graph, path: None, read_only: false });
        }
        let mut store =
            Store { graph: Graph::default(), path: Some(path.to_owned()), read_only: access == Access::Read };
        match fs::read(path) {
            Ok(bytes) => store.graph = decode(path, &bytes)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && access == Access::Create => {
                store.write(path)?
            }
            Err(error) => return Err(not_found(path)(error)),
        }
        Ok(store)
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
        self.path.as_deref()
    }

    /// Makes the changes since the last commit last. On an error they are taken back.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if !self.graph.is_changed() {
            return Ok(());
        }
        let result = match &self.path {
            Some(path) if self.read_only => Err(StoreError::ReadOnly(path.clone())),
            Some(path) => self.write(path),
            None => Ok(()),
        };
        match &result {
            Ok(()) => drop(self.graph.take_changes()),
            Err(_) => self.graph.rollback(),
        }
        result
    }

    /// Lays the graph out anew in its file, so that it opens at once and reads fast. The identifiers of nodes and
    /// relationships may change.
    pub fn checkpoint(&mut self) -> Result<(), StoreError> {
        self.commit()
    }

    /// Writes the graph to another `.chancery` file; this store stays with its own.
    pub fn save_as(&self, path: &Path) -> Result<(), StoreError> {
        self.write(path)
    }

    /// Ends the work cleanly.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.graph.rollback();
        self.checkpoint()
    }

    fn write(&self, path: &Path) -> Result<(), StoreError> {
        let error = || StoreError::system("write", path);
        let mut body = Vec::new();
        json::write(&self.graph, &mut body).map_err(error())?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(error())?;
        file.write_all(MAGIC).map_err(error())?;
        file.write_all(&crc32fast::hash(&body).to_le_bytes()).map_err(error())?;
        file.write_all(&body).map_err(error())?;
        file.as_file().sync_all().map_err(error())?;
        file.persist(path).map_err(|failed| error()(failed.error))?;
        Ok(())
    }
}

fn not_found(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    move |error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        _ => StoreError::system("read", path)(error),
    }
}

fn decode(path: &Path, bytes: &[u8]) -> Result<Graph, StoreError> {
    let damaged = |what: &str| StoreError::damaged(path, what);
    let (head, body) = bytes.split_at_checked(12).ok_or_else(|| StoreError::NotAGraph(path.to_owned()))?;
    if &head[..8] != MAGIC {
        return Err(StoreError::NotAGraph(path.to_owned()));
    }
    if crc32fast::hash(body).to_le_bytes() != head[8..] {
        return Err(damaged("the checksum does not fit"));
    }
    let text = std::str::from_utf8(body).map_err(|_| damaged("the text is not UTF-8"))?;
    json::read(text).map_err(|error| damaged(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::GraphRead;

    #[test]
    fn a_commit_lasts_and_a_rollback_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("small.chancery");
        assert!(matches!(Store::open(&path, Access::Write), Err(StoreError::Missing(_))));
        let mut store = Store::open(&path, Access::Create).unwrap();
        store.graph_mut().create_node(vec![], vec![]).unwrap();
        store.commit().unwrap();
        store.graph_mut().create_node(vec![], vec![]).unwrap();
        store.graph_mut().rollback();
        store.close().unwrap();
        let mut store = Store::open(&path, Access::Read).unwrap();
        assert_eq!(store.graph().node_count(), 1);
        store.graph_mut().create_node(vec![], vec![]).unwrap();
        assert!(matches!(store.commit(), Err(StoreError::ReadOnly(_))));
        assert_eq!(store.graph().node_count(), 1);
    }
}
