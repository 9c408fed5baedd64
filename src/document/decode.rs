//! From bytes to text: byte order marks, UTF-8, else the encoding that fits best.

use super::DocumentError;

/// The text of the bytes. A byte order mark is no part of it.
pub(super) fn decode(bytes: &[u8]) -> Result<String, DocumentError> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return Ok(text.into_owned());
    }
    let head = &bytes[..bytes.len().min(64 << 10)];
    let control = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    if head.contains(&0) || control * 50 > head.len() {
        return Err(DocumentError::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}
