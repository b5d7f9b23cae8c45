//! Replying to a thread.

use axum::http::HeaderMap;

use super::{Back, NewReply, Where, page};
use crate::controllers::{
    answers::{Answer, then},
    drafts as doors,
    extractors::{At, Member, Numbered, Posted, Visit},
};
use crate::{
    initializers::limits::Limit,
    models::{
        drafts::{self, Place, Words},
        threads::{self, replying::Reply},
    },
    refusals::Refusal,
};

pub(super) async fn reply(visit: Visit, At(asked): At<Numbered>, Posted(typed): Posted<NewReply>) -> Answer {
    let me = match visit.member() {
        Ok(me) => me,
        Err(visit) => {
            let back = format!("/threads/{}#compose", asked.id);
            return doors::hold(&visit, Place::Thread(asked.id), typed.words(), &back).await;
        }
    };
    me.count(Limit::Replies)?;
    let db = &me.house.db;
    let thread = threads::Model::readable_by(db, &me.viewer, asked.id).await?;
    let quote = match typed.quote.as_str() {
        "" => Ok(None),
        number => number.parse().map(Some).map_err(|_| Refusal::NotAChoice { field: "quote" }),
    };
    let replied = match quote {
        Ok(quote) => {
            let wished = Reply { body: typed.body.clone(), quote, draft: typed.draft.clone() };
            thread.reply(db, &me.person, &wished).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match replied {
        Ok(post) => then(format!("{}?near={}#post-{}", thread.path(), post.id, post.id)).saying(&me, "replied").go(),
        Err(failure) => {
            let refusal = failure.refusal()?;
            page(&me, &thread, &Where::default(), Back::Reply(&typed, &refusal)).await
        }
    }
}

pub(super) async fn draft(
    me: Member,
    At(asked): At<Numbered>,
    headers: HeaderMap,
    Posted(typed): Posted<NewReply>,
) -> Answer {
    let thread = threads::Model::readable_by(&me.house.db, &me.viewer, asked.id).await?;
    if !typed.quote.is_empty() && typed.quote.parse::<i64>().is_err() {
        return Err(Refusal::NotAChoice { field: "quote" }.into());
    }
    let back = format!("{}#compose", thread.path());
    doors::keep(&me, &headers, Place::Thread(thread.id), &typed.words(), back).await
}

impl From<drafts::Model> for NewReply {
    fn from(draft: drafts::Model) -> Self {
        Self {
            body: draft.body,
            quote: draft.quote_id.map(|id| id.to_string()).unwrap_or_default(),
            draft: draft.number,
        }
    }
}

impl NewReply {
    fn words(self) -> Words {
        Words { number: self.draft, body: self.body, quote: self.quote.parse().ok(), ..Words::default() }
    }
}
