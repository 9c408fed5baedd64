//! Clauses as text.

use super::super::tree::{
    Clause, ClauseKind, ComputedLabels, Expression, Imports, Merge, Name, ProcedureCall, Projection, RemoveItem,
    SetItem, SubqueryCall,
};
use super::Printer;

impl Printer {
    pub(super) fn clauses(&mut self, clauses: &[Clause]) {
        self.separated(" ", clauses, |printer, clause| printer.clause(&clause.kind));
    }

    fn clause(&mut self, clause: &ClauseKind) {
        match clause {
            ClauseKind::Match(clause) => {
                self.word(if clause.optional { "OPTIONAL MATCH " } else { "MATCH " });
                self.pattern(&clause.pattern);
                self.filter(clause.filter.as_ref());
            }
            ClauseKind::Unwind { list, variable, place: None } => {
                self.word("UNWIND ");
                self.expression(list);
                self.alias(variable);
            }
            ClauseKind::Unwind { list, variable, place: Some(place) } => {
                self.word("FOR ");
                self.element(variable, list);
                self.word(if place.first == 0 { " WITH OFFSET " } else { " WITH ORDINALITY " });
                self.name(&place.variable.text);
            }
            ClauseKind::With(projection, filter) => {
                self.word("WITH ");
                self.projection(projection);
                self.filter(filter.as_ref());
            }
            ClauseKind::Return(projection) => {
                self.word("RETURN ");
                self.projection(projection);
            }
            ClauseKind::Finish => self.word("FINISH"),
            ClauseKind::Create(pattern) => {
                self.word("CREATE ");
                self.pattern(pattern);
            }
            ClauseKind::Merge(merge) => self.merge(merge),
            ClauseKind::Set(items) => {
                self.word("SET ");
                self.set_items(items);
            }
            ClauseKind::Remove(items) => {
                self.word("REMOVE ");
                self.separated(", ", items, |printer, item| match item {
                    RemoveItem::Property(target) => printer.expression(target),
                    RemoveItem::Labels { variable, labels, computed } => printer.labels_of(variable, labels, computed),
                });
            }
            ClauseKind::Delete { detach, targets } => {
                self.word(if *detach { "DETACH DELETE " } else { "DELETE " });
                self.expressions(targets);
            }
            ClauseKind::Call(call) => self.procedure_call(call),
            ClauseKind::Subquery(call) => self.subquery_call(call),
            ClauseKind::Foreach { variable, list, updates } => {
                self.word("FOREACH (");
                self.name(&variable.text);
                self.word(" IN ");
                self.without_bare_bars(list);
                self.word(" | ");
                self.clauses(updates);
                self.word(")");
            }
            ClauseKind::LoadCsv { headers, source, variable, separator } => {
                self.word(if *headers { "LOAD CSV WITH HEADERS FROM " } else { "LOAD CSV FROM " });
                self.expression(source);
                self.alias(variable);
                if let Some(separator) = separator {
                    self.word(" FIELDTERMINATOR ");
                    self.expression(separator);
                }
            }
        }
    }

    fn alias(&mut self, name: &Name) {
        self.word(" AS ");
        self.name(&name.text);
    }

    pub(super) fn filter(&mut self, filter: Option<&Expression>) {
        if let Some(filter) = filter {
            self.word(" WHERE ");
            self.expression(filter);
        }
    }

    fn projection(&mut self, projection: &Projection) {
        if projection.distinct {
            self.word("DISTINCT ");
        }
        if projection.star.is_some() {
            self.word(if projection.items.is_empty() { "*" } else { "*, " });
        }
        self.separated(", ", &projection.items, |printer, item| {
            printer.expression(&item.expression);
            if let Some(alias) = &item.alias {
                printer.alias(alias);
            }
        });
        if !projection.order.is_empty() {
            self.word(" ORDER BY ");
            self.separated(", ", &projection.order, |printer, item| {
                printer.expression(&item.expression);
                printer.word(if item.descending { " DESC" } else { "" });
            });
        }
        for (word, count) in [(" SKIP ", &projection.skip), (" LIMIT ", &projection.limit)] {
            if let Some(count) = count {
                self.word(word);
                self.expression(count);
            }
        }
    }

    fn merge(&mut self, merge: &Merge) {
        self.word("MERGE ");
        self.path(&merge.path);
        for action in &merge.actions {
            self.word(if action.on_create { " ON CREATE SET " } else { " ON MATCH SET " });
            self.set_items(&action.items);
        }
    }

    fn set_items(&mut self, items: &[SetItem]) {
        self.separated(", ", items, |printer, item| match item {
            SetItem::Property { target, value } => {
                printer.expression(target);
                printer.word(" = ");
                printer.expression(value);
            }
            SetItem::Properties { variable, value, add } => {
                printer.name(&variable.text);
                printer.word(if *add { " += " } else { " = " });
                printer.expression(value);
            }
            SetItem::Labels { variable, labels, computed } => printer.labels_of(variable, labels, computed),
        });
    }

    fn labels_of(&mut self, variable: &Name, labels: &[Name], computed: &[ComputedLabels]) {
        self.name(&variable.text);
        for label in labels {
            self.word(":");
            self.name(&label.text);
        }
        for labels in computed {
            self.word(":");
            self.computed_labels(labels);
        }
    }

    fn procedure_call(&mut self, call: &ProcedureCall) {
        self.word(if call.optional { "OPTIONAL CALL " } else { "CALL " });
        self.dotted_name(&call.name.text);
        if let Some(arguments) = &call.arguments {
            self.word("(");
            self.expressions(arguments);
            self.word(")");
        }
        if let Some(yields) = &call.yields {
            self.word(" YIELD ");
            match (yields.star, yields.items.is_empty()) {
                (true, _) => self.word("*"),
                (_, true) => self.word("-"),
                _ => self.separated(", ", &yields.items, |printer, (result, variable)| {
                    printer.name(&result.text);
                    if result.text != variable.text {
                        printer.alias(variable);
                    }
                }),
            }
            self.filter(yields.filter.as_ref());
        }
    }

    fn subquery_call(&mut self, call: &SubqueryCall) {
        self.word(if call.optional { "OPTIONAL CALL " } else { "CALL " });
        match &call.imports {
            None => {}
            Some(Imports::All) => self.word("(*) "),
            Some(Imports::Some(names)) => {
                self.word("(");
                self.separated(", ", names, |printer, name| printer.name(&name.text));
                self.word(") ");
            }
        }
        self.word("{ ");
        self.query(&call.query);
        self.word(" }");
    }
}
