//! What follows `WITH` and `RETURN`: columns, order, skip and limit.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{Projection, ProjectionItem, SortItem};
use super::{Parsed, Parser};

impl Parser<'_> {
    pub(super) fn projection(&mut self) -> Parsed<Projection> {
        let distinct = self.take_keyword(Keyword::Distinct);
        let star = if self.is(TokenKind::Star) { Some(self.next().span) } else { None };
        let items = match star {
            Some(_) if !self.take(TokenKind::Comma) => Vec::new(),
            _ => self.comma_separated(Self::projection_item)?,
        };
        let order = if self.take_keyword(Keyword::Order) {
            self.expect_keyword(Keyword::By)?;
            self.comma_separated(Self::sort_item)?
        } else {
            Vec::new()
        };
        let skip = if self.take_keyword(Keyword::Skip) || self.take_keyword(Keyword::Offset) {
            Some(self.expression()?)
        } else {
            None
        };
        let limit = if self.take_keyword(Keyword::Limit) { Some(self.expression()?) } else { None };
        Ok(Projection { distinct, star, items, order, skip, limit })
    }

    fn projection_item(&mut self) -> Parsed<ProjectionItem> {
        let start = self.start();
        let expression = self.expression()?;
        let text = self.since(start).of(self.text).to_owned();
        let alias = if self.take_keyword(Keyword::As) { Some(self.variable("a name after `AS`")?) } else { None };
        Ok(ProjectionItem { expression, alias, text })
    }

    fn sort_item(&mut self) -> Parsed<SortItem> {
        let expression = self.expression()?;
        let descending = match self.keyword() {
            Some(Keyword::Desc | Keyword::Descending) => {
                self.next();
                true
            }
            Some(Keyword::Asc | Keyword::Ascending) => {
                self.next();
                false
            }
            _ => false,
        };
        Ok(SortItem { expression, descending })
    }
}
