//! What speaks for and against each country, weighed.

use smallvec::SmallVec;

use super::super::knowledge::CountryIndex;

/// How much a clue says: about the logarithm of the odds.
pub(super) type Weight = f32;

/// What speaks for and against the countries that one office may belong to.
#[derive(Debug, Default)]
pub(super) struct Clues {
    weighed: SmallVec<[Weighed; 8]>,
}

/// A country with the sum of what speaks for it, and the rule that says most.
#[derive(Debug)]
struct Weighed {
    country: CountryIndex,
    sum: Weight,
    most: (Weight, &'static str),
}

/// The country that most speaks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Best {
    pub country: CountryIndex,
    /// How much speaks for it, and how far it is ahead of the next one.
    pub weight: Weight,
    pub lead: Weight,
    /// The rule that says most for it.
    pub rule: &'static str,
}

impl Best {
    /// Between 0 and 1: lower where little is told and the next country is near.
    pub fn confidence(&self) -> f64 {
        match self.lead {
            lead if lead >= 2.0 => 0.9,
            lead if lead >= 1.0 => 0.85,
            lead if lead >= 0.5 => 0.75,
            _ => 0.65,
        }
    }
}

impl Clues {
    /// Adds what a rule says for a country, or against it where the weight is negative; only a country that something speaks
    /// for is one to choose from.
    pub fn add(&mut self, rule: &'static str, country: impl Into<Option<CountryIndex>>, weight: Weight) {
        let Some(country) = country.into() else { return };
        match self.weighed.iter_mut().find(|known| known.country == country) {
            Some(known) => {
                known.sum += weight;
                if weight > known.most.0 {
                    known.most = (weight, rule);
                }
            }
            None if weight > 0.0 => self.weighed.push(Weighed { country, sum: weight, most: (weight, rule) }),
            None => {}
        }
    }

    /// The countries to choose from.
    pub fn countries(&self) -> SmallVec<[CountryIndex; 8]> {
        self.weighed.iter().map(|known| known.country).collect()
    }

    /// The country that most speaks for, if any.
    pub fn best(&self) -> Option<Best> {
        let first = self.weighed.iter().max_by(|one, other| one.sum.total_cmp(&other.sum))?;
        let others = self.weighed.iter().filter(|other| other.country != first.country);
        let next = others.map(|other| other.sum).fold(0.0, Weight::max);
        Some(Best { country: first.country, weight: first.sum, lead: first.sum - next, rule: first.most.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::Clues;

    #[test]
    fn the_heaviest_wins_by_what_it_is_ahead() {
        let mut clues = Clues::default();
        assert!(clues.best().is_none());
        clues.add("near", 3, 1.0);
        clues.add("party", None, 9.0);
        clues.add("host", 5, 2.5);
        clues.add("home", 3, 0.5);
        // Nothing speaks for 7.
        clues.add("taken", 7, -4.0);
        let best = clues.best().map(|best| (best.country, best.weight, best.lead, best.rule));
        assert_eq!(best, Some((5, 2.5, 1.0, "host")));
        clues.add("taken", 5, -4.0);
        let best = clues.best().map(|best| (best.country, best.weight, best.lead, best.rule));
        assert_eq!(best, Some((3, 1.5, 1.5, "near")));
    }
}
