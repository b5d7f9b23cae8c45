//! The index on disk, this node's own: its fields, its files, its one writer.
//!
//! `DATA_DIR/search/current` names the folder that is searched. A new index is
//! made beside it and takes its place when it is whole, so that searching goes on
//! meanwhile. How far the log was followed stands in the commit itself: what is in
//! the index and how far it goes cannot disagree, whenever the process dies.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use serde::{Deserialize, Serialize};
use tantivy::{
    Index as Tantivy, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term,
    collector::DocSetCollector,
    directory::MmapDirectory,
    indexer::IndexWriterOptions,
    query::TermSetQuery,
    schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer},
};

use super::{
    Noun,
    collecting::Snapshot,
    french::{self, Word},
    people::{crowd::Crowd, documents::Said},
};
use crate::models::activities::readers::Place;

/// Raised whenever documents are made otherwise: the index is then made anew.
const VERSION: u32 = 4;
/// What a writer's thread gathers in memory before it writes a segment, in bytes.
const GATHERED: usize = 24_000_000;
/// The same while the log is followed: the least there can be.
const FOLLOWED: usize = 15_000_000;
/// Threads that make documents of texts while an index is made.
const MAKERS: usize = 2;
/// Before a token that is the word as typed; stems stand without.
const EXACT: char = '=';
const ANALYZER: &str = "french";
/// The room of what is in none and not for everyone: no set of rooms holds it.
pub const NOWHERE: u64 = (1 << 24) - 1;

/// The fields of every document. Nothing is stored: what is shown is read from
/// the database.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// `post:12`, `person:3`: one document, to take it out.
    pub key: Field,
    /// [`super::Noun`] and id, as one number: what results are grouped by.
    pub group: Field,
    /// Of the post, the person, the room.
    pub id: Field,
    /// 0: in no room, for everyone.
    pub room: Field,
    /// 0: nobody.
    pub author: Field,
    /// Seconds since 1970.
    pub at: Field,
    /// Bits of [`State`].
    pub state: Field,
    pub tag: Field,
    /// Of the thread; a name.
    pub title: Field,
    pub body: Field,
    /// The title once more, of one document a thread: what is suggested.
    pub name: Field,
    /// What profiles have, and nothing else does: see [`Said`].
    pub public: Field,
    pub away: Field,
    /// Offers have it too: see `offered.rs`.
    pub facet: Field,
    pub told: Field,
    pub skills: Field,
    pub offers: Field,
}

/// What `is:` asks about, as bits.
#[derive(Clone, Copy, Debug)]
pub struct State;

impl State {
    pub const SOLVED: u64 = 1;
    pub const UNANSWERED: u64 = 2;
    /// The post that opens its thread.
    pub const OPENING: u64 = 4;
    /// The answer that was accepted.
    pub const SOLUTION: u64 = 8;
}

impl Fields {
    fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let words = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(ANALYZER)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let names = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(ANALYZER).set_index_option(IndexRecordOption::WithFreqs),
        );
        let fields = Self {
            key: schema.add_text_field("key", STRING),
            group: schema.add_u64_field("group", FAST | INDEXED),
            id: schema.add_u64_field("id", FAST),
            room: schema.add_u64_field("room", FAST | INDEXED),
            author: schema.add_u64_field("author", FAST | INDEXED),
            at: schema.add_i64_field("at", FAST),
            state: schema.add_u64_field("state", FAST),
            tag: schema.add_text_field("tag", STRING),
            title: schema.add_text_field("title", words.clone()),
            body: schema.add_text_field("body", words.clone()),
            name: schema.add_text_field("name", names),
            public: schema.add_u64_field("public", INDEXED),
            away: schema.add_i64_field("away", FAST),
            facet: schema.add_text_field("facet", STRING | FAST),
            told: schema.add_text_field("told", words.clone()),
            skills: schema.add_text_field("skills", words.clone()),
            offers: schema.add_text_field("offers", words),
        };
        (schema.build(), fields)
    }
}

/// Written with each commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub version: u32,
    /// How far the log was followed.
    pub xid: i64,
    pub id: i64,
    /// Whether everything that was there before is in.
    pub whole: bool,
}

impl Progress {
    pub fn at(place: Place, whole: bool) -> Self {
        Self { version: VERSION, xid: place.xid, id: place.id, whole }
    }

    pub fn place(self) -> Place {
        Place { xid: self.xid, id: self.id }
    }
}

/// An index open for searching.
#[derive(Clone)]
pub struct Index {
    pub folder: PathBuf,
    pub fields: Fields,
    index: Tantivy,
    reader: IndexReader,
    snapshot: Arc<RwLock<Arc<Snapshot>>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Its one writer.
pub struct Writing {
    writer: IndexWriter,
    pub fields: Fields,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").finish_non_exhaustive()
    }
}

