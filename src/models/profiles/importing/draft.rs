//! What a reader of a format fills: each text made fit for the profile's forms or
//! left out, each list no longer than theirs.

use chrono::NaiveDate;
use url::Url;

use super::{
    super::{
        CONTACT_LIMIT, HEADLINE_LIMIT, LABEL_LIMIT, LANGUAGES, LEVELS, LICENCES, LINKS, PLACES, RADII, REMOTE, RHYTHMS,
        STATES, STEPS, TEXT_LIMIT, TRADES, URL_LIMIT,
        sheet::{Around, Language, Link, Reference, Sheet, Skill, Step},
        skills::{MOST as SKILLS, STORY_LIMIT},
    },
    Imported, Kind, LeftOut, Source, TOLD,
};
use crate::models::search::french::fold;

/// Kilometres around a place of which a file says nothing more.
const AROUND: u32 = 20;
/// Bytes of the name of a field, as it is told.
const AT_LIMIT: usize = 60;

#[derive(Default)]
pub(super) struct Draft {
    pub sheet: Sheet,
    left_out: Vec<LeftOut>,
    contacts: Vec<String>,
}

/// What was done somewhere.
#[derive(Default)]
pub(super) struct Position<'a> {
    pub title: &'a str,
    pub organisation: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub said: &'a str,
}

impl Draft {
    pub fn imported(mut self, from: Source) -> Imported {
        let contact = self.contacts.join(" · ");
        self.sheet.contact = self.line("contact", &contact, CONTACT_LIMIT).unwrap_or_default();
        Imported { sheet: self.sheet, from, left_out: self.left_out }
    }

    pub fn leave(&mut self, kind: Kind, at: &str) {
        let mut at = one_line(at);
        let end = (0..=AT_LIMIT.min(at.len())).rev().find(|end| at.is_char_boundary(*end)).unwrap_or(0);
        at.truncate(end);
        let left = LeftOut { kind, at };
        if self.left_out.len() < TOLD && !self.left_out.contains(&left) {
            self.left_out.push(left);
        }
    }

    /// Tells what a field of that name holds when it is never read.
    pub fn is_forbidden(&mut self, field: &str, at: &str) -> bool {
        let kind = Kind::forbidden(field);
        if let Some(kind) = kind {
            self.leave(kind, at);
        }
        kind.is_some()
    }

    /// A text of one line, when there is one within its limit.
    pub fn line(&mut self, at: &str, text: &str, limit: usize) -> Option<String> {
        self.within(at, one_line(text), limit)
    }

    pub fn text(&mut self, at: &str, text: &str, limit: usize) -> Option<String> {
        self.within(at, lines(text), limit)
    }

