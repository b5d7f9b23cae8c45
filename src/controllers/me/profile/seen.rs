//! My profile as someone else would see it.

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{At, Member},
    people,
};
use crate::{
    access::{Kind, Person, Viewer},
    models::{
        profiles::{
            Model,
            disclosure::{self, Sight},
        },
        users,
    },
    refusals::{Failure, Outcome},
    views::profiles::audiences::SeenPage,
};

/// Those anyone may stand in for; anyone else is someone something was given to.
pub(super) const STANDINS: [&str; 5] = ["visitor", "member", "seeker", "recruiter", "adviser"];

pub(super) async fn show(me: Member, At(who): At<String>) -> Answer {
    let db = &me.house.db;
    let profile = Model::of(db, me.person.id).await?.ok_or(Failure::Missing)?;
    let (name, sight) = sight(&me, &profile, &who).await?;
    let user = users::Model::by_id(db, me.person.id).await?;
    let view = match sight.profile {
        None => None,
        Some(_) => Some(people::profile_view(&me, &user, &profile, &sight, None).await?),
    };
    Page::new("profiles/seen.html", me.lang.say("seen-title"))
        .noindex()
        .section("me")
        .show(&me, &SeenPage::of(&STANDINS, &who, name, &user, view))
}

/// What someone would see of mine, and their name when they are someone.
async fn sight(me: &Member, profile: &Model, who: &str) -> Outcome<(Option<String>, Sight)> {
    if who == "visitor" {
        return Ok((None, disclosure::seen(&Viewer::Visitor, profile, &[])));
    }
    if STANDINS.contains(&who) {
        return Ok((None, disclosure::seen(&standin(&me.person, who), profile, &[])));
    }
    let given = disclosure::given_by(&me.house.db, me.person.id).await?;
    let given = given.into_iter().find(|given| given.person.handle == who).ok_or(Failure::Missing)?;
    let reader = given.person.at_the_door(&me.house.db).await?;
    let sight = disclosure::sight(&me.house.db, &Viewer::Member(reader.into()), profile).await?;
    Ok((Some(given.person.display_name), sight))
}

/// Nobody in particular, of this kind, confirmed.
fn standin(me: &Person, who: &str) -> Viewer {
    let kind = match who {
        "seeker" => Kind::Seeker,
        "recruiter" => Kind::Recruiter,
        "adviser" => Kind::Adviser,
        _ => Kind::Other,
    };
    let nobody = Person {
        id: 0,
        kind,
        email_confirmed: true,
        is_admin: false,
        is_ambassador: false,
        suspended_until: None,
        rooms: vec![],
        entrances: vec![],
        silenced: vec![],
        writing: vec![],
        ..me.clone()
    };
    Viewer::Member(nobody.into())
}
