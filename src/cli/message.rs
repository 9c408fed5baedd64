//! What the program says beside its data: on standard error, coloured only where the terminal and `NO_COLOR` allow.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// What went wrong.
pub fn error(text: impl Display) {
    say(ERROR, "error", text);
}

/// What the user should know although the work goes on.
pub fn warning(text: impl Display) {
    say(WARNING, "warning", text);
}

/// What to do about the error just told.
pub fn help(text: impl Display) {
    say(HELP, "help", text);
}

/// What has been done.
pub fn note(text: impl Display) {
    anstream::eprintln!("{text}");
}

fn say(style: Style, word: &str, text: impl Display) {
    anstream::eprintln!("{style}{word}:{style:#} {text}");
}
