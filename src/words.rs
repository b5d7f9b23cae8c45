//! The sentences a reader sees, in their language. All of them live in
//! `assets/i18n`; French first.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use chrono::{DateTime, Datelike, SecondsFormat, TimeZone, Timelike, Utc};
use chrono_tz::{Europe::Paris, Tz};
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid, static_loader};
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::refusals::Refusal;

static_loader! {
    pub static SENTENCES = {
        locales: "./assets/i18n",
        fallback_language: "fr-FR",
        // Direction marks around each argument would be copied with the text.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static FRENCH: LanguageIdentifier = langid!("fr-FR");
static ENGLISH: LanguageIdentifier = langid!("en-US");

/// The language of a page, a letter, a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    Fr,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// `fr`, `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        match code {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    pub(crate) fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Fr => &FRENCH,
            Self::En => &ENGLISH,
        }
    }

    /// The preferred of the two in an `Accept-Language` (RFC 9110 §12.5.4);
    /// French when it names neither.
    pub fn accepted(header: &str) -> Self {
        let mut best = (Self::Fr, 0.0_f32);
        for range in header.split(',').take(20) {
            let mut parts = range.trim().split(';');
            let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            let lang = match tag.split('-').next() {
                Some("fr") => Self::Fr,
                Some("en") => Self::En,
                _ => continue,
            };
            if weight > best.1 {
                best = (lang, weight);
            }
        }
        best.0
    }

    pub fn say(self, key: &str) -> String {
        lookup(self, key, &HashMap::new())
    }

    pub fn say_with(self, key: &str, args: &[(&'static str, FluentValue<'static>)]) -> String {
        lookup(self, key, &args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect())
    }

    /// A sentence that need not exist in every case.
    pub fn say_if(self, key: &str, args: &[(&'static str, FluentValue<'static>)]) -> Option<String> {
        let args: HashMap<_, _> = args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        SENTENCES.try_lookup_with_args(self.id(), key, &args)
    }

    /// A refusal, as the person who hears it reads it.
    pub fn refuse(self, refusal: &Refusal) -> String {
        let (key, args) = refusal.sentence();
        let args: Vec<_> = args.into_iter().map(|(name, value)| (name, FluentValue::from(value))).collect();
        self.say_with(key, &args)
    }

    /// “18 novembre 2026”, “18 November 2026”, in the house's time zone.
    pub fn day(self, moment: DateTime<Utc>) -> String {
        self.date(here(moment).date_naive())
    }

    /// The same, of a day that has no hour.
    pub fn date(self, date: chrono::NaiveDate) -> String {
        let day = match (self, date.day()) {
            (Self::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        };
        format!("{day} {} {}", CALENDARS[self as usize].months[date.month0() as usize], date.year())
    }

    /// The day and the hour: “18 novembre 2026 à 14 h 05”.
    pub fn moment(self, moment: DateTime<Utc>) -> String {
        let local = here(moment);
        let (day, hour, minute) = (self.date(local.date_naive()), local.hour(), local.minute());
        CALENDARS[self as usize]
            .moment
            .replace(Calendar::DAY, &day)
            .replace(Calendar::HOUR, &hour.to_string())
            .replace(Calendar::MINUTE, &format!("{minute:02}"))
    }
}

/// The sentences of days and hours, looked up once: a list says thirty of them.
struct Calendar {
    months: [String; 12],
    /// The sentence of a moment, with a mark where each of its three words goes.
    moment: String,
}

impl Calendar {
    const DAY: char = '\u{1}';
    const HOUR: char = '\u{2}';
    const MINUTE: char = '\u{3}';

    fn of(lang: Lang) -> Self {
        let mark = |mark: char| FluentValue::from(mark.to_string());
        let marks = [("day", mark(Self::DAY)), ("hour", mark(Self::HOUR)), ("minute", mark(Self::MINUTE))];
        Self {
            months: std::array::from_fn(|month| lang.say(&format!("month-{}", month + 1))),
            moment: lang.say_with("moment", &marks),
        }
    }
}

static CALENDARS: LazyLock<[Calendar; 2]> = LazyLock::new(|| Lang::ALL.map(Calendar::of));

/// A sentence, or its bare key when there is none: a test looks for bare keys.
pub(crate) fn lookup(lang: Lang, key: &str, args: &HashMap<Cow<'static, str>, FluentValue<'static>>) -> String {
    SENTENCES.try_lookup_with_args(lang.id(), key, args).unwrap_or_else(|| {
        tracing::warn!(key, lang = lang.code(), "a sentence is missing");
        key.to_owned()
    })
}

/// When a day begins, in the house's time zone.
pub fn midnight(day: chrono::NaiveDate) -> Option<DateTime<Utc>> {
    Paris.from_local_datetime(&day.and_hms_opt(0, 0, 0)?).earliest().map(|at| at.to_utc())
}

fn here(moment: DateTime<Utc>) -> DateTime<Tz> {
    Paris.from_utc_datetime(&moment.naive_utc())
}

/// A moment on a page. Templates get what a machine reads (`iso`) and what a
/// person reads (`day`, `full`), put into words when they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    lang: Lang,
    moment: DateTime<Utc>,
}

impl When {
    pub fn new(lang: Lang, moment: impl Into<DateTime<Utc>>) -> Self {
        Self { lang, moment: moment.into() }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut when = serializer.serialize_struct("When", 3)?;
        when.serialize_field("iso", &self.moment.to_rfc3339_opts(SecondsFormat::Secs, true))?;
        when.serialize_field("day", &self.lang.day(self.moment))?;
        when.serialize_field("full", &self.lang.moment(self.moment))?;
        when.end()
    }
}
