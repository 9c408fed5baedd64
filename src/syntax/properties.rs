//! Properties that hold for every tree: what is printed reads back, and prints the same again.

use super::tree::*;
use super::{parse, print, print_expression};
use crate::span::Span;
use proptest::prelude::*;

fn at(kind: ExpressionKind) -> Expression {
    Expression { kind, span: Span::default() }
}

fn boxed(expression: Expression) -> Box<Expression> {
    Box::new(expression)
}

fn name() -> impl Strategy<Value = Name> {
    const TEXTS: &[&str] = &["a", "n", "x1", "Sơn", "odd name", "tick`s", "match", "end", "count", ""];
    prop::sample::select(TEXTS).prop_map(|text| Name { text: text.to_owned(), span: Span::default() })
}

fn labels() -> impl Strategy<Value = LabelExpression> {
    let leaf = prop_oneof![name().prop_map(LabelExpression::Name), Just(LabelExpression::Any(Span::default()))];
    leaf.prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|labels| LabelExpression::Not(Box::new(labels))),
            (inner.clone(), inner.clone())
                .prop_map(|(left, right)| LabelExpression::And(Box::new(left), Box::new(right))),
            (inner.clone(), inner).prop_map(|(left, right)| LabelExpression::Or(Box::new(left), Box::new(right))),
        ]
    })
}

fn leaf() -> impl Strategy<Value = Expression> {
    prop_oneof![
        Just(ExpressionKind::Literal(Literal::Null)),
        any::<bool>().prop_map(|value| ExpressionKind::Literal(Literal::Boolean(value))),
        any::<i64>().prop_map(|value| ExpressionKind::Literal(Literal::Integer(value))),
        prop::num::f64::NORMAL.prop_map(|value| ExpressionKind::Literal(Literal::Float(value))),
        "[a-z'\"\\\\\n ộ]{0,6}".prop_map(|value| ExpressionKind::Literal(Literal::String(value))),
        name().prop_map(|name| ExpressionKind::Parameter(name.text)),
        name().prop_map(|name| ExpressionKind::Variable(name.text)),
        Just(ExpressionKind::CountStar),
    ]
    .prop_map(at)
}

fn operator() -> impl Strategy<Value = BinaryOperator> {
    use BinaryOperator::*;
    prop::sample::select(vec![
        Or,
        Xor,
        And,
        In,
        StartsWith,
        EndsWith,
        Contains,
        Matches,
        Add,
        Concatenate,
        Subtract,
        Multiply,
        Divide,
        Modulo,
        Power,
    ])
}

