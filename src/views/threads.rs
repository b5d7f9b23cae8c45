//! Threads: rows of lists, the conversation, and the forms around it.

use serde::Serialize;
use tera::TeraResult;

use super::{Author, Choice, Field, role, slugs, when};
use crate::{
    access::Viewer,
    initializers::view_engine::{Part, Views},
    models::{
        drafts,
        posts::history::{self, Change, Revision},
        tags::Named,
        threads::{
            Readable,
            conversation::{Made, Spoken},
            listing::Listed,
        },
    },
    refusals::Refusal,
    words::{Lang, When},
};

/// A thread in a list (`threads/_row.html`).
#[derive(Clone, Debug, Serialize)]
pub struct ThreadRow {
    pub path: String,
    pub title: String,
    /// question, discussion, experience, announcement (Fluent: `kind-question`…)
    pub kind: String,
    pub sense: String,
    pub author: Option<Author>,
    pub room_name: String,
    pub room_path: String,
    /// Of the last post.
    pub when: When,
    pub replies: i32,
    /// unanswered, solved, closed or none (Fluent: `state-unanswered`…)
    pub state: Option<&'static str>,
    pub pinned: bool,
    pub tags: Vec<String>,
    /// To the first message not read yet.
    pub unread: Option<String>,
}

/// The room a page belongs to, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RoomLine {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub path: String,
    /// public, members, seekers, recruiters, staff, named. Fluent:
    /// `audience-public` (name), `audience-public-reads` (the sentence of the compose box).
    pub audience: String,
}

/// `threads/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct ThreadPage {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub kind: String,
    pub room: RoomLine,
    pub tags: Vec<Named>,
    pub state: Option<&'static str>,
    pub closed: bool,
    pub pinned: bool,
    pub replies: i32,
    /// True on the first page, where the question is shown as a letter.
    pub first_page: bool,
    pub question: Part,
    /// The accepted answer, shown right under the question.
    pub solution: Option<Part>,
    /// Their numbers, and them whole.
    pub posts: Vec<(i64, Part)>,
    pub prev: Option<String>,
    pub next: Option<String>,
    /// Path of the Atom feed, for public rooms.
    pub feed: Option<String>,
    pub compose: Option<Compose>,
    /// Why there is no compose box (Fluent: `no-compose-visitor`, `-closed`,
    /// `-unconfirmed`, `-suspended`), when there is none.
    pub no_compose: Option<&'static str>,
    pub edited: bool,
    /// What it is to this reader; none for visitors.
    pub mine: Option<MineView>,
    /// Its first and last day, to go to one in between; only of long ones.
    pub days: Option<(String, String)>,
    pub may_edit: bool,
    pub may_close: bool,
    pub may_pin: bool,
}

/// What a thread is to its reader.
#[derive(Clone, Debug, Serialize)]
pub struct MineView {
    /// all, mine, muted (Fluent: `watch-all`…)
    pub level: String,
    /// The first of this page that they had not read.
    pub first_new: Option<i64>,
    /// To the first they had not read, on another page.
    pub unread: Option<String>,
    pub bookmarked: bool,
    pub note: String,
    /// `2026-12-24`
    pub remind_on: String,
}

/// The box at the foot (`threads/_compose.html`), posting to `{action}`.
#[derive(Clone, Debug, Serialize)]
pub struct Compose {
    pub action: String,
    pub body: Field,
    /// The post quoted (field `quote`), and who said it.
    pub quote: Option<Quote>,
    /// This form's own number (field `draft`): a resend posts once.
    pub draft: String,
    /// Where unfinished words are kept, and those that were found.
    pub draft_action: String,
    pub saved: Option<Saved>,
    pub mentions_url: String,
    pub audience: String,
    /// A refusal that belongs to no field, in the reader's words.
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Quote {
    pub id: i64,
    pub path: String,
    pub author: Option<String>,
    pub sense: String,
}

/// Where on a page a post stands: no two fields of a page share an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    Question,
    Solution,
    Reply,
}

