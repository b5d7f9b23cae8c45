//! No argument, or `start`: serve, in the environment of `LOCO_ENV`. Otherwise Loco's own
//! commands (`task`, `db`, `routes`, `doctor`). See `src/starting.rs`.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> loco_rs::Result<()> {
    passerelle::starting::start().await
}
