//! Nodes and relationships in the forms that other programs read, one file a format.
//!
//! Each writer takes any graph; a [`Part`] makes a graph of what a query found.

mod caption;
mod csv;
pub mod cypher;
mod dot;
mod gexf;
mod graphml;
mod html;
mod json;
mod kind;
mod part;
mod xlsx;
mod xml;

use crate::graph::GraphRead;
pub use part::Part;
use std::io::{self, Write};

/// A form that a graph can be written in.
pub struct Format {
    /// What the user calls it.
    pub name: &'static str,
    /// The file name extension that stands for it.
    pub extension: &'static str,
    /// What it is for, in a few words.
    pub description: &'static str,
    /// Whether it is a picture, which shows the most connected nodes only, and no documents.
    pub picture: bool,
    write: fn(&dyn GraphRead, &mut dyn Write, &Options<'_>) -> io::Result<()>,
}

/// Every format of graphs: the one table for lookup, help and tests.
pub const FORMATS: &[Format] = &[
    Format {
        name: "json",
        extension: "json",
        description: "graph JSON, which `load` and every command read back",
        picture: false,
        write: json::write,
    },
    Format {
        name: "csv",
        extension: "csv",
        description: "a table of relationships; into a folder: the tables that `import` reads",
        picture: false,
        write: csv::write,
    },
    Format { name: "dot", extension: "dot", description: "a picture for Graphviz", picture: true, write: dot::write },
    Format {
        name: "graphml",
        extension: "graphml",
        description: "GraphML, for yEd, Gephi, Cytoscape, NetworkX",
        picture: false,
        write: graphml::write,
    },
    Format { name: "gexf", extension: "gexf", description: "GEXF 1.3, for Gephi", picture: false, write: gexf::write },
    Format {
        name: "html",
        extension: "html",
        description: "one page with a picture and a table, which needs no network",
        picture: true,
        write: html::write,
    },
    Format {
        name: "cypher",
        extension: "cypher",
        description: "a script of statements that makes the graph anew, with `run`",
        picture: false,
        write: cypher::write,
    },
    Format {
        name: "xlsx",
        extension: "xlsx",
        description: "an Excel workbook, a sheet for each label and type",
        picture: false,
        write: xlsx::write,
    },
];

/// The format of that name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// What the user can choose about an export.
pub struct Options<'g> {
    /// The graph that the written one is a part of: the evidence in tooltips is looked up here.
    pub whole: &'g dyn GraphRead,
    /// What the picture is called.
    pub title: String,
    /// CSV as Excel opens it right: byte order mark, CRLF, and no cell that would run as a formula.
    pub excel: bool,
}

impl Format {
    /// Writes the graph and flushes.
    pub fn write(&self, graph: &dyn GraphRead, out: &mut dyn Write, options: &Options<'_>) -> io::Result<()> {
        (self.write)(graph, out, options)?;
        out.flush()
    }
}

#[cfg(test)]
mod tests;
