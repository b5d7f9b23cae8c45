//! What every door needs, built once: the database, the templates, the limits,
//! what is kept in memory. Cheap to clone; found in Loco's shared store.

use std::{ops::Deref, sync::Arc, time::Duration};

use axum::{extract::FromRequestParts, http::request::Parts};
use loco_rs::{app::AppContext, environment::Environment};

use crate::{
    assets::Statics,
    clock,
    closing::Closing,
    database::Db,
    fetching::Fetcher,
    freshness::Hour,
    initializers::{limits::Limits, live::Live, page_cache::PageCache, readers::Readers, view_engine::Views},
    metrics::Metrics,
    models::{
        offers::{
            reviewing::{Check, Kept},
            views::Shown,
        },
        pictures::workshop::Workshop,
        privacy::work::Works,
        reading::Marks,
        references,
        search::following::Search,
        sessions::InMemory,
        tags::Spellings,
    },
    refusals::Failure,
    settings::Settings,
};

#[derive(Clone, Debug)]
pub struct House(Arc<Inside>);

#[derive(Debug)]
pub struct Inside {
    pub db: Db,
    pub db_uri: String,
    pub settings: Settings,
    pub environment: Environment,
    pub views: Arc<Views>,
    pub statics: Arc<Statics>,
    pub limits: Limits,
    pub pages: PageCache,
    pub sessions: InMemory,
    pub readers: Readers,
    pub metrics: Metrics,
    /// Those whose page of a thread is open.
    pub live: Arc<Live>,
    /// Where people are reading, until it is written.
    pub marks: Marks,
    /// How often offers were read, until it is written.
    pub shown_offers: Shown,
    /// How many lines wait for whom, for a second (see `models/notifications`).
    pub waiting: moka::sync::Cache<i64, (i64, Hour)>,
    pub works: Works,
    /// Where pictures are made, one at a time.
    pub workshop: Workshop,
    pub spellings: Spellings,
    /// What trades and skills are called.
    pub references: references::Known,
    pub search: Arc<Search>,
    /// Reads what others publish, at addresses that people typed.
    pub fetcher: Fetcher,
    /// What offers are checked by.
    offer_rules: Kept,
}

impl Deref for House {
    type Target = Inside;

    fn deref(&self) -> &Inside {
        &self.0
    }
}

impl House {
    /// # Errors
    /// When a template cannot be read.
    pub fn new(db: Db, db_uri: String, settings: Settings, environment: Environment) -> loco_rs::Result<Self> {
        let offer_rules = Kept::at(&settings.offers.rules)
            .map_err(|error| loco_rs::Error::Message(format!("{}: {error}", settings.offers.rules.display())))?;
        let fetcher = Fetcher::new(settings.fetching.clone()).map_err(loco_rs::Error::wrap)?;
        let views = Views::of_the_process().map_err(|error| loco_rs::Error::Message(format!("{error:?}")))?;
        Ok(Self(Arc::new(Inside {
            limits: Limits::new(settings.limits),
            pages: PageCache::new(settings.page_cache, db.freshness.clone()),
            sessions: InMemory::new(db.freshness.clone()),
            statics: Statics::of_the_process(),
            readers: Readers::default(),
            metrics: Metrics::default(),
            live: Arc::default(),
            marks: Marks::default(),
            shown_offers: Shown::default(),
            waiting: moka::sync::Cache::builder().max_capacity(20_000).time_to_live(Duration::from_secs(1)).build(),
            works: Works::default(),
            workshop: Workshop::default(),
            spellings: Spellings::default(),
            references: references::Known::default(),
            search: Arc::new(Search::at(&settings.data_dir)),
            views,
            offer_rules,
            fetcher,
            db,
            db_uri,
            settings,
            environment,
        })))
    }

    /// The house of a running application.
    ///
    /// # Panics
    /// Before `after_context` built it: a mistake of ours at start, never at work.
    pub fn of(ctx: &AppContext) -> Self {
        ctx.shared_store.get::<Self>().expect("the house is built with the context")
    }

    /// Where those who work on their own hear that the house closes.
    pub fn closing(&self) -> &Closing {
        &self.db.closing
    }

    /// The check of offers, as of today.
    pub fn check(&self) -> Check {
        Check::new(self.offer_rules.rules(), self.settings.offers.pay_range, clock::now().date_naive())
    }

    pub fn is_development(&self) -> bool {
        self.environment != Environment::Production && self.settings.demo
    }

    /// The full address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.settings.public_url)
    }
}

impl FromRequestParts<AppContext> for House {
    type Rejection = Failure;

    async fn from_request_parts(_: &mut Parts, ctx: &AppContext) -> Result<Self, Failure> {
        Ok(Self::of(ctx))
    }
}