    fn within(&mut self, at: &str, text: String, limit: usize) -> Option<String> {
        if text.contains(char::REPLACEMENT_CHARACTER) {
            self.leave(Kind::Unreadable, at);
            return None;
        }
        if text.len() > limit {
            self.leave(Kind::TooLong, at);
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// Whether one more finds room.
    fn has_room(&mut self, at: &str, rows: usize, most: usize) -> bool {
        if rows >= most {
            self.leave(Kind::TooMany, at);
        }
        rows < most
    }

    pub fn full_name(&mut self, at: &str, name: &str) {
        self.sheet.full_name = self.line(at, name, LABEL_LIMIT).unwrap_or_default();
    }

    pub fn headline(&mut self, at: &str, headline: &str) {
        self.sheet.headline = self.line(at, headline, HEADLINE_LIMIT).unwrap_or_default();
    }

    pub fn project(&mut self, at: &str, project: &str) {
        self.sheet.project = self.text(at, project, TEXT_LIMIT).unwrap_or_default();
    }

    pub fn offers(&mut self, at: &str, offers: &str) {
        self.sheet.offers = self.text(at, offers, TEXT_LIMIT).unwrap_or_default();
    }

    pub fn seeks(&mut self, at: &str, seeks: &str) {
        self.sheet.seeks = self.text(at, seeks, TEXT_LIMIT).unwrap_or_default();
    }

    /// A way to reach them: an address, a number.
    pub fn contact(&mut self, at: &str, contact: &str) {
        if let Some(contact) = self.line(at, contact, CONTACT_LIMIT)
            && !self.contacts.contains(&contact)
            && self.has_room(at, self.contacts.len(), 2)
        {
            self.contacts.push(contact);
        }
    }

    pub fn skill(&mut self, at: &str, label: &str, code: Option<&str>, story: [&str; 3]) {
        let Some(label) = self.line(at, label, LABEL_LIMIT) else { return };
        let [context, action, result] = story.map(|part| self.text(at, part, STORY_LIMIT).unwrap_or_default());
        let code = code.and_then(|code| self.line(at, code, LABEL_LIMIT));
        let skill = Skill { label, code, context, action, result };
        if !self.sheet.skills.contains(&skill) && self.has_room(at, self.sheet.skills.len(), SKILLS) {
            self.sheet.skills.push(skill);
        }
    }

    /// A skill by its name alone, unless a story tells it already.
    pub fn skill_named(&mut self, at: &str, name: &str, said: &str) {
        if !self.has_room(at, self.sheet.skills.len(), SKILLS) {
            return;
        }
        let known = fold(&one_line(name));
        if !self.sheet.skills.iter().any(|skill| fold(&skill.label) == known) {
            self.skill(at, name, None, [said, "", ""]);
        }
    }

    pub fn position(&mut self, at: &str, position: &Position) {
        let dates: Vec<String> =
            [position.from, position.to].into_iter().map(one_line).filter(|date| !date.is_empty()).collect();
        let dates = dates.join(" – ");
        let (title, organisation) = (one_line(position.title), one_line(position.organisation));
        let (label, organisation) =
            if title.is_empty() { (organisation, String::new()) } else { (title, organisation) };
        let context: Vec<String> = [organisation, dates].into_iter().filter(|part| !part.is_empty()).collect();
        self.skill(at, &label, None, [&context.join(" · "), position.said, ""]);
    }

    pub fn trade(&mut self, at: &str, label: &str, code: Option<&str>) {
        let Some(label) = self.line(at, label, LABEL_LIMIT) else { return };
        let code = code.and_then(|code| self.line(at, code, LABEL_LIMIT));
        if self.has_room(at, self.sheet.trades.len(), TRADES) {
            self.sheet.trades.push(Reference { label, code });
        }
    }

    pub fn place(&mut self, at: &str, label: &str, code: Option<&str>, km: Option<u32>) {
        let Some(label) = self.line(at, label, LABEL_LIMIT) else { return };
        let code = code.and_then(|code| self.line(at, code, LABEL_LIMIT));
        let km = km.filter(|km| RADII.contains(km)).unwrap_or(AROUND);
        let known = self.sheet.places.iter().any(|place| place.label == label);
        if !known && self.has_room(at, self.sheet.places.len(), PLACES) {
            self.sheet.places.push(Around { label, code, km });
        }
    }

    pub fn step(&mut self, at: &str, title: &str, state: &str) {
        let Some(title) = self.line(at, title, LABEL_LIMIT) else { return };
        let state = STATES.into_iter().find(|known| *known == state).unwrap_or(STATES[0]).to_owned();
        if self.has_room(at, self.sheet.steps.len(), STEPS) {
            self.sheet.steps.push(Step { title, state });
        }
    }

    pub fn language(&mut self, at: &str, name: &str, level: &str) {
        let Some(name) = self.line(at, name, LABEL_LIMIT) else { return };
        let known = self.sheet.languages.iter().any(|language| language.name == name);
        if !known && self.has_room(at, self.sheet.languages.len(), LANGUAGES) {
            self.sheet.languages.push(Language { name, level: level_named(level).to_owned() });
        }
    }

    pub fn licence(&mut self, at: &str, licence: &str) {
        let Some(licence) = self.line(at, licence, LABEL_LIMIT) else { return };
        if !self.sheet.licences.contains(&licence) && self.has_room(at, self.sheet.licences.len(), LICENCES) {
            self.sheet.licences.push(licence);
        }
    }

    /// A page elsewhere, reached by http alone; without a name, its host is one.
    pub fn link(&mut self, at: &str, label: &str, url: &str) {
        let Some(url) = self.line(at, url, URL_LIMIT) else { return };
        let is_bare = !url.contains("://") && !url.contains(':') && url.contains('.');
        let url = if is_bare { format!("https://{url}") } else { url };
        let host = Url::parse(&url).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none()
        });
        let Some(host) = host.and_then(|url| url.host_str().map(str::to_owned)) else {
            self.leave(Kind::Unreadable, at);
            return;
        };
        let label = self.line(at, label, LABEL_LIMIT).unwrap_or(host);
        let known = self.sheet.links.iter().any(|link| link.url == url);
        if !known && self.has_room(at, self.sheet.links.len(), LINKS) {
            self.sheet.links.push(Link { label, url });
        }
    }

    pub fn rhythm(&mut self, rhythm: &str) {
        if RHYTHMS.contains(&rhythm) && !self.sheet.rhythms.iter().any(|known| known == rhythm) {
            self.sheet.rhythms.push(rhythm.to_owned());
        }
    }

    pub fn remote(&mut self, remote: &str) {
        self.sheet.remote = REMOTE.into_iter().find(|known| *known == remote).unwrap_or_default().to_owned();
    }

    pub fn available_from(&mut self, day: &str) {
        self.sheet.available_from = day.parse::<NaiveDate>().ok();
    }
}

/// The level a file names: a code of the Common European Framework, or a first
/// language. Words such as "fluent" are on no scale: nothing is made of them.
fn level_named(said: &str) -> &'static str {
    let said = fold(&one_line(said));
    let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let is_native = words.iter().any(|word| matches!(*word, "native" | "maternelle" | "mother"));
    let level = if is_native { LEVELS.last() } else { LEVELS.iter().find(|level| words.contains(level)) };
    level.copied().unwrap_or_default()
}

/// Without line ends, control characters, marks that turn the line around.
pub(super) fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if is_kept(c) { c } else { ' ' }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines without control characters, two line ends together at most.
pub(super) fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut kept = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.split('\n') {
        let line: String = line.chars().filter(|c| is_kept(*c) || *c == '\t').collect();
        let line = line.trim_end();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept.trim().to_owned()
}

fn is_kept(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}
