//! Expressions as text.

use super::super::parser::{COMPARISON, NOT, PREDICATE, SIGN, precedence};
use super::super::tree::{
    BinaryOperator, ComparisonOperator, Expression, ExpressionKind, Literal, MapProjectionItem, Name, QuantifierKind,
    Subquery, SubqueryKind, TypeName, UnaryOperator,
};
use super::Printer;

/// Binds more strongly than any operator.
const PRIMARY: u8 = 12;
/// `.key`, `[index]`
const POSTFIX: u8 = 11;

impl Printer {
    pub(super) fn expression(&mut self, expression: &Expression) {
        self.operand(expression, 0);
    }

    pub(super) fn expressions(&mut self, expressions: &[Expression]) {
        self.separated(", ", expressions, Self::expression);
    }

    /// Before a `|` that is not part of a label expression.
    pub(super) fn without_bare_bars(&mut self, expression: &Expression) {
        self.word("(");
        self.expression(expression);
        self.word(")");
    }

    /// In parentheses unless it binds at least as strongly as `least`.
    fn operand(&mut self, expression: &Expression, least: u8) {
        let parentheses = strength(&expression.kind) < least;
        self.word(if parentheses { "(" } else { "" });
        self.kind(&expression.kind);
        self.word(if parentheses { ")" } else { "" });
    }

    fn kind(&mut self, kind: &ExpressionKind) {
        match kind {
            ExpressionKind::Literal(literal) => self.literal(literal),
            ExpressionKind::List(items) => {
                self.word("[");
                // A first element `x IN list` would read as a comprehension.
                self.separated(", ", items, |printer, item| printer.operand(item, COMPARISON + 2));
                self.word("]");
            }
            ExpressionKind::Map(entries) => {
                self.word("{");
                self.separated(", ", entries, |printer, (key, value)| printer.entry(key, value));
                self.word("}");
            }
            ExpressionKind::Parameter(name) => {
                self.word("$");
                self.name(name);
            }
            ExpressionKind::Variable(name) => self.name(name),
            ExpressionKind::Property { of, key } => {
                self.operand(of, POSTFIX);
                self.word(".");
                self.name(&key.text);
            }
            ExpressionKind::Index { of, index } => {
                self.operand(of, POSTFIX);
                self.word("[");
                self.expression(index);
                self.word("]");
            }
            ExpressionKind::Slice { of, from, to } => {
                self.operand(of, POSTFIX);
                self.word("[");
                self.optional("", from.as_deref());
                self.word(" .. ");
                self.optional("", to.as_deref());
                self.word("]");
            }
            ExpressionKind::Unary(operator, operand) => {
                let (word, least) = match operator {
                    UnaryOperator::Not => ("NOT ", NOT),
                    UnaryOperator::Minus => ("-", SIGN),
                    UnaryOperator::Plus => ("+", SIGN),
                };
                self.word(word);
                // A minus before a number would become part of it.
                self.operand(
                    operand,
                    if matches!(operand.kind, ExpressionKind::Literal(_)) { PRIMARY + 1 } else { least },
                );
            }
            ExpressionKind::Binary(operator, left, right) => {
                let own = precedence(*operator);
                self.operand(left, own);
                self.word(binary_word(*operator));
                self.operand(right, own + 1);
            }
            ExpressionKind::Comparison(first, rest) => {
                self.operand(first, COMPARISON + 1);
                for (operator, operand) in rest {
                    self.word(comparison_word(*operator));
                    self.operand(operand, COMPARISON + 1);
                }
            }
            ExpressionKind::IsNull { of, negated } => {
                self.operand(of, PREDICATE);
                self.word(if *negated { " IS NOT NULL" } else { " IS NULL" });
            }
            ExpressionKind::HasType { of, expected, negated } => {
                self.operand(of, PREDICATE);
                self.word(if *negated { " IS NOT :: " } else { " IS :: " });
                self.type_name(expected);
            }
            ExpressionKind::HasLabels { of, labels } => {
                self.operand(of, POSTFIX);
                self.word(":(");
                self.label_expression(labels, 0);
                self.word(")");
            }
            ExpressionKind::Call { name, distinct, arguments } => {
                self.dotted_name(&name.text);
                self.word(if *distinct { "(DISTINCT " } else { "(" });
                self.expressions(arguments);
                self.word(")");
            }
            ExpressionKind::Subject => {}
            ExpressionKind::CountStar => self.word("count(*)"),
            ExpressionKind::Case { subject, branches, otherwise } => {
                self.word("CASE");
                self.optional(" ", subject.as_deref());
                for (tests, value) in branches {
                    self.word(" WHEN ");
                    self.expressions(tests);
                    self.word(" THEN ");
                    self.expression(value);
                }
                self.optional(" ELSE ", otherwise.as_deref());
                self.word(" END");
            }
            ExpressionKind::ListComprehension { variable, list, filter, value } => {
                self.word("[");
                self.element(variable, list);
                self.guarded_filter(filter.as_deref());
                self.optional(" | ", value.as_deref());
                self.word("]");
            }
            ExpressionKind::PatternComprehension { path, filter, value } => {
                self.word("[");
                self.path(path);
                self.guarded_filter(filter.as_deref());
                self.optional(" | ", Some(value));
                self.word("]");
            }
            ExpressionKind::Quantifier { kind, variable, list, predicate } => {
                self.word(match kind {
                    QuantifierKind::All => "all(",
                    QuantifierKind::Any => "any(",
                    QuantifierKind::None => "none(",
                    QuantifierKind::Single => "single(",
                });
                self.element(variable, list);
                self.filter(predicate.as_deref());
                self.word(")");
            }
            ExpressionKind::Reduce { accumulator, initial, variable, list, value } => {
                self.word("reduce(");
                self.name(&accumulator.text);
                self.word(" = ");
                self.without_bare_bars(initial);
                self.word(", ");
                self.element(variable, list);
                self.optional(" | ", Some(value));
                self.word(")");
            }
            ExpressionKind::MapProjection { variable, items } => {
                self.name(&variable.text);
                self.word(" {");
                self.separated(", ", items, |printer, item| match item {
                    MapProjectionItem::Property(key) => {
                        printer.word(".");
                        printer.name(&key.text);
                    }
                    MapProjectionItem::All(_) => printer.word(".*"),
                    MapProjectionItem::Value(key, value) => printer.entry(key, value),
                    MapProjectionItem::Variable(name) => printer.name(&name.text),
                });
                self.word("}");
            }
            ExpressionKind::Pattern(path) => self.path(path),
            ExpressionKind::Subquery(kind, body) => {
                self.word(match kind {
                    SubqueryKind::Exists => "EXISTS { ",
                    SubqueryKind::Count => "COUNT { ",
                    SubqueryKind::Collect => "COLLECT { ",
                });
                match body.as_ref() {
                    Subquery::Pattern(pattern, filter) => {
                        self.pattern(pattern);
                        self.filter(filter.as_ref());
                    }
                    Subquery::Query(query) => self.query(query),
                }
                self.word(" }");
            }
        }
    }

