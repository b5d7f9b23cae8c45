//! Profiles as rows: people of their own, who have written nothing, and the account of
//! the world, whose profile everyone looks at.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use indicatif::ProgressBar;
use loco_rs::{Error, Result};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use tokio::sync::mpsc;

use super::{Scribe, moment};
use crate::{
    access::Kind,
    database::{Db, Write},
    fixtures::rows,
    models::{
        _entities::{contacts, disclosures, places, profile_skills, profiles, trades, users},
        profiles::{HEADLINE_LIMIT, LEVELS, RADII, REMOTE, RHYTHMS, STATES, sheet},
    },
    tasks::world::{plan::family, stories, words::Dice},
};

/// Profiles in one transaction.
const BATCH: usize = 5_000;
/// People live and look for work in as many towns, the largest.
const TOWNS: u64 = 400;

/// What profiles refer to; a house without references has none.
pub(super) struct References {
    trades: Vec<sheet::Reference>,
    /// A label, and its code.
    towns: Vec<(String, String)>,
}

impl References {
    pub(super) async fn read(txn: &Write) -> Result<Self, DbErr> {
        let trades = trades::Entity::find().order_by_asc(trades::Column::Code).all(txn).await?;
        let towns = places::Entity::find()
            .filter(places::Column::Kind.eq("commune"))
            .order_by_desc(places::Column::Population)
            .order_by_asc(places::Column::Code)
            .limit(TOWNS)
            .all(txn)
            .await?;
        let trade = |trade: trades::Model| sheet::Reference { label: trade.title, code: Some(trade.code) };
        Ok(Self {
            trades: trades.into_iter().map(trade).collect(),
            towns: towns.into_iter().map(|town| (town.label(), town.code)).collect(),
        })
    }
}

/// Everything of some profiles.
#[derive(Default)]
struct Batch {
    people: Vec<users::Model>,
    profiles: Vec<profiles::Model>,
    skills: Vec<profile_skills::Model>,
    contacts: Vec<contacts::Model>,
    disclosures: Vec<disclosures::Model>,
}

/// Makes profiles on one core while the other writes them.
pub(super) async fn write(db: &Db, scribe: &Arc<Scribe>, bar: &ProgressBar) -> Result<()> {
    let (made, mut ready) = mpsc::channel(1);
    let scribe = scribe.clone();
    let maker = tokio::task::spawn_blocking(move || {
        let (mut skill, mut contact, mut disclosure) =
            (scribe.first.skill, scribe.first.contact, scribe.first.disclosure);
        let count = |rows: usize| rows as i64;
        for from in (0..scribe.profiles).step_by(BATCH) {
            let mut batch = Batch::default();
            for number in from..scribe.profiles.min(from + BATCH) {
                scribe.add_profile(&mut batch, number);
            }
            number_rows(&mut batch.skills, skill, |row| &mut row.id);
            number_rows(&mut batch.disclosures, disclosure, |row| &mut row.id);
            number_rows(&mut batch.contacts, contact, |row| &mut row.id);
            for given in &mut batch.disclosures {
                // Until now, its place among the contacts of the batch.
                given.contact_id = given.contact_id.map(|place| contact + place);
            }
            skill += count(batch.skills.len());
            contact += count(batch.contacts.len());
            disclosure += count(batch.disclosures.len());
            if made.blocking_send(batch).is_err() {
                return;
            }
        }
    });
    while let Some(batch) = ready.recv().await {
        let count = batch.profiles.len() as u64;
        let txn = db.write().await?;
        rows::insert(&txn, batch.people).await?;
        rows::insert(&txn, batch.profiles).await?;
        rows::insert(&txn, batch.skills).await?;
        rows::insert(&txn, batch.contacts).await?;
        rows::insert(&txn, batch.disclosures).await?;
        txn.commit().await?;
        bar.inc(count);
    }
    maker.await.map_err(Error::msg)
}

fn number_rows<M>(rows: &mut [M], first: i64, id: impl Fn(&mut M) -> &mut i64) {
    for (row, number) in rows.iter_mut().zip(first..) {
        *id(row) = number;
    }
}

impl Scribe {
    /// Who has a profile: the account, then people who come after those who write.
    pub(super) fn owner(&self, number: usize) -> u32 {
        if number == 0 { 0 } else { (self.plan.people.len() + number - 1) as u32 }
    }

    fn add_profile(&self, batch: &mut Batch, number: usize) {
        let mut dice = Dice::of(self.plan.seed, family::PROFILE, number as u64);
        let owner = self.owner(number);
        if number > 0 {
            batch.people.push(self.person(owner, Kind::Seeker, ""));
        }
        let profile = self.profile(&mut dice, number, owner);
        self.tell_skills(batch, &mut dice, &profile);
        self.ask(batch, &mut dice, &profile);
        batch.profiles.push(profile);
    }

