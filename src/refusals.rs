//! Every "no" the domain can say, and what is not a "no" but an absence or a bug.
//! A refusal has a status and a sentence (Fluent key `refusal-…`) written for
//! the person who hears it: what happened, what is safe, what to do next.

use sea_orm::DbErr;

use crate::{models::organisations::siret, outages::is_outage};

/// What a verb of the domain answers.
pub type Outcome<T, E = Failure> = Result<T, E>;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{field} is required")]
    Required { field: &'static str },
    #[error("{field} is longer than {bytes} bytes")]
    TooLong { field: &'static str, bytes: usize },
    #[error("{field} holds a character that cannot be kept")]
    ControlCharacter { field: &'static str },
    #[error("{field} is not one of the choices")]
    NotAChoice { field: &'static str },
    #[error("the form cannot be read")]
    UnreadableForm,
    #[error("too many tags")]
    TooManyTags,
    #[error("not an e-mail address")]
    BadEmail,
    #[error("the password is too short")]
    PasswordTooShort,
    #[error("the password is easily guessed")]
    PasswordTooWeak,
    #[error("wrong e-mail or password")]
    WrongPassword,
    #[error("a recent password is needed")]
    PasswordNeeded,
    #[error("the handle is taken, reserved or look-alike")]
    HandleTaken,
    #[error("the handle has characters that mix or mislead")]
    BadHandle,
    #[error("the link is used or out of date")]
    LinkSpent,
    #[error("the address is not confirmed yet")]
    EmailNotConfirmed,
    #[error("suspended until {until}")]
    Suspended { until: String },
    #[error("not yours to do")]
    NotYours,
    #[error("the thread is closed")]
    ThreadClosed,
    #[error("only managers announce")]
    ManagersAnnounce,
    #[error("a bravo is said with a sentence")]
    BravoNeedsSentence,
    #[error("one does not thank oneself")]
    OwnPost,
    #[error("only questions have an accepted answer")]
    NotAQuestion,
    #[error("the slug is taken or reserved")]
    SlugTaken,
    #[error("this cannot be said without a reason")]
    ReasonNeeded,
    #[error("no such person")]
    NoSuchPerson,
    #[error("the last manager stays")]
    LastManager,
    #[error("edited by someone else meanwhile")]
    EditedMeanwhile,
    #[error("{field} is not a date to come")]
    BadDate { field: &'static str },
    #[error("no trade is `{typed}`")]
    UnknownTrade { typed: String },
    #[error("no place is `{typed}`")]
    UnknownPlace { typed: String },
    #[error("several places: {names}")]
    ManyPlaces { names: String },
    #[error("several places: {names}")]
    ManyNamed { field: &'static str, names: String },
    #[error("more than {most}")]
    TooMany { field: &'static str, most: usize },
    #[error("the file was not read: {why}")]
    UnreadableFile {
        /// The Fluent key of the sentence.
        why: &'static str,
    },
    #[error("the address was not read: {why}")]
    Unfetched {
        /// As [`crate::fetching::Unfetched::name`] says it.
        why: &'static str,
    },
    #[error("not an address of the web")]
    BadLink,
    #[error("{field} is not an address")]
    BadAddress { field: &'static str },
    #[error("{field} is not a number that can be")]
    BadNumber { field: &'static str },
    #[error("no place is `{typed}`")]
    UnknownNamed { field: &'static str, typed: String },
    #[error("not a SIRET: {wrong:?}")]
    BadSiret { wrong: siret::Wrong },
    #[error("another organisation has this SIRET")]
    SiretTaken,
    #[error("the name cannot be taken")]
    NameTaken,
    #[error("the address proves nothing")]
    NoProof,
    #[error("the last owner stays")]
    LastOwner,
    #[error("nobody has proven who this organisation is")]
    NotProven,
    #[error("the offer says what the law forbids")]
    OfferUnlawful,
    #[error("the offer is {state}")]
    OfferOver { state: String },
    #[error("one does not answer oneself")]
    OwnAid,
    #[error("answered already")]
    AidAnswered,
    #[error("someone else was chosen")]
    AidTaken,
    #[error("what was asked or offered is over")]
    AidOver,
    #[error("a slot has a day to come, a beginning and a later end")]
    BadSlot,
    #[error("this person takes no contact from you")]
    TakesNoContact,
    #[error("something is open between the two already")]
    ContactOpen,
    #[error("refused less than three months ago")]
    ContactRefusedLately,
    #[error("too many contacts asked today: {most}")]
    ContactsToday { most: u64 },
    #[error("too many wait for this person")]
    ManyContactsWait,
    #[error("answered already: {state}")]
    ContactAnswered { state: String },
    #[error("the conversation is not open")]
    ContactOver,
    #[error("no adviser who can be asked")]
    NoSuchAdviser,
    #[error("the place is held, or something is open between the two")]
    AdviserTaken,
    #[error("nobody advises them")]
    AdviserNeeded,
    #[error("a call is awaited already")]
    CallOpen,
    #[error("the call was answered or is over")]
    CallOver,
    #[error("someone was quicker")]
    SlotTaken,
    #[error("not a telephone number")]
    BadPhone,
    #[error("the slip is used, out of date or unknown")]
    SlipSpent,
    #[error("whoever is present has to agree")]
    ConsentNeeded,
    #[error("too many slips today: {most}")]
    SlipsToday { most: u64 },
    #[error("an erasure is said twice")]
    SureNeeded,
    #[error("no such thread")]
    UnknownThread,
    #[error("the adviser does not read this room")]
    AdviserDoesNotRead,
    #[error("no such offer")]
    NoSuchOffer,
    #[error("this offer takes no answers here any more")]
    NoAnswersHere,
    #[error("answered this offer already")]
    ApplicationSent,
    #[error("what was proposed can be said from {day} on")]
    TruthLater { day: String },
    #[error("too many offers answered today: {most}")]
    ApplicationsToday { most: u64 },
    #[error("answered already: {state}")]
    ApplicationAnswered { state: String },
    #[error("{count} wait for an answer")]
    AnswersWait { count: u64 },
    #[error("{count} answers are overdue")]
    AnswersOverdue { count: u64 },
    #[error("no day is left on which to be told anything")]
    AlwaysQuiet,
    #[error("the picture cannot be read")]
    PictureUnreadable,
    #[error("the picture has too many pixels")]
    PictureTooLarge,
    #[error("the picture's file is too heavy")]
    PictureTooHeavy,
    #[error("others are being served")]
    Busy,
    #[error("too many, too fast")]
    TooFast { seconds: u64 },
    #[error("request from elsewhere")]
    FromElsewhere,
    #[error("no key that opens anything")]
    KeyNeeded,
    #[error("the key does not open {scope}")]
    ScopeNeeded { scope: &'static str },
    #[error("not one offer")]
    NotOneOffer,
    #[error("the address cannot be written to: {why}")]
    Unreached {
        /// As [`crate::fetching::Unfetched::name`] says it.
        why: &'static str,
    },
}

impl Refusal {
    pub fn status(&self) -> u16 {
        match self {
            Self::NotYours
            | Self::ManagersAnnounce
            | Self::Suspended { .. }
            | Self::EmailNotConfirmed
            | Self::FromElsewhere
            | Self::ScopeNeeded { .. } => 403,
            Self::KeyNeeded => 401,
            Self::EditedMeanwhile
            | Self::AidTaken
            | Self::AidOver
            | Self::OfferOver { .. }
            | Self::ContactOpen
            | Self::ContactAnswered { .. }
            | Self::ContactOver
            | Self::NoAnswersHere
            | Self::ApplicationSent
            | Self::TruthLater { .. }
            | Self::ApplicationAnswered { .. }
            | Self::AnswersWait { .. }
            | Self::AnswersOverdue { .. }
            | Self::AdviserTaken
            | Self::AdviserNeeded
            | Self::CallOpen
            | Self::CallOver
            | Self::SlotTaken => 409,
            Self::TooFast { .. }
            | Self::Busy
            | Self::ContactsToday { .. }
            | Self::ApplicationsToday { .. }
            | Self::SlipsToday { .. } => 429,
            Self::LinkSpent | Self::SlipSpent => 410,
            _ => 422,
        }
    }

    /// The field beside which the sentence is shown.
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Required { field }
            | Self::TooLong { field, .. }
            | Self::ControlCharacter { field }
            | Self::NotAChoice { field }
            | Self::BadDate { field }
            | Self::ManyNamed { field, .. }
            | Self::BadAddress { field }
            | Self::BadNumber { field }
            | Self::UnknownNamed { field, .. }
            | Self::TooMany { field, .. } => field,
            Self::BadLink => "links",
            Self::BadSiret { .. } | Self::SiretTaken => "siret",
            Self::NameTaken => "name",
            Self::UnreadableFile { .. } => "file",
            Self::Unfetched { .. } | Self::Unreached { .. } => "address",
            Self::TooManyTags => "tags",
            Self::BadEmail => "email",
            Self::PasswordTooShort | Self::PasswordTooWeak | Self::WrongPassword | Self::PasswordNeeded => "password",
            Self::HandleTaken | Self::BadHandle => "handle",
            Self::BravoNeedsSentence => "sentence",
            Self::SlugTaken => "slug",
            Self::ReasonNeeded => "reason",
            Self::PictureUnreadable | Self::PictureTooLarge | Self::PictureTooHeavy => "picture",
            Self::NoSuchPerson | Self::NoSuchAdviser => "handle",
            Self::UnknownTrade { .. } => "trade_code",
            Self::UnknownPlace { .. } | Self::ManyPlaces { .. } => "place_code",
            Self::NoSuchOffer => "offer_id",
            Self::UnknownThread | Self::AdviserDoesNotRead => "thread",
            Self::SlotTaken => "slot",
            Self::BadPhone => "phone",
            Self::ConsentNeeded => "agreed",
            Self::SureNeeded => "sure",
            Self::TakesNoContact => "to",
            Self::BadSlot => "slots",
            Self::AlwaysQuiet => "quiet_days",
            _ => return None,
        })
    }

    /// Fluent key and arguments of the sentence.
    pub fn sentence(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let none = Vec::new;
        match self {
            Self::Required { .. } => ("refusal-required", none()),
            Self::TooLong { bytes, .. } => ("refusal-too-long", vec![("bytes", bytes.to_string())]),
            Self::ControlCharacter { .. } => ("refusal-control-character", none()),
            Self::NotAChoice { .. } => ("refusal-not-a-choice", none()),
            Self::UnreadableForm => ("refusal-unreadable-form", none()),
            Self::TooManyTags => ("refusal-too-many-tags", none()),
            Self::BadEmail => ("refusal-bad-email", none()),
            Self::PasswordTooShort => ("refusal-password-too-short", none()),
            Self::PasswordTooWeak => ("refusal-password-too-weak", none()),
            Self::WrongPassword => ("refusal-wrong-password", none()),
            Self::PasswordNeeded => ("refusal-password-needed", none()),
            Self::HandleTaken => ("refusal-handle-taken", none()),
            Self::BadHandle => ("refusal-bad-handle", none()),
            Self::LinkSpent => ("refusal-link-spent", none()),
            Self::EmailNotConfirmed => ("refusal-email-not-confirmed", none()),
            Self::Suspended { until } => ("refusal-suspended", vec![("until", until.clone())]),
            Self::NotYours => ("refusal-not-yours", none()),
            Self::ThreadClosed => ("refusal-thread-closed", none()),
            Self::ManagersAnnounce => ("refusal-managers-announce", none()),
            Self::BravoNeedsSentence => ("refusal-bravo-needs-sentence", none()),
            Self::OwnPost => ("refusal-own-post", none()),
            Self::NotAQuestion => ("refusal-not-a-question", none()),
            Self::SlugTaken => ("refusal-slug-taken", none()),
            Self::ReasonNeeded => ("refusal-reason-needed", none()),
            Self::NoSuchPerson => ("refusal-no-such-person", none()),
            Self::LastManager => ("refusal-last-manager", none()),
            Self::EditedMeanwhile => ("refusal-edited-meanwhile", none()),
            Self::BadDate { .. } => ("refusal-bad-date", none()),
            Self::UnknownTrade { typed } => ("refusal-unknown-trade", vec![("typed", typed.clone())]),
            Self::UnknownPlace { typed } => ("refusal-unknown-place", vec![("typed", typed.clone())]),
            Self::ManyPlaces { names } => ("refusal-many-places", vec![("names", names.clone())]),
            Self::ManyNamed { names, .. } => ("refusal-many-places", vec![("names", names.clone())]),
            Self::TooMany { most, .. } => ("refusal-too-many", vec![("most", most.to_string())]),
            Self::BadLink => ("refusal-bad-link", none()),
            Self::BadAddress { .. } => ("refusal-bad-address", none()),
            Self::BadNumber { .. } => ("refusal-bad-number", none()),
            Self::UnknownNamed { typed, .. } => ("refusal-unknown-place", vec![("typed", typed.clone())]),
            Self::BadSiret { wrong } => (
                match wrong {
                    siret::Wrong::Length => "refusal-siret-length",
                    siret::Wrong::Siren => "refusal-siret-siren",
                    siret::Wrong::Site => "refusal-siret-site",
                },
                none(),
            ),
            Self::SiretTaken => ("refusal-siret-taken", none()),
            Self::NameTaken => ("refusal-name-taken", none()),
            Self::NoProof => ("refusal-no-proof", none()),
            Self::LastOwner => ("refusal-last-owner", none()),
            Self::NotProven => ("refusal-not-proven", none()),
            Self::OfferUnlawful => ("refusal-offer-unlawful", none()),
            Self::OfferOver { .. } => ("refusal-offer-over", none()),
            Self::UnreadableFile { why } => (why, none()),
            Self::Unfetched { why } => ("refusal-unfetched", vec![("why", (*why).to_owned())]),
            Self::OwnAid => ("refusal-own-aid", none()),
            Self::AidAnswered => ("refusal-aid-answered", none()),
            Self::AidTaken => ("refusal-aid-taken", none()),
            Self::AidOver => ("refusal-aid-over", none()),
            Self::TakesNoContact => ("refusal-takes-no-contact", none()),
            Self::ContactOpen => ("refusal-contact-open", none()),
            Self::ContactRefusedLately => ("refusal-contact-refused-lately", none()),
            Self::ContactsToday { most } => ("refusal-contacts-today", vec![("most", most.to_string())]),
            Self::ManyContactsWait => ("refusal-many-contacts-wait", none()),
            Self::ContactAnswered { state } => (
                match state.as_str() {
                    "accepted" => "refusal-contact-accepted",
                    "refused" => "refusal-contact-refused",
                    "withdrawn" => "refusal-contact-withdrawn",
                    "closed" => "refusal-contact-closed",
                    _ => "refusal-contact-waiting",
                },
                none(),
            ),
            Self::ContactOver => ("refusal-contact-over", none()),
            Self::NoSuchOffer => ("refusal-no-such-offer", none()),
            Self::NoAnswersHere => ("refusal-no-answers-here", none()),
            Self::ApplicationSent => ("refusal-application-sent", none()),
            Self::TruthLater { day } => ("refusal-truth-later", vec![("day", day.clone())]),
            Self::ApplicationsToday { most } => ("refusal-applications-today", vec![("most", most.to_string())]),
            Self::ApplicationAnswered { state } => (
                match state.as_str() {
                    "accepted" => "refusal-application-accepted",
                    "refused" => "refusal-application-refused",
                    "withdrawn" => "refusal-application-withdrawn",
                    "closed" => "refusal-application-closed",
                    _ => "refusal-application-waiting",
                },
                none(),
            ),
            Self::AnswersWait { count } => ("refusal-answers-wait", vec![("count", count.to_string())]),
            Self::AnswersOverdue { count } => ("refusal-answers-overdue", vec![("count", count.to_string())]),
            Self::NoSuchAdviser => ("refusal-no-such-adviser", none()),
            Self::AdviserTaken => ("refusal-adviser-taken", none()),
            Self::AdviserNeeded => ("refusal-adviser-needed", none()),
            Self::CallOpen => ("refusal-call-open", none()),
            Self::CallOver => ("refusal-call-over", none()),
            Self::SlotTaken => ("refusal-slot-taken", none()),
            Self::BadPhone => ("refusal-bad-phone", none()),
            Self::SlipSpent => ("refusal-slip-spent", none()),
            Self::ConsentNeeded => ("refusal-consent-needed", none()),
            Self::SlipsToday { most } => ("refusal-slips-today", vec![("most", most.to_string())]),
            Self::SureNeeded => ("refusal-sure-needed", none()),
            Self::UnknownThread => ("refusal-unknown-thread", none()),
            Self::AdviserDoesNotRead => ("refusal-adviser-does-not-read", none()),
            Self::BadSlot => ("refusal-bad-slot", none()),
            Self::AlwaysQuiet => ("refusal-always-quiet", none()),
            Self::PictureUnreadable => ("refusal-picture-unreadable", none()),
            Self::PictureTooLarge => ("refusal-picture-too-large", none()),
            Self::PictureTooHeavy => ("refusal-picture-too-heavy", none()),
            Self::Busy => ("refusal-busy", none()),
            Self::TooFast { seconds } => ("refusal-too-fast", vec![("seconds", seconds.to_string())]),
            Self::FromElsewhere => ("refusal-from-elsewhere", none()),
            Self::KeyNeeded => ("refusal-key-needed", none()),
            Self::ScopeNeeded { scope } => ("refusal-scope-needed", vec![("scope", (*scope).to_owned())]),
            Self::NotOneOffer => ("refusal-not-one-offer", none()),
            Self::Unreached { why } => ("refusal-unreached", vec![("why", (*why).to_owned())]),
        }
    }
}

/// What was here, and where whoever looked for it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    /// A message its author erased for good; its conversation goes on.
    Post { thread: String },
    /// A conversation of which every message was erased.
    Thread { room: String },
    /// An export of one's own, past its week.
    Export,
    /// An offer that was withdrawn; its organisation goes on.
    Offer { organisation: String },
}

impl Gone {
    /// The middle of its Fluent keys: `error-gone-post-title`…
    pub fn name(&self) -> &'static str {
        match self {
            Self::Post { .. } => "gone-post",
            Self::Thread { .. } => "gone-thread",
            Self::Export => "gone-export",
            Self::Offer { .. } => "gone-offer",
        }
    }

    pub fn way(&self) -> &str {
        match self {
            Self::Post { thread } => thread,
            Self::Thread { room } => room,
            Self::Export => "/me/data#export",
            Self::Offer { organisation } => organisation,
        }
    }
}

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The domain says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It does not exist, or not for this viewer: nobody can tell which.
    #[error("missing")]
    Missing,
    /// It was here and was removed for good; said to those alone who could read it.
    #[error("gone")]
    Gone(Gone),
    /// One has to sign in first.
    #[error("sign in first")]
    SignIn,
    /// More than one sending may hold.
    #[error("too large")]
    TooLarge,
    /// The address of this is another one.
    #[error("moved to {0}")]
    Moved(String),
    /// The database is away or has no room: over by itself, said as such.
    #[error("{0}")]
    Unavailable(String),
    /// The search index is away: the rest of the house goes on.
    #[error("search is away")]
    SearchAway,
    /// A bug or a failing machine: logged whole, shown as one calm page.
    #[error("{0}")]
    Broken(String),
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        let cause = format!("database: {error}");
        if is_outage(&error) { Self::Unavailable(cause) } else { Self::Broken(cause) }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(format!("disk: {error}"))
    }
}

impl From<tera::Error> for Failure {
    fn from(error: tera::Error) -> Self {
        Self::Broken(format!("template: {error:?}"))
    }
}

impl Failure {
    /// The refusal, when it is one; anything else goes on as it is.
    ///
    /// # Errors
    /// The failure itself when the domain did not refuse.
    pub fn refusal(self) -> Result<Refusal, Self> {
        match self {
            Self::Refused(refusal) => Ok(refusal),
            other => Err(other),
        }
    }
}

/// Checks a text a person typed: present if required, within its limit in bytes,
/// no control character but line ends and tabs. Returns it trimmed.
///
/// # Errors
/// The refusal to show beside `field`.
pub fn check_text(field: &'static str, text: &str, limit: usize, required: bool) -> Result<String, Refusal> {
    let text = text.trim();
    if required && !text.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
        return Err(Refusal::Required { field });
    }
    if text.len() > limit {
        return Err(Refusal::TooLong { field, bytes: limit });
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::ControlCharacter { field });
    }
    Ok(text.replace("\r\n", "\n"))
}

/// The same for a text of one line: no line ends, no marks that turn the line around.
///
/// # Errors
/// The refusal to show beside `field`.
pub fn check_line(field: &'static str, text: &str, limit: usize, required: bool) -> Result<String, Refusal> {
    let line = check_text(field, text, limit, required)?;
    if line.chars().any(|c| {
        c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    }) {
        return Err(Refusal::ControlCharacter { field });
    }
    Ok(line)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
}
