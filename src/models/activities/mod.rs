//! The log. Everything that happens is written once, here, in the same
//! transaction as what happened; the rest of the house reads it and is never
//! called. See [`readers`] for how it is read.

pub mod readers;

use sea_orm::{ActiveEnum, ActiveValue::Set, DbErr, DeriveActiveEnum, EntityTrait, EnumIter};

pub use super::_entities::activities::{ActiveModel, Column, Entity, Model};
use crate::clock;
use crate::{database::Write, freshness::Tag};

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Verb {
    SignedUp,
    EmailConfirmed,
    EmailChanged,
    PasswordChanged,
    PersonEdited,
    /// One's profile, to whom it is shown, what was given or taken back.
    ProfileEdited,
    SignedIn,
    SessionEnded,
    ClaimConfirmed,
    ClaimRefused,
    Suspended,
    Restored,
    Silenced,
    Unsilenced,
    RoomProposed,
    RoomOpened,
    RoomDeclined,
    RoomEdited,
    Joined,
    Left,
    ManagerNamed,
    ManagerStoodDown,
    LetIn,
    ShownOut,
    AdminEntered,
    ThreadOpened,
    ThreadEdited,
    Replied,
    PostEdited,
    PostRemoved,
    PostRestored,
    PostHidden,
    PostShown,
    Closed,
    Reopened,
    Pinned,
    Unpinned,
    Solved,
    Unsolved,
    Gestured,
    GestureTakenBack,
    AidOpened,
    AidEdited,
    AidWithdrawn,
    AidPutBack,
    AidAsked,
    AidAnswered,
    AidDeclined,
    AidTaken,
    AidReopened,
    AidWritten,
    AidDone,
    AidExpired,
    /// Time is given, more or less of it, or no longer.
    Pledged,
    ContactAsked,
    ContactAnswered,
    ContactWritten,
    /// It is over: withdrawn, ended by one of the two, or without an answer for too long.
    ContactEnded,
    IntroductionProposed,
    IntroductionAnswered,
    /// A person asks an adviser, or an adviser proposes it.
    AdviserAsked,
    AdviserAnswered,
    /// A thread was pointed at, or is no more.
    AdviserShared,
    AdviserEnded,
    CallAsked,
    /// Agreed, made, or called off.
    CallAnswered,
    /// Something was written down for someone present, or given another code.
    SlipMade,
    /// They took it up.
    SlipClaimed,
    /// Posts of a thread were made into HTML anew.
    Rendered,
    /// Someone left; nobody says who. The thread, when words about them left it.
    Erased,
    /// Trades or places are not what they were: an import, a first start.
    ReferencesChanged,
    OrganisationOpened,
    OrganisationEdited,
    /// How it is proven changed.
    OrganisationProven,
    /// Someone was invited, came in, left, or has another role.
    OrganisationPeople,
    /// Its offers, or one of them, go elsewhere than before.
    OrganisationChannels,
    OfferChannels,
    /// Its words changed, or it went on to another state that only its organisation sees.
    OfferWritten,
    OfferPublished,
    /// Paused, filled, withdrawn or over.
    OfferEnded,
    /// What people say was proposed, or what its organisation replies. Nobody says who spoke.
    OfferSpokenOf,
    /// Someone answers an offer here.
    ApplicationAsked,
    ApplicationAnswered,
    /// The day of its answer has come.
    ApplicationOverdue,
    /// Withdrawn, or without an answer for too long.
    ApplicationEnded,
}

impl Verb {
    pub fn name(self) -> String {
        self.to_value()
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::try_from_value(&name.to_owned()).ok()
    }
}

/// What happened, to what. Ids only: what they were about is read again, by
/// whoever may still read it, when it is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    pub community: Option<i64>,
    pub thread: Option<i64>,
    pub post: Option<i64>,
    pub user: Option<i64>,
    pub organisation: Option<i64>,
    pub offer: Option<i64>,
}

impl About {
    pub fn person(user: i64) -> Self {
        Self { user: Some(user), ..Self::default() }
    }

    pub fn room(community: i64) -> Self {
        Self { community: Some(community), ..Self::default() }
    }

    pub fn organisation(organisation: i64) -> Self {
        Self { organisation: Some(organisation), ..Self::default() }
    }

    pub fn and_person(self, user: Option<i64>) -> Self {
        Self { user, ..self }
    }
}

/// One line of the log, as far as forgetting is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Recorded {
    verb: Verb,
    about: About,
    actor: Option<i64>,
}

impl Recorded {
    pub fn of(activity: &Model) -> Option<Self> {
        Some(Self {
            verb: Verb::named(&activity.verb)?,
            actor: activity.actor_id,
            about: About {
                community: activity.community_id,
                thread: activity.thread_id,
                post: activity.post_id,
                user: activity.user_id,
                organisation: activity.organisation_id,
                offer: activity.offer_id,
            },
        })
    }