fn expression() -> impl Strategy<Value = Expression> {
    leaf()
        .prop_recursive(4, 24, 3, |inner| {
            let one = || inner.clone();
            prop_oneof![
                (operator(), one(), one()).prop_map(|(operator, left, right)| ExpressionKind::Binary(
                    operator,
                    boxed(left),
                    boxed(right)
                )),
                (one(), one()).prop_map(|(left, right)| {
                    ExpressionKind::Comparison(
                        boxed(left),
                        vec![(ComparisonOperator::Less, right.clone()), (ComparisonOperator::Equal, right)],
                    )
                }),
                prop_oneof![Just(UnaryOperator::Not), Just(UnaryOperator::Minus), Just(UnaryOperator::Plus)]
                    .prop_flat_map(move |operator| inner
                        .clone()
                        .prop_map(move |operand| ExpressionKind::Unary(operator, boxed(operand)))),
            ]
            .prop_map(at)
            .boxed()
        })
        .prop_recursive(3, 24, 3, |inner| {
            let one = || inner.clone();
            prop_oneof![
                prop::collection::vec(one(), 0..3).prop_map(ExpressionKind::List),
                prop::collection::vec((name(), one()), 0..3).prop_map(ExpressionKind::Map),
                (one(), name()).prop_map(|(of, key)| ExpressionKind::Property { of: boxed(of), key }),
                (one(), one()).prop_map(|(of, index)| ExpressionKind::Index { of: boxed(of), index: boxed(index) }),
                (one(), one()).prop_map(|(of, to)| ExpressionKind::Slice {
                    of: boxed(of),
                    from: None,
                    to: Some(boxed(to))
                }),
                (one(), any::<bool>()).prop_map(|(of, negated)| ExpressionKind::IsNull { of: boxed(of), negated }),
                (name(), labels()).prop_map(|(name, labels)| {
                    ExpressionKind::HasLabels { of: boxed(at(ExpressionKind::Variable(name.text))), labels }
                }),
                (any::<bool>(), prop::collection::vec(one(), 1..3)).prop_map(|(distinct, arguments)| {
                    ExpressionKind::Call {
                        name: Name { text: "date.truncate".into(), span: Span::default() },
                        distinct,
                        arguments,
                    }
                }),
                (one(), one(), one()).prop_map(|(subject, test, value)| {
                    let less = vec![(ComparisonOperator::Less, test.clone())];
                    let open = at(ExpressionKind::Comparison(boxed(at(ExpressionKind::Subject)), less));
                    ExpressionKind::Case {
                        subject: Some(boxed(subject)),
                        branches: vec![(vec![test, open], value.clone())],
                        otherwise: Some(boxed(value)),
                    }
                }),
                (name(), one(), one()).prop_map(|(variable, list, value)| ExpressionKind::ListComprehension {
                    variable,
                    list: boxed(list),
                    filter: Some(boxed(value.clone())),
                    value: Some(boxed(value)),
                }),
                (name(), one(), one()).prop_map(|(variable, list, predicate)| ExpressionKind::Quantifier {
                    kind: QuantifierKind::Any,
                    variable,
                    list: boxed(list),
                    predicate: Some(boxed(predicate)),
                }),
                (name(), name(), one(), one()).prop_map(|(accumulator, variable, list, value)| {
                    ExpressionKind::Reduce {
                        accumulator,
                        initial: boxed(list.clone()),
                        variable,
                        list: boxed(list),
                        value: boxed(value),
                    }
                }),
                path(one().boxed()).prop_map(|path| ExpressionKind::Pattern(Box::new(path))),
                (path(one().boxed()), one()).prop_map(|(path, value)| ExpressionKind::PatternComprehension {
                    path: Box::new(path),
                    filter: Some(boxed(value.clone())),
                    value: boxed(value),
                }),
            ]
            .prop_map(at)
        })
}

fn node(properties: BoxedStrategy<Expression>) -> impl Strategy<Value = PathElement> {
    (prop::option::of(name()), prop::option::of(labels()), prop::option::of((name(), properties))).prop_map(
        |(variable, labels, property)| {
            let properties = property.map(|entry| at(ExpressionKind::Map(vec![entry])));
            PathElement::Node(NodePattern { variable, labels, properties, filter: None, span: Span::default() })
        },
    )
}

fn relationship() -> impl Strategy<Value = PathElement> {
    let arrow = prop_oneof![Just(Arrow::Left), Just(Arrow::Right), Just(Arrow::Either), Just(Arrow::Both)];
    let length = prop::option::of((prop::option::of(0..9u64), prop::option::of(0..9u64)));
    (prop::option::of(name()), prop::option::of(name()), arrow, length).prop_map(|(variable, kind, arrow, length)| {
        let length = length.map(|(minimum, maximum)| Length { minimum, maximum, span: Span::default() });
        PathElement::Relationship(RelationshipPattern {
            variable,
            types: kind.map(LabelExpression::Name),
            length,
            properties: None,
            filter: None,
            arrow,
            quantifier: None,
            span: Span::default(),
        })
    })
}

fn path(properties: BoxedStrategy<Expression>) -> impl Strategy<Value = PathPattern> {
    (node(properties.clone()), relationship(), node(properties)).prop_map(|(left, relationship, right)| PathPattern {
        variable: None,
        selector: Selector::All,
        elements: vec![left, relationship, right],
        span: Span::default(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn expressions_print_parse_and_print_the_same(expression in expression()) {
        let printed = format!("RETURN {}", print_expression(&expression));
        let statement = parse(&printed).map_err(|errors| TestCaseError::fail(format!("{printed}: {errors:?}")))?;
        prop_assert_eq!(print(&statement), printed);
    }

    #[test]
    fn patterns_print_parse_and_print_the_same(path in path(expression().boxed())) {
        let pattern = at(ExpressionKind::Pattern(Box::new(path)));
        let printed = format!("MATCH {} FINISH", print_expression(&pattern));
        let statement = parse(&printed).map_err(|errors| TestCaseError::fail(format!("{printed}: {errors:?}")))?;
        prop_assert_eq!(print(&statement), printed);
    }
}
