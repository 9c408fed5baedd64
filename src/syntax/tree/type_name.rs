//! Types as `IS :: TYPE` names them.

/// A type by its name.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeName {
    /// One of [`PLAIN_TYPES`], by its first spelling.
    Plain(&'static str),
    /// `LIST<element>`
    List(Box<TypeName>),
    /// `type NOT NULL`
    NotNull(Box<TypeName>),
    /// `A | B`
    Union(Vec<TypeName>),
}

/// The types that take no other, each with all its spellings, the usual one first.
pub const PLAIN_TYPES: &[&[&str]] = &[
    &["ANY VALUE", "ANY"],
    &["NOTHING"],
    &["NULL"],
    &["BOOLEAN", "BOOL"],
    &["INTEGER", "INT", "SIGNED INTEGER"],
    &["FLOAT"],
    &["NUMBER"],
    &["STRING", "VARCHAR"],
    &["MAP"],
    &["NODE", "VERTEX"],
    &["RELATIONSHIP", "EDGE"],
    &["PATH"],
    &["PROPERTY VALUE"],
    &["DATE"],
    &["LOCAL TIME", "TIME WITHOUT TIMEZONE"],
    &["ZONED TIME", "TIME WITH TIMEZONE", "TIME"],
    &["LOCAL DATETIME", "TIMESTAMP WITHOUT TIMEZONE"],
    &["ZONED DATETIME", "TIMESTAMP WITH TIMEZONE", "DATETIME"],
    &["DURATION"],
    &["POINT"],
];
