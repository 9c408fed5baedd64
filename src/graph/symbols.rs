//! Names of labels, relationship types and property keys, each numbered in order of first use.

use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A label's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelId(pub u32);

/// A relationship type's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A property key's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub u32);

/// The three name spaces of a graph. Numbers are never reused, so a reader may keep them.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    labels: Names,
    types: Names,
    keys: Names,
}

#[derive(Clone, Debug, Default)]
struct Names {
    by_number: Vec<Arc<str>>,
    by_name: FxHashMap<Arc<str>, u32>,
}

impl Names {
    fn intern(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.by_name.get(name) {
            return number;
        }
        let number = self.by_number.len() as u32;
        let name: Arc<str> = name.into();
        self.by_number.push(name.clone());
        self.by_name.insert(name, number);
        number
    }

    fn find(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }

    fn name(&self, number: u32) -> &str {
        self.by_number.get(number as usize).map_or("", |name| name)
    }
}

macro_rules! name_space {
    ($id:ident, $field:ident, $intern:ident, $find:ident, $name:ident, $all:ident, $what:literal) => {
        #[doc = concat!("The number of the ", $what, ", given now if it is new.")]
        pub fn $intern(&mut self, name: &str) -> $id {
            $id(self.$field.intern(name))
        }

        #[doc = concat!("The number of the ", $what, ", if the graph has ever seen it.")]
        pub fn $find(&self, name: &str) -> Option<$id> {
            self.$field.find(name).map($id)
        }

        #[doc = concat!("The name of the ", $what, ", empty for a number that was never given.")]
        pub fn $name(&self, id: $id) -> &str {
            self.$field.name(id.0)
        }

        #[doc = concat!("Every ", $what, " ever named, in order of number.")]
        pub fn $all(&self) -> impl Iterator<Item = ($id, &str)> {
            self.$field.by_number.iter().enumerate().map(|(number, name)| ($id(number as u32), &**name))
        }
    };
}

impl Symbols {
    name_space!(LabelId, labels, label, find_label, label_name, labels, "label");
    name_space!(TypeId, types, relationship_type, find_type, type_name, types, "relationship type");
    name_space!(KeyId, keys, key, find_key, key_name, keys, "property key");

    /// Properties in ascending order of their keys' names.
    pub fn by_key_name<T>(&self, mut properties: Vec<(KeyId, T)>) -> Vec<(KeyId, T)> {
        properties.sort_by(|(a, _), (b, _)| self.key_name(*a).cmp(self.key_name(*b)));
        properties
    }
}
