//! Reading a graph file against mapping it: `cargo bench --bench mapping -- GRAPH LABEL KEY INTEGER`.
//!
//! Prints the best times of a look-up by an index in a process of its own, of reading and checking everything, and of the
//! bare checksums of the file, each both ways. Nothing but this program maps: `docs/file-format.md` says why.
#![allow(unsafe_code)]

use chancery::graph::snapshot::image;
use chancery::graph::snapshot::source::Source;
use chancery::graph::{GraphRead, Lookup};
use chancery::store::disk::{Disk, FileSource, SystemDisk};
use chancery::value::Value;
use memmap2::Mmap;
use std::error::Error;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// In a process of its own: which way.
const WAY: &str = "CHANCERY_BENCH_WAY";

#[derive(Debug)]
struct Mapped(Mmap);

impl Source for Mapped {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let bytes = usize::try_from(offset).ok().and_then(|start| self.0.get(start..start.checked_add(length)?));
        bytes.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

fn mapped(graph: &Path) -> io::Result<Mapped> {
    // SAFETY: nobody changes the file while it is measured.
    unsafe { Mmap::map(&File::open(graph)?) }.map(Mapped)
}

fn source(way: &str, graph: &Path) -> io::Result<Box<dyn Source>> {
    Ok(match way {
        "read" => Box::new(FileSource::new(SystemDisk.open(graph, false)?)?),
        _ => Box::new(mapped(graph)?),
    })
}

fn look_up(way: &str, graph: &Path, label: &str, key: &str, value: i64) -> Result<usize, Box<dyn Error>> {
    let (snapshot, _) = image::open(source(way, graph)?).map_err(|reason| format!("{reason:?}"))?;
    let names = snapshot.symbols().find_label(label).zip(snapshot.symbols().find_key(key));
    let (label, key) = names.ok_or("no such label or key")?;
    let found = snapshot.find(label, key, &Lookup::Equal(&Value::Integer(value))).ok_or("no index")?;
    found.iter().for_each(|node| drop(snapshot.node_properties(*node)));
    Ok(found.len())
}

fn checksum(way: &str, graph: &Path) -> io::Result<u32> {
    const PIECE: usize = 1 << 20;
    let mut hasher = crc32fast::Hasher::new();
    if way == "read" {
        let file = SystemDisk.open(graph, false)?;
        let length = file.length()? as usize;
        for start in (0..length).step_by(PIECE) {
            hasher.update(&file.read(start as u64, PIECE.min(length - start))?);
        }
    } else {
        hasher.update(&mapped(graph)?.0);
    }
    Ok(hasher.finalize())
}

fn best<T>(runs: usize, mut work: impl FnMut() -> Result<T, Box<dyn Error>>) -> Result<(T, Duration), Box<dyn Error>> {
    let mut timed = || {
        let start = Instant::now();
        work().map(|result| (result, start.elapsed()))
    };
    let mut best = timed()?;
    for _ in 1..runs {
        let next = timed()?;
        best = (next.0, best.1.min(next.1));
    }
    Ok(best)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [graph, label, key, value] = arguments.as_slice() else {
        println!("usage: cargo bench --bench mapping -- GRAPH LABEL KEY INTEGER");
        return Ok(());
    };
    let (path, value) = (Path::new(graph), value.parse()?);
    if let Ok(way) = std::env::var(WAY) {
        look_up(&way, path, label, key, value)?;
        return Ok(());
    }
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    // In turns, so that both meet the same load.
    for way in ["read", "mapped", "read", "mapped"] {
        let (found, alone) = best(15, || look_up(way, path, label, key, value))?;
        let mut process = Command::new(std::env::current_exe()?);
        process.args([graph, label, key]).arg(value.to_string()).env(WAY, way);
        let (status, whole) = best(15, || Ok(process.status()?))?;
        let (damage, all) = best(3, || {
            let (snapshot, _) = image::open(source(way, path)?).map_err(|reason| format!("{reason:?}"))?;
            Ok(snapshot.verify().cloned())
        })?;
        let (_, sum) = best(5, || Ok(checksum(way, path)?))?;
        println!(
            "{way}: look-up of {found} {:.2} ms, as a process {:.2} ms ({status}), all read and checked {:.0} ms ({}), \
             checksum of all bytes {:.1} ms",
            milliseconds(alone),
            milliseconds(whole),
            milliseconds(all),
            damage.map_or("sound".to_owned(), |damage| damage.to_string()),
            milliseconds(sum)
        );
    }
    Ok(())
}
