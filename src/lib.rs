//! Chancery reads news articles and records about diplomacy, keeps who met whom, who visited where and what
//! was agreed as a property graph, and answers questions about it with the sentence that proves each answer.
//!
//! Two straight lines meet at the graph (see `docs/architecture.md`):
//!
//! ```text
//! article ─ text ─► document ─ extract ─► facts ─ graph::load ─► graph ◄─► store ─► NAME.chancery
//!                                                                  ▲
//! query text ─ syntax ─► tree ─ semantics ─► bound ─ plan ─► plan ─ exec ─► rows ─► export / repl / cli / serve
//! ```
//!
//! The modules below stand in reading order; each imports only from those above it.

pub mod cli;
pub mod console;
pub mod database;
pub mod diagnostic;
pub mod document;
pub mod exec;
pub mod export;
pub mod extract;
pub mod facts;
pub mod functions;
pub mod graph;
pub mod import;
pub mod model;
pub mod named;
pub mod plan;
pub mod records;
pub mod repl;
pub mod semantics;
pub mod serve;
pub mod span;
pub mod steps;
pub mod store;
pub mod syntax;
pub mod text;
pub mod value;
