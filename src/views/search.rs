//! What was asked, what was found, and the ways on.

use serde::Serialize;

use super::{Author, Choice, communities::RoomRow, offers::OfferRow, role, threads::ThreadRow};
use crate::{
    access::Viewer,
    house::House,
    models::references,
    models::search::{
        Noun,
        asking::{Form, Sort},
        extracts::Piece,
        finding::{self, Answer},
        matching::Much,
        suggesting::Suggested,
    },
    text,
    words::Lang,
};

/// `search/show.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchPage {
    pub q: String,
    /// Something was asked.
    pub asked: bool,
    /// The index is away; the rest of the house is not.
    pub away: bool,
    /// It is being made: there may be more.
    pub building: bool,
    pub results: Vec<Found>,
    pub total: usize,
    /// Fluent key of how it was found (`search-most`, `search-some`), unless everything is there.
    pub how: Option<&'static str>,
    /// The words it was found with, when they are not those that were typed.
    pub instead: Option<String>,
    pub nouns: Vec<Facet>,
    pub rooms: Vec<Facet>,
    /// GET fields `is` and `sort`.
    pub states: Vec<Choice>,
    pub sorts: Vec<Choice>,
    pub since: String,
    pub until: String,
    pub near: String,
    pub km: String,
    /// The place that was meant; or what was typed, when there is none of that name.
    pub place: Option<String>,
    pub no_place: Option<String>,
    /// What was chosen elsewhere and goes with the form: `type`, `community`, `tag`.
    pub kept: Vec<(&'static str, String)>,
    /// Something narrows it: the form beneath the words is open.
    pub narrowed: bool,
    pub next: Option<String>,
    /// The same words, without what narrows them.
    pub wider: Option<String>,
}

/// One way to narrow, with how much is there.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// A name, or a Fluent key when it is a noun.
    pub name: String,
    pub count: usize,
    pub path: String,
    pub chosen: bool,
}

/// `search/_found.html`
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// A name of [`Noun`].
    pub noun: &'static str,
    pub path: String,
    pub title: Vec<Piece>,
    pub extract: Vec<Piece>,
    pub thread: Option<ThreadRow>,
    pub person: Option<Author>,
    pub room: Option<RoomRow>,
    pub offer: Option<OfferRow>,
    /// The extract is of a reply, or of the answer that was accepted.
    pub reply: bool,
}

/// `search/similar.html`
#[derive(Clone, Debug, Serialize)]
pub struct SimilarPage {
    pub rows: Vec<ThreadRow>,
}

/// One suggestion, as `/suggest` says it.
#[derive(Clone, Debug, Serialize)]
pub struct Suggestion {
    /// thread, person, community, tag
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The same, in the reader's words.
    pub kind_name: String,
    pub label: String,
    pub path: String,
}

impl SearchPage {
    pub fn of(lang: Lang, viewer: &Viewer, form: &Form, answer: &Answer) -> Self {
        let mut page = Self::asking(form);
        page.asked = !answer.asked.is_empty();
        page.building = answer.building;
        page.results = Found::all(lang, viewer, answer);
        page.total = answer.total;
        page.how = match answer.much {
            Some(Much::Most) if answer.total > 0 => Some("search-most"),
            Some(Much::Some) if answer.total > 0 => Some("search-some"),
            _ => None,
        };
        page.instead.clone_from(&answer.instead);
        match &answer.near {
            Some(Ok(place)) => page.place = Some(place.clone()),
            Some(Err(typed)) => page.no_place = Some(typed.clone()),
            None => {}
        }
        let all: usize = answer.nouns.iter().map(|(_, count)| count).sum();
        if page.asked && all > 0 {
            let every = Facet::of(form, "search-type-all".to_owned(), all, "type", "");
            let nouns = Noun::ALL.into_iter().filter_map(|noun| {
                let count = answer.nouns.iter().find(|(of, _)| *of == noun).map_or(0, |(_, count)| *count);
                let chosen = form.noun == noun.name();
                (count > 0 || chosen)
                    .then(|| Facet::of(form, format!("search-type-{}", noun.name()), count, "type", noun.name()))
            });
            page.nouns = std::iter::once(every).chain(nouns).collect();
        }
        page.rooms = answer
            .rooms
            .iter()
            .map(|(slug, name, count)| Facet::of(form, name.clone(), *count, "community", slug))
            .collect();
        page.next = answer.next.as_ref().map(|next| Self::address("/search", form, &[("after", next)]));
        page
    }

