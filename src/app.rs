//! The switchboard: what is served, listened to, scheduled. Nothing is decided here.

use std::{net::SocketAddr, path::Path, time::Duration};

use async_trait::async_trait;
use axum::{
    Router, ServiceExt,
    extract::Request,
    middleware::{from_fn, from_fn_with_state},
};
use loco_rs::{
    Error, Result,
    app::{AppContext, Hooks, Initializer},
    bgworker::Queue,
    boot::{BootResult, ServeParams, StartMode, create_app},
    config::Config,
    controller::{AppRoutes, middleware::MiddlewareLayer},
    environment::Environment,
    task::Tasks,
};
use migration::Migrator;

use crate::{
    clock, controllers,
    database::{Db, sqlite_folder},
    door::{Door, Told},
    fixtures,
    house::House,
    initializers::{courier, error_pages, forgery_protection, page_cache::Cached, security_headers, webhooks},
    models::{
        accompaniments, aid_requests, alerts, applications, bookmarks, calls, contacts, drafts, notifications, offers,
        places, privacy, reading, search, sessions, trades,
    },
    pages,
    refusals::Failure,
    resting,
    settings::Settings,
    tasks,
};

#[derive(Debug)]
pub struct App;

#[async_trait]
impl Hooks for App {
    fn app_name() -> &'static str {
        env!("CARGO_CRATE_NAME")
    }

    fn app_version() -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    async fn boot(mode: StartMode, environment: &Environment, config: Config) -> Result<BootResult> {
        create_app::<Self, Migrator>(mode, environment, config).await
    }

    async fn load_config(environment: &Environment) -> Result<Config> {
        let config = environment.load()?;
        let settings = Settings::load(environment, &config)?;
        // SQLite makes its file, not its folder.
        std::fs::create_dir_all(&settings.data_dir)?;
        std::fs::create_dir_all(settings.shared_dir())?;
        if let Some(folder) = sqlite_folder(&config.database.uri) {
            std::fs::create_dir_all(folder)?;
        }
        Ok(config)
    }

    fn init_logger(ctx: &AppContext) -> Result<bool> {
        crate::app::log_to_stderr(&ctx.config.logger);
        Ok(true)
    }

    async fn after_context(mut ctx: AppContext) -> Result<AppContext> {
        // Loco's pool gives SQLite's pragmas to one connection at best: ours to all.
        let uri = ctx.config.database.uri.clone();
        let settings = Settings::load(&ctx.environment, &ctx.config)?;
        let db = Db::open(&uri, ctx.config.database.max_connections).await?;
        let _ = std::mem::replace(&mut ctx.db, db.readers().clone()).close().await;
        pages::load(&settings.pages_dir);
        ctx.shared_store.insert(House::new(db, uri, settings, ctx.environment.clone())?);
        // The router clones the context a dozen times a request, whole trees of
        // values with it: the house has read them.
        ctx.config.settings = None;
        ctx.config.initializers = None;
        Ok(ctx)
    }

    fn routes(ctx: &AppContext) -> AppRoutes {
        let routes = AppRoutes::empty().add_routes(vec![
            controllers::home::routes(),
            controllers::accounts::routes(),
            controllers::sessions::routes(),
            controllers::me::routes(),
            controllers::me::profile_routes(),
            controllers::attestations::routes(),
            controllers::communities::routes(),
            controllers::threads::routes(),
            controllers::posts::routes(),
            controllers::drafts::routes(),
            controllers::notifications::routes(),
            controllers::live::routes(),
            controllers::tags::routes(),
            controllers::search::routes(),
            controllers::trades::routes(),
            controllers::people::routes(),
            controllers::contacts::routes(),
            controllers::alerts::routes(),
            controllers::applications::routes(),
            controllers::accompaniments::routes(),
            controllers::slips::routes(),
            controllers::aid::routes(),
            controllers::organisations::routes(),
            controllers::offers::routes(),
            controllers::api::routes(),
            controllers::pictures::routes(),
            controllers::admin::routes(),
            controllers::letters::routes(),
            controllers::feeds::routes(),
            controllers::pages::routes(),
            controllers::monitoring::routes(),
        ]);
        if House::of(ctx).is_development() { routes.add_route(controllers::dev::routes()) } else { routes }
    }

    fn middlewares(ctx: &AppContext) -> Vec<Box<dyn MiddlewareLayer>> {
        let middlewares = &ctx.config.server.middlewares;
        vec![
            Box::new(middlewares.limit_payload.clone().unwrap_or_default()),
            Box::new(loco_rs::controller::middleware::catch_panic::CatchPanic { enable: true }),
        ]
    }

    async fn before_routes(_: &AppContext) -> Result<Router<AppContext>> {
        Ok(Router::new().fallback(|| async { Failure::Missing }))
    }

    async fn after_routes(router: Router, ctx: &AppContext) -> Result<Router> {
        let house = House::of(ctx);
        let router = if house.db.is_away { router.layer(from_fn(resting::layer)) } else { router };
        // Last added, first met: headers on everything, then words for failures.
        Ok(router
            .layer(from_fn_with_state(house.clone(), forgery_protection::layer))
            .layer(from_fn_with_state(ctx.clone(), error_pages::layer))
            .layer(from_fn_with_state(house, security_headers::layer)))
    }

    async fn initializers(_: &AppContext) -> Result<Vec<Box<dyn Initializer>>> {
        Ok(vec![Box::new(Living)])
    }

    async fn serve(router: Router, ctx: &AppContext, params: &ServeParams) -> Result<()> {
        let house = House::of(ctx);
        let door = ctx.shared_store.get::<Door>().unwrap_or_else(|| Door::new(&params.binding, params.port));
        let listener = door.listen()?;
        say_where(&house);
        let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
            let _ = stream.set_nodelay(true);
        });
        let cached = Cached::new(router, house.clone());
        let closing = house.clone();
        let serving =
            axum::serve(listener, ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(cached))
                .with_graceful_shutdown(async move {
                    match door.told_to_leave().await {
                        Told::Leave => tracing::info!("a backup is to be restored: closing, to begin anew after"),
                        _ => tracing::info!("closing: requests in hand are finished first"),
                    }
                    closing.closing().begin();
                });
        tokio::select! {
            served = serving => served?,
            () = overdue(&house) => tracing::warn!("closing: some requests were not finished in time"),
        }
        Self::on_shutdown(ctx).await;
        Ok(())
    }

    async fn on_shutdown(ctx: &AppContext) {
        let house = House::of(ctx);
        let soon = Duration::from_secs(1);
        // Readers end after their step, the courier after its letter.
        house.closing().begin();
        let _ = tokio::time::timeout(soon, house.closing().everyone_left()).await;
        house.readers.stop();
        if let Err(error) = sessions::write_last_uses(&house).await {
            tracing::warn!(%error, "last uses of sessions were not written");
        }
        if let Err(error) = reading::write(&house).await {
            tracing::warn!(%error, "where people were reading was not written");
        }
        let _ = tokio::time::timeout(soon, house.db.close()).await;
        tracing::info!("closed");
    }

    async fn connect_workers(_: &AppContext, _: &Queue) -> Result<()> {
        Ok(())
    }

    fn register_tasks(tasks: &mut Tasks) {
        tasks.register(tasks::backup::Backup);
        tasks.register(tasks::import_offers::ImportOffers);
        tasks.register(tasks::import_places::ImportPlaces);
        tasks.register(tasks::import_rome::ImportRome);
        tasks.register(tasks::make_admin::MakeAdmin);
        tasks.register(tasks::reindex::Reindex);
        tasks.register(tasks::render::Render);
        tasks.register(tasks::restore::Restore);
        tasks.register(tasks::world::World);
    }

    async fn truncate(_: &AppContext) -> Result<()> {
        Err(Error::Message("Passerelle does not empty its tables".into()))
    }

    async fn seed(_: &AppContext, _: &Path) -> Result<()> {
        Ok(())
    }
}

