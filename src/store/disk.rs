//! What the store asks of a file system, so that tests can put one in its place that fails and loses power.

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file system.
pub trait Disk: Debug + Send + Sync {
    /// Opens a file that is there, for reading and, if `write`, for writing.
    fn open(&self, path: &Path, write: bool) -> io::Result<Arc<dyn DiskFile>>;
    /// Makes an empty file, in place of one that is there.
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;
    /// Gives a file another name, in place of one that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file; it is no error if it is not there.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Returns once the names in the folder of the file are as lasting as the disk.
    fn sync_folder_of(&self, path: &Path) -> io::Result<()>;
    /// Takes the lock that the file stands for; `None` while another has it.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>>;
}

/// An open file.
pub trait DiskFile: Debug + Send + Sync {
    /// Its bytes.
    fn length(&self) -> io::Result<u64>;
    /// The `length` bytes from `offset` on; an error where there are fewer.
    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>>;
    /// Writes all the bytes at `offset`, beyond the end if need be.
    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Cuts the file.
    fn set_length(&self, length: u64) -> io::Result<()>;
    /// Returns once the content is as lasting as the disk.
    fn sync(&self) -> io::Result<()>;
}

/// Held until dropped.
pub trait Lock: Debug + Send + Sync {}

/// The file system of the machine.
#[derive(Debug)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn open(&self, path: &Path, write: bool) -> io::Result<Arc<dyn DiskFile>> {
        Ok(Arc::new(OpenOptions::new().read(true).write(write).open(path)?))
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        Ok(Arc::new(OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn sync_folder_of(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Where a folder cannot be opened as a file (Windows), renames last without this.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        loop {
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
                // The holder before may have removed the file between opening and locking it: then this is the lock of
                // a file that no one else will find.
                Ok(()) if is_still_at(&file, path) => {
                    return Ok(Some(Box::new(SystemLock { file: Some(file), path: path.to_owned() })));
                }
                Ok(()) => {}
            }
        }
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata().map(identity), fs::metadata(path).map(identity)), (Ok(a), Ok(b)) if a == b)
}

/// Elsewhere the file is never removed.
#[cfg(not(unix))]
fn is_still_at(_file: &File, _path: &Path) -> bool {
    true
}

#[derive(Debug)]
struct SystemLock {
    file: Option<File>,
    path: PathBuf,
}

impl Lock for SystemLock {}

impl Drop for SystemLock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // A lock file that stays behind does no harm.
            let _ = fs::remove_file(&self.path);
        }
        drop(self.file.take());
    }
}

impl DiskFile for File {
    fn length(&self) -> io::Result<u64> {
        self.metadata().map(|metadata| metadata.len())
    }

    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        #[cfg(unix)]
        std::os::unix::fs::FileExt::read_exact_at(self, &mut bytes, offset)?;
        #[cfg(windows)]
        {
            let mut done = 0;
            while done < length {
                match std::os::windows::fs::FileExt::seek_read(self, &mut bytes[done..], offset + done as u64)? {
                    0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                    count => done += count,
                }
            }
        }
        Ok(bytes)
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        #[cfg(unix)]
        std::os::unix::fs::FileExt::write_all_at(self, bytes, offset)?;
        #[cfg(windows)]
        {
            let mut done = 0;
            while done < bytes.len() {
                match std::os::windows::fs::FileExt::seek_write(self, &bytes[done..], offset + done as u64)? {
                    0 => return Err(io::ErrorKind::WriteZero.into()),
                    count => done += count,
                }
            }
        }
        Ok(())
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_all()
    }
}

/// A file as what a snapshot is read from.
#[derive(Debug)]
pub struct FileSource {
    file: Arc<dyn DiskFile>,
    length: u64,
}

impl FileSource {
    /// The file as it is now.
    pub fn new(file: Arc<dyn DiskFile>) -> io::Result<FileSource> {
        Ok(FileSource { length: file.length()?, file })
    }
}

impl crate::graph::snapshot::source::Source for FileSource {
    fn length(&self) -> u64 {
        self.length
    }

    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        self.file.read(offset, length)
    }
}

/// A file as what is written from front to back, with jumps.
#[derive(Debug)]
pub struct FileWriter {
    file: Arc<dyn DiskFile>,
    position: u64,
}

impl FileWriter {
    /// Writes from the start of the file.
    pub fn new(file: Arc<dyn DiskFile>) -> FileWriter {
        FileWriter { file, position: 0 }
    }
}

impl io::Write for FileWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(self.position, bytes)?;
        self.position += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl io::Seek for FileWriter {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let from = |base: u64, offset: i64| base.checked_add_signed(offset).ok_or(io::ErrorKind::InvalidInput);
        self.position = match to {
            io::SeekFrom::Start(position) => position,
            io::SeekFrom::Current(offset) => from(self.position, offset)?,
            io::SeekFrom::End(offset) => from(self.file.length()?, offset)?,
        };
        Ok(self.position)
    }
}