    /// The page while the index is away: the words are kept.
    pub fn away(form: &Form) -> Self {
        Self { away: true, ..Self::asking(form) }
    }

    fn asking(form: &Form) -> Self {
        let states = Choice::among("search-is", &["", "unanswered", "solved"], &form.is, false);
        let sort = if form.sort == Sort::Date.name() { form.sort.as_str() } else { Sort::Relevance.name() };
        let kept = [("type", &form.noun), ("community", &form.community), ("tag", &form.tag), ("trade", &form.trade)];
        let narrowed = [&form.community, &form.tag, &form.trade, &form.near, &form.is, &form.since, &form.until]
            .iter()
            .any(|it| !it.is_empty());
        Self {
            q: form.q.clone(),
            states,
            sorts: Choice::among("search-sort", &Sort::NAMES, sort, false),
            since: form.since.clone(),
            until: form.until.clone(),
            near: form.near.clone(),
            km: form.km.clone(),
            kept: kept
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (name, value.clone()))
                .collect(),
            narrowed: narrowed || form.sort == Sort::Date.name(),
            wider: (narrowed || !form.noun.is_empty())
                .then(|| Self::address("/search", &Form { q: form.q.clone(), ..Form::default() }, &[])),
            ..Self::default()
        }
    }

    /// The address of the same question with some fields changed; another question
    /// begins at its first page.
    pub fn address(path: &str, form: &Form, changed: &[(&str, &str)]) -> String {
        let fields = [
            ("q", &form.q),
            ("type", &form.noun),
            ("community", &form.community),
            ("tag", &form.tag),
            ("trade", &form.trade),
            ("near", &form.near),
            ("km", &form.km),
            ("is", &form.is),
            ("since", &form.since),
            ("until", &form.until),
            ("sort", &form.sort),
        ];
        let mut address = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            let value = changed.iter().find(|(other, _)| *other == name).map_or(value.as_str(), |(_, value)| value);
            if !value.is_empty() {
                address.append_pair(name, value);
            }
        }
        if let Some((_, after)) = changed.iter().find(|(name, _)| *name == "after") {
            address.append_pair("after", after);
        }
        format!("{path}?{}", address.finish())
    }
}

impl Facet {
    fn of(form: &Form, name: String, count: usize, field: &str, value: &str) -> Self {
        let now = if field == "type" { &form.noun } else { &form.community };
        let chosen = now == value;
        // Chosen again, it is let go.
        let next = if chosen && field == "community" { "" } else { value };
        Self { name, count, path: SearchPage::address("/search", form, &[(field, next)]), chosen }
    }
}

impl Found {
    pub fn all(lang: Lang, viewer: &Viewer, answer: &Answer) -> Vec<Self> {
        answer.found.iter().map(|found| Self::of(lang, viewer, answer, found)).collect()
    }