impl Place {
    pub fn template(self) -> &'static str {
        match self {
            Self::Question => "threads/_question.html",
            Self::Solution => "threads/_solution.html",
            Self::Reply => "threads/_reply.html",
        }
    }
}

/// A post in its place on a page: everything the place's template shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Placed {
    #[serde(skip)]
    pub lang: Lang,
    pub place: Place,
    pub thread: ThreadLine,
    pub post: PostView,
}

/// What the acts on a post need to know of its thread.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ThreadLine {
    pub id: i64,
    pub path: String,
    pub may_edit: bool,
}

/// One post (`threads/_post.html`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PostView {
    pub id: i64,
    /// `/posts/{id}`: its place in its thread, wherever that is now.
    pub path: String,
    pub author: Option<Author>,
    /// The name of this post alone, once its author left.
    pub left: Option<String>,
    /// The author is a manager of this room (Fluent: `role-manager`).
    pub by_manager: bool,
    pub when: When,
    pub edited: Option<When>,
    /// Sanitised HTML made by `text.rs`; empty when not shown.
    pub html: String,
    /// shown, hidden (by a manager) or removed (by its author). Its author and
    /// the managers still get `html`.
    pub state: &'static str,
    pub hidden_reason: Option<String>,
    /// Written by someone I muted: folded away.
    pub muted: bool,
    pub mine: bool,
    pub is_solution: bool,
    pub quote: Option<Quote>,
    pub gestures: Gestures,
    pub acts: Acts,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Gestures {
    pub thanks: Vec<Author>,
    pub bravos: Vec<Bravo>,
    pub relays: Vec<Author>,
    pub i_thanked: bool,
    pub i_bravoed: bool,
    pub i_relayed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Bravo {
    pub by: Author,
    pub sentence: String,
}

/// What this reader may do with this post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Acts {
    pub gesture: bool,
    pub quote: bool,
    pub edit: bool,
    pub remove: bool,
    pub restore: bool,
    pub hide: bool,
    pub show: bool,
    pub solve: bool,
    pub unsolve: bool,
}

/// `threads/new.html` and `threads/edit.html`
#[derive(Clone, Debug, Serialize)]
pub struct ThreadForm {
    pub action: String,
    pub room: RoomLine,
    /// Path back, when editing.
    pub back: String,
    pub title: Field,
    pub body: Field,
    pub kinds: Vec<Choice>,
    pub tags: Field,
    /// Those of the room, as a sentence lists them; may be empty.
    pub usual_tags: String,
    pub reason: Field,
    pub draft: String,
    pub draft_action: String,
    pub saved: Option<Saved>,
    /// Which version is being edited; and, when another came before, what it says.
    pub version: i32,
    pub current: Option<Current>,
    pub mentions_url: String,
    pub refusal: Option<String>,
}

/// A draft found again, in the box where it was begun.
#[derive(Clone, Debug, Serialize)]
pub struct Saved {
    pub when: When,
    pub removal: String,
}

impl Saved {
    pub fn of(lang: Lang, draft: &drafts::Model) -> Self {
        Self { when: when(lang, &draft.updated_at), removal: format!("/me/drafts/{}/removal", draft.id) }
    }
}

/// What a text says now, beside what its reader wanted it to say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Current {
    pub title: String,
    pub kind: String,
    pub tags: String,
    /// Sanitised HTML made by `text.rs`.
    pub html: String,
}

/// `posts/edit.html`
#[derive(Clone, Debug, Serialize)]
pub struct PostForm {
    pub action: String,
    pub back: String,
    pub thread_title: String,
    pub room: RoomLine,
    pub body: Field,
    pub reason: Field,
    pub draft_action: String,
    pub saved: Option<Saved>,
    pub version: i32,
    pub current: Option<Current>,
    pub mentions_url: String,
    pub refusal: Option<String>,
}

/// `posts/history.html`
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    pub thread_title: String,
    pub back: String,
    pub revisions: Vec<RevisionView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RevisionView {
    pub when: When,
    pub editor: Option<Author>,
    pub reason: String,
    pub pieces: Vec<DiffPiece>,
}

