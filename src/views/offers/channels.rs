//! Where offers go besides this house, for those who recruit: of all of an organisation's,
//! and of one.

use quick_xml::escape::escape;
use serde::Serialize;

use crate::{
    models::{
        offers::{Model as Offer, channels::Channel},
        organisations::Model as Organisation,
    },
    words::Lang,
};

/// `organisations/channels.html`
#[derive(Clone, Debug, Serialize)]
pub struct ChannelsPage {
    pub path: String,
    pub called: String,
    pub proven: bool,
    pub may_write: bool,
    pub lines: Vec<ChannelLine>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChannelLine {
    /// Of the form's box, and the end of Fluent keys: `channel-indeed`…
    pub name: &'static str,
    pub open: bool,
    /// Each with the end of the Fluent key of its label: `channel-address-atom`…
    pub addresses: Vec<(&'static str, String)>,
    /// To be put in a page of its own site.
    pub snippet: Option<String>,
}

impl ChannelLine {
    pub fn of(lang: Lang, channel: Channel, of: &Organisation, address: impl Fn(&str) -> String) -> Self {
        let whole = |act: &str| address(&of.act(act));
        let addresses = match channel {
            Channel::Indeed => vec![("feed", whole("offers.xml"))],
            Channel::LinkedIn => vec![("feed", whole("offers.linkedin.xml"))],
            Channel::Engines => vec![],
            Channel::Embed => vec![("page", framed(lang, &whole("offers/embed")))],
            Channel::Readers => vec![("atom", whole("offers.atom")), ("json", whole("offers.json"))],
        };
        let snippet = (channel == Channel::Embed).then(|| {
            let title = lang.say_with("offers-of", &[("name", of.name.clone().into())]);
            let address = framed(lang, &whole("offers/embed"));
            let (title, address) = (escape(&title), escape(&address));
            format!("<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"640\"></iframe>")
        });
        Self { name: channel.name(), open: !channel.is_in(&of.closed_channels), addresses, snippet }
    }
}

fn framed(lang: Lang, address: &str) -> String {
    format!("{address}?lang={}", lang.code())
}

/// One channel of one offer (`offers/_channels.html`).
#[derive(Clone, Debug, Serialize)]
pub struct Switch {
    pub name: &'static str,
    pub open: bool,
    /// Its organisation keeps all its offers from it.
    pub closed_for_all: bool,
}

impl Switch {
    pub fn all(offer: &Offer, of: &Organisation) -> Vec<Self> {
        let one = |channel: Channel| Self {
            name: channel.name(),
            open: !channel.is_in(&offer.closed_channels),
            closed_for_all: channel.is_in(&of.closed_channels),
        };
        Channel::ALL.map(one).into()
    }
}
