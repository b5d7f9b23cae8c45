//! Where else an organisation's offers go: each channel, its address, and whether it is open.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted, Ticked},
};
use crate::{
    initializers::limits::Limit,
    models::{
        offers::channels::Channel,
        organisations::{self, Role},
    },
    views::offers::channels::{ChannelLine, ChannelsPage},
};

/// A box a channel: ticked, it is open.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::controllers) struct Switches {
    indeed: Ticked,
    linkedin: Ticked,
    engines: Ticked,
    embed: Ticked,
    readers: Ticked,
}

impl Switches {
    pub(in crate::controllers) fn closed(&self) -> Vec<Channel> {
        Channel::ALL.into_iter().filter(|channel| !self.of(*channel).is()).collect()
    }

    fn of(&self, channel: Channel) -> Ticked {
        match channel {
            Channel::Indeed => self.indeed,
            Channel::LinkedIn => self.linkedin,
            Channel::Engines => self.engines,
            Channel::Embed => self.embed,
            Channel::Readers => self.readers,
        }
    }
}

pub(super) async fn show(me: Member, At(slug): At<String>) -> Answer {
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    let address = |path: &str| me.house.address(path);
    Page::new("organisations/channels.html", me.lang.say("channels-title")).noindex().section("offers").show(
        &me,
        &ChannelsPage {
            path: organisation.path(),
            called: organisation.name.clone(),
            proven: organisation.is_proven(),
            may_write: role >= Role::Recruiter,
            lines: Channel::ALL.map(|channel| ChannelLine::of(me.lang, channel, &organisation, address)).into(),
        },
    )
}

pub(super) async fn update(me: Member, At(slug): At<String>, Posted(typed): Posted<Switches>) -> Answer {
    me.count(Limit::Acts)?;
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    let organisation = organisation.close_channels(&me.house.db, &me.person, role, &typed.closed()).await?;
    then(organisation.act("channels")).saying(&me, "channels-kept").go()
}
