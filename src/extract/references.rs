//! Mentions without a name: roles (`the Korean minister`), pronouns, and groups (`the two sides`).

use crate::text::Flags;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::mention::{EntityIndex, EntityKind, Group, Mention, MentionKind, Pronoun};
use super::names::Words;
use super::people::Sighting;
use super::reader::Builder;
use super::resolution::Resolution;
use super::titles::{Polity, Title};
use crate::text::TokenIndex;

/// Adds roles, pronouns and groups with their best antecedents.
pub(super) fn add(builder: &mut Builder<'_>, roles: &[Title], _sightings: &[Sighting], _resolution: &Resolution) {
    builder.list.sort_by_key(|mention| (mention.head.start, mention.tokens.len()));
    let mut found: Vec<Mention> = Vec::new();
    for title in roles {
        let country = match title.polity {
            Polity::Country(country) => Some(builder.country(country)),
            Polity::Organization(token) => {
                builder.organization_at(token).and_then(|entity| match &builder.entities[entity].kind {
                    EntityKind::Organization { of, .. } => *of,
                    _ => None,
                })
            }
            Polity::Place(_) | Polity::Unsaid => None,
        };
        let start = title.determiner.unwrap_or(title.tokens.start);
        let kind = if title.plural { MentionKind::Group(Group::Persons) } else { MentionKind::Role };
        let office = (!title.code.is_empty()).then_some(title.code);
        found.push(mention(builder, kind, start..title.tokens.end, title.head.clone(), country, office));
    }
    add_words(builder, &mut found);
    found.sort_by_key(|mention| mention.head.start);
    resolve(builder, &mut found);
    builder.list.extend(found);
}

fn mention(
    builder: &Builder<'_>,
    kind: MentionKind,
    tokens: std::ops::Range<TokenIndex>,
    head: std::ops::Range<TokenIndex>,
    country: Option<EntityIndex>,
    office: Option<&'static str>,
) -> Mention {
    let possessive = builder.words.text.has(tokens.end, crate::text::Flags::POSSESSIVE);
    Mention { kind, tokens, head, entities: SmallVec::new(), country, office, possessive }
}

/// Pronouns and `the two sides`, `both officials`, `the diplomat`.
fn add_words(builder: &Builder<'_>, found: &mut Vec<Mention>) {
    let text = builder.words.text;
    let mut taken = vec![false; text.tokens.len()];
    for mention in found.iter() {
        taken[mention.tokens.clone()].fill(true);
    }
    for sentence in &text.sentences {
        if !text.blocks.get(sentence.block).is_some_and(|block| block.kind.is_read()) {
            continue;
        }
        for token in sentence.tokens.clone() {
            let word = text.folded(token);
            // `HE the Minister of Trade`: His Excellency.
            let styled = word == "he"
                && text.has(token, Flags::ALL_CAPS)
                && (text.has(token + 1, Flags::CAPITALISED) || text.folded(token + 1) == "the")
                && !text.has(token + 1, Flags::ALL_CAPS);
            let pronoun = match word {
                _ if styled => None,
                "he" | "him" | "his" => Some(Pronoun::He),
                "she" | "her" | "hers" => Some(Pronoun::She),
                "i" if first_person(builder, token, sentence.tokens.start) => Some(Pronoun::I),
                "they" | "them" | "their" | "theirs" => Some(Pronoun::They),
                "it" | "its" => Some(Pronoun::It),
                _ => None,
            };
            if let Some(pronoun) = pronoun {
                found.push(mention(
                    builder,
                    MentionKind::Pronoun(pronoun),
                    token..token + 1,
                    token..token + 1,
                    None,
                    None,
                ));
                continue;
            }
            if word == "we" && acts_jointly(builder, token) {
                let kind = MentionKind::Group(Group::Persons);
                found.push(mention(builder, kind, token..token + 1, token..token + 1, None, None));
                continue;
            }
            let group = match word {
                "sides" | "countries" | "nations" | "parties" | "states" | "governments" | "neighbours"
                | "neighbors" | "capitals" => Group::Countries,
                "officials" | "diplomats" | "leaders" | "ministers" | "presidents" | "counterparts" | "men"
                | "premiers" | "statesmen" | "dignitaries" | "envoys" | "negotiators" | "colleagues" => Group::Persons,
                // `a meeting between the two`, `The nine agreed`
                "two" | "pair" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
                    if token > sentence.tokens.start
                        && text.folded(token + 1) != "-"
                        && (token + 1 >= sentence.tokens.end
                            || !text.has(token + 1, Flags::WORD)
                            || acts(builder.words, token + 1)) =>
                {
                    Group::Persons
                }
                _ => {
                    let role = matches!(
                        word,
                        "official"
                            | "diplomat"
                            | "host"
                            | "guest"
                            | "latter"
                            | "dignitary"
                            | "visitor"
                            | "envoy"
                            | "colleague"
                    ) || matches!(word, "secretary" | "commissioner" | "governor" | "senator")
                        && text.has(token, Flags::CAPITALISED)
                        && !text.has(token + 1, Flags::CAPITALISED);
                    // `as the guest of President X`: said of another.
                    let of = matches!(word, "guest" | "host") && text.folded(token + 1) == "of";
                    if role && !of && token > sentence.tokens.start && !taken[token] {
                        let named = builder.words.gazetteer.covering(token - 1).filter(|f| f.tokens.end == token);
                        let named = named.and_then(|f| {
                            let (country, _) = builder.words.gazetteer.country(f.tokens.start)?;
                            Some((f.tokens.start, builder.mentioned_country(country)?))
                        });
                        let country = named.map(|(_, country)| country);
                        let mut start = named.map_or(token, |(start, _)| start);
                        let describes = |at: TokenIndex| {
                            matches!(
                                text.folded(at),
                                "visiting" | "senior" | "top" | "distinguished" | "honoured" | "foreign" | "high"
                            )
                        };
                        if start > sentence.tokens.start && describes(start - 1) {
                            start -= 1;
                        }
                        let determined =
                            start > sentence.tokens.start && matches!(text.folded(start - 1), "the" | "his" | "her");
                        if determined {
                            found.push(mention(
                                builder,
                                MentionKind::Role,
                                start - 1..token + 1,
                                token..token + 1,
                                country,
                                None,
                            ));
                        }
                    }
                    continue;
                }
            };
            let before = |back: usize| {
                token.checked_sub(back).filter(|at| *at >= sentence.tokens.start).map_or("", |at| text.folded(at))
            };
            let determined = matches!(
                before(1),
                "two" | "both" | "the" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
            ) || matches!((before(2), before(1)), ("the", "foreign" | "other" | "visiting"));
            if !determined || taken[token] {
                continue;
            }
            let start = if before(2) == "the" || before(2) == "these" { token - 2 } else { token - 1 };
            found.push(mention(builder, MentionKind::Group(group), start..token + 1, token..token + 1, None, None));
        }
    }
}

