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
    command_line::{self, Asked, Start},
    door::{Door, Told},
    house::House,
    presence::Presence,
    resting::Resting,
    settings::Settings,
};

/// From one try to open the house again to the next, and how many there are before
/// whoever watches over this process is to begin another.
const ANOTHER_TRY: Duration = Duration::from_secs(2);
const TRIES: usize = 30;
/// How long a connection that a request holds is waited for.
const LAST_CONNECTION: Duration = Duration::from_secs(20);

/// Serves, or does what was asked on the command line.
///
/// # Errors
/// What a command says went wrong; a server that does not start says so itself.
pub fn start() -> Pin<Box<dyn Future<Output = Result<()>>>> {
    Box::pin(async {
        let typed: Vec<String> = std::env::args().collect();
        let asked = command_line::read(&typed).unwrap_or_else(|error| error.exit());
        if let Asked::Start(start) = &asked {
            if let Err(error) = serve(start).await {
                eprintln!("Passerelle did not start: {error}");
                std::process::exit(1);
            }
        } else if let Err(error) = command(&asked).await {
            // Said as it is, not as Rust writes it.
            eprintln!("{error}");
            std::process::exit(1);
        }
        Ok(())
    })
}

/// A command that uses the database is in the house as a server is: no backup is
/// restored under it, and it does not begin under a restore.
async fn command(asked: &Asked) -> Result<()> {
    let presence = match asked {
        Asked::Work(named) => {
            let (environment, config) = configured(named.as_deref()).await?;
            match enter_now(&environment, &config).await? {
                None => {
                    eprintln!("A backup is being restored: this waits until that is done.");
                    Some(enter(&environment, &config).await?)
                }
                presence => presence,
            }
        }
        // Of two, the second does not even open what the first replaces.
        Asked::Restore(named) => {
            let (environment, config) = configured(named.as_deref()).await?;
            let presence = enter_now(&environment, &config).await?;
            presence.ok_or_else(|| said(Trouble::Another))?.leave().await;
            None
        }
        Asked::Start(_) | Asked::Else => None,
    };
    let done = cli::main::<App, Migrator>().await;
    if let Some(presence) = presence {
        presence.leave().await;
    }
    done
}

async fn configured(environment: Option<&str>) -> Result<(Environment, Config)> {
    let environment: Environment = environment.map_or_else(resolve_from_env, str::to_owned).into();
    let config = App::load_config(&environment).await?;
    // Before anything has something to say: what is loaded and mended at start is logged too.
    app::log_to_stderr(&config.logger);
    Ok((environment, config))
}

async fn serve(start: &Start) -> Result<()> {
    let (environment, mut config) = configured(start.environment.as_deref()).await?;
    let server = &mut config.server;
    server.port = start.port.unwrap_or(server.port);
    server.binding = start.binding.clone().unwrap_or_else(|| server.binding.clone());
    let door = Door::new(&server.binding, server.port);
    let (mut served, mut tries) = (false, 0);
    while door.told() != Told::Stop {
        match serve_once(&door, &environment, &config).await {
            Ok(()) => (served, tries) = (true, 0),
            // Where nobody has been answered yet, whoever began this is told.
            Err(error) if !served || tries == TRIES => return Err(error),
            Err(error) => {
                tracing::warn!(%error, "the house could not be opened again: it is tried once more");
                tries += 1;
                let resting = Resting::begin(&environment, &config, door.listen()?).await?;
                tokio::select! {
                    () = tokio::time::sleep(ANOTHER_TRY) => {}
                    () = door.told_to_stop() => {}
                }
                resting.end().await;
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
    let opening = async {
        presence.alone_to_open().await.map_err(said)?;
        create_app::<App, Migrator>(StartMode::ServerAndWorker, environment, config.clone()).await
    };
    let boot = tokio::select! {
        boot = opening => boot?,
        () = door.told_to_stop() => return Ok(()),
    };
    presence.has_opened().await;
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
    tokio::select! {
        closed = tokio::time::timeout(LAST_CONNECTION, house.db.close()) => if closed.is_err() {
            tracing::warn!("a request still holds the database: the backup may not be restored");
        },
        () = door.told_to_stop() => {}
    }
    presence.leave().await;
    Ok(())
}

/// Comes in as soon as no restore is at work, and answers meanwhile that there is one;
/// none when the house is told to stop first.
async fn come_in(door: &Door, environment: &Environment, config: &Config) -> Result<Option<Presence>> {
    if let Some(presence) = enter_now(environment, config).await? {
        return Ok(Some(presence));
    }
    tracing::info!("a backup is being restored: the site rests until that is done");
    let resting = Resting::begin(environment, config, door.listen()?).await?;
    let entered = tokio::select! {
        entered = enter(environment, config) => entered.map(Some),
        () = door.told_to_stop() => Ok(None),
    };
    resting.end().await;
    entered
}

async fn enter_now(environment: &Environment, config: &Config) -> Result<Option<Presence>> {
    let settings = Settings::load(environment, config)?;
    Presence::enter_now(&config.database.uri, settings.shared_dir()).await.map_err(said)
}

async fn enter(environment: &Environment, config: &Config) -> Result<Presence> {
    let settings = Settings::load(environment, config)?;
    Presence::enter(&config.database.uri, settings.shared_dir()).await.map_err(said)
}

fn said(trouble: Trouble) -> Error {
    Error::Message(trouble.to_string())
}
