//! Threads as rows, with their tags.

use std::collections::HashMap;

use sea_orm::{DbErr, EntityTrait};

use super::{Scribe, moment};
use crate::{
    database::Write,
    fixtures::rows,
    models::{
        _entities::{tags, thread_tags, threads},
        slugs,
    },
    tasks::world::{
        plan::{self, Thread, family},
        words::Dice,
    },
    text,
};

impl Scribe {
    pub(super) async fn write_threads(&self, txn: &Write) -> Result<(), DbErr> {
        let tags = self.write_tags(txn).await?;
        let threads: Vec<threads::Model> =
            self.plan.threads.iter().zip(0..).map(|(thread, number)| self.thread(thread, number)).collect();
        rows::insert(txn, threads).await?;
        let thread_tags = self.plan.threads.iter().zip(self.first.thread..);
        let thread_tags = thread_tags.flat_map(|(thread, id)| thread.tags.iter().map(move |tag| (id, *tag)));
        let thread_tags = thread_tags.zip(self.first.thread_tag..).map(|((thread_id, tag), id)| thread_tags::Model {
            id,
            thread_id,
            tag_id: tags[tag as usize],
        });
        rows::insert(txn, thread_tags.collect()).await
    }

    /// The ids of the plan's tags; those the house has are used as they are.
    async fn write_tags(&self, txn: &Write) -> Result<Vec<i64>, DbErr> {
        let mut known: HashMap<String, i64> =
            tags::Entity::find().all(txn).await?.into_iter().map(|tag| (tag.slug, tag.id)).collect();
        let mut fresh = vec![];
        let ids = self.plan.tags.iter().map(|name| {
            let slug = slugs::slug(name);
            *known.entry(slug.clone()).or_insert_with(|| {
                let id = self.first.tag + fresh.len() as i64;
                fresh.push(tags::Model { id, slug, name: name.clone(), created_at: moment(self.plan.since) });
                id
            })
        });
        let ids = ids.collect();
        rows::insert(txn, fresh).await?;
        Ok(ids)
    }

    fn thread(&self, thread: &Thread, number: u32) -> threads::Model {
        let mut dice = Dice::of(self.plan.seed, family::TEXT, u64::from(number) | 1 << 40);
        let title = if thread.long {
            plan::LONG_TITLE.to_owned()
        } else {
            self.words.title(&mut dice, thread.kind == "question")
        };
        let opening = thread.posts[0];
        let (shown, last) = self.shown(thread);
        let tags: Vec<String> = thread.tags.iter().map(|tag| slugs::slug(&self.plan.tags[*tag as usize])).collect();
        let later = |from: i64| moment((from + 3_600).min(self.plan.until));
        threads::Model {
            id: self.first.thread + i64::from(number),
            community_id: self.first.room + i64::from(thread.room),
            author_id: Some(self.user(thread.author)),
            kind: thread.kind.to_owned(),
            slug: slugs::slug(&title),
            title,
            sense: text::sense(&self.body(opening)),
            tag_slugs: tags.join(" "),
            opening_post_id: Some(self.post(opening)),
            solution_post_id: self.plan.solution(number).map(|post| self.post(post)),
            replies_count: shown - 1,
            last_post_at: self.at(last),
            last_post_id: Some(self.post(last)),
            closed_at: thread.closed.then(|| later(self.plan.posts[last as usize].at)),
            closed_by_id: thread.closed.then(|| self.manager(thread.room)),
            pinned_at: thread.pinned.then(|| later(thread.opened)),
            withdrawn_at: None,
            edits_count: 0,
            created_at: moment(thread.opened),
        }
    }
}
