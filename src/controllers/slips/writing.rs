//! Writing for someone present, and what one wrote so. To anyone but an adviser there is
//! no such page.

use serde::Deserialize;

use super::{Sure, written};
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts as doors,
    extractors::{Asked, At, Member, Posted, Rows, Wrote},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        drafts,
        profiles::{
            exporting::qr::qr,
            prepared::{SKILLS, Typed},
        },
        slips::{
            CONSENT, Held, Model, code, listing, only_advisers,
            writing::{self, Draft, KINDS, Made},
        },
        users,
    },
    refusals::{Outcome, Refusal},
    views::{
        Choice, Field, at_the_top,
        profiles::cautions,
        slips::{NewSlip, PaperPage, RoomChoice, SlipLine, SlipsPage, until},
    },
};

const LIST: &str = "/me/slips";

/// The room one comes from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    room: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Turned {
    before: Option<i64>,
}

pub(super) async fn new(me: Member, Asked(from): Asked<From>) -> Answer {
    only_advisers(&me.person)?;
    let draft = Draft { room: from.room, kind: KINDS[0].to_owned(), locale: "fr".to_owned(), ..Draft::default() };
    form(&me, &draft, "", None).await
}

pub(super) async fn make(Wrote(me, mut rows): Wrote<Rows>) -> Answer {
    only_advisers(&me.person)?;
    me.count(Limit::Threads)?;
    let draft = Draft {
        name: rows.take("display_name"),
        kind: rows.take("kind"),
        locale: rows.take("locale"),
        room: rows.take("room"),
        title: rows.take("title"),
        body: rows.take("body"),
        profile: Typed {
            headline: rows.take("headline"),
            project: rows.take("project"),
            skills: rows.take_pairs("skill", "story", SKILLS),
        },
        agreed: ticked(&rows.take("agreed"))?,
        number: rows.take("draft"),
    };
    let anyway = rows.take("anyway");
    rows.end()?;
    if !cautions(&draft, &anyway).is_empty() {
        return form(&me, &draft, &anyway, None).await;
    }
    match writing::make(&me.house, &me.person, &draft).await {
        Ok(made) => {
            doors::sent(&me).await?;
            paper(&me, made).await
        }
        Err(failure) => form(&me, &draft, &anyway, Some(&failure.refusal()?)).await,
    }
}

fn ticked(sent: &str) -> Result<bool, Refusal> {
    match sent {
        "" => Ok(false),
        "on" => Ok(true),
        _ => Err(Refusal::NotAChoice { field: "agreed" }),
    }
}

/// What should be looked at once more in a profile before it is kept.
fn cautions(draft: &Draft, anyway: &str) -> Vec<cautions::CautionView> {
    let profile = &draft.profile;
    let mut texts = vec![profile.headline.as_str(), &profile.project];
    texts.extend(profile.skills.iter().flat_map(|(skill, story)| [skill.as_str(), story]));
    cautions::of(&texts, anyway)
}

async fn form(me: &Member, typed: &Draft, anyway: &str, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let skill = |row: usize| {
        let (skill, story) = typed.profile.skills.get(row).cloned().unwrap_or_default();
        (Field::holding(&skill), Field::holding(&story))
    };
    let rooms = writing::rooms(&me.house.db, &me.viewer).await?;
    let shown = ["display_name", "kind", "room", "title", "body", "headline", "project", "skills", "agreed"];
    Page::new("slips/new.html", lang.say("slip-new-title")).noindex().section("me").refused(refusal).show(
        me,
        &NewSlip {
            display_name: field("display_name", &typed.name),
            kinds: Choice::among("slip-kind", &KINDS, &typed.kind, false),
            kind_error: field("kind", "").error,
            locales: Choice::among("locale", &["fr", "en"], &typed.locale, false),
            rooms: RoomChoice::all(&rooms, &typed.room),
            room_error: field("room", "").error,
            title: field("title", &typed.title),
            body: field("body", &typed.body),
            headline: field("headline", &typed.profile.headline),
            project: field("project", &typed.profile.project),
            skills: (0..SKILLS).map(skill).collect(),
            skills_error: field("skills", "").error,
            consent: CONSENT,
            agreed: typed.agreed,
            agreed_error: field("agreed", "").error,
            cautions: cautions(typed, anyway),
            draft: if typed.number.is_empty() { drafts::number() } else { typed.number.clone() },
            refusal: at_the_top(lang, refusal, &shown),
        },
    )
}

/// The paper, with the code that is told here alone.
async fn paper(me: &Member, made: Made) -> Answer {
    let (house, lang) = (&me.house, me.lang);
    let person = users::Model::by_id(&house.db, made.slip.person_id).await?;
    let until = until(lang, &made.slip);
    let held = Held { slip: made.slip, person };
    let (written, _) = written(me, &held).await?;
    let code = code::shown(&made.code);
    let address = house.address(&format!("/slips/{code}"));
    Page::new(
        "slips/paper.html",
        lang.say_with("slip-paper-title", &[("name", held.person.display_name.clone().into())]),
    )
    .noindex()
    .section("me")
    .show(
        me,
        &PaperPage {
            name: held.person.display_name.clone(),
            written,
            address: house.address("/slips"),
            qr: qr(&address).map(|qr| (qr.side, qr.path)),
            code,
            until,
            adviser: me.person.display_name.clone(),
            consent: CONSENT,
            back: LIST,
        },
    )
}

pub(super) async fn list(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    only_advisers(&me.person)?;
    page(&me, turned.before, None).await
}

async fn page(me: &Member, before: Option<i64>, refusal: Option<&Refusal>) -> Answer {
    let made = listing::made_by(&me.house.db, &me.viewer, before).await?;
    Page::new("slips/list.html", me.lang.say("slips-title"))
        .canonical(LIST)
        .noindex()
        .section("me")
        .refused(refusal)
        .show(
            me,
            &SlipsPage {
                slips: made.rows.iter().map(|listed| SlipLine::of(me.lang, listed)).collect(),
                next: made.next.map(|next| format!("{LIST}?before={next}")),
                refusal: at_the_top(me.lang, refusal, &[]),
            },
        )
}

pub(super) async fn renew(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let slip = acted_on(&me, id).await?;
    match slip.renew(&me.house, &me.person).await {
        Ok(made) => paper(&me, made).await,
        Err(failure) => page(&me, None, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn remove(me: Member, At(id): At<i64>, Posted(typed): Posted<Sure>) -> Answer {
    let slip = acted_on(&me, id).await?;
    let done = async {
        typed.said()?;
        slip.remove(&me.house, &me.person).await
    };
    match done.await {
        Ok(()) => then(LIST).saying(&me, "slip-removed").go(),
        Err(failure) => page(&me, None, Some(&failure.refusal()?)).await,
    }
}

async fn acted_on(me: &Member, id: i64) -> Outcome<Model> {
    me.count(Limit::Acts)?;
    Model::made_by(&me.house.db, &me.person, id).await
}