impl Index {
    /// The index that `current` names, when there is one that this version reads.
    ///
    /// # Errors
    /// When it is damaged, locked or unreadable.
    pub fn current(home: &Path) -> tantivy::Result<Option<Self>> {
        let name = match fs::read_to_string(home.join("current")) {
            Ok(name) => name,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let folder = home.join(name.trim());
        if !is_ours(name.trim()) || !folder.is_dir() {
            return Ok(None);
        }
        Self::open(&folder).map(Some)
    }

    /// Opens the index of a folder, or makes an empty one there.
    ///
    /// # Errors
    /// When it is damaged, or the disk refuses.
    pub fn open(folder: &Path) -> tantivy::Result<Self> {
        fs::create_dir_all(folder)?;
        let (schema, fields) = Fields::schema();
        let index = Tantivy::open_or_create(MmapDirectory::open(folder)?, schema)?;
        index.tokenizers().register(ANALYZER, TextAnalyzer::builder(French).build());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let first = Snapshot::of(reader.searcher(), fields, &Crowd::default())?;
        let snapshot = Arc::new(RwLock::new(Arc::new(first)));
        Ok(Self { folder: folder.to_owned(), fields, index, reader, snapshot })
    }

    /// A name for a folder that nobody used yet, of this version.
    pub fn new_folder(home: &Path) -> PathBuf {
        let stamp = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_micros();
        home.join(format!("v{VERSION}-{stamp}"))
    }

    /// How far it goes, as its last commit says.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn progress(&self) -> tantivy::Result<Option<Progress>> {
        let payload = self.index.load_metas()?.payload;
        let progress = payload.and_then(|payload| serde_json::from_str::<Progress>(&payload).ok());
        Ok(progress.filter(|progress| progress.version == VERSION))
    }

    /// # Errors
    /// When another process writes to it, or the disk refuses.
    pub fn writing(&self) -> tantivy::Result<Writing> {
        self.writing_with(1, FOLLOWED)
    }

    /// As [`Self::writing`], to fill it.
    ///
    /// # Errors
    /// As [`Self::writing`].
    pub fn filling(&self) -> tantivy::Result<Writing> {
        self.writing_with(MAKERS, GATHERED)
    }

    fn writing_with(&self, threads: usize, gathered: usize) -> tantivy::Result<Writing> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(gathered)
            // Merging is never in a hurry: those who are served come first.
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter = self.index.writer_with_options(options)?;
        // A commit that was broken off (`kill -9`, a full disk) left files that no commit
        // names. They are numbered as those of the next one, which would find them in its
        // way, try again and leave more.
        writer.garbage_collect_files().wait()?;
        Ok(Writing { writer, fields: self.fields })
    }

    /// Whether this post is known to open a question that nobody answered; one that is
    /// not known may.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn may_be_unanswered(&self, post: i64) -> tantivy::Result<bool> {
        let key = Term::from_field_text(self.fields.key, &super::documents::post_key(post));
        let state = self.snapshot().state_of(&key)?;
        Ok(state.is_none_or(|state| state & State::UNANSWERED != 0))
    }

    /// The index as it is now; what is committed later does not change it.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From here on, what was committed is searched.
    ///
    /// # Errors
    /// When the files cannot be opened.
    pub fn reload(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let snapshot = Arc::new(Snapshot::of(self.reader.searcher(), self.fields, &self.snapshot().people)?);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }

    /// Everyone whom a document names, those of documents taken out included.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn authors(&self) -> tantivy::Result<BTreeSet<i64>> {
        let mut authors = BTreeSet::new();
        for segment in self.snapshot().searcher.segment_readers() {
            let terms = segment.inverted_index(self.fields.author)?;
            let mut terms = terms.terms().stream()?;
            while terms.advance() {
                let number = terms.key().try_into().map_or(0, u64::from_be_bytes);
                authors.extend(i64::try_from(number).ok().filter(|author| *author > 0));
            }
        }
        Ok(authors)
    }

    /// The posts that the index has of these people.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn posts_by(&self, authors: &BTreeSet<i64>) -> tantivy::Result<BTreeSet<i64>> {
        let terms = authors.iter().map(|author| Term::from_field_u64(self.fields.author, author.unsigned_abs()));
        let snapshot = self.snapshot();
        let searcher = &snapshot.searcher;
        let mut posts = BTreeSet::new();
        for found in searcher.search(&TermSetQuery::new(terms), &DocSetCollector)? {
            let columns = searcher.segment_reader(found.segment_ord).fast_fields();
            let group = columns.u64("group")?.first(found.doc_id).unwrap_or_default();
            if Noun::of_group(group).is_some_and(|(noun, _)| noun == Noun::Thread) {
                posts.extend(columns.u64("id")?.first(found.doc_id).and_then(|id| i64::try_from(id).ok()));
            }
        }
        Ok(posts)
    }

    /// Makes this one the index that is searched, at the next start as well.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn make_current(&self) -> io::Result<()> {
        let (Some(home), Some(name)) = (self.folder.parent(), self.folder.file_name()) else { return Ok(()) };
        let beside = home.join("current.new");
        fs::write(&beside, name.to_string_lossy().as_bytes())?;
        fs::File::open(&beside)?.sync_all()?;
        fs::rename(&beside, home.join("current"))?;
        fs::File::open(home)?.sync_all()
    }
}

