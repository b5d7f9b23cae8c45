//! One's data: the one list of every table that holds a person. Exports, erasures
//! and the page `/me/data` are made from it, and a test holds it against the
//! schema: a table that refers to someone and is not here fails.

pub mod closing;
pub mod erasure;
pub mod export;
pub mod journal;
pub mod names;
pub mod other_words;
pub mod own_words;
pub mod retention;
pub mod sheets;
pub mod work;

use sheets::Sheet;

/// A table that holds people.
#[derive(Debug)]
pub struct Held {
    pub table: &'static str,
    /// Why it may be kept.
    pub law: Law,
    pub kept: Kept,
    /// Its columns that say who, and what erasing the person does with each.
    pub people: &'static [(&'static str, Erased)],
    /// How it is exported; a table without is not theirs to take along.
    pub sheet: Option<&'static Sheet>,
}

/// The ground in article 6(1) of the GDPR (Reg. 2016/679).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// 6(1)(b): what was asked for cannot be done without.
    Contract,
    /// 6(1)(f): the interest of keeping conversations readable and people safe.
    Interest,
    /// 6(1)(a): someone said yes, before a witness (article 7(1)).
    Consent,
    /// 6(1)(c): proving that an erasure was made (articles 5(2) and 17).
    Obligation,
}

impl Law {
    /// The end of its Fluent key: `data-law-contract`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Interest => "interest",
            Self::Consent => "consent",
            Self::Obligation => "obligation",
        }
    }
}

/// How long. Fluent: `data-kept-account`…
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// As long as the account.
    Account,
    /// Until its author removes it, or chooses at the end.
    Words,
    /// Sixty days without a visit.
    Session,
    /// Until it is used, three days at most.
    Link,
    Letters,
    Export,
    /// A year.
    Year,
    /// While it is open, then three months.
    Aid,
    /// While it is open, then three months; three months after a refusal.
    Contact,
    /// While it waits, or its conversation is open; then three months.
    Application,
    /// While it is open, then three months; the number, while it is open.
    Call,
    /// Sixty days, or three months once it was taken up.
    Slip,
    /// As long as the organisation.
    Organisation,
    /// As long as an older backup could bring the person back.
    Proof,
}

impl Kept {
    pub fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Words => "words",
            Self::Session => "session",
            Self::Link => "link",
            Self::Letters => "letters",
            Self::Export => "export",
            Self::Year => "year",
            Self::Aid => "aid",
            Self::Contact => "contact",
            Self::Application => "application",
            Self::Call => "call",
            Self::Slip => "slip",
            Self::Organisation => "organisation",
            Self::Proof => "proof",
        }
    }
}

/// What erasing someone does with a row that says their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// The row goes.
    Row,
    /// The row stays and says nobody.
    Emptied,
    /// More than that has to be done: a module beside this one does it.
    ByHand,
    /// It stays: a number that nothing else explains any more.
    Stays,
}

impl Held {
    /// The end of its Fluent key: `data-held-read-marks`.
    pub fn word(&self) -> String {
        self.table.replace('_', "-")
    }
}

const fn held(
    table: &'static str,
    law: Law,
    kept: Kept,
    people: &'static [(&'static str, Erased)],
    sheet: Option<&'static Sheet>,
) -> Held {
    Held { table, law, kept, people, sheet }
}

