//! What the binary does. It is here and not there so that Loco's machinery is
//! compiled for this application once.

use std::{pin::Pin, time::Duration};

use loco_rs::{
    Error, Result,
    app::Hooks,
    boot::{ServeParams, StartMode, create_app},
    cli,
    config::Config,
    environment::{Environment, resolve_from_env},
};
use migration::Migrator;

use crate::{
    app::{self, App},
    backups::Trouble,
    door::{Door, Told},
    house::House,
    presence::Presence,
    resting::Resting,
    settings::Settings,
};

/// From one try to open the house again to the next.
const ANOTHER_TRY: Duration = Duration::from_secs(2);
/// How long a connection that a request holds is waited for.
const LAST_CONNECTION: Duration = Duration::from_secs(20);

/// Serves, or does what was asked on the command line.
///
/// # Errors
/// What a command says went wrong; a server that does not start says so itself.
pub fn start() -> Pin<Box<dyn Future<Output = Result<()>>>> {
    Box::pin(async {
        if std::env::args().len() > 1 {
            // Said as it is, not as Rust writes it.
            if let Err(error) = cli::main::<App, Migrator>().await {
                eprintln!("{error}");
                std::process::exit(1);
            }
        } else if let Err(error) = serve().await {
            eprintln!("Passerelle did not start: {error}");
            std::process::exit(1);
        }
        Ok(())
    })
}

async fn serve() -> Result<()> {
    let environment: Environment = resolve_from_env().into();
    let config = App::load_config(&environment).await?;
    // Before anything has something to say: what is loaded and mended at start is logged too.
    app::log_to_stderr(&config.logger);
    let door = Door::new(&config.server.binding, config.server.port);
    let mut served = false;
    while door.told() != Told::Stop {
        match serve_once(&door, &environment, &config).await {
            Ok(()) => served = true,
            // Where nobody has been answered yet, whoever began this is told.
            Err(error) if !served => return Err(error),
            Err(error) => {
                tracing::warn!(%error, "the house could not be opened again: it is tried once more");
                tokio::select! {
                    () = tokio::time::sleep(ANOTHER_TRY) => {}
                    () = door.told_to_stop() => {}
                }
            }
        }
    }
    Ok(())
}

/// From coming in to leaving, whether for good or because a backup is restored. Then
/// everything is built anew in this process: no page, session, place or connection of
/// the house as it was is left, since all of them are the [`House`]'s.
///
/// **Why not a new process, by `exec`?** The address would be unbound while it starts,
/// and would answer nothing while it waits; what is replaced on disk by an upgrade
/// would be started half-way through a restore. Here whoever knocks is answered all
/// along, and for systemd nothing happened.
async fn serve_once(door: &Door, environment: &Environment, config: &Config) -> Result<()> {
    let Some(mut presence) = come_in(door, environment, config).await? else { return Ok(()) };
    let boot = tokio::select! {
        boot = create_app::<App, Migrator>(StartMode::ServerAndWorker, environment, config.clone()) => boot?,
        () = door.told_to_stop() => return Ok(()),
    };
    let house = House::of(&boot.app_context);
    boot.app_context.shared_store.insert(door.clone());
    let server = &boot.app_context.config.server;
    let params = ServeParams { port: server.port, binding: server.binding.clone() };
    door.tell(Told::Nothing);
    let serving = loco_rs::boot::start::<App>(boot, params, true);
    let mut serving = std::pin::pin!(serving);
    tokio::select! {
        served = &mut serving => return served,
        () = presence.asked_to_leave() => door.tell(Told::Leave),
    }
    serving.await?;
    // Left is who holds no connection any more: a request that hangs is waited for.
    if tokio::time::timeout(LAST_CONNECTION, house.db.close()).await.is_err() {
        tracing::warn!("a request still holds the database: the backup may not be restored");
    }
    presence.leave().await;
    Ok(())
}

/// Comes in as soon as no restore is at work, and answers meanwhile that there is one;
/// none when the house is told to stop first.
async fn come_in(door: &Door, environment: &Environment, config: &Config) -> Result<Option<Presence>> {
    let settings = Settings::load(environment, config)?;
    let (uri, shared_dir) = (config.database.uri.as_str(), settings.shared_dir());
    let trouble = |trouble: Trouble| Error::Message(trouble.to_string());
    if let Some(presence) = Presence::enter_now(uri, shared_dir).await.map_err(trouble)? {
        return Ok(Some(presence));
    }
    tracing::info!("a backup is being restored: the site rests until that is done");
    let resting = Resting::begin(environment, config, door.listen()?).await?;
    let entered = tokio::select! {
        entered = Presence::enter(uri, shared_dir) => entered.map(Some),
        () = door.told_to_stop() => Ok(None),
    };
    resting.end().await;
    entered.map_err(trouble)
}