/// A run of text kept, taken out or put in.
#[derive(Clone, Debug, Serialize)]
pub struct DiffPiece {
    /// same, del, ins
    pub change: &'static str,
    pub text: String,
}

/// `threads/list.html`: unanswered questions (`/unanswered`), a tag (`/tags/{tag}`).
#[derive(Clone, Debug, Serialize)]
pub struct ListPage {
    /// Fluent: `list-unanswered-title`, `-lead`, `-empty`; `list-tag-title` (with `$name`)…
    pub list: &'static str,
    pub name: String,
    pub rows: Vec<ThreadRow>,
    pub next: Option<String>,
    pub feed: Option<String>,
    /// How much its reader follows it, and where they say so.
    pub level: Option<String>,
    pub watch: String,
}

/// `posts/act.html`: an act on a post that needs a word more (bravo
/// without its sentence, hiding without its reason).
#[derive(Clone, Debug, Serialize)]
pub struct ActForm {
    /// bravo or hide. Fluent: `act-bravo-title`, `act-bravo-label`, `act-bravo-send`…
    pub act: &'static str,
    pub action: String,
    pub back: String,
    /// Name of the text field: sentence or reason.
    pub field: &'static str,
    pub text: Field,
    /// Value of the hidden `kind` field, for gestures.
    pub kind: Option<&'static str>,
}

impl ThreadRow {
    pub fn of(lang: Lang, listed: &Listed) -> Self {
        Self {
            path: listed.path(),
            title: listed.title.clone(),
            kind: listed.kind.clone(),
            sense: listed.sense.clone(),
            author: author(
                listed.author_handle.as_deref(),
                listed.author_name.as_deref(),
                listed.author_kind.as_deref(),
                listed.author_claim.as_deref(),
                listed.author_ambassador,
            ),
            unread: listed.unread_path(),
            room_name: listed.room_name.clone(),
            room_path: format!("/communities/{}", listed.room_slug),
            when: when(lang, &listed.last_post_at),
            replies: listed.replies_count,
            state: listed.state(),
            pinned: listed.pinned_at.is_some(),
            tags: slugs(&listed.tag_slugs),
        }
    }

    pub fn all(lang: Lang, rows: &[Listed]) -> Vec<Self> {
        rows.iter().map(|row| Self::of(lang, row)).collect()
    }
}

fn author(
    handle: Option<&str>,
    name: Option<&str>,
    kind: Option<&str>,
    claim: Option<&str>,
    ambassador: Option<bool>,
) -> Option<Author> {
    Some(Author {
        handle: handle?.to_owned(),
        name: name?.to_owned(),
        role: role(kind?, claim?, ambassador.unwrap_or_default()),
    })
}

/// Everything that decides how a post is shown to one reader.
#[derive(Debug)]
pub struct Reading<'a> {
    pub lang: Lang,
    pub viewer: &'a Viewer,
    pub thread: &'a Readable,
    pub gestures: &'a [Made],
}

