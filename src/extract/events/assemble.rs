//! From entities and events to [`Facts`]: the end of the line.

use std::collections::BTreeMap;

use super::event::Event;
use super::ontology;
use super::titles;
use super::topics::topics_of;
use super::wording::as_name;
use crate::document::Document;
use crate::extract::actors::{add_actors, document_properties, leave_out_common_bodies};
use crate::extract::mention::Mentions;
use crate::facts::{Datum, Dropped, Facts, Label, Link, LinkType, Properties, Thing, ThingIndex};

/// The facts of a document from its entities and events.
pub fn assemble(document: &Document, mentions: &Mentions, events: Vec<Event>, dropped: Vec<Dropped>) -> Facts {
    let mut facts = Facts { document: document_properties(document), dropped, ..Facts::default() };
    let actors = add_actors(mentions, &mut facts);
    let first_event = facts.things.len();
    let spoken: Vec<_> = events.iter().map(|event| topics_of(&crate::text::fold::fold(&event.name))).collect();
    for (event, spoken) in events.iter().zip(&spoken) {
        let mut thing = thing_of_event(event, spoken);
        let name = match event.label {
            Label::Meeting => Some(titles::of_meeting(mentions, event)),
            Label::Visit => Some(titles::of_visit(mentions, event)),
            _ if event.name.is_empty() => None,
            _ => Some(as_name(&event.name)),
        };
        if let Some(name) = name {
            thing.properties.insert("name", text(name));
        }
        facts.things.push(thing);
    }
    let mut topics = BTreeMap::new();
    for (index, (event, spoken)) in events.iter().zip(&spoken).enumerate() {
        links_of_event(&mut facts, &actors, first_event, first_event + index, event, spoken, &mut topics);
    }
    leave_out_common_bodies(mentions, &actors, &mut facts);
    facts
}

fn text(value: impl Into<String>) -> Datum {
    Datum::Text(value.into())
}

fn thing_of_event(event: &Event, topics: &[&str]) -> Thing {
    let mut properties = Properties::new();
    properties.insert("kind", text(event.kind));
    let status = match event.label {
        Label::Agreement if event.in_force => Some("in_force"),
        Label::Agreement => Some(event.status.of_agreement()),
        Label::Proposal => None,
        _ => Some(event.status.of_event()),
    };
    if let Some(status) = status {
        properties.insert("status", text(status));
    }
    if let Some(date) = &event.date {
        let resolved = &date.resolved;
        properties.insert("start", text(resolved.start.clone()));
        properties.insert("precision", text(resolved.precision.name()));
        let end = match event.label {
            Label::Visit => resolved.end.clone(),
            _ => Some(resolved.end.clone().unwrap_or_else(|| resolved.start.clone())),
        };
        if let Some(end) = end {
            properties.insert("end", text(end));
        }
        if !date.text.is_empty() {
            properties.insert("date_text", text(date.text.clone()));
        }
    }
    match event.kind {
        "phone_call" => properties.insert("mode", text("phone")),
        "video_call" => properties.insert("mode", text("video")),
        _ => None,
    };
    for (name, value) in [("amount", &event.amount), ("deadline", &event.deadline)] {
        if let Some(value) = value {
            properties.insert(name, text(value.clone()));
        }
    }
    if let Some(count) = event.count {
        properties.insert("count", Datum::Integer(count));
    }
    if let Some(codes) = ontology::codes(event.label, event.kind, status.unwrap_or(""), topics) {
        properties.insert("cameo", text(codes.cameo));
        properties.insert("plover", text(codes.plover));
    }
    Thing {
        label: event.label,
        properties,
        evidence: event.evidence.clone(),
        rule: event.rule,
        confidence: event.confidence,
    }
}

fn links_of_event(
    facts: &mut Facts,
    actors: &[ThingIndex],
    first_event: ThingIndex,
    index: ThingIndex,
    event: &Event,
    spoken: &[&'static str],
    topics: &mut BTreeMap<&'static str, ThingIndex>,
) {
    let evidence = event.evidence.first().copied();
    for tie in &event.ties {
        let mut properties = Properties::new();
        if let Some(role) = tie.role {
            properties.insert("role", text(role));
        }
        // Actors point at the event; the event points at places, addressees and topics.
        let outward = matches!(tie.link, LinkType::HeldIn | LinkType::To | LinkType::AddressedTo);
        let Some(actor) = actors.get(tie.entity).copied() else { continue };
        let (start, end) = if outward { (index, actor) } else { (actor, index) };
        facts.links.push(Link {
            kind: tie.link,
            start,
            end,
            properties,
            evidence,
            rule: event.rule,
            confidence: event.confidence,
        });
    }
    for (kind, other) in &event.events {
        let link = Link {
            kind: *kind,
            start: index,
            end: first_event + other,
            properties: Properties::new(),
            evidence,
            rule: event.rule,
            confidence: event.confidence,
        };
        facts.links.push(link);
    }
    if event.label == Label::Visit {
        return;
    }
    for topic in spoken {
        let end = *topics.entry(*topic).or_insert_with(|| {
            let mut properties = Properties::new();
            properties.insert("name", text(*topic));
            facts.things.push(Thing {
                label: Label::Topic,
                properties,
                evidence: Vec::new(),
                rule: "topic.words",
                confidence: 0.7,
            });
            facts.things.len() - 1
        });
        if let Some(evidence) = evidence
            && let Some(thing) = facts.things.get_mut(end)
            && !thing.evidence.contains(&evidence)
        {
            thing.evidence.push(evidence);
        }
        let link = Link {
            kind: LinkType::About,
            start: index,
            end,
            properties: Properties::new(),
            evidence,
            rule: "topic.words",
            confidence: 0.7,
        };
        facts.links.push(link);
    }
}
