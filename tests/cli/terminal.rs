//! The shell on a real terminal, which tmux provides.

use crate::support::{Folder, program};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A terminal of its own tmux server, gone when dropped.
struct Terminal<'f> {
    folder: &'f Folder,
}

const PATIENCE: Duration = Duration::from_secs(30);

impl<'f> Terminal<'f> {
    /// Opens the shell on the small graph; none where there is no tmux.
    fn open(folder: &'f Folder) -> Option<Self> {
        if Command::new("tmux").arg("-V").stdout(Stdio::null()).status().is_err() {
            eprintln!("skipped: tmux is not installed");
            return None;
        }
        let terminal = Self { folder };
        let shell = format!("env HOME='{}' '{}' repl small.chancery", folder.path("").display(), program().display());
        terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "110",
            "-y",
            "40",
            &format!("{shell}; echo the shell has ended; sleep 60"),
        ]);
        terminal.wait_for("chancery>");
        Some(terminal)
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("tmux");
        command.arg("-S").arg(self.folder.path("tmux")).args(arguments).current_dir(self.folder.path(""));
        command.env("LC_ALL", "C.UTF-8").env("TERM", "xterm-256color");
        for inherited in ["TMUX", "NO_COLOR", "CHANCERY_GRAPH", "CHANCERY_QUERIES", "XDG_STATE_HOME", "XDG_CONFIG_HOME"]
        {
            command.env_remove(inherited);
        }
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    }

    /// Types text, and keys by their names.
    fn type_keys(&self, keys: &[&str]) {
        // A semicolon at the end of a word would end the command of tmux.
        let keys: Vec<String> =
            keys.iter().map(|key| key.strip_suffix(';').map_or((*key).to_owned(), |key| format!("{key}\\;"))).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        self.tmux(&[&["send-keys", "-t", ":"], &keys[..]].concat());
    }

    fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-t", ":"])
    }

    fn wait_for(&self, words: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen();
            if screen.contains(words) {
                return screen;
            }
            assert!(Instant::now() < until, "no `{words}` on the screen:\n{screen}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

#[test]
fn a_session_welcomes_completes_answers_and_remembers() {
    let folder = Folder::with_graph();
    let Some(terminal) = Terminal::open(&folder) else { return };
    let welcome = terminal.screen();
    for words in ["small: 4 nodes, 3 relationships", ":ask met", ":help lists commands"] {
        assert!(welcome.contains(words), "{welcome}");
    }
    // A statement over several lines, with a label and a name completed.
    terminal.type_keys(&["MATCH (p:Per", "Tab", " {name: 'bui", "Tab", "})", "Enter"]);
    terminal.wait_for("MATCH (p:Person {name: 'Bùi Thanh Sơn'})");
    terminal.wait_for("; runs the statement");
    terminal.type_keys(&["RETURN p.name AS who;", "Enter"]);
    let answer = terminal.wait_for("1 row in");
    assert!(answer.contains("│ Bùi Thanh Sơn │"), "{answer}");
    // An error shows its place.
    terminal.type_keys(&["RETRUN 1;", "Enter"]);
    terminal.wait_for("did you mean `RETURN`?");
    // A command, completed.
    terminal.type_keys(&[":as", "Tab", " me", "Tab", " 'park", "Tab", "Enter"]);
    terminal.wait_for("Talks in Seoul");
    terminal.type_keys(&["C-d"]);
    terminal.wait_for("the shell has ended");
    let history = std::fs::read_to_string(folder.path(".local/state/chancery/history")).unwrap();
    assert!(history.contains("RETRUN 1;") && history.contains(":ask met 'Park Jin'"), "{history}");
}

#[test]
fn ctrl_c_stops_the_query_and_keeps_the_shell() {
    let folder = Folder::with_graph();
    let Some(terminal) = Terminal::open(&folder) else { return };
    // The answer to the first statement tells that the second one runs.
    let endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b % 7)";
    terminal.type_keys(&[&format!("RETURN 'be' + 'gun' AS now; {endless};"), "Enter"]);
    terminal.wait_for("begun");
    terminal.type_keys(&["C-c"]);
    terminal.wait_for("error: ");
    terminal.type_keys(&["RETURN 40 + 2 AS still_here;", "Enter"]);
    terminal.wait_for("│         42 │");
    // At the prompt it drops what is typed.
    terminal.type_keys(&["RETURN 'never run", "C-c"]);
    terminal.type_keys(&[":quit", "Enter"]);
    terminal.wait_for("the shell has ended");
}
