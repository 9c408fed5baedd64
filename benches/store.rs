//! The store against the clock: `cargo bench --bench store [-- MEETINGS]`, 300,000 meetings by default.
//!
//! Prints one line a figure: bulk import, size, opening with a first indexed look-up, walking all relationships of a type
//! against a loop over bare arrays, and a small commit against one sync of the same disk.

use chancery::graph::{Direction, GraphRead, Lookup};
use chancery::import::Import;
use chancery::store::{Access, Store};
use chancery::value::{NodeId, Value};
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// In a process of its own: the graph to look into, and how large it is.
const GRAPH: &str = "CHANCERY_BENCH_GRAPH";
const MEETINGS: &str = "CHANCERY_BENCH_MEETINGS";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let (Some(graph), Some(meetings)) = (std::env::var_os(GRAPH), std::env::var(MEETINGS).ok()) {
        look_up(Path::new(&graph), meetings.parse()?)?;
        return Ok(());
    }
    let meetings: u64 = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(300_000);
    let folder = tempfile::tempdir()?;
    let [people, talks, attended] = ["people.csv", "talks.csv", "attended.csv"].map(|name| folder.path().join(name));
    let relationships = write_tables(meetings, &people, &talks, &attended)?;
    let graph = folder.path().join("bench.chancery");

    let tables = [people, talks];
    let import = Import {
        nodes: &tables,
        relationships: std::slice::from_ref(&attended),
        graphs: &[],
        delimiter: b',',
        list_delimiter: ';',
        skip_bad: false,
    };
    let megabytes = import.size() as f64 / 1e6;
    let (imported, time) = timed(|| import.run(&graph, &|_| {}));
    imported?;
    println!(
        "import: {megabytes:.0} MB of CSV in {:.2} s, {:.0} MB/s",
        time.as_secs_f64(),
        megabytes / time.as_secs_f64()
    );
    println!("size: {:.1} MB for {relationships} relationships", fs::metadata(&graph)?.len() as f64 / 1e6);

    let (first, times) = best(9, || look_up(&graph, meetings));
    println!("open and first indexed look-up: {:.2} ms (node {:?})", milliseconds(times), first?);
    let program = std::env::current_exe()?;
    let mut process = Command::new(program);
    process.env(GRAPH, &graph).env(MEETINGS, meetings.to_string());
    let (status, time) = best(9, || process.status());
    println!("the same as a whole process: {:.2} ms ({})", milliseconds(time), status?);
    let mut nothing = Command::new("true");
    let (_, time) = best(9, || nothing.status());
    println!("a process that does nothing: {:.2} ms", milliseconds(time));

    let store = Store::open(&graph, Access::Read)?;
    let snapshot = store.graph().snapshot().ok_or("the graph is not at rest")?;
    let kind = snapshot.symbols().find_type("ATTENDED").ok_or("no such type")?;
    let csr = snapshot.csr(kind, Direction::Outgoing).ok_or("no such relationships")?;
    let (offsets, neighbours) = (csr.offsets().to_vec(), csr.neighbours().to_vec());
    let (first, rows) = (csr.first_node().0, offsets.len() as u32 - 1);
    let (_, raw) = best(9, || {
        offsets.windows(2).map(|row| sum(&neighbours[row[0] as usize..row[1] as usize])).fold(0, u64::wrapping_add)
    });
    let (_, walked) =
        best(9, || (first..first + rows).map(|node| sum(csr.of(NodeId(node)))).fold(0, u64::wrapping_add));
    let each = |time: Duration| time.as_secs_f64() * 1e9 / relationships as f64;
    println!("walk: {:.2} ns a relationship, {:.2} in bare arrays", each(walked), each(raw));

    let mut file = File::create(folder.path().join("sync"))?;
    let (_, sync) = best(30, || file.write_all(&[7; 100]).and_then(|()| file.sync_all()));
    let mut store = Store::open(&graph, Access::Write)?;
    store.graph_mut().create_node(vec![], vec![])?;
    store.commit()?;
    let (_, commit) = best(30, || {
        let created = store.graph_mut().create_node(vec![], vec![]);
        created.map(|_| store.commit())
    });
    println!("commit: {:.2} ms, one sync {:.2} ms", milliseconds(commit), milliseconds(sync));
    Ok(())
}

fn sum(nodes: &[u32]) -> u64 {
    nodes.iter().fold(0, |sum, node| sum + u64::from(*node))
}

fn look_up(graph: &Path, meetings: u64) -> Result<Option<NodeId>, chancery::store::StoreError> {
    let store = Store::open(graph, Access::Read)?;
    let graph = store.graph();
    let found = graph.symbols().find_label("Meeting").zip(graph.symbols().find_key("id")).and_then(|(label, key)| {
        graph.find(label, key, &Lookup::Equal(&Value::Integer(meetings as i64 / 2 + PEOPLE as i64)))
    });
    store.sound()?;
    Ok(found.and_then(|found| found.first().copied()))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = black_box(work());
    (result, start.elapsed())
}

/// The last result and the best time of several runs.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> (T, Duration) {
    let (mut result, mut best) = timed(&mut work);
    for _ in 1..runs {
        let (next, time) = timed(&mut work);
        (result, best) = (next, best.min(time));
    }
    (result, best)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

const PEOPLE: u64 = 20_000;

/// Writes tables of people, meetings and who attended; returns how many attended.
fn write_tables(meetings: u64, people: &PathBuf, talks: &PathBuf, attended: &PathBuf) -> std::io::Result<u64> {
    let open = |path: &PathBuf| File::create(path).map(|file| BufWriter::with_capacity(1 << 20, file));
    let mut random = 1u64;
    let mut below = |bound: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % bound
    };
    let (mut out, mut count) = (open(people)?, 0);
    writeln!(out, "id:ID,:LABEL,name,born:date")?;
    for id in 0..PEOPLE {
        writeln!(out, "{id},Person,Person {} {id},19{:02}-0{}-1{}", below(999), below(100), 1 + below(9), below(10))?;
    }
    out.flush()?;
    let (mut out, mut edges) = (open(talks)?, open(attended)?);
    writeln!(out, "id:ID,:LABEL,title,date:date")?;
    writeln!(edges, ":START_ID,:END_ID,:TYPE,role")?;
    for id in PEOPLE..PEOPLE + meetings {
        let kind = ["summit", "talks", "phone call"][below(3) as usize];
        writeln!(
            out,
            "{id},Meeting,{kind} number {} on subject {},20{:02}-0{}-1{}",
            below(9999),
            below(500),
            below(30),
            1 + below(9),
            below(10)
        )?;
        for _ in 0..2 + below(6) {
            let role = ["host", "guest", "participant"][below(3) as usize];
            writeln!(edges, "{},{id},ATTENDED,{role}", below(PEOPLE))?;
            count += 1;
        }
    }
    out.flush()?;
    edges.flush()?;
    Ok(count)
}
