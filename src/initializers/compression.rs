//! gzip, for those who accept it.

use std::cell::RefCell;

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use flate2::{Compress, Compression, FlushCompress};

/// Below this, compressing costs more than it saves.
pub const WORTHWHILE: usize = 1_024;

thread_local! {
    /// For pages made for one person. A compressor's tables take longer to make
    /// than such a page takes to compress: each thread keeps its own.
    static QUICK: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), 15));
}

/// For an answer that is sent once.
pub fn gzip(bytes: &[u8]) -> Bytes {
    QUICK.with_borrow_mut(|compress| {
        compress.reset();
        whole(compress, bytes)
    })
}

/// For an answer that is kept: a few percent longer than the best that could be
/// done, in half the time. A busy thread is forgotten with each reply.
pub fn gzip_small(bytes: &[u8]) -> Bytes {
    whole(&mut Compress::new_gzip(Compression::new(6), 15), bytes)
}

fn whole(compress: &mut Compress, bytes: &[u8]) -> Bytes {
    // What cannot be made smaller grows by a few bytes a block, and a frame.
    let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 8 + 64);
    // Writing into memory that is large enough does not fail.
    let _ = compress.compress_vec(bytes, &mut packed, FlushCompress::Finish);
    packed.shrink_to_fit();
    packed.into()
}

/// RFC 9110 §12.5.3, as much of it as browsers say.
pub fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        value.split(',').any(|coding| {
            let mut parts = coding.trim().split(';');
            parts.next() == Some("gzip") && !parts.any(|part| matches!(part.trim(), "q=0" | "q=0.0"))
        })
    })
}
