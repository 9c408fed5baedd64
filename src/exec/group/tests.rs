use super::*;
use crate::exec::batch::{Column, Dictionary};
use crate::value::{Date, NodeId};

#[test]
fn numbers_are_the_same_for_equivalent_keys_whatever_their_columns() {
    let mut grouper = Grouper::new();
    let integers = Arc::new(Column::from_integers(vec![1, 2, 1]));
    let floats = Arc::new(Column::from_floats(vec![2.0, 3.5]));
    assert_eq!(grouper.groups(&[integers], 3), [0, 1, 0]);
    assert_eq!(grouper.groups(&[floats], 2), [1, 2]);
}

/// Columns of keys that come one after the other, as they are and with each entry as a value of its own.
#[test]
fn keys_are_numbered_alike_however_their_columns_are_kept() {
    let words = Dictionary::new([Arc::from("a"), Arc::from("b")].into());
    let values = |values: &[Value]| Column::from_values(values.iter().cloned());
    let (a, b, one, null) = (Value::from("a"), Value::from("b"), Value::Integer(1), Value::Null);
    let float = Value::Float(1.0);
    let day = |days| Value::Date(Date::from_near_days(days));
    let texts = values(&[b.clone(), null.clone(), a.clone()]);
    let codes = Column::from_codes(vec![0, 1, 1], words);
    let days = values(&[day(3), day(-3), day(3)]);
    let gaps = values(&[one.clone(), null.clone(), one.clone()]);
    let numbers = Column::from_integers(vec![-1, 1, 70_000]);
    let floats = values(&[Value::Float(-0.0), null.clone(), Value::Float(0.0)]);
    let least = Column::from_integers(vec![i64::MIN, i64::MAX, i64::MIN]);
    let mixed = values(&[float, a, null.clone()]);
    let same = Column::constant(one, 3);
    let all = [texts, codes, days, gaps, numbers, floats, least, Column::constant(null, 3), same, mixed];
    for first in &all {
        for second in &all {
            for width in 1..=3 {
                let (mut typed, mut general) = (Grouper::new(), Grouper::new());
                general.known = Known::General(FxHashMap::default());
                for column in [first, second, first] {
                    let keys: Vec<_> = [column, first, second].map(|key| Arc::new(key.clone())).into();
                    let keys = &keys[..width];
                    assert_eq!(typed.groups(keys, 3), general.groups(keys, 3), "{keys:?}");
                    if typed.knows(keys) {
                        assert!((0..3).all(|row| typed.find(keys, row) == general.find(keys, row)), "{keys:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn nodes_are_numbered_alike_however_many_there_are() {
    let many: Vec<NodeId> = (0..5000).map(|row| NodeId(row * 7919 % 3001)).collect();
    let with_null = Column::from_values([Value::Null, Value::Node(NodeId(5)), Value::Null]);
    // Far from 0, with many of them before the first ones.
    let far: Vec<NodeId> = (0..5000).map(|row| NodeId(400_000 - row * 71)).collect();
    let columns = [far, many].map(|nodes| Arc::new(Column::from_nodes(nodes)));
    let columns = [&columns[..], &[Arc::new(with_null)], &columns[..]].concat();
    let (mut grouper, mut general) = (Grouper::new(), Grouper::new());
    general.known = Known::General(FxHashMap::default());
    for column in &columns {
        let keys = [column.clone()];
        assert_eq!(grouper.groups(&keys, column.len()), general.groups(&keys, column.len()));
    }
    let keys = [columns[0].clone()];
    let found: Vec<_> = (0..keys[0].len()).map(|row| grouper.find(&keys, row)).collect();
    grouper.generalise();
    assert!((0..keys[0].len()).all(|row| grouper.find(&keys, row) == found[row] && found[row].is_some()));
}

/// What may follow a node in rows that come together: entries of every kind of word, small and large, and what is no word.
fn seconds() -> Vec<Column> {
    let column = |value: &dyn Fn(u32) -> Value| {
        Column::from_values((0..3000).map(|row| if row % 11 == 0 { Value::Null } else { value(row * 31 % 40) }))
    };
    vec![
        column(&|number| Value::Node(NodeId(number))),
        column(&|number| Value::Integer(i64::from(number) - 20)),
        column(&|number| Value::Integer(i64::from(number) << 40)),
        column(&|number| Value::Date(Date::from_near_days(number as i32 * 10_000 - 200_000))),
        column(&|number| Value::Boolean(number < 20)),
        column(&|number| Value::from(format!("text {number}").as_str())),
        column(&|number| Value::Float(f64::from(number))),
        Column::from_integers((0..3000).map(|row| row % 17).collect()),
    ]
}

#[test]
fn rows_that_come_together_are_numbered_as_others_are() {
    let first = Arc::new(Column::from_nodes((0..3000).map(|row| NodeId(row / 70)).collect()));
    for second in seconds() {
        for then in seconds() {
            let (mut together, mut general) = (Grouper::of_runs(), Grouper::new());
            general.known = Known::General(FxHashMap::default());
            let keys = [first.clone(), Arc::new(second.clone())];
            assert_eq!(together.groups(&keys, 3000), general.groups(&keys, 3000), "{second:?}");
            if let Known::Together(known) = &together.known {
                assert!(known.find(&keys[0], &keys[1], 0).is_none(), "the first run has ended");
            }
            let last = together.find(&keys, 2999);
            assert_eq!(last, general.find(&keys, 2999));
            // The last run goes on, with other columns.
            let rows: Vec<u32> = (2940..3000).collect();
            let keys = [Arc::new(first.gather(&rows)), Arc::new(then.gather(&rows))];
            assert_eq!(together.groups(&keys, 60), general.groups(&keys, 60), "{second:?} {then:?}");
        }
    }
}

#[test]
fn the_keys_of_the_current_run_can_be_made_general() {
    let first = Arc::new(Column::from_nodes((0..3000).map(|row| NodeId(row / 70)).collect()));
    for second in seconds() {
        let keys = [first.clone(), Arc::new(second)];
        let mut together = Grouper::of_runs();
        together.groups(&keys, 3000);
        let last = together.find(&keys, 2999);
        together.generalise();
        assert!(last.is_some());
        assert_eq!(together.find(&keys, 2999), last);
    }
}

#[test]
fn runs_and_single_entries_are_numbered_alike() {
    let first: Vec<i64> = (0..200).map(|row| row / 50).collect();
    let second: Vec<i64> = (0..200).map(|row| row % 7).collect();
    let columns = [Arc::new(Column::from_integers(first)), Arc::new(Column::from_integers(second))];
    let mut in_runs = Grouper::new();
    let groups = in_runs.groups(&columns, 200);
    assert!(matches!(in_runs.known, Known::Runs(..)));
    let mut general = Grouper::new();
    general.known = Known::General(FxHashMap::default());
    assert_eq!(groups, general.groups(&columns, 200));
    in_runs.generalise();
    assert_eq!(groups, in_runs.groups(&columns, 200));
}

/// Combinations of small words, at first few, then more than tables hold.
#[test]
fn combinations_are_numbered_alike_however_many_there_are() {
    for width in 2..5 {
        let (mut grouper, mut general) = (Grouper::new(), Grouper::new());
        general.known = Known::General(FxHashMap::default());
        for spread in [3, 4, 90, 7] {
            let column = |factor: i64| {
                let entry = |row: i64| match row * factor % 31 {
                    0 => Value::Null,
                    other => Value::Integer(other * row % spread - 1),
                };
                Arc::new(Column::from_values((0..400).map(entry)))
            };
            let keys: Vec<_> = (0..width).map(|at| column(7 * at + 3)).collect();
            assert_eq!(grouper.groups(&keys, 400), general.groups(&keys, 400), "{width} {spread}");
            assert!((0..400).all(|row| grouper.find(&keys, row) == general.find(&keys, row)), "{width} {spread}");
            assert_eq!(matches!(grouper.known, Known::Tables(_)), spread < 5, "{width} {spread}");
        }
    }
}
