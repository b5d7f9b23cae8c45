//! Applications: answering an offer, what one sent, and what an organisation received.

mod answers;
mod asking;
mod mine;
mod received;

use loco_rs::prelude::*;

pub fn routes() -> Routes {
    Routes::new()
        .add("/offers/{id}/applications", post(asking::ask))
        .add("/offers/{id}/applications/new", get(asking::new))
        .add("/me/applications", get(mine::list))
        .add("/me/applications/{id}", get(mine::show))
        .add("/me/applications/{id}/removal", post(mine::withdraw))
        .add("/me/applications/{id}/removal/undo", post(mine::put_back))
        .add("/organisations/{slug}/applications", get(received::list))
        .add("/organisations/{slug}/applications/{id}", get(received::show))
        .add("/organisations/{slug}/applications/{id}/acceptance", post(answers::accept))
        .add("/organisations/{slug}/applications/{id}/refusal", post(answers::refuse))
}
