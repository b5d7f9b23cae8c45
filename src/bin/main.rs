//! No argument: serve, in the environment of `LOCO_ENV`. Otherwise Loco's own
//! commands (`task`, `db`, `routes`, `doctor`).

use loco_rs::{
    Result,
    app::Hooks,
    boot::{ServeParams, StartMode, create_app, start},
    cli,
    environment::{Environment, resolve_from_env},
};
use migration::Migrator;
use passerelle::app::App;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> Result<()> {
    if std::env::args().len() > 1 {
        return cli::main::<App, Migrator>().await;
    }
    if let Err(error) = serve().await {
        eprintln!("Passerelle did not start: {error}");
        std::process::exit(1);
    }
    Ok(())
}

async fn serve() -> Result<()> {
    let environment: Environment = resolve_from_env().into();
    let config = App::load_config(&environment).await?;
    let boot = create_app::<App, Migrator>(StartMode::ServerAndWorker, &environment, config).await?;
    App::init_logger(&boot.app_context)?;
    let server = &boot.app_context.config.server;
    let params = ServeParams { port: server.port, binding: server.binding.clone() };
    start::<App>(boot, params, true).await
}
