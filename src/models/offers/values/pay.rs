//! What the work is paid, read out of one saying: `Mensuel de 1600,00 Euros à 1800,00
//! Euros sur 12 mois`. Where such a saying stands in a whole text is found elsewhere.

use super::{
    amounts::{Amount, amounts},
    extras::{agreement, extras_from, is_of_extras, months, tidy},
    near::Near,
    words::{Said, Token, phrase, says},
};
use crate::models::offers::claims::{Pay, Period};

/// Characters of a saying that are read and kept.
const LONGEST: usize = 300;
/// Weeks of a month, and days of work.
const WEEKS: f64 = 52.0 / 12.0;
const DAYS: f64 = 21.67;
/// Two amounts further apart are not a range.
const WIDEST: f64 = 20.0;

/// What a saying tells, and how clearly.
pub(super) struct Reading {
    pub pay: Pay,
    /// The currency is named, and the period or that it is gross or net.
    pub clear: bool,
}

/// The pay that is said. Without figures that make sense, only `said` is filled (and
/// `agreement`): `SMIC horaire` depends on a date, `selon profil` on a person. One figure
/// is both floor and ceiling. A currency that is not named is the euro; a period that is
/// not named is guessed when one alone makes sense. `None` for nothing, or for zero.
pub fn pay(said: &str) -> Option<Pay> {
    let said = Said::new(said, LONGEST);
    if said.is_empty() {
        return None;
    }
    if let Some(reading) = reading(&said, false) {
        return Some(reading.pay);
    }
    let mut numbers = said.tokens.iter().filter_map(Token::number).peekable();
    let says_zero = numbers.peek().is_some() && numbers.all(|number| number == 0.0);
    (!says_zero).then(|| Pay { said: said.written(), agreement: agreement(&said.tokens), ..Pay::default() })
}

impl Pay {
    /// Lowest and highest a month, in the same currency, gross or net as it was said:
    /// what filters and sorting compare. An hour counts by the hours of a week; a
    /// thirteenth month is not spread. `None` without figures, without a period, or for
    /// an hour when the hours are not known.
    pub fn monthly(&self, weekly_hours: Option<f64>) -> Option<(f64, f64)> {
        let (min, max) = (self.min.or(self.max)?, self.max.or(self.min)?);
        let times = match self.period? {
            Period::Hour => weekly_hours.filter(|hours| (1.0..=168.0).contains(hours))? * WEEKS,
            Period::Day => DAYS,
            Period::Week => WEEKS,
            Period::Month => 1.0,
            Period::Year => 1.0 / 12.0,
        };
        Some((cents(min * times), cents(max * times)))
    }
}

fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

/// The figures of a saying; of those that name their currency alone, when asked so.
pub(super) fn reading(said: &Said, named: bool) -> Option<Reading> {
    let tokens = &said.tokens;
    let all: Vec<Amount> = amounts(tokens).into_iter().filter(|amount| amount.value != 0.0).collect();
    let at = all.iter().position(|amount| !named || amount.currency.is_some() || amount.thousands)?;
    // `30-35 K€`: the first of a range is named by the second.
    let at = match at.checked_sub(1) {
        Some(before) if is_range(tokens, &all[before], &all[at]) => before,
        _ => at,
    };
    let first = &all[at];
    let second = all.get(at + 1).filter(|next| is_range(tokens, first, next));
    let last = second.unwrap_or(first);
    if is_of_extras(&tokens[..first.first]) {
        return None;
    }
    let extras = extras_from(tokens, last.last + 1);
    let next = all.iter().find(|amount| amount.first > last.last).map_or(tokens.len(), |amount| amount.first);
    let near = Near {
        before: &tokens[..first.first],
        between: second.map_or(&[], |second| &tokens[first.last + 1..second.first]),
        after: &tokens[last.last + 1..extras.map_or(tokens.len(), |(from, _)| from).min(next)],
    };
    let (min, max) = bounds(first, second, &near);
    let currency = first.currency.or(second.and_then(|second| second.currency));
    let period = near.period();
    let gross = near.gross();
    let clear = (currency.is_some() || first.thousands) && (period.is_some() || gross.is_some());
    let period = period.or_else(|| guess(min, max, currency.is_some() || last.thousands));
    if !makes_sense(min, period) || !makes_sense(max, period) {
        return None;
    }
    let pay = Pay {
        min,
        max,
        period,
        months: months(tokens),
        gross,
        currency: currency.unwrap_or("EUR").to_owned(),
        extras: extras.map(|(_, from)| tidy(&said.written_from(tokens[from].start))).unwrap_or_default(),
        agreement: agreement(tokens),
        said: said.written(),
    };
    Some(Reading { pay, clear })
}