/// Every table that holds a person.
pub const LIST: [Held; 54] = {
    use Erased::{ByHand, Emptied, Row};
    use Kept as K;
    use Law::{Consent, Contract, Interest};
    [
        held("users", Contract, K::Account, &[("id", ByHand), ("email", ByHand)], Some(&sheets::ACCOUNT)),
        held("former_handles", Contract, K::Account, &[("user_id", Row)], Some(&sheets::FORMER_HANDLES)),
        held("sessions", Contract, K::Session, &[("user_id", Row)], Some(&sheets::SESSIONS)),
        held("links", Contract, K::Link, &[("user_id", Row), ("email", ByHand)], Some(&sheets::LINKS)),
        held("memberships", Contract, K::Account, &[("user_id", ByHand)], Some(&sheets::MEMBERSHIPS)),
        held("entrances", Contract, K::Account, &[("user_id", Row)], Some(&sheets::ENTRANCES)),
        held("communities", Interest, K::Words, &[("proposed_by_id", ByHand)], Some(&sheets::COMMUNITIES)),
        held(
            "threads",
            Contract,
            K::Words,
            &[("author_id", ByHand), ("closed_by_id", Emptied)],
            Some(&sheets::THREADS),
        ),
        held("posts", Contract, K::Words, &[("author_id", ByHand), ("hidden_by_id", Emptied)], Some(&sheets::POSTS)),
        held("revisions", Interest, K::Words, &[("editor_id", Emptied)], Some(&sheets::REVISIONS)),
        held("gestures", Contract, K::Account, &[("user_id", ByHand)], Some(&sheets::GESTURES)),
        held("mentions", Contract, K::Account, &[("user_id", Row)], Some(&sheets::MENTIONS)),
        // Whom others silenced is theirs alone: the row about me goes, and is not shown to me.
        held("blocks", Contract, K::Account, &[("user_id", Row), ("other_id", Row)], Some(&sheets::BLOCKS)),
        held("follows", Contract, K::Account, &[("user_id", Row)], Some(&sheets::FOLLOWS)),
        held("bookmarks", Contract, K::Account, &[("user_id", Row)], Some(&sheets::BOOKMARKS)),
        held("profiles", Contract, K::Account, &[("user_id", Row)], Some(&sheets::PROFILE)),
        held("profile_skills", Contract, K::Account, &[("user_id", Row)], Some(&sheets::SKILLS)),
        // Words of one person about another: they go with either.
        held("attestations", Contract, K::Account, &[("user_id", Row), ("by_id", Row)], Some(&sheets::ATTESTATIONS)),
        held("profile_entries", Contract, K::Account, &[("user_id", Row)], Some(&sheets::ENTRIES)),
        held("entry_gestures", Contract, K::Account, &[("user_id", Row)], Some(&sheets::ENTRY_GESTURES)),
        held("disclosures", Contract, K::Account, &[("user_id", Row), ("to_id", Row)], Some(&sheets::DISCLOSURES)),
        held("accesses", Interest, K::Year, &[("user_id", Row), ("by_id", Emptied)], Some(&sheets::ACCESSES)),
        held("pictures", Contract, K::Account, &[("user_id", ByHand)], Some(&sheets::PICTURES)),
        held("drafts", Contract, K::Account, &[("user_id", Row)], Some(&sheets::DRAFTS)),
        held("aid_requests", Contract, K::Aid, &[("author_id", Row)], Some(&sheets::AID_REQUESTS)),
        held("aid_answers", Contract, K::Aid, &[("author_id", Row)], Some(&sheets::AID_ANSWERS)),
        held("aid_messages", Contract, K::Aid, &[("author_id", Row)], Some(&sheets::AID_MESSAGES)),
        // What two people said to each other goes whole with either of them.
        held("contacts", Contract, K::Contact, &[("by_id", Row), ("to_id", Row)], Some(&sheets::CONTACTS)),
        held("contact_messages", Contract, K::Contact, &[("author_id", Row)], Some(&sheets::CONTACT_MESSAGES)),
        held(
            "introductions",
            Contract,
            K::Contact,
            &[("by_id", Row), ("one_id", Row), ("other_id", Row)],
            Some(&sheets::INTRODUCTIONS),
        ),
        // An answer to an offer is its writer's; who answered for the organisation is not kept.
        held(
            "applications",
            Contract,
            K::Application,
            &[("person_id", Row), ("answered_by_id", Emptied)],
            Some(&sheets::APPLICATIONS),
        ),
        held("alerts", Contract, K::Account, &[("user_id", Row)], Some(&sheets::ALERTS)),
        // What colleagues note of an offer goes with whoever wrote it.
        held("offer_notes", Contract, K::Account, &[("author_id", Row)], Some(&sheets::OFFER_NOTES)),
        held("offer_keepers", Contract, K::Account, &[("user_id", Row)], Some(&sheets::OFFER_KEEPERS)),
        held("offer_statements", Contract, K::Account, &[("user_id", Row)], Some(&sheets::OFFER_STATEMENTS)),
        held("offer_replies", Interest, K::Organisation, &[("author_id", Emptied)], Some(&sheets::OFFER_REPLIES)),
        held("offer_marks", Contract, K::Account, &[("user_id", Row)], Some(&sheets::OFFER_MARKS)),
        held(
            "accompaniments",
            Contract,
            K::Contact,
            &[("person_id", Row), ("adviser_id", Row)],
            Some(&sheets::ACCOMPANIMENTS),
        ),
        held("shared_threads", Contract, K::Contact, &[("user_id", Row)], Some(&sheets::SHARED_THREADS)),
        held("calls", Contract, K::Call, &[("person_id", Row), ("adviser_id", Row)], Some(&sheets::CALLS)),
        held("call_slots", Contract, K::Account, &[("adviser_id", Row)], Some(&sheets::CALL_SLOTS)),
        held("slips", Consent, K::Slip, &[("person_id", Row), ("adviser_id", Emptied)], Some(&sheets::SLIPS)),
        held("pledges", Contract, K::Account, &[("user_id", Row)], Some(&sheets::PLEDGES)),
        // What an organisation says is its own: it stays, and no longer says who wrote it.
        held("organisations", Interest, K::Organisation, &[("opened_by_id", Emptied)], Some(&sheets::ORGANISATIONS)),
        held("organisation_members", Contract, K::Account, &[("user_id", Row)], Some(&sheets::ORGANISATION_MEMBERS)),
        held("api_keys", Contract, K::Account, &[("made_by_id", Row)], Some(&sheets::API_KEYS)),
        held("offers", Interest, K::Organisation, &[("written_by_id", Emptied)], Some(&sheets::OFFERS)),
        held("offer_versions", Interest, K::Organisation, &[("by_id", Emptied)], Some(&sheets::OFFER_VERSIONS)),
        held("read_marks", Contract, K::Account, &[("user_id", Row)], Some(&sheets::READ_MARKS)),
        held(
            "notifications",
            Contract,
            K::Account,
            &[("user_id", Row), ("actor_id", Emptied)],
            Some(&sheets::NOTIFICATIONS),
        ),
        held("letters", Contract, K::Letters, &[("user_id", Row), ("recipient", ByHand)], Some(&sheets::LETTERS)),
        held(
            "suspensions",
            Interest,
            K::Account,
            &[("user_id", Row), ("by_id", Emptied), ("lifted_by_id", Emptied)],
            Some(&sheets::SUSPENSIONS),
        ),
        held(
            "activities",
            Interest,
            K::Account,
            &[("actor_id", Emptied), ("user_id", ByHand)],
            Some(&sheets::ACTIVITIES),
        ),
        held("exports", Contract, K::Export, &[("user_id", ByHand)], Some(&sheets::EXPORTS)),
    ]
};

/// What stays once someone left: that they did.
pub const PROOF: Held =
    held("erasures", Law::Obligation, Kept::Proof, &[("person_id", Erased::Stays), ("email", Erased::ByHand)], None);

/// The whole list, with what stays after.
pub fn everything() -> impl Iterator<Item = &'static Held> {
    LIST.iter().chain(std::iter::once(&PROOF))
}
