//! Running the program in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What came of a run.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The run as it is compared with what it was before.
    pub fn shown(&self) -> String {
        format!("exit {}\n-- out --\n{}-- err --\n{}", self.code.unwrap_or(-1), self.out, self.err)
    }
}

/// A folder with a small graph in it, gone when dropped.
pub struct Folder {
    folder: tempfile::TempDir,
}

pub const SMALL: &str = r#"{"nodes":[
{"id":0,"labels":["Actor","Person"],"properties":{"name":"Bùi Thanh Sơn"}},
{"id":1,"labels":["Actor","Person"],"properties":{"name":"Park Jin"}},
{"id":2,"labels":["Actor","Country"],"properties":{"aliases":["Vietnam"],"name":"Việt Nam"}},
{"id":3,"labels":["Event","Meeting"],"properties":{"kind":"talks","name":"Talks in Seoul","start":"2022-02-10","status":"held"}}
],"relationships":[
{"id":0,"type":"ATTENDED","start":0,"end":3,"properties":{"role":"guest"}},
{"id":1,"type":"ATTENDED","start":1,"end":3,"properties":{"role":"host"}},
{"id":2,"type":"HOLDS","start":0,"end":2,"properties":{"title":"Foreign Minister"}}
]}
"#;

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the small graph as `small.graph.json` and `small.chancery`.
    pub fn with_graph() -> Self {
        let folder = Self::empty();
        folder.write("small.graph.json", SMALL);
        let run = folder.run(&["load", "small.graph.json", "-g", "small.chancery"]);
        assert_eq!(run.code, Some(0), "{}", run.shown());
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "")
    }

    /// Runs with text on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || {
            // A program that ends before it has read everything closes the pipe.
            let _ = stdin.write_all(input.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The program, about to run here, with nothing of the user's own.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(arguments).current_dir(self.folder.path());
        command.env_remove("CHANCERY_GRAPH").env_remove("CHANCERY_QUERIES").env_remove("NO_COLOR");
        command.env("HOME", self.folder.path()).env_remove("XDG_CONFIG_HOME").env_remove("XDG_STATE_HOME");
        command
    }
}

pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_chancery"))
}
