//! Replying to a thread.

use super::{NewReply, Where, page};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Numbered, Posted},
};
use crate::{
    initializers::limits::Limit,
    models::threads::{self, replying::Reply},
    refusals::Refusal,
};

pub(super) async fn reply(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<NewReply>) -> Answer {
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
        Err(failure) => page(&me, &thread, &Where::default(), &typed, Some(&failure.refusal()?)).await,
    }
}