impl Reading<'_> {
    /// A post whole, in its place.
    ///
    /// # Errors
    /// When a template misses something: a bug.
    pub fn whole(&self, views: &Views, place: Place, post: &Spoken) -> TeraResult<Part> {
        views.post(Placed { lang: self.lang, place, thread: self.line(), post: self.post(post) })
    }

    fn line(&self) -> ThreadLine {
        ThreadLine { id: self.thread.id, path: self.thread.path(), may_edit: may_edit(self.viewer, self.thread) }
    }

    fn post(&self, post: &Spoken) -> PostView {
        let me = self.viewer.person();
        let mine = self.viewer.is(post.author_id);
        let manages = self.viewer.manages(self.thread.room.id);
        let state = match (post.hidden_at, post.removed_at) {
            (_, Some(_)) => "removed",
            (Some(_), None) => "hidden",
            _ => "shown",
        };
        let shown = state == "shown";
        let kept = mine || manages;
        let may_write = me.is_some_and(|person| person.may_write().is_ok());
        let leads = me.is_some_and(|person| self.thread.may_be_led_by(person));
        let opening = self.thread.opening_post_id == Some(post.id);
        let is_solution = self.thread.solution_post_id == Some(post.id);
        PostView {
            id: post.id,
            path: format!("/posts/{}", post.id),
            author: author(
                post.author_handle.as_deref(),
                post.author_name.as_deref(),
                post.author_kind.as_deref(),
                post.author_claim.as_deref(),
                post.author_ambassador,
            )
            // Nobody is shamed by a post that is no longer read.
            .filter(|_| shown || kept),
            left: post.author_name.clone().filter(|_| post.author_handle.is_none() && (shown || kept)),
            by_manager: post.author_manages.is_some() && (shown || kept),
            when: when(self.lang, &post.created_at),
            edited: post.edited_at.as_ref().filter(|_| shown).map(|at| when(self.lang, at)),
            html: if shown || kept { post.body_html.clone() } else { String::new() },
            state,
            hidden_reason: post.hidden_reason.clone().filter(|_| kept),
            muted: me.is_some_and(|person| post.author_id.is_some_and(|author| person.silenced.contains(&author))),
            mine,
            is_solution,
            quote: post.quote_id.filter(|_| shown || kept).map(|id| Quote {
                id,
                path: format!("/posts/{id}"),
                author: post.quoted_author.clone(),
                sense: String::new(),
            }),
            gestures: if shown { self.gestures_of(post.id) } else { Gestures::default() },
            acts: Acts {
                gesture: may_write && !mine && shown,
                quote: may_write && shown && !self.thread.is_closed(),
                edit: may_write && mine && state != "removed" && !self.thread.is_closed(),
                remove: mine && post.removed_at.is_none(),
                restore: may_write && mine && post.removed_at.is_some(),
                hide: may_write && manages && post.hidden_at.is_none(),
                show: may_write && manages && post.hidden_at.is_some(),
                solve: may_write && leads && shown && !opening && !is_solution && self.thread.kind == "question",
                unsolve: may_write && leads && is_solution,
            },
        }
    }

    fn gestures_of(&self, post: i64) -> Gestures {
        let mut gestures = Gestures::default();
        for made in self.gestures.iter().filter(|made| made.post_id == post) {
            let by = Author { handle: made.handle.clone(), name: made.name.clone(), role: None };
            let mine = self.viewer.id() == Some(made.user_id);
            match made.kind.as_str() {
                "thanks" => {
                    gestures.i_thanked |= mine;
                    gestures.thanks.push(by);
                }
                "bravo" => {
                    gestures.i_bravoed |= mine;
                    gestures.bravos.push(Bravo { by, sentence: made.sentence.clone() });
                }
                _ => {
                    gestures.i_relayed |= mine;
                    gestures.relays.push(by);
                }
            }
        }
        gestures
    }
}

impl RevisionView {
    pub fn of(lang: Lang, (revision, editor): &Revision) -> Self {
        Self {
            when: when(lang, &revision.created_at),
            editor: editor.as_ref().map(Author::of),
            reason: revision.reason.clone(),
            pieces: history::difference(&revision.before, &revision.after)
                .into_iter()
                .map(|(change, text)| DiffPiece {
                    change: match change {
                        Change::Same => "same",
                        Change::Taken => "del",
                        Change::Put => "ins",
                    },
                    text,
                })
                .collect(),
        }
    }
}

/// Whether this reader may change the thread's title, kind and tags.
pub fn may_edit(viewer: &Viewer, thread: &Readable) -> bool {
    let leads = viewer.person().is_some_and(|me| thread.may_be_led_by(me) && me.may_write().is_ok());
    leads && !thread.is_withdrawn()
}

/// Why someone has no box to write in, or none: they have one.
pub fn no_compose(viewer: &Viewer, closed: bool) -> Option<&'static str> {
    match viewer.person() {
        _ if closed => Some("no-compose-closed"),
        None => Some("no-compose-visitor"),
        Some(person) => match person.may_write() {
            Ok(()) => None,
            Err(Refusal::EmailNotConfirmed) => Some("no-compose-unconfirmed"),
            Err(_) => Some("no-compose-suspended"),
        },
    }
}
