//! The procedures that are built in: one table of names, signatures and code. Algorithms run over a compact view of the part
//! of the graph that the caller asks for.

mod betweenness;
mod communities;
mod components;
mod configuration;
#[cfg(test)]
mod known_answers;
mod listing;
mod paths;
mod rank;
mod schema;
mod view;

use super::batch::Column;
use super::context::Context;
use crate::diagnostic::Diagnostic;
use crate::semantics::ProcedureSignature;
use crate::value::Value;

/// What a call yields: the outputs as columns of equal length.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// How many rows.
    pub length: usize,
    /// One column for each output.
    pub columns: Vec<Column>,
}

impl Table {
    /// Columns of equal length.
    pub fn new(columns: Vec<Column>) -> Self {
        Table { length: columns.first().map_or(0, Column::len), columns }
    }

    /// Rows with so many outputs each.
    pub fn from_rows(rows: Vec<Vec<Value>>, outputs: usize) -> Self {
        let column =
            |place: usize| Column::from_values(rows.iter().map(|row| row.get(place).cloned().unwrap_or(Value::Null)));
        Table { length: rows.len(), columns: (0..outputs).map(column).collect() }
    }
}

/// The code of a procedure: as many arguments as its signature has, null for those left out.
type Code = fn(&[Value], &Context<'_>) -> Result<Table, Diagnostic>;

/// One procedure.
pub struct Procedure {
    /// `name(argument :: TYPE, optional? :: TYPE) :: (output :: TYPE)`.
    pub signature: &'static str,
    /// One sentence.
    pub description: &'static str,
    code: Code,
}

const fn define(signature: &'static str, description: &'static str, code: Code) -> Procedure {
    Procedure { signature, description, code }
}

/// Every procedure that is built in. Where a configuration is taken, `labels` and `types` are lists of names (everything, if
/// absent) that say which part of the graph counts.
#[rustfmt::skip] // One procedure, one entry.
pub static PROCEDURES: &[Procedure] = &[
    define("algo.betweenness(configuration? :: MAP) :: (node :: NODE, score :: FLOAT)",
        "How many shortest paths pass through each node, by Brandes; `direction` is 'both' (as given), 'outgoing' or 'incoming', \
         `samples` limits the nodes that paths start from.",
        betweenness::betweenness),
    define("algo.communities(configuration? :: MAP) :: (node :: NODE, community :: INTEGER)",
        "Groups of nodes that are joined more closely than by chance, by the Louvain method.",
        communities::communities),
    define("algo.degree(configuration? :: MAP) :: (node :: NODE, degree :: INTEGER)",
        "How many relationships each node has; `direction` is 'both', 'outgoing' or 'incoming'.",
        rank::degree),
    define("algo.kShortestPaths(start :: NODE, end :: NODE, k :: INTEGER, configuration? :: MAP) :: (index :: INTEGER, path :: PATH, cost :: FLOAT)",
        "The k shortest paths without repeated nodes, by Yen; `weight` names a relationship property that is the length, \
         `direction` is 'both', 'outgoing' or 'incoming'.",
        paths::k_shortest_paths),
    define("algo.pageRank(configuration? :: MAP) :: (node :: NODE, score :: FLOAT)",
        "The share of a random walk along relationships that each node gets; `damping` (0.85), `iterations` (at most 20), \
         `tolerance` (0.0000001).",
        rank::page_rank),
    define("algo.stronglyConnectedComponents(configuration? :: MAP) :: (node :: NODE, component :: INTEGER)",
        "Groups of nodes that reach each other along the direction of relationships.",
        components::strongly_connected),
    define("algo.weaklyConnectedComponents(configuration? :: MAP) :: (node :: NODE, component :: INTEGER)",
        "Groups of nodes that are joined, whatever the direction of relationships.",
        components::weakly_connected),
    define("db.constraints() :: (name :: STRING, type :: STRING, entityType :: STRING, labelsOrTypes :: LIST, properties :: LIST)",
        "The constraints, as SHOW CONSTRAINTS lists them.", listing::constraints),
    define("db.functions() :: (name :: STRING, signature :: STRING, description :: STRING, aggregating :: BOOLEAN)",
        "The functions, as SHOW FUNCTIONS lists them.", listing::functions),
    define("db.indexes() :: (name :: STRING, entityType :: STRING, labelsOrTypes :: LIST, properties :: LIST)",
        "The indexes, as SHOW INDEXES lists them.", listing::indexes),
    define("db.labels() :: (label :: STRING)", "The labels of the graph.", schema::labels),
    define("db.procedures() :: (name :: STRING, signature :: STRING, description :: STRING)",
        "The procedures that are built in, as SHOW PROCEDURES lists them.", listing::procedures),
    define("db.propertyKeys() :: (propertyKey :: STRING)", "The property keys of the graph.", schema::property_keys),
    define("db.relationshipTypes() :: (relationshipType :: STRING)", "The relationship types of the graph.", schema::relationship_types),
    define("db.schema.nodes() :: (label :: STRING, count :: INTEGER, properties :: LIST)",
        "Each label with how many nodes have it and which property keys they have.", schema::nodes),
    define("db.schema.relationships() :: (start :: STRING, type :: STRING, end :: STRING, count :: INTEGER)",
        "Each relationship type with the labels of its ends and how many there are.", schema::relationships),
];

impl Procedure {
    /// The name, with dots.
    pub fn name(&self) -> &'static str {
        self.signature.split('(').next().unwrap_or(self.signature)
    }

    /// What a call is checked against.
    pub fn checked_signature(&self) -> Option<ProcedureSignature> {
        ProcedureSignature::read(self.signature)
    }

    /// Runs it.
    ///
    /// # Errors
    /// What the procedure refuses, or that the statement was stopped.
    pub fn call(&self, arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
        (self.code)(arguments, context)
    }
}

/// The procedure of that name.
pub fn lookup(name: &str) -> Option<&'static Procedure> {
    PROCEDURES.iter().find(|procedure| procedure.name().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_readable_and_names_in_order() {
        for procedure in PROCEDURES {
            let signature = procedure.checked_signature().expect(procedure.signature);
            assert_eq!(&*signature.name, procedure.name());
            assert!(!signature.outputs.is_empty());
        }
        assert!(PROCEDURES.is_sorted_by_key(Procedure::name));
        assert!(lookup("DB.Labels").is_some() && lookup("db").is_none());
    }
}
