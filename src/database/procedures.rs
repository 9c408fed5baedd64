//! The procedures that statements may call: tables that were registered, before those that are built in.

use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::context::Context;
use crate::exec::procedures::{self, PROCEDURES, Table};
use crate::exec::run::CallProcedure;
use crate::semantics::bound::Name;
use crate::semantics::{self, ProcedureSignature};
use crate::value::Value;
use crate::value::order::equivalent;
use std::collections::BTreeMap;

/// Procedures by name.
#[derive(Debug, Default)]
pub(super) struct Procedures {
    tables: BTreeMap<Name, Registered>,
}

/// A procedure that is a table.
#[derive(Debug)]
struct Registered {
    signature: ProcedureSignature,
    /// Arguments, then outputs.
    rows: Vec<Vec<Value>>,
}

impl Procedures {
    pub fn register(&mut self, signature: &str, columns: &[String], rows: Vec<Vec<Value>>) -> Result<(), Diagnostic> {
        let Some(signature) = ProcedureSignature::read(signature) else {
            return Err(wrong(format!("`{signature}` is not a signature"))
                .with_hint("write name(argument :: TYPE, ...) :: (output :: TYPE, ...)"));
        };
        let fields = signature.inputs.iter().chain(&signature.outputs);
        let places: Vec<Option<usize>> =
            fields.map(|field| columns.iter().position(|column| **column == *field.name)).collect();
        if !rows.is_empty() && places.iter().any(Option::is_none) {
            return Err(wrong(format!("the table of `{}` lacks a column of its signature", signature.name)));
        }
        let pick = |row: Vec<Value>| -> Vec<Value> {
            places.iter().map(|place| place.and_then(|place| row.get(place).cloned()).unwrap_or(Value::Null)).collect()
        };
        let rows = rows.into_iter().map(pick).collect();
        self.tables.insert(signature.name.clone(), Registered { signature, rows });
        Ok(())
    }
}

impl semantics::Procedures for Procedures {
    fn signature(&self, name: &str) -> Option<ProcedureSignature> {
        let registered = self.tables.get(name).map(|table| table.signature.clone());
        registered.or_else(|| procedures::lookup(name)?.checked_signature())
    }

    fn names(&self) -> Vec<Name> {
        let built_in = PROCEDURES.iter().map(|procedure| procedure.name().into());
        self.tables.keys().cloned().chain(built_in).collect()
    }
}

impl CallProcedure for Procedures {
    fn call(&self, name: &str, arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
        let Some(Registered { signature, rows }) = self.tables.get(name) else {
            return match procedures::lookup(name) {
                Some(procedure) => procedure.call(arguments, context),
                None => Err(wrong(format!("there is no procedure `{name}`"))),
            };
        };
        if let Some((input, value)) =
            signature.inputs.iter().zip(arguments).find(|(input, value)| !input.kind.holds(value))
        {
            let found = value.type_name();
            let message = format!("`{}` of `{name}` is {}, found {found}", input.name, input.kind.name());
            return Err(Diagnostic::runtime(Kind::TypeError, "InvalidArgumentType", message));
        }
        if signature.outputs.is_empty() {
            return Ok(Table { length: 1, columns: Vec::new() });
        }
        let inputs = signature.inputs.len();
        let fits =
            |row: &&Vec<Value>| row.iter().zip(arguments).take(inputs).all(|(cell, value)| equivalent(cell, value));
        let rows = rows.iter().filter(fits).map(|row| row[inputs..].to_vec()).collect();
        Ok(Table::from_rows(rows, signature.outputs.len()))
    }
}

fn wrong(message: String) -> Diagnostic {
    Diagnostic::runtime(Kind::ProcedureError, "ProcedureNotFound", message)
}
