//! Putting together what aggregates of earlier and later rows gave.

use super::{Accumulator, Seen, State, Sums, Total};
use crate::value::order::order;

impl Accumulator {
    /// Whether what it gave for some rows can still be put together with what another gives for later ones: see
    /// [`Accumulator::merge`].
    pub fn can_be_merged(&self) -> bool {
        match &self.state {
            State::Sums(sums) => sums.only_integers,
            _ => true,
        }
    }

    /// Whether it counts values each once, and can tell after putting together how many that are.
    pub fn is_set(&self) -> bool {
        matches!(self.state, State::Counts(_)) && self.seen.as_ref().is_some_and(Seen::is_set)
    }

    /// Adds what another gave for later rows; its group `n` is the group `groups[n]` of these, of which there are `count`.
    /// Where each value counts once and [`Accumulator::is_set`] is false, none of those rows may have a value of these.
    /// `false` where that might not be what adding the rows gives: sums of floating point numbers depend on the order.
    pub fn merge(&mut self, other: Accumulator, groups: &[u32], count: usize) -> bool {
        self.grow(count);
        let groups = groups.iter().map(|group| *group as usize);
        match (&mut self.state, other.state) {
            (State::Counts(counts), State::Counts(more)) => {
                // Values that both have count once, where that can be told: for one group of all rows.
                if let (Some(seen), Some(other), [count]) = (&mut self.seen, other.seen, counts.as_mut_slice())
                    && let Some(all) = seen.unite(other)
                {
                    *count = all as i64;
                    return true;
                }
                groups.zip(more).for_each(|(group, count)| counts[group] += count);
            }
            (State::Sums(sums), State::Sums(more)) => return sums.merge(more, groups),
            (State::Extremes(best, wanted), State::Extremes(more, _)) => {
                for (group, value) in groups.zip(more) {
                    let Some(value) = value else { continue };
                    if best[group].as_ref().is_none_or(|best| order(&value, best) == *wanted) {
                        best[group] = Some(value);
                    }
                }
            }
            (State::Lists(lists), State::Lists(more)) => {
                groups.zip(more).for_each(|(group, list)| lists[group].extend(list));
            }
            (State::Percentiles(states), State::Percentiles(more)) => {
                for (group, (numbers, share)) in groups.zip(more).filter(|(_, (numbers, _))| !numbers.is_empty()) {
                    states[group].0.append(numbers);
                    states[group].1 = share;
                }
            }
            _ => return false,
        }
        true
    }
}

impl Sums {
    fn merge(&mut self, other: Sums, groups: impl Iterator<Item = usize>) -> bool {
        self.bound = self.bound.saturating_add(other.bound);
        if !self.only_integers || !other.only_integers || self.bound > i64::MAX as u128 {
            return false;
        }
        for (group, more) in groups.zip(other.by_group) {
            let sum = &mut self.by_group[group];
            sum.count += more.count;
            if let (Total::Integer(total), Total::Integer(more)) = (&mut sum.total, more.total) {
                // Within the bound, so that it cannot be too large.
                *total += more;
            }
        }
        true
    }
}
