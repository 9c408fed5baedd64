//! The fuzz targets on random bytes: nothing may panic or hang. `cargo +nightly fuzz run file` goes on from here.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use proptest::prelude::*;

/// Random bytes, mostly pieces of what the target reads.
fn bytes(pieces: &'static [&'static [u8]]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(pieces).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn directories(bytes in bytes(&[&[0, 0, 0, 0], &[1, 0, 0, 0], &[2, 0, 0, 0, b'a', b'b'], &[255, 255, 255, 255], &[0; 16], &[7]])) {
        targets::file(&bytes);
    }

    #[test]
    fn journals(bytes in bytes(&[b"CHANJRNL", &[2, 0, 0, 0], &[0; 12], &[1, 0, 0, 0, b'x'], &[3], &[0xA5; 12], &[13, 0, 0, 0, 0, 0]])) {
        targets::journal(&bytes);
    }

    #[test]
    fn tables(bytes in bytes(&[b"id:ID", b",", b"\n", b":LABEL", b"\"", b"n:int[]", b":START_ID,:END_ID,:TYPE\n", b"1", b";",
        b"{\"id\":1,\"labels\":[\"A\"]}\n", b"{\"type\":\"T\",\"start\":1,\"end\":1}\n", b"\"properties\":{", b"<graphml>", b"<node id=\"1\">",
        b"</node>", b"<edge source=\"1\" target=\"1\"/>", b"<data key=\"k\">", b"&amp;", b"<key id=\"k\" attr.type=\"int\"/>", b"</graphml>"])) {
        targets::table(&bytes);
    }
}