    /// What pages and sessions kept in memory can no longer be trusted about.
    pub fn touches(&self) -> Vec<Tag> {
        use Verb as V;
        let person = || self.about.user.or(self.actor).map(Tag::Person);
        let actor = || self.actor.map(Tag::Person);
        let room = || self.about.community.map(Tag::Room);
        let life = || self.about.community.map(Tag::RoomLife);
        let thread = || self.about.thread.map(Tag::Thread);
        let organisation = || self.about.organisation.map(Tag::Organisation);
        let offer = || self.about.offer.map(Tag::Offer);
        let tags = match self.verb {
            V::SignedUp
            | V::EmailConfirmed
            | V::EmailChanged
            | V::PasswordChanged
            | V::SignedIn
            | V::SessionEnded
            | V::Suspended
            | V::Restored
            | V::Silenced
            | V::Unsilenced => vec![person(), actor()],
            // A name, or the role beside it, stands in lists too.
            V::ProfileEdited => vec![person()],
            V::PersonEdited | V::ClaimConfirmed | V::ClaimRefused => vec![person(), actor(), Some(Tag::Lists)],
            V::RoomProposed | V::RoomOpened | V::RoomDeclined => vec![room(), life(), Some(Tag::Lists), actor()],
            // A new name is on the rail of every member: rare enough to start afresh.
            V::RoomEdited | V::Erased => vec![Some(Tag::Everything)],
            V::Joined | V::Left | V::LetIn | V::ShownOut | V::AdminEntered => {
                vec![person(), actor(), life(), Some(Tag::Lists)]
            }
            V::ManagerNamed | V::ManagerStoodDown => vec![person(), room(), life(), Some(Tag::Lists)],
            V::ThreadOpened
            | V::Replied
            | V::ThreadEdited
            | V::PostRemoved
            | V::PostRestored
            | V::PostHidden
            | V::PostShown
            | V::Closed
            | V::Reopened
            | V::Pinned
            | V::Unpinned
            | V::Solved
            | V::Unsolved
            | V::PostEdited => vec![thread(), life(), Some(Tag::Lists)],
            V::Gestured | V::GestureTakenBack => vec![thread()],
            // What a list or a page of mutual aid shows to all.
            V::AidOpened
            | V::AidEdited
            | V::AidWithdrawn
            | V::AidPutBack
            | V::AidTaken
            | V::AidReopened
            | V::AidDone
            | V::AidExpired => vec![Some(Tag::Lists)],
            // Between two people.
            V::AidAsked | V::AidAnswered | V::AidDeclined | V::AidWritten | V::Pledged => vec![],
            // What an organisation's recruiters answer stands on the page of each of them.
            V::ContactAsked | V::ContactAnswered => vec![Some(Tag::Lists)],
            V::ContactWritten | V::ContactEnded | V::IntroductionProposed | V::IntroductionAnswered => vec![],
            V::AdviserAsked
            | V::AdviserAnswered
            | V::AdviserShared
            | V::AdviserEnded
            | V::CallAsked
            | V::CallAnswered
            | V::SlipMade => vec![],
            // An address answered, or a question has another author.
            V::SlipClaimed => vec![person(), actor(), Some(Tag::Lists)],
            V::Rendered => vec![thread(), room(), offer(), organisation()],
            V::ReferencesChanged => vec![Some(Tag::References)],
            // Its name stands on each of its offers, and in their lists.
            V::OrganisationOpened | V::OrganisationEdited | V::OrganisationProven | V::OrganisationChannels => {
                vec![organisation(), Some(Tag::Offers)]
            }
            V::OrganisationPeople => vec![],
            // How it answers, and whether it takes more, stands on its pages.
            V::ApplicationAsked | V::ApplicationAnswered | V::ApplicationOverdue | V::ApplicationEnded => {
                vec![organisation()]
            }
            V::OfferWritten | V::OfferSpokenOf => vec![offer()],
            V::OfferPublished | V::OfferEnded | V::OfferChannels => vec![offer(), organisation(), Some(Tag::Offers)],
        };
        tags.into_iter().flatten().collect()
    }
}

/// Writes a line of the log, in the transaction of what it tells.
///
/// # Errors
/// When the database refuses; the caller's transaction then fails as a whole.
pub async fn record(txn: &Write, actor: Option<i64>, verb: Verb, about: About, detail: &str) -> Result<(), DbErr> {
    Entity::insert(line(txn, actor, verb, about, detail.to_owned())).exec_without_returning(txn).await.map(|_| ())
}

/// The same of many at once, of one verb.
///
/// # Errors
/// As [`record`].
pub async fn record_all(txn: &Write, actor: Option<i64>, verb: Verb, told: Vec<(About, String)>) -> Result<(), DbErr> {
    if told.is_empty() {
        return Ok(());
    }
    let lines = told.into_iter().map(|(about, detail)| line(txn, actor, verb, about, detail));
    Entity::insert_many(lines).exec_without_returning(txn).await.map(|_| ())
}

/// The line, and what it makes stale once the transaction is committed.
fn line(txn: &Write, actor: Option<i64>, verb: Verb, about: About, detail: String) -> ActiveModel {
    txn.note(Recorded { verb, about, actor });
    ActiveModel {
        actor_id: Set(actor),
        verb: Set(verb.name()),
        community_id: Set(about.community),
        thread_id: Set(about.thread),
        post_id: Set(about.post),
        user_id: Set(about.user),
        organisation_id: Set(about.organisation),
        offer_id: Set(about.offer),
        detail: Set(detail),
        created_at: Set(clock::now().into()),
        ..Default::default()
    }
}
