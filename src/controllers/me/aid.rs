//! What I asked, offered and answered; and the time I give.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Asked, Member, Posted, Ticked, Turned, Wrote},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        aid_requests::{self, KINDS, mine},
        pledges::{self, DAYS, Wish},
    },
    refusals::{Outcome, Refusal},
    views::{
        Choice, Field,
        aid::{MinePage, MineRow, PledgeForm, PledgeLine},
        at_the_top,
    },
};

pub(super) async fn list(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let entries = mine::of(db, me.person.id, turned.before).await?;
    let answered = mine::answered(db, &me.viewer, me.person.id).await?;
    Page::new("aid/mine.html", lang.say("aid-mine-title")).noindex().section("me").show(
        &me,
        &MinePage {
            entries: entries.rows.iter().map(|entry| MineRow::of(lang, entry, None)).collect(),
            next: entries.next.map(|next| format!("/me/aid?before={next}")),
            answers: answered.iter().map(|(answer, entry)| MineRow::of(lang, entry, Some(&answer.state))).collect(),
            pledge: given(&me).await?.map(|(_, line)| line),
        },
    )
}

async fn given(me: &Member) -> Outcome<Option<(pledges::Model, PledgeLine)>> {
    let Some(pledge) = pledges::of(&me.house.db, me.person.id).await? else { return Ok(None) };
    let minutes = pledges::minutes_this_week(&me.house.db, &me.person).await?;
    let line = PledgeLine::of(&pledge, minutes);
    Ok(Some((pledge, line)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Pledge {
    proofreading: Ticked,
    interview: Ticked,
    trade_question: Ticked,
    car_sharing: Ticked,
    moral_support: Ticked,
    tools: Ticked,
    hours: String,
    remote: Ticked,
    trade_code: String,
    place_code: String,
    km: String,
    quiet_from: String,
    quiet_until: String,
    quiet_1: Ticked,
    quiet_2: Ticked,
    quiet_3: Ticked,
    quiet_4: Ticked,
    quiet_5: Ticked,
    quiet_6: Ticked,
    quiet_7: Ticked,
}

impl Pledge {
    /// In the order of [`KINDS`].
    fn kinds(&self) -> Vec<&'static str> {
        let said =
            [self.proofreading, self.interview, self.trade_question, self.car_sharing, self.moral_support, self.tools];
        KINDS.into_iter().zip(said).filter(|(_, said)| said.is()).map(|(kind, _)| kind).collect()
    }

    fn quiet_days(&self) -> Vec<&'static str> {
        let said = [self.quiet_1, self.quiet_2, self.quiet_3, self.quiet_4, self.quiet_5, self.quiet_6, self.quiet_7];
        DAYS.into_iter().zip(said).filter(|(_, said)| said.is()).map(|(day, _)| day).collect()
    }

    fn wish(&self) -> Wish {
        Wish {
            kinds: self.kinds(),
            hours: self.hours.clone(),
            remote: self.remote.is(),
            trade_code: self.trade_code.clone(),
            place_code: self.place_code.clone(),
            km: self.km.clone(),
            quiet_from: self.quiet_from.clone(),
            quiet_until: self.quiet_until.clone(),
            quiet_days: self.quiet_days(),
        }
    }
}

/// What was given, as its form sends it.
async fn fields(me: &Member, pledge: &pledges::Model) -> Outcome<Vec<(&'static str, String)>> {
    let db = &me.house.db;
    let named = aid_requests::named(db, pledge.trade_code.iter().cloned(), pledge.place_code.iter().cloned()).await?;
    let mut fields = vec![
        ("hours", pledge.hours.to_string()),
        ("trade_code", named.trades.values().next().map(|trade| trade.label()).unwrap_or_default()),
        ("place_code", named.places.values().next().map(|place| place.full_label()).unwrap_or_default()),
        ("km", pledge.km.to_string()),
        ("quiet_from", pledge.quiet_from.clone()),
        ("quiet_until", pledge.quiet_until.clone()),
    ];
    let on = |name: &'static str| (name, "on".to_owned());
    fields.extend(pledge.remote.then(|| on("remote")));
    fields.extend(pledge.kinds().into_iter().map(on));
    let days = ["quiet_1", "quiet_2", "quiet_3", "quiet_4", "quiet_5", "quiet_6", "quiet_7"];
    let quiet = pledge.quiet_days();
    fields.extend(DAYS.into_iter().zip(days).filter(|(day, _)| quiet.contains(day)).map(|(_, name)| on(name)));
    Ok(fields)
}

pub(super) async fn pledge(me: Member) -> Answer {
    let given = given(&me).await?;
    let (typed, line) = match given {
        None => (Pledge { hours: "2".to_owned(), ..Pledge::default() }, None),
        Some((pledge, line)) => {
            let sent = fields(&me, &pledge).await?;
            let sent = form_urlencoded::Serializer::new(String::new()).extend_pairs(sent).finish();
            (serde_urlencoded::from_str(&sent).map_err(|_| Refusal::UnreadableForm)?, Some(line))
        }
    };
    form(&me, &typed, line, None)
}

pub(super) async fn give(Wrote(me, typed): Wrote<Pledge>) -> Answer {
    me.count(Limit::Acts)?;
    match pledges::give(&me.house.db, &me.person, &typed.wish()).await {
        Ok(()) => {
            drafts::sent(&me).await?;
            then("/me/aid").saying(&me, "pledged").go()
        }
        Err(failure) => {
            let line = given(&me).await?.map(|(_, line)| line);
            form(&me, &typed, line, Some(&failure.refusal()?))
        }
    }
}

pub(super) async fn take_back(me: Member, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    match pledges::take_back(&me.house.db, &me.person).await? {
        None => then("/me/aid").go(),
        Some(pledge) => {
            let fields = fields(&me, &pledge).await?;
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            then("/me/aid").undoable(&me, "pledge-ended", "/me/pledge", &fields).go()
        }
    }
}

fn form(me: &Member, typed: &Pledge, given: Option<PledgeLine>, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let several = |prefix: &str, values: &[&str], on: &[&'static str]| -> Vec<Choice> {
        let choices = Choice::among(prefix, values, "", false);
        choices.into_iter().map(|choice| Choice { chosen: on.contains(&choice.value.as_str()), ..choice }).collect()
    };
    let shown = ["kinds", "hours", "trade_code", "place_code", "km", "quiet_from", "quiet_days"];
    Page::new("aid/pledge.html", lang.say("aid-pledge-title")).noindex().section("me").refused(refusal).show(
        me,
        &PledgeForm {
            given,
            kinds: several("aid-kind", &KINDS, &typed.kinds()),
            kinds_error: field("kinds", "").error,
            hours: field("hours", &typed.hours),
            remote: typed.remote.is(),
            trade: field("trade_code", &typed.trade_code),
            place: field("place_code", &typed.place_code),
            km: field("km", if typed.km.is_empty() { "20" } else { &typed.km }),
            quiet_from: field("quiet_from", &typed.quiet_from),
            quiet_until: field("quiet_until", &typed.quiet_until),
            quiet_days: several("weekday", &DAYS, &typed.quiet_days()),
            quiet_days_error: field("quiet_days", "").error,
            refusal: at_the_top(lang, refusal, &shown),
        },
    )
}
