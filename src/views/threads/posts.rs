//! A post in its place on a page, as one reader sees it.

use serde::Serialize;
use tera::TeraResult;

use super::{author, may_edit};
use crate::{
    access::Viewer,
    initializers::view_engine::{Part, Views},
    models::threads::{
        Readable,
        conversation::{Made, Spoken},
    },
    views::{Author, when},
    words::{Lang, When},
};

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
    pub audience: String,
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

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Quote {
    pub id: i64,
    pub path: String,
    pub author: Option<String>,
    pub sense: String,
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
        ThreadLine {
            id: self.thread.id,
            path: self.thread.path(),
            audience: self.thread.room.audience.clone(),
            may_edit: may_edit(self.viewer, self.thread),
        }
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
