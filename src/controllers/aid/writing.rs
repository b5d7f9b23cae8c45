//! Asking and offering, saying it otherwise, taking it back.

use serde::Deserialize;

use super::{Back, found, page};
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Asked, At, Member, Numbered, Posted, Ticked, Wrote},
    sessions::Nothing,
};
use crate::{
    access::Audience,
    initializers::limits::Limit,
    models::aid_requests::{
        DIRECTIONS, KINDS, Readable, Shown, opening,
        slots::{self, Typed},
        withdrawing,
    },
    refusals::Refusal,
    views::{
        Choice, Field,
        aid::{AidForm, SlotFields},
        at_the_top,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    direction: String,
    kind: String,
    title: String,
    body: String,
    audience: String,
    remote: Ticked,
    trade_code: String,
    place_code: String,
    km: String,
    until: String,
    day_1: String,
    from_1: String,
    until_1: String,
    day_2: String,
    from_2: String,
    until_2: String,
    day_3: String,
    from_3: String,
    until_3: String,
    day_4: String,
    from_4: String,
    until_4: String,
    day_5: String,
    from_5: String,
    until_5: String,
}

/// What a link may have chosen already.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Begun {
    direction: String,
    kind: String,
}

pub(super) async fn new(me: Member, Asked(begun): Asked<Begun>) -> Answer {
    let direction = if begun.direction.is_empty() { "request".to_owned() } else { begun.direction };
    let audience = Audience::Members.name();
    form(&me, None, &Form { direction, audience, kind: begun.kind, ..Form::default() }, None)
}

pub(super) async fn create(Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Threads)?;
    match opening::open(&me.house.db, &me.viewer, &me.person, &typed.draft()).await {
        Ok(entry) => {
            drafts::sent(&me).await?;
            then(entry.path()).saying(&me, "aid-opened").go()
        }
        Err(failure) => form(&me, None, &typed, Some(&failure.refusal()?)),
    }
}

pub(super) async fn edit(me: Member, At(asked): At<Numbered>) -> Answer {
    let entry = found(&me, &asked).await?;
    entry.led_by(&me.person)?;
    form(&me, Some(&entry), &Form::of(&entry.shown), None)
}

pub(super) async fn update(At(asked): At<Numbered>, Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    match entry.edit(&me.house.db, &me.person, &typed.draft()).await {
        Ok(entry) => {
            drafts::sent(&me).await?;
            then(entry.path()).saying(&me, "aid-edited").go()
        }
        Err(failure) => form(&me, Some(&entry), &typed, Some(&failure.refusal()?)),
    }
}

pub(super) async fn withdraw(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    match entry.withdraw(&me.house.db, &me.person).await {
        Ok(()) => then("/me/aid").undoable(&me, "aid-withdrawn", &entry.act("removal/undo"), &[]).go(),
        Err(failure) => page(&me, &entry, Back::Act(&failure.refusal()?)).await,
    }
}

/// Withdrawn, it is nowhere to be found: only its number leads back.
pub(super) async fn put_back(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = withdrawing::put_back(&me.house.db, &me.person, asked.id).await?;
    then(entry.path()).saying(&me, "aid-reopened").go()
}

impl Form {
    fn slots(&self) -> Vec<Typed> {
        let line = |day: &str, from: &str, until: &str| Typed {
            day: day.to_owned(),
            from: from.to_owned(),
            until: until.to_owned(),
        };
        vec![
            line(&self.day_1, &self.from_1, &self.until_1),
            line(&self.day_2, &self.from_2, &self.until_2),
            line(&self.day_3, &self.from_3, &self.until_3),
            line(&self.day_4, &self.from_4, &self.until_4),
            line(&self.day_5, &self.from_5, &self.until_5),
        ]
    }

    fn draft(&self) -> opening::Draft {
        opening::Draft {
            direction: self.direction.clone(),
            kind: self.kind.clone(),
            title: self.title.clone(),
            body: self.body.clone(),
            audience: self.audience.clone(),
            remote: self.remote.is(),
            trade_code: self.trade_code.clone(),
            place_code: self.place_code.clone(),
            km: self.km.clone(),
            until: self.until.clone(),
            slots: self.slots(),
        }
    }

    /// As people read it; slots that are past are not said again.
    fn of(shown: &Shown) -> Self {
        let entry = &shown.entry;
        let today = crate::clock::now().date_naive();
        let mut slots = entry.slots().into_iter().filter(|slot| slot.day >= today).map(Typed::from);
        let [one, two, three, four, five]: [Typed; slots::MOST] =
            std::array::from_fn(|_| slots.next().unwrap_or_default());
        Self {
            direction: entry.direction.clone(),
            kind: entry.kind.clone(),
            title: entry.title.clone(),
            body: entry.body.clone(),
            audience: entry.audience.clone(),
            remote: entry.remote.into(),
            trade_code: shown.trade.as_ref().map(|trade| trade.label()).unwrap_or_default(),
            place_code: shown.place.as_ref().map(|place| place.full_label()).unwrap_or_default(),
            km: entry.km.to_string(),
            // The last day, where most of us live.
            until: (entry.expires_at.to_utc() - chrono::Duration::minutes(1)).format("%Y-%m-%d").to_string(),
            day_1: one.day,
            from_1: one.from,
            until_1: one.until,
            day_2: two.day,
            from_2: two.from,
            until_2: two.until,
            day_3: three.day,
            from_3: three.from,
            until_3: three.until,
            day_4: four.day,
            from_4: four.from,
            until_4: four.until,
            day_5: five.day,
            from_5: five.from,
            until_5: five.until,
        }
    }
}

fn form(me: &Member, entry: Option<&Readable>, typed: &Form, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let error = |name| field(name, "").error;
    let mode = if entry.is_some() { "edit" } else { "new" };
    let audiences: Vec<String> = opening::audiences_of(&me.viewer).into_iter().map(Audience::name).collect();
    let audiences: Vec<&str> = audiences.iter().map(String::as_str).collect();
    let once = |choices: Vec<Choice>| if entry.is_some() { vec![] } else { choices };
    let shown = ["title", "body", "trade_code", "place_code", "km", "until", "slots", "kind", "direction", "audience"];
    Page::new("aid/form.html", lang.say(&format!("aid-form-{mode}-title")))
        .noindex()
        .section("aid")
        .refused(refusal)
        .show(
            me,
            &AidForm {
                mode,
                action: entry.map_or_else(|| "/aid".to_owned(), |entry| format!("/aid/{}", entry.id)),
                back: entry.map_or_else(|| "/aid".to_owned(), |entry| entry.path()),
                directions: once(Choice::among("aid-direction", &DIRECTIONS, &typed.direction, true)),
                audiences: once(Choice::among("aid-audience", &audiences, &typed.audience, true)),
                audience: entry.map(|entry| entry.audience.clone()).unwrap_or_default(),
                kinds: Choice::among("aid-kind", &KINDS, &typed.kind, false),
                title: field("title", &typed.title),
                body: field("body", &typed.body),
                remote: typed.remote.is(),
                trade: field("trade_code", &typed.trade_code),
                place: field("place_code", &typed.place_code),
                km: field("km", if typed.km.is_empty() { "20" } else { &typed.km }),
                until: field("until", &typed.until),
                slots: SlotFields::all(typed.slots()),
                slots_error: error("slots"),
                kind_error: error("kind"),
                direction_error: error("direction"),
                audience_error: error("audience"),
                refusal: at_the_top(lang, refusal, &shown),
            },
        )
}