/// `I` before a verb, and not `World War I`.
fn first_person(builder: &Builder<'_>, token: TokenIndex, start: TokenIndex) -> bool {
    let text = builder.words.text;
    let numeral = token > start && builder.words.capitalised(token - 1) && text.has(token - 1, Flags::WORD);
    text.has(token + 1, Flags::WORD) && !builder.words.capitalised(token + 1) && !numeral
}

/// `we agreed`, `we have also decided`: what both sides did, and not what one of them hopes.
fn acts_jointly(builder: &Builder<'_>, token: TokenIndex) -> bool {
    let text = builder.words.text;
    let verb = (token + 1..token + 4)
        .find(|at| !matches!(text.folded(*at), "have" | "had" | "also" | "both" | "jointly" | "today" | "then"));
    verb.is_some_and(|verb| {
        matches!(text.folded(verb), "agreed" | "decided" | "signed" | "discussed" | "concluded" | "exchanged")
    })
}

/// `the minister` is no deputy.
fn is_minister(code: &str) -> bool {
    code.ends_with("minister") && !code.starts_with("deputy")
}

/// Persons looked at for an antecedent, so that time stays linear.
const LOOKED_AT: usize = 64;

/// Antecedents: the last fitting person for roles and pronouns, the last two for groups.
fn resolve(builder: &Builder<'_>, found: &mut [Mention]) {
    let persons: Vec<(TokenIndex, EntityIndex)> = builder
        .list
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person)
        .map(|mention| (mention.head.start, mention.entities[0]))
        .collect();
    let of = |entity: EntityIndex| match &builder.entities[entity].kind {
        EntityKind::Person { country, offices, .. } => {
            (*country, offices.iter().map(|office| office.code).collect::<Vec<_>>())
        }
        _ => (None, Vec::new()),
    };
    let possessive: FxHashSet<TokenIndex> = builder
        .list
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person && mention.possessive)
        .map(|mention| mention.head.start)
        .collect();
    let subjects: Vec<(TokenIndex, EntityIndex)> =
        persons.iter().copied().filter(|(token, _)| !possessive.contains(token)).collect();
    for mention in found.iter_mut() {
        let at = mention.head.start;
        let before = |entity: &(TokenIndex, EntityIndex)| entity.0 < at;
        match mention.kind {
            MentionKind::Role => {
                let office = mention.office;
                let country = mention.country;
                let fits = |(_, entity): &&(TokenIndex, EntityIndex)| {
                    let (own, codes) = of(*entity);
                    country.is_none_or(|country| own == Some(country))
                        && office.is_none_or(|office| {
                            codes.contains(&office)
                                || office == "minister" && codes.iter().any(|code| is_minister(code))
                                || office == "official"
                        })
                };
                let vague = country.is_none() && office.is_none();
                if !vague || builder.words.text.folded(at) == "diplomat" {
                    let here = persons.partition_point(before);
                    let hit = persons[..here]
                        .iter()
                        .rev()
                        .take(LOOKED_AT)
                        .find(fits)
                        .or_else(|| persons[here..].iter().take(LOOKED_AT).find(fits));
                    mention.entities.extend(hit.map(|(_, entity)| *entity));
                }
            }
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => {
                let here = subjects.partition_point(before);
                mention.entities.extend(here.checked_sub(1).map(|last| subjects[last].1));
            }
            _ => {}
        }
        // A role without a country stays open: what the text speaks of settles it.
        let open = mention.kind == MentionKind::Role;
        if !open && mention.country.is_none() && mention.entities.len() == 1 {
            mention.country = of(mention.entities[0]).0;
        }
    }
}

/// Whether the word at a token is a verb behind a subject: `the two signed`, `the pair are to meet`, `the two also spoke`; not `the two
/// signed texts`. `The two last met in May`: as often as they did.
fn acts(words: &Words<'_>, token: TokenIndex) -> bool {
    let token = token + usize::from(matches!(words.text.folded(token), "last" | "first" | "next"));
    let word = words.known.lexicon(token);
    let described =
        words.text.has(token + 1, Flags::WORD) && words.known.lexicon(token + 1).noun("instrument").is_some();
    word.is("auxiliary") || word.is("adverb") || words.text.folded(token) == "who" || word.is_past() && !described
}
