//! Property values as bytes: a tag, then the value. What a snapshot keeps of mixed columns and the journal of changes.

use super::bytes::{Bytes, Damage, put_count, put_text};
use crate::value::Value;
use std::sync::Arc;

const FALSE: u8 = 1;
const TRUE: u8 = 2;
const INTEGER: u8 = 3;
const FLOAT: u8 = 4;
const STRING: u8 = 5;
const LIST: u8 = 6;
const NULL: u8 = 0;

/// Lists within lists that are read; properties hold one level.
const DEEPEST: usize = 16;

/// Appends the value. Nodes, relationships, paths and maps are no property values and become null.
pub fn put_value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Boolean(false) => out.push(FALSE),
        Value::Boolean(true) => out.push(TRUE),
        Value::Integer(integer) => {
            out.push(INTEGER);
            out.extend(integer.to_le_bytes());
        }
        Value::Float(float) => {
            out.push(FLOAT);
            out.extend(float.to_bits().to_le_bytes());
        }
        Value::String(text) => {
            out.push(STRING);
            put_text(out, text);
        }
        Value::List(items) => {
            out.push(LIST);
            put_count(out, items.len());
            for item in items.iter() {
                put_value(out, item);
            }
        }
        Value::Null | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => out.push(NULL),
    }
}

/// Reads a value.
pub fn value(bytes: &mut Bytes<'_>) -> Result<Value, Damage> {
    nested(bytes, DEEPEST)
}

fn nested(bytes: &mut Bytes<'_>, deeper: usize) -> Result<Value, Damage> {
    Ok(match bytes.u8()? {
        NULL => Value::Null,
        FALSE => Value::Boolean(false),
        TRUE => Value::Boolean(true),
        INTEGER => Value::Integer(bytes.i64()?),
        FLOAT => Value::Float(f64::from_bits(bytes.u64()?)),
        STRING => Value::String(bytes.text()?.into()),
        LIST if deeper > 0 => {
            let count = bytes.count(1)?;
            let items: Result<Vec<Value>, Damage> = (0..count).map(|_| nested(bytes, deeper - 1)).collect();
            Value::List(Arc::new(items?))
        }
        _ => return Err(Damage::new("a value has an unknown type")),
    })
}
