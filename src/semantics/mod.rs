//! From the syntax tree to a query whose every name is settled.

pub mod bound;