/// Whether two amounts are the ends of one range: `1 800 € brut à 2 000 €`, `35/40K€`.
fn is_range(tokens: &[Token], first: &Amount, second: &Amount) -> bool {
    const FILLERS: [&str; 24] = [
        "brut", "bruts", "brute", "brutes", "net", "nets", "par", "mois", "heure", "h", "jour", "an", "annuel",
        "annuels", "mensuel", "mensuels", "de", "environ", "up", "per", "hour", "month", "year", "jusqu",
    ];
    let between = &tokens[first.last + 1..second.first];
    let joins = |token: &Token| token.is_sign('-') || matches!(token.word(), Some("a" | "au" | "et" | "to" | "and"));
    let fills = |token: &Token| {
        token.is_sign('/')
            || token.is_sign('\'')
            || token.is_sign('*')
            || token.word().is_some_and(|word| FILLERS.contains(&word))
    };
    let joined = between.iter().any(joins) && between.iter().all(|token| joins(token) || fills(token));
    let slashed = between.len() == 1 && between[0].is_sign('/');
    let (low, high) = ends(first, second);
    (joined || slashed) && low > 0.0 && high / low <= WIDEST
}

/// The two ends, lower first. `30-35 K€`: the thousands of one are those of the other.
fn ends(first: &Amount, second: &Amount) -> (f64, f64) {
    let share = |mine: &Amount, other: &Amount| {
        if other.thousands && !mine.thousands && mine.value < 1_000.0 { mine.value * 1_000.0 } else { mine.value }
    };
    let (one, other) = (share(first, second), share(second, first));
    (one.min(other), one.max(other))
}

fn bounds(first: &Amount, second: Option<&Amount>, near: &Near<'_>) -> (Option<f64>, Option<f64>) {
    const FROM: [&str; 13] = [
        "a partir de",
        "a partir d",
        "a partir du",
        "au moins",
        "minimum",
        "mini",
        "min",
        "des",
        "plus de",
        "from",
        "starting at",
        "at least",
        "et plus",
    ];
    const UP_TO: [&str; 9] =
        ["jusqu a", "jusqu au", "maximum", "maxi", "max", "up to", "moins de", "au plus", "au maximum"];
    if let Some(second) = second {
        let (low, high) = ends(first, second);
        return (Some(low), Some(high));
    }
    let value = Some(first.value);
    let lead = phrase(&near.before[near.before.len().saturating_sub(5)..]);
    let trail = phrase(&near.after[..near.after.len().min(5)]);
    let more = near.after.last().is_some_and(|sign| sign.is_sign('+'));
    if says(&lead, &UP_TO) || says(&trail, &UP_TO) {
        (None, value)
    } else if more || says(&lead, &FROM) || says(&trail, &FROM) {
        (value, None)
    } else {
        (value, value)
    }
}

/// The one period that makes sense of amounts that name none. Bare, `30-35` may be euros
/// an hour as well as thousands a year.
fn guess(min: Option<f64>, max: Option<f64>, named: bool) -> Option<Period> {
    let of = |amount: f64| match amount {
        amount if amount <= 100.0 => (named || amount <= 25.0).then_some(Period::Hour),
        amount if (1_200.0..=9_000.0).contains(&amount) => Some(Period::Month),
        amount if amount >= 15_000.0 => Some(Period::Year),
        _ => None,
    };
    let (low, high) = (of(min.or(max)?), of(max.or(min)?));
    low.filter(|_| low == high)
}

/// Nobody is paid so little or so much: a slip of the pen, or of a machine.
fn makes_sense(amount: Option<f64>, period: Option<Period>) -> bool {
    let sensible = match period {
        Some(Period::Hour) => 3.0..=500.0,
        Some(Period::Day) => 20.0..=5_000.0,
        Some(Period::Week) => 50.0..=20_000.0,
        Some(Period::Month) => 100.0..=50_000.0,
        Some(Period::Year) => 1_000.0..=1_000_000.0,
        None => 3.0..=1_000_000.0,
    };
    amount.is_none_or(|amount| sensible.contains(&amount))
}
