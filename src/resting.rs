//! The house while a backup is restored: the same doors with no database behind them.
//! Every page is the calm one that says to come back; a form that is sent comes back
//! with its words, as whenever the database is away. Nothing of the house as it was
//! is in memory here.

use std::{net::SocketAddr, time::Duration};

use axum::{
    ServiceExt,
    extract::{MatchedPath, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use loco_rs::{
    Result,
    app::{AppContext, Hooks},
    config::Config,
    environment::Environment,
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{
    app::App, database::Db, house::House, initializers::page_cache::Cached, pages, refusals::Failure,
    settings::Settings,
};

pub const REASON: &str = "a backup is being restored";

/// How long whoever is being told to come back may take to hear it.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Someone who answers at the door until the house can be entered.
#[derive(Debug)]
pub struct Resting {
    over: oneshot::Sender<()>,
    answering: JoinHandle<std::io::Result<()>>,
    house: House,
}

impl Resting {
    /// # Errors
    /// When settings or templates cannot be read.
    pub async fn begin(environment: &Environment, config: &Config, listener: TcpListener) -> Result<Self> {
        let settings = Settings::load(environment, config)?;
        pages::load(&settings.pages_dir);
        let db = Db::away().await?;
        let ctx = AppContext::builder(environment.clone(), db.readers().clone(), config.clone()).build();
        let house = House::new(db, config.database.uri.clone(), settings, environment.clone())?;
        ctx.shared_store.insert(house.clone());
        let router = App::routes(&ctx).to_router::<App>(ctx.clone(), App::before_routes(&ctx).await?)?;
        let router = App::after_routes(router, &ctx).await?;
        let cached = Cached::new(router, house.clone());
        let (over, is_over) = oneshot::channel::<()>();
        let serving =
            axum::serve(listener, ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(cached))
                .with_graceful_shutdown(async move {
                    let _ = is_over.await;
                });
        Ok(Self { over, answering: tokio::spawn(serving.into_future()), house })
    }

    /// Whoever knocks from now on is for the house itself.
    pub async fn end(self) {
        self.house.closing().begin();
        let _ = self.over.send(());
        let _ = tokio::time::timeout(LAST_WORDS, self.answering).await;
    }
}

/// Also for pages that need nothing of the database: they would be answered as if all
/// were well.
pub async fn layer(request: Request, next: Next) -> Response {
    let door = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    if door.starts_with("/_") || door == "/metrics" || door.starts_with("/static/") {
        return next.run(request).await;
    }
    Failure::Unavailable(REASON.to_owned()).into_response()
}