    fn optional(&mut self, before: &str, expression: Option<&Expression>) {
        if let Some(expression) = expression {
            self.word(before);
            self.expression(expression);
        }
    }

    fn entry(&mut self, key: &Name, value: &Expression) {
        self.name(&key.text);
        self.word(": ");
        self.expression(value);
    }

    /// `x IN list`
    pub(super) fn element(&mut self, variable: &Name, list: &Expression) {
        self.name(&variable.text);
        self.word(" IN ");
        self.without_bare_bars(list);
    }

    fn guarded_filter(&mut self, filter: Option<&Expression>) {
        if let Some(filter) = filter {
            self.word(" WHERE ");
            self.without_bare_bars(filter);
        }
    }

    fn type_name(&mut self, name: &TypeName) {
        match name {
            TypeName::Plain(name) => self.word(name),
            TypeName::List(element) => {
                self.word("LIST<");
                self.type_name(element);
                self.word(">");
            }
            TypeName::NotNull(inner) => {
                self.type_name(inner);
                self.word(" NOT NULL");
            }
            TypeName::Union(types) => self.separated(" | ", types, Self::type_name),
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Null => self.word("null"),
            Literal::Boolean(true) => self.word("true"),
            Literal::Boolean(false) => self.word("false"),
            Literal::Integer(value) => self.word(&value.to_string()),
            Literal::Float(value) => self.word(&format!("{value:?}")),
            Literal::String(value) => {
                self.word("'");
                for character in value.chars() {
                    match character {
                        '\\' => self.word("\\\\"),
                        '\'' => self.word("\\'"),
                        '\n' => self.word("\\n"),
                        '\r' => self.word("\\r"),
                        _ => self.text.push(character),
                    }
                }
                self.word("'");
            }
        }
    }
}

fn strength(kind: &ExpressionKind) -> u8 {
    match kind {
        ExpressionKind::Binary(operator, ..) => precedence(*operator),
        ExpressionKind::Comparison(..) => COMPARISON,
        ExpressionKind::Unary(UnaryOperator::Not, _) => NOT,
        ExpressionKind::Unary(..) => SIGN,
        ExpressionKind::IsNull { .. } => PREDICATE,
        // In parentheses beside any operator: `NOT` and `|` after a type belong to it.
        ExpressionKind::HasType { .. } => 0,
        ExpressionKind::HasLabels { .. } => POSTFIX - 1,
        // In parentheses beside any operator: its dashes would join the operator's.
        ExpressionKind::Pattern(_) => 0,
        ExpressionKind::Literal(Literal::Integer(value)) if *value < 0 => SIGN,
        ExpressionKind::Literal(Literal::Float(value)) if value.is_sign_negative() => SIGN,
        ExpressionKind::Property { .. } | ExpressionKind::Index { .. } | ExpressionKind::Slice { .. } => POSTFIX,
        _ => PRIMARY,
    }
}

fn binary_word(operator: BinaryOperator) -> &'static str {
    use BinaryOperator::*;
    match operator {
        Or => " OR ",
        Xor => " XOR ",
        And => " AND ",
        In => " IN ",
        StartsWith => " STARTS WITH ",
        EndsWith => " ENDS WITH ",
        Contains => " CONTAINS ",
        Matches => " =~ ",
        Add => " + ",
        Concatenate => " || ",
        Subtract => " - ",
        Multiply => " * ",
        Divide => " / ",
        Modulo => " % ",
        Power => " ^ ",
    }
}

fn comparison_word(operator: ComparisonOperator) -> &'static str {
    use ComparisonOperator::*;
    match operator {
        Equal => " = ",
        NotEqual => " <> ",
        Less => " < ",
        LessOrEqual => " <= ",
        Greater => " > ",
        GreaterOrEqual => " >= ",
    }
}
