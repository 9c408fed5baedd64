//! The program from outside: what it writes where, and how it ends.

mod bad_input;
mod commands;
mod named;
mod protocol;
mod support;
mod terminal;
