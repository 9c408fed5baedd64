//! What may help with the part that left nothing: the text that was meant, or the types that do not compare.

use super::Search;
use crate::diagnostic::nearest;
use crate::span::Span;
use crate::syntax::tree::{
    BinaryOperator, Clause, ClauseKind, ComparisonOperator, Expression, ExpressionKind, Literal, Name, Projection,
    ProjectionItem,
};
use crate::value::{Value, literal};

/// So many different values of a property are looked at.
const MOST_VALUES: usize = 20_000;

impl Search<'_> {
    /// For properties that a node must have: a text that the graph has and that is like one asked for.
    pub(super) fn meant_in_properties(&mut self, properties: Option<&Expression>) -> Option<String> {
        let ExpressionKind::Map(entries) = &properties?.kind else { return None };
        entries.iter().find_map(|(key, value)| self.meant(key, value))
    }

    /// For a condition that no row satisfies: a text that is like the one asked for, or the types that do not compare.
    pub(super) fn remedy(&mut self, before: &[Clause], condition: &Expression) -> Option<String> {
        if let ExpressionKind::Binary(operator, of, value) = &condition.kind {
            let ExpressionKind::Property { key, .. } = &of.kind else { return None };
            return match (operator, &value.kind) {
                (BinaryOperator::In, ExpressionKind::List(items)) => {
                    items.iter().find_map(|item| self.meant(key, item))
                }
                (BinaryOperator::Contains, _) => self.folded_part(key, value, "CONTAINS"),
                (BinaryOperator::StartsWith, _) => self.folded_part(key, value, "STARTS WITH"),
                (BinaryOperator::EndsWith, _) => self.folded_part(key, value, "ENDS WITH"),
                _ => None,
            };
        }
        let ExpressionKind::Comparison(left, rest) = &condition.kind else { return None };
        let [(operator, right)] = rest.as_slice() else { return None };
        if *operator == ComparisonOperator::Equal
            && let Some(meant) = [(left.as_ref(), right), (right, left.as_ref())].into_iter().find_map(|(of, value)| {
                let ExpressionKind::Property { key, .. } = &of.kind else { return None };
                self.meant(key, value)
            })
        {
            return Some(meant);
        }
        self.types_apart(before, left, right)
    }

    /// The text that an expression is at once.
    fn text_of(&self, value: &Expression) -> Option<String> {
        match &value.kind {
            ExpressionKind::Literal(Literal::String(text)) => Some(text.clone()),
            ExpressionKind::Parameter(name) => match self.parameters.get(name)? {
                Value::String(text) => Some(text.to_string()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a property has the part when case and diacritics do not count.
    fn folded_part(&mut self, key: &Name, value: &Expression, operator: &str) -> Option<String> {
        let asked = self.text_of(value)?;
        let key = literal::name(&key.text);
        let text = format!(
            "MATCH (n) WHERE n.{key} IS :: STRING NOT NULL AND fold(n.{key}) {operator} fold($asked) RETURN n.{key} LIMIT 1"
        );
        let parameters = [("asked".to_owned(), asked.into())].into();
        let answer = self.database.run(&text, &parameters).ok()?;
        let found = literal::quoted(answer.rows().next()?.text(0)?);
        Some(format!("case and diacritics count; `fold(x) {operator} fold(…)` leaves them aside and finds {found}"))
    }

    fn meant(&mut self, key: &Name, value: &Expression) -> Option<String> {
        let asked = self.text_of(value)?;
        if let Some(name) = asked.strip_prefix('$').filter(|name| self.parameters.contains_key(*name)) {
            return Some(format!("a parameter stands without quotes: ${name}"));
        }
        let key = literal::name(&key.text);
        for pattern in ["(n)", "()-[n]->()"] {
            let text = format!(
                "MATCH {pattern} WHERE n.{key} IS :: STRING NOT NULL WITH DISTINCT n.{key} AS value LIMIT {MOST_VALUES} \
                 RETURN value, fold(value) = fold($asked) AS same"
            );
            let parameters = [("asked".to_owned(), asked.as_str().into())].into();
            let answer = self.database.run(&text, &parameters).ok()?;
            let values: Vec<&str> = answer.rows().filter_map(|row| row.text(0)).collect();
            if values.contains(&asked.as_str()) {
                return None;
            }
            let same = answer.rows().find(|row| matches!(row.value(1), Value::Boolean(true)));
            if let Some(meant) = same.and_then(|row| row.text(0)).or_else(|| nearest(&asked, values)) {
                return Some(format!("did you mean {}?", literal::quoted(meant)));
            }
        }
        None
    }

    /// Values of two types that are neither equal nor in an order.
    fn types_apart(&mut self, before: &[Clause], left: &Expression, right: &Expression) -> Option<String> {
        let (left_type, right_type) = (self.type_of(before, left)?, self.type_of(before, right)?);
        let is_number = |name: &str| matches!(name, "INTEGER" | "FLOAT");
        if left_type == right_type || (is_number(&left_type) && is_number(&right_type)) {
            return None;
        }
        let remedy = match (left_type.as_str(), right_type.as_str()) {
            ("STRING", "DATE") | ("DATE", "STRING") => {
                "; `earliest(x)` and `latest(x)` read the days that a text means"
            }
            ("STRING", "INTEGER" | "FLOAT") | ("INTEGER" | "FLOAT", "STRING") => "; a text needs quotes",
            _ => "",
        };
        Some(format!("{left_type} and {right_type} do not compare{remedy}"))
    }

    /// The type of the first value that is not null, without what it holds inside.
    fn type_of(&mut self, before: &[Clause], of: &Expression) -> Option<String> {
        let span = Span::default();
        let value = Name { text: "value".to_owned(), span };
        let is_there = Expression {
            kind: ExpressionKind::IsNull {
                of: Box::new(Expression { kind: ExpressionKind::Variable(value.text.clone()), span }),
                negated: true,
            },
            span,
        };
        let item = ProjectionItem { expression: of.clone(), alias: Some(value), text: String::new() };
        let values =
            Projection { distinct: false, star: None, items: vec![item], order: Vec::new(), skip: None, limit: None };
        let last = ClauseKind::With(values, Some(is_there));
        let answer = self.ask(before, &last, Some("RETURN valueType(value) AS type LIMIT 1"))?;
        let name = answer.rows().next()?.text(0)?.to_owned();
        Some(name.split(['<', ' ']).next()?.to_owned())
    }
}