impl Writing {
    /// Adds a document that is not there yet.
    ///
    /// # Errors
    /// When the writer died.
    pub fn add(&self, document: Document) -> tantivy::Result<()> {
        let fields = self.fields;
        let mut fresh = TantivyDocument::default();
        fresh.add_text(fields.key, document.key);
        fresh.add_u64(fields.group, document.group);
        fresh.add_u64(fields.id, document.id);
        fresh.add_u64(fields.room, document.room);
        fresh.add_u64(fields.author, document.author);
        fresh.add_i64(fields.at, document.at);
        fresh.add_u64(fields.state, document.state);
        for tag in document.tags {
            fresh.add_text(fields.tag, tag);
        }
        if document.is_named {
            fresh.add_text(fields.name, &document.title);
        }
        for facet in document.facets {
            fresh.add_text(fields.facet, facet);
        }
        if let Some(said) = document.profile {
            fresh.add_u64(fields.public, u64::from(said.public));
            fresh.add_i64(fields.away, said.away);
            for facet in said.facets {
                fresh.add_text(fields.facet, facet);
            }
            fresh.add_text(fields.told, said.told);
            fresh.add_text(fields.skills, said.skills);
            fresh.add_text(fields.offers, said.offers);
        }
        fresh.add_text(fields.title, document.title);
        fresh.add_text(fields.body, document.body);
        self.writer.add_document(fresh).map(|_| ())
    }

    pub fn take_out(&self, key: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.key, key));
    }

    /// Takes out every document of a thread.
    pub fn take_out_group(&self, group: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.group, group));
    }

    /// # Errors
    /// When the disk refuses: the index is then as it was at the last commit.
    pub fn commit(&mut self, progress: Progress) -> tantivy::Result<()> {
        let said = serde_json::to_string(&progress).map_err(|error| TantivyError::InternalError(error.to_string()))?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&said);
        commit.commit().map(|_| ())
    }

    /// Forgets what was not committed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn roll_back(&mut self) -> tantivy::Result<()> {
        self.writer.rollback().map(|_| ())
    }

    /// Ends when segments that are being merged are.
    ///
    /// # Errors
    /// When a merge failed.
    pub fn finish(self) -> tantivy::Result<()> {
        self.writer.wait_merging_threads()
    }
}

/// What becomes a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub key: String,
    pub group: u64,
    pub id: u64,
    pub room: u64,
    pub author: u64,
    pub at: i64,
    pub state: u64,
    pub tags: Vec<String>,
    pub title: String,
    pub body: String,
    /// Whether it is the one by which its thread is suggested.
    pub is_named: bool,
    /// Of an offer: its trade, and where it is.
    pub facets: Vec<String>,
    /// Of a profile, and of nothing else.
    pub profile: Option<Said>,
}

/// Folders of this version; what others left is thrown away.
fn is_ours(name: &str) -> bool {
    name.strip_prefix(&format!("v{VERSION}-")).is_some_and(|stamp| stamp.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Throws away every index but one.
pub fn tidy(home: &Path, but: &Path) {
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path != but {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// The word as it was typed, as a term.
pub fn exact(folded: &str) -> String {
    format!("{EXACT}{folded}")
}

/// The words of [`french`], each as typed and as its stem, at the same place.
#[derive(Clone, Debug, Default)]
struct French;

#[derive(Debug)]
struct Tokens {
    words: std::vec::IntoIter<Word>,
    /// Tokens of the word at hand, the next one last.
    ready: Vec<String>,
    token: Token,
    position: usize,
}

impl Tokenizer for French {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let words = french::words(text).into_iter();
        Tokens { words, ready: Vec::with_capacity(4), token: Token::default(), position: 0 }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        if self.ready.is_empty() {
            let Some(word) = self.words.next() else { return false };
            if let Some(joined) = word.joined {
                self.ready.push(super::stems::stem(&joined));
                self.ready.push(exact(&joined));
            }
            self.ready.push(exact(&word.folded));
            self.ready.push(word.stem);
            (self.token.offset_from, self.token.offset_to) = (word.from, word.to);
            self.token.position = self.position;
            self.position += 1;
        }
        let Some(text) = self.ready.pop() else { return false };
        self.token.text = text;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
