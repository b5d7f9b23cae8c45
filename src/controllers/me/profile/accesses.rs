//! Who saw of me what is not for everyone.

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Asked, Member, Turned},
};
use crate::{models::profiles::accesses, views::profiles::audiences::AccessesPage};

pub(super) async fn show(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let lines = accesses::of(&me.house.db, me.person.id, turned.before).await?;
    Page::new("profiles/accesses.html", me.lang.say("accesses-title"))
        .noindex()
        .section("me")
        .show(&me, &AccessesPage::of(me.lang, &lines))
}
