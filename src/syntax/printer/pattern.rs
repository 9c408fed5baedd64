//! Patterns as text.

use super::super::tree::{
    Arrow, ComputedLabels, Expression, GroupPattern, LabelExpression, Length, NodePattern, PathElement, PathPattern,
    Pattern, RelationshipPattern, Selector,
};
use super::Printer;

impl Printer {
    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        self.separated(", ", &pattern.paths, Self::path);
    }

    pub(super) fn path(&mut self, path: &PathPattern) {
        if let Some(variable) = &path.variable {
            self.name(&variable.text);
            self.word(" = ");
        }
        let older = matches!(path.selector, Selector::ShortestPath | Selector::AllShortestPaths);
        match path.selector {
            Selector::All => {}
            Selector::Any(count) => self.word(&format!("ANY {count} ")),
            Selector::Shortest(count) => self.word(&format!("SHORTEST {count} ")),
            Selector::AllShortest => self.word("ALL SHORTEST "),
            Selector::ShortestGroups(count) => self.word(&format!("SHORTEST {count} GROUPS ")),
            Selector::ShortestPath => self.word("shortestPath("),
            Selector::AllShortestPaths => self.word("allShortestPaths("),
        }
        self.elements(&path.elements);
        self.word(if older { ")" } else { "" });
    }

    fn elements(&mut self, elements: &[PathElement]) {
        for element in elements {
            match element {
                PathElement::Node(node) => self.node(node),
                PathElement::Relationship(relationship) => self.relationship(relationship),
                PathElement::Group(group) => self.group(group),
            }
        }
    }

    fn node(&mut self, node: &NodePattern) {
        self.word("(");
        if let Some(variable) = &node.variable {
            self.name(&variable.text);
        }
        self.labels_and_rest(node.labels.as_ref(), None, node.properties.as_ref(), node.filter.as_ref());
        self.word(")");
    }

    fn relationship(&mut self, relationship: &RelationshipPattern) {
        let left = matches!(relationship.arrow, Arrow::Left | Arrow::Both);
        let right = matches!(relationship.arrow, Arrow::Right | Arrow::Both);
        self.word(if left { "<-[" } else { "-[" });
        if let Some(variable) = &relationship.variable {
            self.name(&variable.text);
        }
        let RelationshipPattern { types, length, properties, filter, .. } = relationship;
        self.labels_and_rest(types.as_ref(), length.as_ref(), properties.as_ref(), filter.as_ref());
        self.word(if right { "]->" } else { "]-" });
        if let Some(quantifier) = &relationship.quantifier {
            self.quantifier(quantifier);
        }
    }

    fn labels_and_rest(
        &mut self,
        labels: Option<&LabelExpression>,
        length: Option<&Length>,
        properties: Option<&Expression>,
        filter: Option<&Expression>,
    ) {
        if let Some(labels) = labels {
            self.word(":");
            self.label_expression(labels, 0);
        }
        match length.map(|length| (length.minimum, length.maximum)) {
            None => {}
            Some((None, None)) => self.word("*"),
            Some((Some(least), Some(most))) if least == most => self.word(&format!("*{least}")),
            Some((least, most)) => {
                let text = |bound: Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
                self.word(&format!("*{}..{}", text(least), text(most)));
            }
        }
        if let Some(properties) = properties {
            self.word(" ");
            self.expression(properties);
        }
        self.filter(filter);
    }

    fn group(&mut self, group: &GroupPattern) {
        self.word("(");
        self.elements(&group.elements);
        self.filter(group.filter.as_ref());
        self.word(")");
        self.quantifier(&group.quantifier);
    }

    fn quantifier(&mut self, quantifier: &Length) {
        match (quantifier.minimum.unwrap_or(0), quantifier.maximum) {
            (least, Some(most)) => self.word(&format!("{{{least},{most}}}")),
            (least, None) => self.word(&format!("{{{least},}}")),
        }
    }

    pub(super) fn computed_labels(&mut self, labels: &ComputedLabels) {
        self.word(if labels.any { "$any(" } else { "$(" });
        self.expression(&labels.value);
        self.word(")");
    }

    /// `strength` is 0 where any expression may stand, 1 within `&`, 2 after `!`.
    pub(super) fn label_expression(&mut self, labels: &LabelExpression, strength: u8) {
        let (own, operands) = match labels {
            LabelExpression::Or(left, right) => (0, Some(("|", left, right))),
            LabelExpression::And(left, right) => (1, Some(("&", left, right))),
            _ => (2, None),
        };
        let parentheses = own < strength;
        self.word(if parentheses { "(" } else { "" });
        match (labels, operands) {
            (_, Some((operator, left, right))) => {
                self.label_expression(left, own);
                self.word(operator);
                self.label_expression(right, own + 1);
            }
            (LabelExpression::Not(inner), _) => {
                self.word("!");
                self.label_expression(inner, 2);
            }
            (LabelExpression::Name(name), _) => self.name(&name.text),
            (LabelExpression::Computed(labels), _) => self.computed_labels(labels),
            _ => self.word("%"),
        }
        self.word(if parentheses { ")" } else { "" });
    }
}
