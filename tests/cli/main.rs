//! The program from outside: what it writes where, and how it ends.

#![allow(clippy::unwrap_used)] // The helpers of tests fail as tests do.

mod bad_input;
mod commands;
mod dump;
mod graph_files;
mod loading;
mod model;
mod named;
mod protocol;
mod support;
mod terminal;
