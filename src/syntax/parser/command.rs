//! Commands about indexes and constraints.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{ConstraintRule, Name, SchemaCommand, SchemaCommandKind, SchemaEntity};
use super::{Parsed, Parser};

/// Index kinds that other systems tell apart; the index here serves them all.
const INDEX_KINDS: &[&str] = &["RANGE", "TEXT", "LOOKUP", "BTREE"];

impl Parser<'_> {
    /// Whether `CREATE` begins a command about an index or constraint, not a clause.
    pub(super) fn schema_command_ahead(&self) -> bool {
        matches!(self.ahead(1).kind, TokenKind::Word(_)) && self.ahead(2).kind != TokenKind::Equal
    }

    pub(super) fn schema_command(&mut self) -> Parsed<SchemaCommand> {
        let start = self.start();
        let kind = match self.next().kind {
            TokenKind::Word(Some(Keyword::Drop)) => self.drop()?,
            _ => self.create_schema()?,
        };
        Ok(SchemaCommand { kind, span: self.since(start) })
    }

    fn drop(&mut self) -> Parsed<SchemaCommandKind> {
        let index = self.index_or_constraint()?;
        let name = self.name("a name")?;
        let if_exists = self.take_keywords(&[Keyword::If, Keyword::Exists]);
        Ok(match index {
            true => SchemaCommandKind::DropIndex { name, if_exists },
            false => SchemaCommandKind::DropConstraint { name, if_exists },
        })
    }

    fn index_or_constraint(&mut self) -> Parsed<bool> {
        for kind in INDEX_KINDS {
            self.take_word(kind);
        }
        match self.keyword() {
            Some(Keyword::Index) => {
                self.next();
                Ok(true)
            }
            Some(Keyword::Constraint) => {
                self.next();
                Ok(false)
            }
            _ => {
                let error = self.unexpected("`INDEX`, `CONSTRAINT` or a pattern");
                if self.keyword_ahead(1) == Some(Keyword::Index) {
                    return Err(error.with_hint("there is one kind of index: `CREATE INDEX FOR (n:Label) ON (n.key)`"));
                }
                Err(self.suggest(error, &[Keyword::Index, Keyword::Constraint]))
            }
        }
    }

    fn create_schema(&mut self) -> Parsed<SchemaCommandKind> {
        let index = self.index_or_constraint()?;
        let named = !matches!(self.keyword(), Some(Keyword::For | Keyword::If | Keyword::On)) && self.is_name();
        let name = if named { Some(self.next_name()) } else { None };
        let if_not_exists = self.take_keywords(&[Keyword::If, Keyword::Not, Keyword::Exists]);
        if !self.take_keyword(Keyword::For) {
            let older = self.take_keyword(Keyword::On);
            if !older {
                return Err(self.unexpected("`FOR`"));
            }
        }
        if self.is(TokenKind::Colon) {
            return Err(self.unexpected("`(`").with_hint("write `FOR (n:Label) ON (n.key)`"));
        }
        let (variable, entity) = self.schema_entity()?;
        if index {
            self.expect_keyword(Keyword::On)?;
            self.expect(TokenKind::LeftParenthesis)?;
            let keys = self.comma_separated(|parser| parser.schema_key(&variable))?;
            self.expect(TokenKind::RightParenthesis)?;
            return Ok(SchemaCommandKind::CreateIndex { name, if_not_exists, entity, keys });
        }
        if !self.take_keyword(Keyword::Require) && !self.take_keyword(Keyword::Assert) {
            let error = self.unexpected("`REQUIRE`");
            return Err(self.suggest(error, &[Keyword::Require]));
        }
        let keys = if self.take(TokenKind::LeftParenthesis) {
            let keys = self.comma_separated(|parser| parser.schema_key(&variable))?;
            self.expect(TokenKind::RightParenthesis)?;
            keys
        } else {
            vec![self.schema_key(&variable)?]
        };
        let rule = self.constraint_rule()?;
        Ok(SchemaCommandKind::CreateConstraint { name, if_not_exists, entity, keys, rule })
    }

    /// `(n:Label)` or `()-[r:TYPE]-()`, with the variable.
    fn schema_entity(&mut self) -> Parsed<(Name, SchemaEntity)> {
        self.expect(TokenKind::LeftParenthesis)?;
        if !self.take(TokenKind::RightParenthesis) {
            let variable = self.variable("a variable")?;
            self.expect(TokenKind::Colon)?;
            let label = self.name("a label")?;
            self.expect(TokenKind::RightParenthesis)?;
            return Ok((variable, SchemaEntity::Node(label)));
        }
        self.take(TokenKind::Less);
        self.expect(TokenKind::Minus)?;
        self.expect(TokenKind::LeftBracket)?;
        let variable = self.variable("a variable")?;
        self.expect(TokenKind::Colon)?;
        let kind = self.name("a relationship type")?;
        self.expect(TokenKind::RightBracket)?;
        self.expect(TokenKind::Minus)?;
        self.take(TokenKind::Greater);
        self.expect(TokenKind::LeftParenthesis)?;
        self.expect(TokenKind::RightParenthesis)?;
        Ok((variable, SchemaEntity::Relationship(kind)))
    }

    /// `n.key`
    fn schema_key(&mut self, variable: &Name) -> Parsed<Name> {
        let written = self.variable("a property, such as `n.name`")?;
        if written.text != variable.text {
            let message = format!("variable `{}` not defined", written.text);
            return Err(self
                .error("UndefinedVariable", message, written.span)
                .with_hint(format!("did you mean `{}`?", variable.text)));
        }
        self.expect(TokenKind::Dot)?;
        self.name("a property key")
    }

    fn constraint_rule(&mut self) -> Parsed<ConstraintRule> {
        self.expect_keyword(Keyword::Is)?;
        if self.take_keywords(&[Keyword::Not, Keyword::Null]) {
            return Ok(ConstraintRule::Exists);
        }
        if self.take_keyword(Keyword::Unique) {
            return Ok(ConstraintRule::Unique);
        }
        if self.take_keyword(Keyword::Node) || self.take_word("RELATIONSHIP") {
            if self.take_keyword(Keyword::Unique) {
                return Ok(ConstraintRule::Unique);
            }
            if self.take_word("KEY") {
                return Ok(ConstraintRule::Key);
            }
        }
        let error = self.unexpected("`UNIQUE`, `NOT NULL` or `NODE KEY`");
        Err(match self.kind() {
            TokenKind::Colon => error.with_hint("the types of properties cannot be constrained"),
            _ => self.suggest(error, &[Keyword::Unique, Keyword::Not, Keyword::Node]),
        })
    }
}
