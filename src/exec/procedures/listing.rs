//! What `SHOW` lists.

use super::{PROCEDURES, Procedure, Table};
use crate::diagnostic::Diagnostic;
use crate::exec::context::Context;
use crate::functions::{FUNCTIONS, Function};
use crate::graph::{Constraint, Covered, Demand, GraphRead, Index, KeyId, Symbols};
use crate::value::Value;

pub(super) fn indexes(_: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let symbols = context.graph.symbols();
    let row = |index: &Index| {
        let [entity, of, keys] = covered(symbols, index.on, &index.keys);
        vec![Value::from(&*index.name), entity, of, keys]
    };
    Ok(Table::from_rows(context.graph.schema().indexes.iter().map(row).collect(), 4))
}

pub(super) fn constraints(_: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let symbols = context.graph.symbols();
    let row = |constraint: &Constraint| {
        let demand = match constraint.demand {
            Demand::Unique => "unique",
            Demand::Exists => "exists",
        };
        let [entity, of, keys] = covered(symbols, constraint.on, &constraint.keys);
        vec![Value::from(&*constraint.name), Value::from(demand), entity, of, keys]
    };
    Ok(Table::from_rows(context.graph.schema().constraints.iter().map(row).collect(), 5))
}

pub(super) fn functions(_: &[Value], _: &Context<'_>) -> Result<Table, Diagnostic> {
    let row = |function: &Function| {
        vec![
            Value::from(function.name),
            Value::from(&*function.signature()),
            Value::from(function.description),
            Value::Boolean(function.is_aggregate()),
        ]
    };
    Ok(Table::from_rows(FUNCTIONS.iter().map(row).collect(), 4))
}

pub(super) fn procedures(_: &[Value], _: &Context<'_>) -> Result<Table, Diagnostic> {
    let texts = |procedure: &Procedure| [procedure.name(), procedure.signature, procedure.description];
    let row = |procedure: &Procedure| texts(procedure).into_iter().map(Value::from).collect();
    Ok(Table::from_rows(PROCEDURES.iter().map(row).collect(), 3))
}

/// `NODE` or `RELATIONSHIP`, a list of the label or type, the property keys.
fn covered(symbols: &Symbols, on: Covered, keys: &[KeyId]) -> [Value; 3] {
    let (entity, of) = match on {
        Covered::Nodes(label) => ("NODE", symbols.label_name(label)),
        Covered::Relationships(kind) => ("RELATIONSHIP", symbols.type_name(kind)),
    };
    let keys = keys.iter().map(|key| symbols.key_name(*key).into()).collect();
    [entity.into(), Value::list(vec![of.into()]), Value::list(keys)]
}
