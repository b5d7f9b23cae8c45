//! What people come back to between two of them: what was asked and withdrawn, what was
//! refused, what was given and is over.

use std::pin::pin;

use chrono::Duration;
use futures_util::future::{join, poll_immediate};
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{blocks, contacts, disclosures},
        contacts::{asking, asking::Draft, ending},
        users,
    },
    refusals::Failure,
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, sea_query::Expr};

use super::contacts::{Cast, at, cast, row};
use crate::{requests::profiles::writes_a_profile, support::World};

/// So much time has passed since everything became what it is.
async fn passes(world: &World, days: i64) {
    let txn = world.house.db.write().await.unwrap();
    let then = Expr::value(clock::now() - Duration::days(days));
    let all = contacts::Entity::update_many().col_expr(contacts::Column::StateAt, then);
    all.exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_left_in_peace_for_three_months_and_for_its_purpose() {
    let Cast { world, asker, person, other } = cast().await;
    let id = asker.asks_of(&person, "offer", "Bonjour").await;
    person.does(&at(id, "refusal"), &[("reason", "")]).await;
    passes(&world, 89).await;
    asker.asks_again(&person, "offer").await.assert_status(422).assert_sees("moins de trois mois");
    // It is between these two, and for this purpose.
    other.asks_of(&person, "offer", "Bonjour").await;
    let next = asker.asks_of(&person, "other", "Autre chose.").await;
    asker.does(&at(next, "removal"), &[]).await;
    passes(&world, 91).await;
    asker.asks_of(&person, "offer", "Depuis, le poste a changé.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_withdrawn_is_put_back_only_where_it_could_be_asked() {
    let Cast { world, asker, person, .. } = cast().await;
    let id = asker.asks_of(&person, "offer", "Bonjour").await;
    let back = at(id, "removal/undo");
    asker.does(&at(id, "removal"), &[]).await;
    // Something else is open between the two.
    let open = person.asks_of(&asker, "other", "Bonjour").await;
    asker.post(&back, &[]).await.assert_status(409);
    person.does(&at(open, "removal"), &[]).await;
    // They take no contact any more.
    person.takes("nobody").await;
    asker.post(&back, &[]).await.assert_status(404);
    person.takes("members").await;
    // Much waits for them.
    for number in 0..10 {
        world.person(&format!("monde-{number}"), Kind::Seeker).await.asks_of(&person, "other", "Bonjour").await;
    }
    asker.post(&back, &[]).await.assert_status(422).assert_sees("déjà beaucoup de demandes");
    assert_eq!(row(&world, id).await.state, "withdrawn");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_taken_back_only_where_nothing_else_stands_between_the_two() {
    let Cast { world, asker, person, .. } = cast().await;
    let id = asker.asks_of(&person, "offer", "Bonjour").await;
    person.does(&at(id, "refusal"), &[("reason", "")]).await;
    let back = at(id, "refusal/removal");
    let open = asker.asks_of(&person, "other", "Autre chose.").await;
    person.post(&back, &[]).await.assert_status(409);
    asker.does(&at(open, "removal"), &[]).await;
    // Whoever keeps someone at a distance hears them first.
    person.does("/people/rachel/silence", &[("kind", "block")]).await;
    person.post(&back, &[]).await.assert_status(404);
    assert_eq!(row(&world, id).await.state, "refused");
    person.does("/people/rachel/silence/removal", &[]).await;
    person.does(&back, &[]).await;
    assert_eq!(row(&world, id).await.state, "waiting");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_ends_it_nothing_that_either_gave_stays_given() {
    let Cast { world, asker, person, .. } = cast().await;
    writes_a_profile(&asker, "motrecruteuse").await;
    writes_a_profile(&person, "motprofil").await;
    let (hers, theirs) = ("nomcompletmotrecruteuse", "nomcompletmotprofil");
    for (round, purpose) in ["other", "offer", "proofreading", "trade_question"].into_iter().enumerate() {
        let id = asker.asks_of(&person, purpose, "Bonjour").await;
        person.accepts(id, &[("name", "on")]).await.assert_status(303);
        asker.does(&at(id, "given"), &[("field", "name")]).await;
        person.get("/people/rachel").await.assert_sees(hers);
        asker.get("/people/awa").await.assert_sees(theirs);
        match round {
            0 => asker.does(&at(id, "closure"), &[]).await,
            1 => person.does(&at(id, "closure"), &[]).await,
            2 => asker.does("/people/awa/silence", &[("kind", "block")]).await,
            _ => person.does("/people/rachel/silence", &[("kind", "block")]).await,
        };
        person.get("/people/rachel").await.assert_unseen(hers);
        asker.get("/people/awa").await.assert_unseen(theirs);
        assert_eq!(disclosures::Entity::find().count(&world.house.db).await.unwrap(), 0, "{round}");
        asker.post("/people/awa/silence/removal", &[]).await.assert_status(303);
    }
}

/// The block is there before what is asked, or ends it: never beside it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_asked_in_the_moment_of_a_block_finds_no_door() {
    let Cast { world, asker, person, .. } = cast().await;
    let db = &world.house.db;
    let me = world.seen(&asker).await;
    let to = users::Model::by_id(db, person.id()).await.unwrap();
    // The block is written, and not yet said.
    let held = db.write().await.unwrap();
    ending::part(&held, person.id(), asker.id()).await.unwrap();
    let block = blocks::ActiveModel {
        user_id: Set(person.id()),
        other_id: Set(asker.id()),
        kind: Set("block".to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    blocks::Entity::insert(block).exec_without_returning(&held).await.unwrap();
    let draft = Draft { purpose: "other".to_owned(), message: "Bonjour".to_owned(), ..Draft::default() };
    let mut asked = pin!(asking::ask(db, &me, &to, &draft));
    // As far as one gets meanwhile: to the door, which was open, and no further.
    for _ in 0..50 {
        assert!(poll_immediate(&mut asked).await.is_none());
        users::Entity::find_by_id(to.id).one(db).await.unwrap();
    }
    let (written, asked) = join(held.commit(), asked).await;
    written.unwrap();
    assert!(matches!(asked, Err(Failure::Missing)), "{asked:?}");
    assert_eq!(contacts::Entity::find().count(db).await.unwrap(), 0);
}
