//! Whom I silenced.

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Asked, Member, Turned},
};
use crate::{
    models::blocks,
    views::{
        Author,
        account::{BlocksPage, Silenced},
    },
};

pub(super) async fn blocks_page(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let silenced = blocks::of(&me.house.db, me.person.id, turned.before).await?;
    let people = silenced
        .rows
        .iter()
        .map(|(block, person)| Silenced { person: Author::of(person), kind: block.kind.clone() })
        .collect();
    Page::new("accounts/blocks.html", me.lang.say("account-blocks-title"))
        .noindex()
        .section("me")
        .show(&me, &BlocksPage { people, next: silenced.next.map(|next| format!("/me/blocks?before={next}")) })
}
