//! Why something of a feed was not read, told to whoever sends it: what, and where.

use std::io;

/// A place in the feed, once unpacked: lines from 1, bytes from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    pub line: u64,
    pub byte: u64,
}

/// What the iteration meets beside items.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The next item can still be read.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Nothing more can be read: what was not met is not known to be gone.
    #[error(transparent)]
    Feed(#[from] FeedError),
}

/// One item that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("item at line {}: {flaw}", at.line)]
pub struct ItemError {
    pub at: At,
    pub flaw: Flaw,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("more than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("{field} is of more than {limit} bytes")]
    FieldTooLong { field: String, limit: usize },
    #[error("{field} nests deeper than {limit}")]
    TooDeep { field: String, limit: usize },
    #[error("more than {limit} fields")]
    TooManyFields { limit: usize },
    /// XML: this element is not closed where it should be.
    #[error("<{element}> of line {line} is not closed")]
    Unclosed { element: String, line: u64 },
    /// JSON: in the reader's words.
    #[error("no JSON: {said}")]
    NotJson { said: String },
    /// CSV: a row of another width than the header.
    #[error("{found} cells where the header has {expected}")]
    Cells { expected: usize, found: usize },
    #[error("a quotation that never ends")]
    Quotation,
}

/// Why a whole feed cannot be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    #[error("nothing in it")]
    Empty,
    #[error("a file for programs, such as an archive or a picture: {kind}")]
    Binary { kind: &'static str },
    /// Its title tells what the server answered.
    #[error("a web page without an offer: {title}")]
    WebPage { title: String },
    #[error("no list of offers in it; it begins with: {beginning}")]
    NoOffers { beginning: String },
    #[error("cut off: what was packed ends too soon")]
    Truncated,
    #[error("packed data that are damaged")]
    Corrupt,
    #[error("more than {limit} bytes, unpacked")]
    TooLarge { limit: u64 },
    #[error("unpacks to more than {ratio} times what was sent")]
    Bomb { ratio: u64 },
    #[error("ends while {name} of line {line} is open")]
    Unclosed { name: String, line: u64 },
    #[error("nests without end at line {line}")]
    TooDeep { line: u64 },
    #[error("not readable: {0}")]
    Io(io::ErrorKind),
}

impl Flaw {
    /// The Fluent key of its sentence; what a variant carries, and `line`, are its arguments.
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "feed-item-too-large",
            Self::FieldTooLong { .. } => "feed-item-field-too-long",
            Self::TooDeep { .. } => "feed-item-too-deep",
            Self::TooManyFields { .. } => "feed-item-too-many-fields",
            Self::Unclosed { .. } => "feed-item-unclosed",
            Self::NotJson { .. } => "feed-item-not-json",
            Self::Cells { .. } => "feed-item-cells",
            Self::Quotation => "feed-item-quotation",
        }
    }
}

impl FeedError {
    /// The Fluent key of its sentence; what a variant carries are its arguments.
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::Empty => "feed-empty",
            Self::Binary { .. } => "feed-binary",
            Self::WebPage { .. } => "feed-web-page",
            Self::NoOffers { .. } => "feed-no-offers",
            Self::Truncated => "feed-truncated",
            Self::Corrupt => "feed-corrupt",
            Self::TooLarge { .. } => "feed-too-large",
            Self::Bomb { .. } => "feed-bomb",
            Self::Unclosed { .. } => "feed-unclosed",
            Self::TooDeep { .. } => "feed-too-deep",
            Self::Io(_) => "feed-io",
        }
    }
}

impl From<io::Error> for FeedError {
    fn from(error: io::Error) -> Self {
        let kind = error.kind();
        error.downcast::<Self>().unwrap_or(Self::Io(kind))
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Feed(error.into())
    }
}

/// The beginning of what was sent, on one line, for whoever has to guess what it is.
pub(super) fn beginning(sample: &[u8]) -> String {
    let text = String::from_utf8_lossy(&sample[..sample.len().min(400)]);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).take(80).collect()
}
