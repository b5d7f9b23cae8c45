//! Whom I silenced.

use crate::controllers::{
    answers::{Answer, Page},
    extractors::Member,
};
use crate::{
    models::blocks,
    views::{
        Author,
        account::{BlocksPage, Silenced},
    },
};

pub(super) async fn blocks_page(me: Member) -> Answer {
    let people = blocks::of(&me.house.db, me.person.id)
        .await?
        .iter()
        .map(|(block, person)| Silenced { person: Author::of(person), kind: block.kind.clone() })
        .collect();
    Page::new("accounts/blocks.html", me.lang.say("account-blocks-title"))
        .noindex()
        .section("me")
        .show(&me, &BlocksPage { people })
}
