//! What stands before a name to honour its bearer: `Mr.`, `His Excellency Dr`, `Lt-Gen (Rtd)`.

use super::names::Words;
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    /// The token after `Mr.`, `His Excellency Dr`, `H.E. Mr.`.
    pub fn skip_honorifics(&self, token: TokenIndex, end: TokenIndex) -> TokenIndex {
        let styled = token + usize::from(self.is_article_of_style(token));
        let mut at = styled;
        while at < end && self.capitalised(at) {
            let style = |at: TokenIndex| self.is("dignity", at);
            let two = matches!(self.text.folded(at), "his" | "her" | "their" | "your") && self.capitalised(at + 1);
            let royal = two && matches!(self.text.folded(at + 1), "royal" | "imperial" | "serene" | "most");
            if royal && style(at + 2) {
                at += 3;
            } else if two && style(at + 1) || self.is("honorific_lead", at) && self.is_honorific_pair(at) {
                at += 2;
            } else if self.text.word(at) == "HE" && self.capitalised(at + 1) {
                // HE Mr X: His Excellency, and no He.
                at += 1;
            } else if at == token && self.is_monsieur(at) {
                at += 1;
            } else if self.is("honorific", at)
                && !(at > token && self.is_given_don(at) || self.is_given_cheikh(at))
                && at + 1 < end
                && self.gazetteer.covering(at).is_none()
                && self.leads_to_name(at)
            {
                at += 1;
                if self.text.folded(at) == "." {
                    at += 1;
                }
                // Lt-Col
                if self.text.folded(at) == "-"
                    && !self.text.has(at, Flags::SPACE_BEFORE)
                    && self.is("honorific", at + 1)
                {
                    at += 1;
                }
            } else {
                break;
            }
            // Dato' Sri, Chief (Mrs.), Gen. (Rtd)
            at += usize::from(self.text.folded(at) == "'");
            at = self.skip_bracketed_letters(at);
            // the Rt Hon the Lord X
            at += usize::from(self.text.folded(at) == "the" && self.is("honorific", at + 1));
        }
        if at == styled { token } else { at }
    }

    /// `the Hon. X`, `the Right Honourable X`: the article belongs to the style.
    pub(super) fn is_article_of_style(&self, at: TokenIndex) -> bool {
        self.text.folded(at) == "the"
            && self.capitalised(at + 1)
            && matches!(
                self.text.folded(at + 1),
                "hon"
                    | "hon."
                    | "honourable"
                    | "honorable"
                    | "honble"
                    | "right"
                    | "rt"
                    | "rt."
                    | "most"
                    | "reverend"
                    | "rev"
                    | "rev."
                    | "lord"
                    | "venerable"
            )
    }

    /// `M. Spaak`, `MM. Bidault and Pinay`, in a text that calls people by such styles.
    fn is_monsieur(&self, at: TokenIndex) -> bool {
        matches!(self.text.word(at), "M." | "MM.")
            && self.capitalised(at + 1)
            && !self.is_initial(at + 1)
            && self.known.uses_styles()
    }

    /// `Mr. Don Smith`: a given name, and not the Spanish style of `Sr. Don Juan Ruiz`.
    fn is_given_don(&self, at: TokenIndex) -> bool {
        self.text.folded(at) == "don" && !self.capitalised(at + 2)
    }

    /// `Cheikh Ould Ahmed`: before the name of the father what is a style elsewhere is a given name.
    fn is_given_cheikh(&self, at: TokenIndex) -> bool {
        matches!(self.text.folded(at), "cheikh" | "sheikh" | "baba" | "sidi")
            && matches!(self.text.folded(at + 1), "ould" | "uld" | "bin" | "ibn" | "ag" | "mint")
    }

    /// The token after the letters behind a name: `MP`, `, KC,`, `(Rtd)`.
    pub(super) fn skip_letters_behind(&self, name_end: TokenIndex) -> TokenIndex {
        let mut at = self.skip_bracketed_letters(name_end);
        loop {
            let letters = at + usize::from(self.text.folded(at) == ",");
            if !self.is("postnominal", letters) || !self.text.has(letters, Flags::ALL_CAPS) {
                return at;
            }
            at = letters + 1;
        }
    }

    /// The token after `(Rtd)`, `(MP)`, `(Mrs.)`.
    fn skip_bracketed_letters(&self, at: TokenIndex) -> TokenIndex {
        if self.text.folded(at) != "(" || !self.is("postnominal", at + 1) {
            return at;
        }
        let stop = at + 2 + usize::from(self.text.folded(at + 2) == ".");
        if self.text.folded(stop) == ")" { stop + 1 } else { at }
    }

    /// `Tan Sri`, `Wing Commander`, `Air Chief Marshal`: words that are an honorific only together.
    pub fn is_honorific_pair(&self, at: TokenIndex) -> bool {
        let second = at + 1;
        self.capitalised(second)
            && (self.is("honorific", second) || self.is("rank", second) || self.text.folded(second) == "commander")
    }

    /// Whether a name can follow the honorific: `Major Jones`, and not `Major met Jones`.
    fn leads_to_name(&self, at: TokenIndex) -> bool {
        let next = at + 1;
        !self.text.has(next, Flags::WORD)
            || self.capitalised(next)
            || self.is("particle", next)
            || self.is_article_of_name(next)
    }
}
