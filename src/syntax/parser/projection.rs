//! What follows `WITH` and `RETURN`: columns, order, skip and limit.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{ClauseKind, Expression, ExpressionKind, Projection, ProjectionItem, SortItem};
use super::{Parsed, Parser};

impl Parser<'_> {
    pub(super) fn projection(&mut self) -> Parsed<Projection> {
        let distinct = self.take_keyword(Keyword::Distinct);
        let star = if self.is(TokenKind::Star) { Some(self.next().span) } else { None };
        let items = match star {
            Some(_) if !self.take(TokenKind::Comma) => Vec::new(),
            _ => self.comma_separated(Self::projection_item)?,
        };
        let mut projection = Projection { star, items, ..self.sorted_part()? };
        projection.distinct = distinct;
        Ok(projection)
    }

    /// `ORDER BY … SKIP … LIMIT …`, each of which may be left out, of all variables.
    pub(super) fn sorted_part(&mut self) -> Parsed<Projection> {
        let start = self.start();
        let order = if self.take_keyword(Keyword::Order) {
            self.expect_keyword(Keyword::By)?;
            self.comma_separated(Self::sort_item)?.into_iter().flatten().collect()
        } else {
            Vec::new()
        };
        let skip = if self.take_keyword(Keyword::Skip) || self.take_keyword(Keyword::Offset) {
            Some(self.expression()?)
        } else {
            None
        };
        let limit = if self.take_keyword(Keyword::Limit) { Some(self.expression()?) } else { None };
        let star = Some(self.since(start));
        Ok(Projection { distinct: false, star, items: Vec::new(), order, skip, limit })
    }

    /// `LET a = 1, b = 2`, which is `WITH *, 1 AS a, 2 AS b`.
    pub(super) fn let_clause(&mut self) -> Parsed<ClauseKind> {
        let star = Some(self.next().span);
        let items = self.comma_separated(|parser| {
            let alias = Some(parser.variable("a variable")?);
            parser.expect(TokenKind::Equal)?;
            let start = parser.start();
            let expression = parser.expression()?;
            Ok(ProjectionItem { expression, alias, text: parser.since(start).of(parser.text).to_owned() })
        })?;
        let projection = Projection { distinct: false, star, items, order: Vec::new(), skip: None, limit: None };
        Ok(ClauseKind::With(projection, None))
    }

    /// `FILTER condition`, which is `WITH * WHERE condition`.
    pub(super) fn filter_clause(&mut self) -> Parsed<ClauseKind> {
        let star = Some(self.next().span);
        self.take_keyword(Keyword::Where);
        let condition = self.expression()?;
        let all = Projection { distinct: false, star, items: Vec::new(), order: Vec::new(), skip: None, limit: None };
        Ok(ClauseKind::With(all, Some(condition)))
    }

    fn projection_item(&mut self) -> Parsed<ProjectionItem> {
        let start = self.start();
        let expression = self.expression()?;
        let text = self.since(start).of(self.text).to_owned();
        let alias = if self.take_keyword(Keyword::As) { Some(self.variable("a name after `AS`")?) } else { None };
        Ok(ProjectionItem { expression, alias, text })
    }

    /// A key, perhaps with `NULLS FIRST` or `NULLS LAST`. Null comes last when ascending and first when descending; where
    /// it shall not, a key before it says so.
    fn sort_item(&mut self) -> Parsed<Vec<SortItem>> {
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
        let mut items = Vec::with_capacity(2);
        if self.take_word("NULLS") {
            let nulls_first = self.take_word("FIRST");
            if !nulls_first && !self.take_word("LAST") {
                return Err(self.unexpected("`FIRST` or `LAST` after `NULLS`"));
            }
            if nulls_first != descending {
                let of = Box::new(expression.clone());
                let kind = ExpressionKind::IsNull { of, negated: false };
                let is_null = Expression { kind, span: expression.span };
                items.push(SortItem { expression: is_null, descending: nulls_first });
            }
        }
        items.push(SortItem { expression, descending });
        Ok(items)
    }
}
