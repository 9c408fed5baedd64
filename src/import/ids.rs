//! From the identifiers of the tables to nodes.

use rustc_hash::FxHashMap;

/// The identifier of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id<'a> {
    /// Decimal, written as a number is: `7`, not `07`.
    Number(i64),
    /// Any other.
    Text(&'a str),
}

impl<'a> Id<'a> {
    /// Of a cell. Numbers are told from text so that they take little room and can be kept as integers.
    pub fn of(cell: &'a str) -> Id<'a> {
        if let Some(number) = short(cell.as_bytes()) {
            return Id::Number(number);
        }
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_shortest = !digits.starts_with('0') || cell == "0";
        match cell.parse() {
            Ok(number) if is_plain && is_shortest => Id::Number(number),
            _ => Id::Text(cell),
        }
    }
}

/// The form that nearly all identifiers have, read in one go: up to 18 digits.
fn short(cell: &[u8]) -> Option<i64> {
    if !(1..=18).contains(&cell.len()) || (cell[0] == b'0' && cell.len() > 1) {
        return None;
    }
    cell.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
}

/// The identifiers of one group.
#[derive(Debug, Default)]
pub struct IdSpace {
    /// Numbers that rise one by one with their nodes: first number, first node, how many. Tables are mostly written in
    /// order of their identifiers, and then this is all.
    runs: Vec<(i64, u32, u32)>,
    is_sorted: bool,
    texts: FxHashMap<Box<str>, u32>,
}

/// All groups.
#[derive(Debug, Default)]
pub struct IdSpaces(FxHashMap<String, IdSpace>);

impl IdSpaces {
    /// The identifiers of the group.
    pub fn group_mut(&mut self, group: &str) -> &mut IdSpace {
        self.0.entry(group.to_owned()).or_default()
    }

    /// The identifiers of the group, if any node has one.
    pub fn group(&self, group: &str) -> Option<&IdSpace> {
        self.0.get(group)
    }

    /// Gets all groups ready to be looked into.
    pub fn finish(&mut self) {
        self.0.values_mut().for_each(IdSpace::sort);
    }
}

impl IdSpace {
    /// Gives the identifier to the node. That no other node has it is for the caller to see to.
    pub fn insert(&mut self, id: Id<'_>, node: u32) {
        match id {
            Id::Number(number) => match self.runs.last_mut() {
                Some((first, first_node, length))
                    if first.checked_add(i64::from(*length)) == Some(number) && *first_node + *length == node =>
                {
                    *length += 1;
                }
                _ => {
                    self.is_sorted = false;
                    self.runs.push((number, node, 1));
                }
            },
            Id::Text(text) => drop(self.texts.insert(text.into(), node)),
        }
    }

    /// Gets ready to be looked into.
    pub fn sort(&mut self) {
        if !self.is_sorted {
            self.runs.sort_unstable();
            self.is_sorted = true;
        }
    }

    /// Whether no node has a number from `low` to `high`; only after [`IdSpace::sort`].
    pub fn is_free(&self, low: i64, high: i64) -> bool {
        let after = self.runs.partition_point(|(first, ..)| *first <= high);
        let last = after.checked_sub(1).map(|number| self.runs[number]);
        last.is_none_or(|(first, _, length)| first.saturating_add(i64::from(length)) <= low)
    }

    /// The node; only after [`IdSpace::sort`].
    pub fn get(&self, id: Id<'_>) -> Option<u32> {
        match id {
            Id::Number(number) => {
                let after = self.runs.partition_point(|(first, ..)| *first <= number);
                let (first, node, length) = *self.runs.get(after.checked_sub(1)?)?;
                let offset = u32::try_from(number.checked_sub(first)?).ok()?;
                (offset < length).then(|| node + offset)
            }
            Id::Text(text) => self.texts.get(text).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_lead_to_their_nodes() {
        let ids = ["5", "6", "7", "100", "-3", "007", "a", "9223372036854775807", "99999999999999999999"];
        let mut space = IdSpace::default();
        for (node, id) in ids.iter().enumerate() {
            space.insert(Id::of(id), node as u32);
        }
        space.sort();
        for (node, id) in ids.iter().enumerate() {
            assert_eq!(space.get(Id::of(id)), Some(node as u32), "{id}");
        }
        for id in ["8", "4", "0", "", "b", "-4"] {
            assert_eq!(space.get(Id::of(id)), None, "{id}");
        }
    }
}
