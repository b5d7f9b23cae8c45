//! My account: who I am here, how I sign in, where I am signed in, whom I silenced.

mod account;
mod aid;
mod blocks;
mod bookmarks;
mod data;
mod preferences;
mod profile;
mod sessions;

use loco_rs::prelude::*;

/// Seconds a browser keeps a choice.
const YEAR: i64 = 365 * 24 * 3600;

/// A profile is a house of its own.
pub use profile::routes as profile_routes;

pub fn routes() -> Routes {
    Routes::new()
        .add("/me/account", get(account::account).post(account::edit))
        .add("/me/email", post(account::change_email))
        .add("/me/password", post(account::change_password))
        .add("/me/sessions", get(sessions::sessions_page))
        .add("/me/sessions/others/end", post(sessions::end_others))
        .add("/me/sessions/{id}/end", post(sessions::end_session))
        .add("/me/blocks", get(blocks::blocks_page))
        .add("/me/bookmarks", get(bookmarks::bookmarks))
        .add("/me/writings", get(bookmarks::writings))
        .add("/me/aid", get(aid::list))
        .add("/me/pledge", get(aid::pledge).post(aid::give))
        .add("/me/pledge/removal", post(aid::take_back))
        .add("/me/preferences", get(preferences::show).post(preferences::change))
        .add("/me/data", get(data::page))
        .add("/me/data/exports", post(data::ask))
        .add("/me/data/exports/{id}", get(data::download).post(data::give_password))
        .add("/me/data/erasure", post(data::erase))
        .add("/me/locale", post(preferences::locale))
        .add("/me/home/{block}", post(preferences::home_block))
}
