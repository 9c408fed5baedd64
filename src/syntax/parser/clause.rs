//! One clause; the larger ones have files of their own.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{Clause, ClauseKind, ElementPlace, Expression, Match};
use super::{Parsed, Parser};

impl Parser<'_> {
    /// The next clause, `None` where none begins.
    pub(super) fn clause(&mut self) -> Parsed<Option<Clause>> {
        let start = self.start();
        let Some(keyword) = self.keyword() else { return Ok(None) };
        let kind = match keyword {
            Keyword::Match => self.match_clause(false)?,
            Keyword::Optional => {
                self.next();
                match self.keyword() {
                    Some(Keyword::Match) => self.match_clause(true)?,
                    Some(Keyword::Call) => self.call(true)?,
                    _ => {
                        let error = self.unexpected("`MATCH` after `OPTIONAL`");
                        return Err(self.suggest(error, &[Keyword::Match, Keyword::Call]));
                    }
                }
            }
            Keyword::Unwind => self.unwind()?,
            Keyword::For => self.for_clause()?,
            Keyword::With => {
                self.next();
                let projection = self.projection()?;
                ClauseKind::With(projection, self.filter()?)
            }
            Keyword::Return => {
                self.next();
                ClauseKind::Return(self.projection()?)
            }
            Keyword::Finish => {
                self.next();
                ClauseKind::Finish
            }
            Keyword::Create | Keyword::Insert => self.create()?,
            Keyword::Merge => self.merge()?,
            Keyword::Set => {
                self.next();
                ClauseKind::Set(self.set_items()?)
            }
            Keyword::Remove => self.remove()?,
            Keyword::Delete | Keyword::Detach | Keyword::Nodetach => self.delete()?,
            Keyword::Call => self.call(false)?,
            Keyword::Foreach => self.foreach()?,
            Keyword::Load => self.load_csv()?,
            Keyword::Let => self.let_clause()?,
            Keyword::Filter => self.filter_clause()?,
            Keyword::Order | Keyword::Skip | Keyword::Offset | Keyword::Limit => {
                ClauseKind::With(self.sorted_part()?, None)
            }
            _ => return Ok(None),
        };
        Ok(Some(Clause { kind, span: self.since(start) }))
    }

    fn match_clause(&mut self, optional: bool) -> Parsed<ClauseKind> {
        self.next();
        self.match_mode()?;
        let pattern = self.pattern()?;
        while self.take_keyword(Keyword::Using) {
            self.planner_hint()?;
        }
        Ok(ClauseKind::Match(Match { optional, pattern, filter: self.filter()? }))
    }

    /// `DIFFERENT RELATIONSHIPS`, as GQL says what a match does in any case; its opposite is not there.
    fn match_mode(&mut self) -> Parsed<()> {
        let is_next = |words: &[&str]| {
            let next = self.ahead(1).span.of(self.text);
            words.iter().any(|word| next.eq_ignore_ascii_case(word))
        };
        let (is_relationships, is_elements) =
            (is_next(&["RELATIONSHIP", "RELATIONSHIPS"]), is_next(&["ELEMENT", "ELEMENTS"]));
        let start = self.start();
        if is_relationships && self.take_word("DIFFERENT") {
            self.next();
            self.take_word("BINDINGS");
        } else if is_elements && self.take_word("REPEATABLE") {
            self.next();
            let message = "one MATCH walks no relationship twice";
            return Err(self
                .error("UnexpectedSyntax", message, self.since(start))
                .with_hint("put the parts that may share relationships into several MATCH"));
        }
        Ok(())
    }

    /// `USING INDEX n:Label(key)` and the like: the planner chooses by statistics, so hints are read and left aside.
    fn planner_hint(&mut self) -> Parsed<()> {
        while !matches!(self.kind(), TokenKind::End | TokenKind::Semicolon | TokenKind::RightBrace) {
            match self.keyword() {
                Some(Keyword::Where | Keyword::Using) => break,
                Some(keyword) if super::is_clause(keyword) => break,
                _ => self.next(),
            };
        }
        Ok(())
    }

    /// `WHERE condition`, where there is one.
    pub(super) fn filter(&mut self) -> Parsed<Option<Expression>> {
        if self.take_keyword(Keyword::Where) { self.expression().map(Some) } else { Ok(None) }
    }

    fn unwind(&mut self) -> Parsed<ClauseKind> {
        self.next();
        let list = self.expression()?;
        self.expect_keyword(Keyword::As)?;
        let variable = self.variable("a variable after `AS`")?;
        Ok(ClauseKind::Unwind { list, variable, place: None })
    }

    /// `FOR variable IN list`, GQL's UNWIND, which can also count.
    fn for_clause(&mut self) -> Parsed<ClauseKind> {
        self.next();
        let variable = self.variable("a variable after `FOR`")?;
        self.expect_keyword(Keyword::In)?;
        let list = self.expression()?;
        let first = match self.keyword_ahead(1) {
            Some(Keyword::Ordinality) => Some(1),
            Some(Keyword::Offset) => Some(0),
            _ => None,
        };
        // A variable may have the name of that word; then something else than a name follows it.
        let is_place =
            self.is_keyword(Keyword::With) && matches!(self.ahead(2).kind, TokenKind::Word(None) | TokenKind::Quoted);
        let place = match first.filter(|_| is_place) {
            Some(first) => {
                self.at += 2;
                Some(ElementPlace { variable: self.variable("a variable")?, first })
            }
            None => None,
        };
        Ok(ClauseKind::Unwind { list, variable, place })
    }

    fn create(&mut self) -> Parsed<ClauseKind> {
        self.next();
        Ok(ClauseKind::Create(self.pattern()?))
    }

    fn load_csv(&mut self) -> Parsed<ClauseKind> {
        self.next();
        self.expect_keyword(Keyword::Csv)?;
        let headers = self.take_keywords(&[Keyword::With, Keyword::Headers]);
        self.expect_keyword(Keyword::From)?;
        let source = self.expression()?;
        self.expect_keyword(Keyword::As)?;
        let variable = self.variable("a variable after `AS`")?;
        let separator = if self.take_keyword(Keyword::Fieldterminator) { Some(self.expression()?) } else { None };
        Ok(ClauseKind::LoadCsv { headers, source, variable, separator })
    }
}