    fn profile(&self, dice: &mut Dice, number: usize, owner: u32) -> profiles::Model {
        let person = self.person(owner, Kind::Seeker, "");
        let references = &self.references;
        let trades = some(dice, &references.trades, 2);
        let towns = some(dice, &references.towns, 1);
        let town = towns.first();
        let trade = trades.first().map_or("un nouveau métier", |trade| &trade.label);
        // Shown since some day of the last year.
        let since = self.plan.until - dice.below(365 * 86_400) as i64;
        let shown_to = if number == 0 { "public" } else { shown_to(dice) };
        let mut field_to = || ["me", "me", "recruiters", "members"][dice.below(4)].to_owned();
        let [name_to, place_to, contact_to] = [field_to(), field_to(), field_to()];
        let around = towns.iter().map(|(label, code)| sheet::Around {
            label: label.clone(),
            code: Some(code.clone()),
            km: RADII[1 + dice.below(3)],
        });
        let places: Vec<sheet::Around> = around.collect();
        let now = dice.below(STATES.len());
        let steps: Vec<sheet::Step> = stories::STEPS
            .iter()
            .enumerate()
            .map(|(step, title)| sheet::Step {
                title: (*title).to_owned(),
                state: ["done", "now", "ahead"][(step + 1).saturating_sub(now).min(2)].to_owned(),
            })
            .collect();
        let languages: Vec<sheet::Language> = some(dice, &stories::LANGUAGES, 2)
            .into_iter()
            .map(|name| sheet::Language { name: name.to_owned(), level: LEVELS[dice.below(LEVELS.len())].to_owned() })
            .collect();
        let rhythms: Vec<&str> = some(dice, &RHYTHMS, 2);
        profiles::Model {
            id: self.first.profile + number as i64,
            user_id: person.id,
            shown_to: shown_to.to_owned(),
            headline: stories::headline(dice, trade, HEADLINE_LIMIT),
            project: stories::project(dice, town.map(|(label, _)| label.as_str())),
            offers: stories::OFFERS[dice.below(stories::OFFERS.len())].to_owned(),
            seeks: stories::SEEKS[dice.below(stories::SEEKS.len())].to_owned(),
            rhythms: rhythms.join(" "),
            remote: REMOTE[dice.skewed(REMOTE.len())].to_owned(),
            available_from: dice.chance(30).then(|| self.some_day(dice)).flatten(),
            trades: json(&trades),
            places: json(&places),
            steps: json(&steps),
            languages: json(&languages),
            licences: json(&some(dice, &stories::LICENCES, 2)),
            links: "[]".to_owned(),
            full_name: person.display_name,
            place_code: town.map(|(_, code)| code.clone()),
            contact: format!("{owner}@people.example"),
            name_to,
            photo_to: "me".to_owned(),
            place_to,
            contact_to,
            log_to: "me".to_owned(),
            created_at: moment(since),
            updated_at: moment(since),
            shown_at: (shown_to != "me").then(|| moment(since)),
            contacts_from: "members".to_owned(),
        }
    }

    /// In the three months that follow the world's last moment.
    fn some_day(&self, dice: &mut Dice) -> Option<NaiveDate> {
        moment(self.plan.until).date_naive().checked_add_days(Days::new(dice.below(90) as u64))
    }

    fn tell_skills(&self, batch: &mut Batch, dice: &mut Dice, profile: &profiles::Model) {
        let first = dice.below(stories::STORIES.len());
        for position in 0..dice.between(2, 4) {
            let story = &stories::STORIES[(first + position) % stories::STORIES.len()];
            let [context, action, result] = story.told(dice).map(str::to_owned);
            batch.skills.push(profile_skills::Model {
                id: 0,
                user_id: profile.user_id,
                position: position as i32,
                label: story.label.to_owned(),
                context,
                action,
                result,
                created_at: profile.created_at,
                updated_at: profile.updated_at,
            });
        }
    }

    /// One person in ten was asked something by a recruiter; half of those who
    /// accepted gave their name with it.
    fn ask(&self, batch: &mut Batch, dice: &mut Dice, profile: &profiles::Model) {
        if profile.shown_to == "me" || !dice.chance(10) {
            return;
        }
        let (recruiter, organisation) = self.some_recruiter(dice);
        // None waits: a server would remind of them all at its first start.
        let state = ["accepted", "accepted", "refused", "closed"][dice.below(4)];
        let asked = profile.created_at;
        let answered = moment((asked.timestamp() + 3_600 * dice.between(1, 72) as i64).min(self.plan.until));
        let is_answered = matches!(state, "accepted" | "refused");
        if state == "accepted" && dice.chance(50) {
            batch.disclosures.push(disclosures::Model {
                id: 0,
                user_id: profile.user_id,
                to_id: recruiter,
                field: "name".to_owned(),
                contact_id: Some(batch.contacts.len() as i64),
                given_at: answered,
            });
        }
        let (one, other) = (recruiter.min(profile.user_id), recruiter.max(profile.user_id));
        batch.contacts.push(contacts::Model {
            offer_id: None,
            id: 0,
            by_id: recruiter,
            to_id: profile.user_id,
            introduction_id: None,
            purpose: "offer".to_owned(),
            message: stories::ASKED[dice.below(stories::ASKED.len())].to_owned(),
            state: state.to_owned(),
            state_at: if is_answered { answered } else { asked },
            open_pair: (state == "accepted").then(|| format!("{one}-{other}")),
            reason: String::new(),
            asked_at: asked,
            answered_at: is_answered.then_some(answered),
            due_from: asked,
            reminded: 0,
            organisation,
        });
    }

    /// An id, and the organisation's name.
    pub(super) fn some_recruiter(&self, dice: &mut Dice) -> (i64, String) {
        let recruiters = self.plan.recruiters();
        let number = recruiters[dice.skewed(recruiters.len())];
        (self.user(number), super::people::organisation(number))
    }
}

/// Most people show themselves; a few prepare.
fn shown_to(dice: &mut Dice) -> &'static str {
    match dice.below(100) {
        0..30 => "public",
        30..60 => "members",
        60..85 => "recruiters",
        85..90 => "seekers",
        90..93 => "staff",
        _ => "me",
    }
}

/// One to `most` of these, which follow each other; none of nothing.
fn some<T: Clone>(dice: &mut Dice, all: &[T], most: usize) -> Vec<T> {
    if all.is_empty() {
        return vec![];
    }
    let first = dice.below(all.len());
    (0..dice.between(1, most)).map(|more| all[(first + more) % all.len()].clone()).collect()
}

fn json(list: &impl Serialize) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
