//! When it suits: a few lines of a day and two hours, at the clock of whoever
//! wrote them. They propose; the two agree in writing.

use chrono::{Duration, NaiveDate, NaiveTime};

use crate::refusals::Refusal;

pub const MOST: usize = 5;
/// Nobody knows better what they do in more than a year.
const FARTHEST: Duration = Duration::days(366);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub day: NaiveDate,
    pub from: NaiveTime,
    pub until: NaiveTime,
}

/// A line of the form, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub day: String,
    pub from: String,
    pub until: String,
}

impl Slot {
    pub fn minutes(&self) -> i32 {
        i32::try_from((self.until - self.from).num_minutes()).unwrap_or_default()
    }

    fn parse(day: &str, from: &str, until: &str) -> Option<Self> {
        let slot = Self { day: day.parse().ok()?, from: hour(from)?, until: hour(until)? };
        (slot.from < slot.until).then_some(slot)
    }

    fn line(&self) -> String {
        format!("{} {} {}", self.day, said(self.from), said(self.until))
    }
}

impl From<Slot> for Typed {
    fn from(slot: Slot) -> Self {
        Self { day: slot.day.to_string(), from: said(slot.from), until: said(slot.until) }
    }
}

/// `18:30`, as a browser writes an hour; some add seconds.
pub fn hour(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"].iter().find_map(|shape| NaiveTime::parse_from_str(text.trim(), shape).ok())
}

pub fn said(hour: NaiveTime) -> String {
    hour.format("%H:%M").to_string()
}

/// Those of a row, in order.
pub fn all(kept: &str) -> Vec<Slot> {
    let words = kept.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    words.filter_map(|words| Slot::parse(words.first()?, words.get(1)?, words.get(2)?)).collect()
}

/// What was typed, fit to be kept: empty lines are nothing.
///
/// # Errors
/// [`Refusal::BadSlot`].
pub fn understood(typed: &[Typed], today: NaiveDate) -> Result<String, Refusal> {
    let typed = typed.iter().filter(|line| ![&line.day, &line.from, &line.until].iter().all(|text| text.is_empty()));
    let mut slots = typed
        .map(|line| {
            Slot::parse(&line.day, &line.from, &line.until)
                .filter(|slot| slot.day >= today && slot.day <= today + FARTHEST)
                .ok_or(Refusal::BadSlot)
        })
        .collect::<Result<Vec<_>, _>>()?;
    slots.sort_by_key(|slot| (slot.day, slot.from));
    slots.dedup();
    Ok(slots.iter().map(Slot::line).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(day: &str, from: &str, until: &str) -> Typed {
        Typed { day: day.into(), from: from.into(), until: until.into() }
    }

    #[test]
    fn a_slot_is_a_day_to_come_and_two_hours_in_their_order() {
        let today = "2026-11-26".parse().unwrap();
        let later = line("2026-12-01", "18:00", "19:30");
        let kept = understood(&[later, Typed::default(), line("2026-11-26", "09:00", "10:00")], today).unwrap();
        assert_eq!(kept, "2026-11-26 09:00 10:00\n2026-12-01 18:00 19:30");
        assert_eq!(all(&kept).iter().map(Slot::minutes).collect::<Vec<_>>(), [60, 90]);
        for bad in [
            line("2026-11-25", "09:00", "10:00"),
            line("2026-12-01", "10:00", "10:00"),
            line("2026-12-01", "10:00", ""),
            line("", "10:00", "11:00"),
            line("2028-12-01", "10:00", "11:00"),
        ] {
            assert_eq!(understood(&[bad], today), Err(Refusal::BadSlot));
        }
    }
}
