//! `value IS :: TYPE` and `value :: TYPE`

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{Expression, ExpressionKind, PLAIN_TYPES, TypeName};
use super::{Parsed, Parser};

impl Parser<'_> {
    /// Whether a type follows, after `IS`, `IS NOT` or at once.
    pub(super) fn type_predicate_ahead(&self) -> bool {
        let place = match (self.is_keyword(Keyword::Is), self.keyword_ahead(1)) {
            (true, Some(Keyword::Not)) => 2,
            (true, _) => 1,
            (false, _) => return self.two_colons_at(0),
        };
        self.two_colons_at(place) || self.ahead(place).span.of(self.text).eq_ignore_ascii_case("TYPED")
    }

    fn two_colons_at(&self, place: usize) -> bool {
        self.ahead(place).kind == TokenKind::Colon && self.ahead(place + 1).kind == TokenKind::Colon
    }

    pub(super) fn type_predicate(&mut self, of: Expression) -> Parsed<Expression> {
        let negated = self.take_keyword(Keyword::Is) && self.take_keyword(Keyword::Not);
        if !self.take_word("TYPED") {
            self.next();
            self.next();
        }
        let expected = self.type_name()?;
        let span = of.span.to(self.since(of.span.start));
        Ok(Expression { kind: ExpressionKind::HasType { of: Box::new(of), expected, negated }, span })
    }

    fn type_name(&mut self) -> Parsed<TypeName> {
        let mut types = vec![self.nested(Self::single_type)?];
        while self.is(TokenKind::Bar) && !self.bar_ends {
            self.next();
            types.push(self.nested(Self::single_type)?);
        }
        Ok(if types.len() == 1 { types.remove(0) } else { TypeName::Union(types) })
    }

    fn single_type(&mut self) -> Parsed<TypeName> {
        let mut name = if self.take_word("LIST") || self.take_word("ARRAY") {
            self.expect(TokenKind::Less)?;
            let element = self.with_bar(false, Self::type_name)?;
            self.expect(TokenKind::Greater)?;
            TypeName::List(Box::new(element))
        } else {
            self.plain_type()?
        };
        if self.take_keywords(&[Keyword::Not, Keyword::Null]) {
            name = TypeName::NotNull(Box::new(name));
        }
        Ok(name)
    }

    /// The longest spelling that stands here.
    fn plain_type(&mut self) -> Parsed<TypeName> {
        let mut best: Option<(usize, &'static str)> = None;
        for spellings in PLAIN_TYPES {
            for spelling in *spellings {
                let words = spelling.split(' ');
                let count = words.clone().count();
                let here = words
                    .enumerate()
                    .all(|(place, word)| self.ahead(place).span.of(self.text).eq_ignore_ascii_case(word));
                if here && best.is_none_or(|(longest, _)| count > longest) {
                    best = Some((count, spellings[0]));
                }
            }
        }
        let Some((count, name)) = best else {
            return Err(self.unexpected("a type such as INTEGER, STRING or LIST<DATE>"));
        };
        self.at += count;
        Ok(TypeName::Plain(name))
    }
}
