//! What may help with the part that left nothing: the text that was meant, or the types that do not compare.

use super::Search;
use crate::diagnostic::nearest;
use crate::span::Span;
use crate::syntax::tree::{
    Clause, ClauseKind, ComparisonOperator, Expression, ExpressionKind, Literal, Name, Projection, ProjectionItem,
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

    fn meant(&mut self, key: &Name, value: &Expression) -> Option<String> {
        let asked = match &value.kind {
            ExpressionKind::Literal(Literal::String(text)) => text.clone(),
            ExpressionKind::Parameter(name) => match self.parameters.get(name)? {
                Value::String(text) => text.to_string(),
                _ => return None,
            },
            _ => return None,
        };
        if let Some(name) = asked.strip_prefix('$').filter(|name| self.parameters.contains_key(*name)) {
            return Some(format!("a parameter stands without quotes: ${name}"));
        }
        let key = literal::name(&key.text);
        let text = format!(
            "MATCH (n) WHERE n.{key} IS :: STRING NOT NULL WITH DISTINCT n.{key} AS value LIMIT {MOST_VALUES} \
             RETURN value, fold(value) = fold($asked) AS same"
        );
        let parameters = [("asked".to_owned(), Value::from(asked.as_str()))].into();
        let answer = self.database.run(&text, &parameters).ok()?;
        let values: Vec<&str> = answer.rows().filter_map(|row| row.text(0)).collect();
        if values.contains(&asked.as_str()) {
            return None;
        }
        let same = answer.rows().find(|row| matches!(row.value(1), Value::Boolean(true))).and_then(|row| row.text(0));
        let meant = same.or_else(|| nearest(&asked, values))?;
        Some(format!("did you mean {}?", literal::quoted(meant)))
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
