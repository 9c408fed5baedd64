//! Reading and writing plain little-endian bytes; reading never goes beyond the end and never trusts a length.

use std::borrow::Cow;

/// What does not fit in a file, in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage(pub Cow<'static, str>);

impl Damage {
    /// From a fixed text.
    pub const fn new(what: &'static str) -> Damage {
        Damage(Cow::Borrowed(what))
    }
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

const SHORT: Damage = Damage::new("a record ends too early");

/// Bytes still to be read.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// To be read from the front.
    pub fn new(bytes: &'a [u8]) -> Self {
        Bytes(bytes)
    }

    /// Whether all is read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes are left.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Damage> {
        let (head, tail) = self.0.split_at_checked(count).ok_or(SHORT)?;
        self.0 = tail;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Damage> {
        let (head, tail) = self.0.split_first_chunk().ok_or(SHORT)?;
        self.0 = tail;
        Ok(*head)
    }

    /// One byte.
    pub fn u8(&mut self) -> Result<u8, Damage> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Result<u32, Damage> {
        self.array().map(u32::from_le_bytes)
    }

    /// Eight bytes.
    pub fn u64(&mut self) -> Result<u64, Damage> {
        self.array().map(u64::from_le_bytes)
    }

    /// Eight bytes, signed.
    pub fn i64(&mut self) -> Result<i64, Damage> {
        self.array().map(i64::from_le_bytes)
    }

    /// A number of things that each take at least `each` bytes: never more than can follow.
    pub fn count(&mut self, each: usize) -> Result<usize, Damage> {
        let count = self.u32()? as usize;
        match count.checked_mul(each.max(1)) {
            Some(bytes) if bytes <= self.0.len() => Ok(count),
            _ => Err(SHORT),
        }
    }

    /// Text: its length in bytes, then UTF-8.
    pub fn text(&mut self) -> Result<&'a str, Damage> {
        let length = self.count(1)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Damage::new("a text is not UTF-8"))
    }
}

/// Appends a length of four bytes. Lengths beyond 32 bits are cut, and reading then finds the damage; the writer
/// refuses them earlier.
pub fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend((count as u32).to_le_bytes());
}

/// Appends text: its length in bytes, then UTF-8.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_count(out, text.len());
    out.extend(text.as_bytes());
}
