//! What names someone in a text, and the word that takes its place: `…`, which is
//! nobody's handle. And the names of posts whose author left: one a post, drawn
//! by lot, so that nothing tells whether two of them were one person's.

use std::collections::BTreeSet;

use super::super::_entities::erasures;

/// What stands where someone was named.
pub const NOBODY: &str = "…";

/// What someone who leaves was known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub email: String,
    pub handle: String,
    /// Handles they had before.
    pub former: Vec<String>,
    pub name: String,
}

impl Names {
    pub fn of(erasure: &erasures::Model) -> Self {
        let text = |kept: &Option<String>| kept.clone().unwrap_or_default();
        let called = text(&erasure.handle);
        let mut called = called.split(' ').map(str::to_owned);
        Self {
            email: text(&erasure.email),
            handle: called.next().unwrap_or_default(),
            former: called.collect(),
            name: text(&erasure.name),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.handle.is_empty()
    }

    /// The handle they had last, then those before.
    pub fn handles(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.handle.as_str()).chain(self.former.iter().map(String::as_str))
    }

    /// What to look for (`LIKE`, in lower case) in what others wrote.
    pub fn patterns(&self) -> Vec<String> {
        let escape = |text: &str| text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        self.handles()
            .flat_map(|handle| [format!("@{handle}"), format!("/people/{handle}")])
            .chain([self.email.to_lowercase()])
            .map(|text| format!("%{}%", escape(&text)))
            .collect()
    }

    /// What someone else wrote, without the mentions, the page and the address of
    /// this person; none when it holds none. A first name alone stays: it may be
    /// anyone's.
    pub fn leave(&self, text: &str) -> Option<String> {
        let changed = self.leave_handle(&replaced(text, &self.email, Edge::None, NOBODY), true);
        (changed != text).then_some(changed)
    }

    /// What they wrote themselves: their name and handle go too, wherever they stand.
    pub fn leave_own(&self, text: &str) -> Option<String> {
        let changed = replaced(text, &self.email, Edge::None, NOBODY);
        // The whole name first: a handle that is its first word would leave the rest.
        let changed = replaced(&changed, &self.name, Edge::Word, NOBODY);
        let changed = self.leave_handle(&changed, false);
        (changed != text).then_some(changed)
    }

    fn leave_handle(&self, text: &str, only_mentions: bool) -> String {
        self.handles().fold(text.to_owned(), |text, handle| {
            let text = replaced(&text, &format!("/people/{handle}"), Edge::Handle, "/people/");
            let text = replaced(&text, &format!("@{handle}"), Edge::Handle, "@…");
            if only_mentions { text } else { replaced(&text, handle, Edge::Handle, NOBODY) }
        })
    }
}

/// Where a name ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Anywhere: an address is itself.
    None,
    /// `claire` is not `claire-d`.
    Handle,
    /// `Ana` is not `Anaïs`.
    Word,
}

impl Edge {
    fn is(self, neighbour: Option<char>) -> bool {
        match self {
            Self::None => true,
            Self::Handle => neighbour.is_none_or(|c| !(c.is_alphanumeric() || c == '-')),
            Self::Word => neighbour.is_none_or(|c| !c.is_alphanumeric()),
        }
    }
}

/// Every `name` in `text`, whatever its ASCII case, replaced.
fn replaced(text: &str, name: &str, edge: Edge, by: &str) -> String {
    if name.is_empty() {
        return text.to_owned();
    }
    // ASCII only: positions stay those of the text.
    let (low, sought) = (text.to_ascii_lowercase(), name.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in low.match_indices(&sought) {
        let end = at + sought.len();
        let before = text[..at].chars().next_back().filter(|_| name.starts_with(char::is_alphanumeric));
        if at >= from && edge.is(before) && edge.is(text[end..].chars().next()) {
            out.push_str(&text[from..at]);
            out.push_str(by);
            from = end;
        }
    }
    out.push_str(&text[from..]);
    out
}

/// Trees: they say nothing of anyone, in either language.
const WORDS: [&str; 24] = [
    "Acacia",
    "Bambou",
    "Baobab",
    "Cactus",
    "Cassis",
    "Citron",
    "Eucalyptus",
    "Genévrier",
    "Ginkgo",
    "Iris",
    "Jasmin",
    "Lilas",
    "Lotus",
    "Magnolia",
    "Mimosa",
    "Myrtille",
    "Olivier",
    "Palmier",
    "Platane",
    "Saule",
    "Sequoia",
    "Tilleul",
    "Tulipe",
    "Yucca",
];

/// A name for one post, which none of `taken` bears.
pub fn pseudonym(taken: &mut BTreeSet<String>) -> String {
    loop {
        let word = WORDS[rand::random_range(0..WORDS.len())];
        let name = format!("{word} {}", rand::random_range(100..10_000));
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claire() -> Names {
        Names { email: "claire@x.test".into(), handle: "claire".into(), former: vec![], name: "Claire Dupont".into() }
    }

    #[test]
    fn a_mention_goes_and_a_longer_handle_stays() {
        let said = claire().leave("Merci @claire, et @claire-d ! Voir /people/claire ou Claire@X.test.").unwrap();
        assert_eq!(said, "Merci @…, et @claire-d ! Voir /people/ ou ….");
        assert_eq!(claire().leave("Claire Dupont a raison, claire comme l’eau."), None);
    }

    #[test]
    fn what_they_were_called_before_goes_too() {
        let called = Names { former: vec!["claire-d".into(), "clairette".into()], ..claire() };
        let said = called.leave("@claire, @claire-d, @clairette, @claire-du : voir /people/claire-d").unwrap();
        assert_eq!(said, "@…, @…, @…, @claire-du : voir /people/");
        assert!(called.patterns().contains(&"%@clairette%".to_owned()));
    }

    #[test]
    fn in_their_own_words_their_name_goes_too() {
        let said = claire().leave_own("Je suis Claire Dupont (claire). Claire Dupontel est une autre.").unwrap();
        assert_eq!(said, "Je suis … (…). … Dupontel est une autre.");
    }

    #[test]
    fn no_two_posts_share_a_name() {
        let mut taken = BTreeSet::new();
        let drawn: BTreeSet<String> = (0..500).map(|_| pseudonym(&mut taken)).collect();
        assert_eq!(drawn.len(), 500);
    }
}
