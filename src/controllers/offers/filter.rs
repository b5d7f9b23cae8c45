//! What a list of offers, or a feed of them, is asked for.

use serde::Deserialize;

use crate::controllers::extractors::Visit;
use crate::{
    access::Viewer,
    initializers::limits::Limit,
    models::{keyset::After, offers::seeking::Wanted, search::finding::offers_about},
    refusals::Outcome,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::controllers) struct Filter {
    q: String,
    trade: String,
    near: String,
    km: String,
    contract: String,
    remote: String,
    time: String,
    pay: String,
    no_degree: Option<String>,
    quick: Option<String>,
    after: String,
}

impl Filter {
    pub(in crate::controllers) fn wanted(self) -> (Wanted, Option<After>) {
        let after = After::parse(&self.after);
        let wanted = Wanted {
            q: self.q,
            trade: self.trade,
            near: self.near,
            km: self.km,
            contract: self.contract,
            remote: self.remote,
            time: self.time,
            pay: self.pay,
            no_degree: self.no_degree.is_some(),
            quick: self.quick.is_some(),
        };
        (wanted, after)
    }
}

/// Those that say the words asked for, which the index is asked; none when there are none.
pub(in crate::controllers) async fn about(visit: &Visit, reader: &Viewer, words: &str) -> Outcome<Option<Vec<i64>>> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    visit.count_address(Limit::Searches)?;
    offers_about(&visit.house.search, &visit.house.db, reader, words).await.map(Some)
}
