//! What a load does and why, for a person: each fact with its rule, its words and its confidence; each merge with its
//! reason; what was dropped.

use crate::facts::{Datum, Evidence, Facts, Label, Properties, Thing};
use crate::graph::load::{Loaded, Outcome};
use crate::text::Text;
use std::io::{self, Write};

/// The document's name.
pub fn source(facts: &Facts) -> String {
    text(&facts.document, "source").to_owned()
}

fn text<'a>(properties: &'a Properties, key: &str) -> &'a str {
    match properties.get(key) {
        Some(Datum::Text(text)) => text,
        _ => "",
    }
}

/// Takes out what is less sure than the user wants, and the relationships that lose an end.
pub fn keep_confident(facts: &mut Facts, least: f64) {
    if least <= 0.0 {
        return;
    }
    let mut place = vec![None; facts.things.len()];
    let mut kept = Vec::new();
    for (number, thing) in std::mem::take(&mut facts.things).into_iter().enumerate() {
        if thing.confidence < least {
            facts.dropped.push(crate::facts::Dropped {
                text: caption(&thing),
                reason: format!("confidence {:.2} is below {least}", thing.confidence),
                evidence: thing.evidence.first().copied(),
            });
        } else {
            place[number] = Some(kept.len());
            kept.push(thing);
        }
    }
    facts.things = kept;
    facts.links.retain_mut(|link| match (place.get(link.start), place.get(link.end)) {
        (Some(&Some(start)), Some(&Some(end))) if link.confidence >= least => {
            (link.start, link.end) = (start, end);
            true
        }
        _ => false,
    });
}

/// Writes what was made of a document.
pub fn document(out: &mut dyn Write, facts: &Facts, loaded: &Loaded, with_rules: bool) -> io::Result<()> {
    let outcome = match &loaded.outcome {
        Outcome::Added => "added".to_owned(),
        Outcome::Replaced => "replaces its earlier version".to_owned(),
        Outcome::Unchanged => "is there already, unchanged".to_owned(),
        Outcome::SameAs(other) => format!("has the same content as {other}"),
        Outcome::CopyOf(other) => format!("repeats {other}: noted as a copy"),
    };
    writeln!(
        out,
        "{}: {outcome}; {} nodes and {} relationships new",
        source(facts),
        loaded.nodes,
        loaded.relationships
    )?;
    let words = Words::new(facts);
    for thing in &facts.things {
        write!(out, "  {} {}", thing.label.name(), caption(thing))?;
        if with_rules {
            write!(out, "  [{}, {:.2}]", thing.rule, thing.confidence)?;
        }
        writeln!(out)?;
        if let (true, Some(place)) = (with_rules, thing.evidence.first()) {
            writeln!(out, "      {}", words.quote(place))?;
        }
    }
    for link in &facts.links {
        let ends = (facts.things.get(link.start), facts.things.get(link.end));
        let (Some(start), Some(end)) = ends else { continue };
        let role = ["role", "title"].map(|key| text(&link.properties, key)).join("");
        let role = if role.is_empty() { role } else { format!(" ({role})") };
        write!(out, "  {} -{}{role}-> {}", caption(start), link.kind.name(), caption(end))?;
        if with_rules {
            write!(out, "  [{}, {:.2}]", link.rule, link.confidence)?;
        }
        writeln!(out)?;
        if let (true, Some(place)) = (with_rules, &link.evidence) {
            writeln!(out, "      {}", words.quote(place))?;
        }
    }
    // That a country or topic is known again needs no word.
    let decided = |label: Label| !matches!(label, Label::Country | Label::Topic);
    for merge in loaded.merges.iter().filter(|merge| decided(merge.label)) {
        writeln!(out, "  known: {} {} is {}: {}", merge.label.name(), merge.said, merge.held, merge.reason)?;
    }
    for dropped in &facts.dropped {
        let place = dropped.evidence.map_or_else(String::new, |place| format!(" (sentence {})", place.sentence));
        writeln!(out, "  dropped: “{}”: {}{place}", dropped.text.replace('\n', " "), dropped.reason)?;
    }
    for line in &loaded.curated {
        writeln!(out, "  curated: {line}")?;
    }
    Ok(())
}

fn caption(thing: &Thing) -> String {
    let keys = ["name", "kind", "status", "start"];
    let words: Vec<&str> =
        keys.iter().map(|key| text(&thing.properties, key)).filter(|word| !word.is_empty()).collect();
    words.join(", ")
}

/// The text of a document, to quote from.
struct Words(Option<Text>);

impl Words {
    fn new(facts: &Facts) -> Words {
        let raw = text(&facts.document, "text");
        Words((!raw.is_empty()).then(|| Text::new(raw.to_owned())))
    }

    /// The sentence, with the words between brackets.
    fn quote(&self, place: &Evidence) -> String {
        let Some(text) = &self.0 else { return format!("sentence {}", place.sentence) };
        let sentence = text
            .sentences
            .get(place.sentence as usize)
            .filter(|cut| cut.start <= place.start && place.start <= cut.end);
        let (from, to) = sentence.map_or((place.start, place.end), |cut| (cut.start, cut.end.max(place.end)));
        let mut quoted = format!("{}: ", place.sentence);
        let points = text.raw().chars().enumerate().skip(from as usize).take((to.saturating_sub(from)) as usize);
        for (at, c) in points {
            if at == place.start as usize {
                quoted.push('[');
            }
            if at == place.end as usize {
                quoted.push(']');
            }
            quoted.push(if c == '\n' { ' ' } else { c });
        }
        if place.end >= to {
            quoted.push(']');
        }
        quoted
    }
}
