//! Bytes as sent into UTF-8: unpacked within bounds, whatever they were written in.
//! Which shape the text has is told elsewhere.

use std::{
    io::{self, BufRead, BufReader, Chain, Cursor, ErrorKind, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::bufread::MultiGzDecoder;

use super::{FeedError, Limits, charset::Charset};

/// Packed by whoever wrote it, then once more by the server.
const LAYERS: usize = 2;
/// Read at once, and looked at to tell how the text is written.
const CHUNK: usize = 64 << 10;
/// Unpacked before its ratio is looked at: small feeds that repeat themselves pack well.
const UNJUDGED: u64 = 10 << 20;

/// The text of a feed, in UTF-8. What could be read is given before the error is.
pub(super) struct Decoded<'a> {
    source: Box<dyn Read + Send + 'a>,
    charset: Charset,
    limits: Limits,
    is_packed: bool,
    sent: Arc<AtomicU64>,
    unpacked: u64,
    raw: Vec<u8>,
    text: String,
    read: usize,
    end: Option<Result<(), FeedError>>,
}

impl<'a> Decoded<'a> {
    /// # Errors
    /// When not one byte can be read.
    pub fn open(bytes: impl Read + Send + 'a, limits: Limits) -> Result<Self, FeedError> {
        let sent = Arc::new(AtomicU64::new(0));
        let mut source: Box<dyn Read + Send + 'a> = Box::new(Counted { bytes, sent: Arc::clone(&sent) });
        let mut is_packed = false;
        for _ in 0..LAYERS {
            let (is_gzip, whole) = peeked(source, is_packed)?;
            source = if is_gzip { Box::new(MultiGzDecoder::new(BufReader::new(whole))) } else { Box::new(whole) };
            if !is_gzip {
                break;
            }
            is_packed = true;
        }
        let mut decoded = Self {
            source,
            charset: Charset::default(),
            limits,
            is_packed,
            sent,
            unpacked: 0,
            raw: vec![],
            text: String::new(),
            read: 0,
            end: None,
        };
        decoded.receive(4 << 10);
        decoded.charset = Charset::of(&decoded.raw);
        decoded.decode();
        if decoded.text.starts_with('\u{feff}') {
            decoded.text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(decoded)
    }

    /// The beginning, which stays to be read; shorter only when the feed is.
    ///
    /// # Errors
    /// When nothing can be read at all.
    pub fn sample(&mut self, size: usize) -> Result<&[u8], FeedError> {
        while self.text.len() < size && self.end.is_none() {
            self.receive(CHUNK);
            self.decode();
        }
        match &self.end {
            Some(Err(error)) if self.text.is_empty() => Err(error.clone()),
            _ => Ok(self.text.as_bytes()),
        }
    }

    /// Takes in at least so many bytes, unless the end comes first.
    fn receive(&mut self, least: usize) {
        let mut chunk = vec![0; CHUNK];
        while self.raw.len() < least && self.end.is_none() {
            match self.source.read(&mut chunk) {
                Ok(0) => self.end = Some(Ok(())),
                Ok(size) => {
                    self.unpacked += size as u64;
                    self.raw.extend_from_slice(&chunk[..size]);
                    self.weigh();
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.end = Some(Err(why(&error, self.is_packed))),
            }
        }
    }

    fn weigh(&mut self) {
        let sent = self.sent.load(Ordering::Relaxed).max(1);
        if self.unpacked > self.limits.bytes {
            self.end = Some(Err(FeedError::TooLarge { limit: self.limits.bytes }));
        } else if self.is_packed && self.unpacked > UNJUDGED && self.unpacked / sent > self.limits.ratio {
            self.end = Some(Err(FeedError::Bomb { ratio: self.limits.ratio }));
        }
    }

    fn decode(&mut self) {
        self.charset.decode(&self.raw, self.end.is_some(), &mut self.text);
        self.raw.clear();
    }
}

impl BufRead for Decoded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.read >= self.text.len() {
            self.text.clear();
            self.read = 0;
            match &self.end {
                None => {}
                Some(Ok(())) => break,
                Some(Err(error)) => return Err(io::Error::other(error.clone())),
            }
            // What the sample took up is given back.
            self.text.shrink_to(4 * CHUNK);
            self.receive(1);
            self.decode();
        }
        Ok(&self.text.as_bytes()[self.read..])
    }

    fn consume(&mut self, size: usize) {
        self.read = (self.read + size).min(self.text.len());
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let given = self.fill_buf()?;
        let size = given.len().min(into.len());
        into[..size].copy_from_slice(&given[..size]);
        self.consume(size);
        Ok(size)
    }
}

struct Counted<R> {
    bytes: R,
    sent: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let size = self.bytes.read(into)?;
        self.sent.fetch_add(size as u64, Ordering::Relaxed);
        Ok(size)
    }
}

type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// Whether it is gzip (RFC 1952, 2.3.1), and all of it again.
fn peeked<R: Read>(mut source: R, is_packed: bool) -> Result<(bool, Whole<R>), FeedError> {
    let mut head = vec![];
    let read = source.by_ref().take(2).read_to_end(&mut head);
    if let (Err(error), true) = (read, head.is_empty()) {
        return Err(why(&error, is_packed));
    }
    Ok((head == [0x1f, 0x8b], Cursor::new(head).chain(source)))
}

fn why(error: &io::Error, is_packed: bool) -> FeedError {
    match error.kind() {
        ErrorKind::UnexpectedEof if is_packed => FeedError::Truncated,
        ErrorKind::InvalidData | ErrorKind::InvalidInput if is_packed => FeedError::Corrupt,
        kind => FeedError::Io(kind),
    }
}
