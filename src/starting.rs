//! What the binary does. It is here and not there so that Loco's machinery is
//! compiled for this application once.

use std::pin::Pin;

use loco_rs::{
    Result,
    app::Hooks,
    boot::{ServeParams, StartMode, create_app},
    cli,
    environment::{Environment, resolve_from_env},
};
use migration::Migrator;

use crate::app::{self, App};

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
    let boot = create_app::<App, Migrator>(StartMode::ServerAndWorker, &environment, config).await?;
    let server = &boot.app_context.config.server;
    let params = ServeParams { port: server.port, binding: server.binding.clone() };
    loco_rs::boot::start::<App>(boot, params, true).await
}
