//! Channels: where a published offer goes besides this house's own list and search, which
//! always have it. An organisation closes one for all its offers, or for one of them; what
//! is closed has left it at the next request.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::{Model, Readable, held};
use crate::{
    access::Person,
    database::Db,
    models::{activities::Verb, organisations},
    refusals::Outcome,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Boards that read the shape Indeed describes.
    Indeed,
    LinkedIn,
    /// The `JobPosting` on its page, by which search engines show it among jobs.
    Engines,
    /// The list in a frame of the organisation's own site.
    Embed,
    /// Feed readers and programs: Atom, JSON.
    Readers,
}

impl Channel {
    pub const ALL: [Self; 5] = [Self::Indeed, Self::LinkedIn, Self::Engines, Self::Embed, Self::Readers];

    /// In forms, columns and Fluent keys. No name is a part of another.
    pub fn name(self) -> &'static str {
        match self {
            Self::Indeed => "indeed",
            Self::LinkedIn => "linkedin",
            Self::Engines => "engines",
            Self::Embed => "embed",
            Self::Readers => "readers",
        }
    }

    /// Whether it is among those that are closed, as they are kept.
    pub fn is_in(self, closed: &str) -> bool {
        closed.split(' ').any(|name| name == self.name())
    }
}

/// Channels as they are kept: their names, between spaces.
pub fn kept(closed: &[Channel]) -> String {
    closed.iter().map(|channel| channel.name()).collect::<Vec<_>>().join(" ")
}

impl Model {
    /// Whether it goes there, as far as it and its organisation say.
    pub fn goes_through(&self, channel: Channel, of: &organisations::Model) -> bool {
        !channel.is_in(&self.closed_channels) && !channel.is_in(&of.closed_channels)
    }
}

impl Readable {
    /// Keeps this one offer from these channels, and from no other.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusals::Refusal::NotYours) for its organisation's readers.
    pub async fn close_channels(&self, db: &Db, me: &Person, closed: &[Channel]) -> Outcome<Model> {
        self.recruited_by_me()?;
        me.may_write()?;
        let txn = db.write().await?;
        let offer = held(&txn, self.id).await?;
        let mut change = offer.into_active_model();
        change.closed_channels = Set(kept(closed));
        let offer = change.update(&txn).await?;
        offer.record(&txn, Some(me.id), Verb::OfferChannels).await?;
        txn.commit().await?;
        Ok(offer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_names_what_is_closed_and_nothing_else() {
        assert_eq!(kept(&[]), "");
        for channel in Channel::ALL {
            let others = Channel::ALL.into_iter().filter(|other| *other != channel);
            assert!(channel.is_in(&kept(&[channel])));
            assert!(
                others
                    .into_iter()
                    .all(|other| { !other.is_in(&kept(&[channel])) && !channel.name().contains(other.name()) })
            );
        }
    }
}