/// What lives in a serving process beside requests: the demo world of a first
/// start, the readers of the log, the courier, the small housekeeping.
struct Living;

#[async_trait]
impl Initializer for Living {
    fn name(&self) -> String {
        "living".to_owned()
    }

    async fn before_run(&self, ctx: &AppContext) -> Result<()> {
        let house = House::of(ctx);
        if house.is_development() {
            fixtures::load_if_empty(&house.db).await?;
        }
        if house.settings.references {
            load_references(&house).await?;
        }
        privacy::journal::replay_at_start(&house).await;
        house.readers.start(&house).await?;
        search::following::start(house.search.clone(), house.db.clone());
        courier::start(house.clone());
        tokio::spawn(reading::keep_writing(house.clone()));
        tokio::spawn(offers::views::keep_writing(house.clone()));
        tokio::spawn(mailing(house.clone()));
        tokio::spawn(fetching(house.clone()));
        tokio::spawn(telling(house.clone()));
        privacy::work::start(house.clone());
        tokio::spawn(housekeeping(house));
        Ok(())
    }
}

/// The trades and places that come with the house, where there are none.
pub(crate) async fn load_references(house: &House) -> Result<()> {
    let trades = trades::starter::load_if_empty(&house.db).await?;
    let places = places::shipping::load_if_empty(&house.db).await.map_err(Error::wrap)?;
    if trades + places > 0 {
        tracing::info!(trades, places, "trades and places that come with the house were loaded");
    }
    Ok(())
}

/// How long a request in hand may still take once the house closes, so that the
/// process is gone within ten seconds.
const LAST_REQUESTS: Duration = Duration::from_secs(6);

