//! People to suggest after an `@` in a new thread.

use crate::controllers::{
    answers::Answer,
    extractors::{Asked, At, Member},
};
use crate::{
    access::Viewer,
    initializers::limits::Limit,
    models::communities::{self},
};

/// People to suggest after an `@` in a new thread of this room.
pub(super) async fn mentions(
    me: Member,
    At(slug): At<String>,
    Asked(asked): Asked<crate::controllers::threads::mentions::Q>,
) -> Answer {
    me.count(Limit::Previews)?;
    let viewer = Viewer::Member(me.person.clone());
    let room = communities::Model::readable_by(&me.house.db, &viewer, &slug).await?;
    crate::controllers::threads::mentions::suggestions(&me, &room, None, &asked.q).await
}
