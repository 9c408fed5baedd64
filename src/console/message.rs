//! What the program says beside its data: on standard error, coloured only where the terminal and `NO_COLOR` allow.

use crate::database::Warning;
use crate::diagnostic::{Diagnostic, Kind, Phase, Severity, render};
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

/// Whether standard error wants colours.
pub fn colour() -> bool {
    anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
}

/// A remark about a statement, shown with its line.
pub fn query_warning(warning: &Warning, statement: &str, origin: Option<&str>) {
    let diagnostic = Diagnostic {
        kind: Kind::SemanticError,
        phase: Phase::Compile,
        detail: "Warning",
        message: warning.message.clone(),
        span: warning.span,
        hint: warning.hint.clone(),
    };
    note(render(&diagnostic, Severity::Warning, statement, origin, colour()));
}