async fn overdue(house: &House) {
    house.closing().at_work().closing().await;
    tokio::time::sleep(LAST_REQUESTS).await;
}

/// What is tidied now and then, until the house closes.
pub async fn housekeeping(house: House) {
    let mut at_work = house.closing().at_work();
    let mut every = tokio::time::interval(Duration::from_secs(30));
    while at_work.waits_for(every.tick()).await {
        house.limits.tidy();
        if let Err(error) = sessions::write_last_uses(&house).await {
            tracing::warn!(%error, "last uses of sessions were not written");
        }
        if let Err(error) = reading::write(&house).await {
            tracing::warn!(%error, "where people were reading was not written");
        }
        if let Err(error) = drafts::forget_held(&house.db).await {
            tracing::warn!(%error, "words held for nobody were not thrown away");
        }
        if let Err(error) = offers::views::forget_old(&house.db, clock::now()).await {
            tracing::warn!(%error, "figures of long ago were not thrown away");
        }
    }
}

/// Reads the sources of offers that are addresses, each as it is due, until the house
/// closes: what is broken off then is taken up again by the next reading.
pub async fn fetching(house: House) {
    let mut at_work = house.closing().at_work();
    let mut every = tokio::time::interval(Duration::from_secs(20));
    while at_work.waits_for(every.tick()).await {
        let reading = async {
            if let Err(error) = offers::importing::addresses::read_due(&house, clock::now()).await {
                tracing::warn!(%error, "sources of offers will be read later");
            }
        };
        if !at_work.waits_for(reading).await {
            break;
        }
    }
}

/// Writes to the software of organisations what waits for it, until the house closes: what
/// is broken off then is sent again.
pub async fn telling(house: House) {
    let mut at_work = house.closing().at_work();
    let mut every = tokio::time::interval(Duration::from_secs(house.settings.deliver_every.max(1)));
    while at_work.waits_for(every.tick()).await {
        let delivering = async {
            if let Err(error) = webhooks::deliver_due(&house, clock::now()).await {
                tracing::warn!(%error, "the software of organisations will be told later");
            }
        };
        if !at_work.waits_for(delivering).await {
            break;
        }
    }
}

/// Does what is due, every few seconds, until the house closes.
pub async fn mailing(house: House) {
    let mut at_work = house.closing().at_work();
    let mut every = tokio::time::interval(Duration::from_secs(5));
    while at_work.waits_for(every.tick()).await {
        do_due(&house, clock::now()).await;
    }
}

/// What the clock does by then: reminds, ends what is over, and turns what people were
/// told into letters. What the database refuses is said in the log, and due still.
pub async fn do_due(house: &House, now: chrono::DateTime<chrono::Utc>) {
    if let Err(error) = bookmarks::remind_due(house, now).await {
        tracing::warn!(%error, "reminders will be tried again");
    }
    if let Err(error) = aid_requests::expiring::expire_due(&house.db, now).await {
        tracing::warn!(%error, "what is over in mutual aid will be ended later");
    }
    if let Err(error) = offers::expiring::expire_due(&house.db, now).await {
        tracing::warn!(%error, "offers past their day will be ended later");
    }
    if let Err(error) = contacts::reminding::remind_due(&house.db, now).await {
        tracing::warn!(%error, "contacts that wait for an answer will be looked at later");
    }
    if let Err(error) = applications::reminding::remind_due(&house.db, now).await {
        tracing::warn!(%error, "applications that wait for an answer will be looked at later");
    }
    if let Err(error) = alerts::looking::look_due(house, now).await {
        tracing::warn!(%error, "what alerts look for will be looked for later");
    }
    if let Err(error) = accompaniments::reminding::remind_due(&house.db, now).await {
        tracing::warn!(%error, "advisers and people who wait for an answer will be looked at later");
    }
    if let Err(error) = calls::timing::run_due(&house.db, now).await {
        tracing::warn!(%error, "calls that are due or over will be looked at later");
    }
    if let Err(error) = notifications::mailing::send_due(house, now).await {
        tracing::warn!(%error, "letters about what people were told will be tried again");
    }
}

/// On stdout, for the person who typed the command.
fn say_where(house: &House) {
    println!("\nPasserelle: {}", house.settings.public_url);
    if house.is_development() {
        println!("Demo accounts, password {}:", fixtures::PASSWORD);
        for account in fixtures::accounts() {
            println!("  {account}");
        }
        println!("Letters it would have sent: {}\n", house.address("/dev/letters"));
    }
}

/// Logs go to stderr, so that tasks can print.
pub(crate) fn log_to_stderr(config: &loco_rs::config::Logger) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new(format!("warn,passerelle={}", config.level)));
    let in_colour = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(in_colour).with_target(false);
    let _ = match config.format {
        loco_rs::logger::Format::Json => log.json().try_init(),
        _ => log.compact().try_init(),
    };
}