    fn of(lang: Lang, viewer: &Viewer, answer: &Answer, found: &finding::Found) -> Self {
        let marked = &answer.marked;
        let bare = Self {
            noun: "",
            path: String::new(),
            title: vec![],
            extract: vec![],
            thread: None,
            person: None,
            room: None,
            offer: None,
            reply: false,
        };
        match found {
            finding::Found::Thread { thread, post, opening } => Self {
                noun: Noun::Thread.name(),
                path: match post {
                    Some((post, _)) if !opening => format!("{}?near={post}#post-{post}", thread.path()),
                    _ => thread.path(),
                },
                title: marked.whole(&thread.title),
                extract: post.as_ref().map(|(_, text)| marked.extract(text)).unwrap_or_default(),
                thread: Some(ThreadRow::of(lang, thread)),
                reply: !opening,
                ..bare
            },
            finding::Found::Person(person) => Self {
                noun: Noun::Person.name(),
                path: person.path(),
                title: marked.whole(&person.display_name),
                extract: marked.extract(&person.about),
                person: Some(Author {
                    handle: person.handle.clone(),
                    name: person.display_name.clone(),
                    role: role(&person.kind, &person.claim, person.is_ambassador),
                }),
                ..bare
            },
            finding::Found::Trade(trade) => Self {
                noun: Noun::Trade.name(),
                path: trade.path(),
                title: marked.whole(&trade.title),
                extract: marked.extract(&trade.description),
                ..bare
            },
            finding::Found::Offer(listed) => Self {
                noun: Noun::Offer.name(),
                path: listed.offer.path(),
                title: marked.whole(&listed.offer.title),
                extract: marked.extract(&text::words_of(&listed.offer.text_html)),
                offer: Some(OfferRow::of(lang, listed)),
                ..bare
            },
            finding::Found::Organisation(organisation) => Self {
                noun: Noun::Organisation.name(),
                path: organisation.path(),
                title: marked.whole(&organisation.name),
                extract: marked.extract(&text::words_of(&organisation.about_html)),
                ..bare
            },
            finding::Found::Community(room) => Self {
                noun: Noun::Community.name(),
                path: room.path(),
                title: marked.whole(&room.name),
                extract: marked.extract(&room.description),
                room: Some(RoomRow::of(lang, viewer, room)),
                ..bare
            },
        }
    }

    /// As the API says it.
    pub fn in_brief(&self, house: &House) -> serde_json::Value {
        let plain = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
        serde_json::json!({
            "type": self.noun,
            "title": plain(&self.title),
            "extract": plain(&self.extract),
            "url": house.address(&self.path),
            "community": self.thread.as_ref().map(|row| &row.room_name),
            "state": self.thread.as_ref().and_then(|row| row.state),
        })
    }
}

impl Suggestion {
    /// Names for a field: chosen, one fills it, and leads nowhere.
    pub fn named(lang: Lang, kind: references::Kind, names: &[String]) -> Vec<Self> {
        let one = |name: &String| Self {
            kind: kind.name(),
            kind_name: lang.say(&format!("suggest-{}", kind.name())),
            label: name.clone(),
            path: String::new(),
        };
        names.iter().map(one).collect()
    }

    pub fn all(lang: Lang, suggested: &Suggested) -> Vec<Self> {
        let one = |kind: &'static str, label: &str, path: String| Self {
            kind,
            kind_name: lang.say(&format!("suggest-{kind}")),
            label: label.to_owned(),
            path,
        };
        let found = suggested.found.iter().map(|found| match found {
            finding::Found::Thread { thread, .. } => one("thread", &thread.title, thread.path()),
            finding::Found::Person(person) => one("person", &person.display_name, person.path()),
            finding::Found::Community(room) => one("community", &room.name, room.path()),
            finding::Found::Trade(trade) => one("trade", &trade.title, trade.path()),
            finding::Found::Offer(listed) => one("offer", &listed.offer.title, listed.offer.path()),
            finding::Found::Organisation(of) => one("organisation", &of.name, of.path()),
        });
        let tags = suggested.tags.iter().map(|tag| one("tag", &tag.name, format!("/tags/{}", tag.slug)));
        let places = suggested.places.iter().map(|place| {
            let label = place.label();
            let near: String = form_urlencoded::byte_serialize(label.as_bytes()).collect();
            one("place", &label, format!("/search?near={near}"))
        });
        found.chain(tags).chain(places).collect()
    }
}
