//! Who reads which room: the table of PRODUCT.md, written a third time as plainly
//! as it stands there, and held against both translations of `access.rs` for
//! every kind × claim × address confirmed × admin × tie to the room × state.

use std::{collections::BTreeSet, sync::Arc};

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind, MyRoom, Person, Viewer},
    clock,
    models::{_entities::communities, users},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryFilter};

use crate::support::World;

const KINDS: [Kind; 5] = [Kind::Seeker, Kind::Recruiter, Kind::Branch, Kind::Adviser, Kind::Other];
const CLAIMS: [&str; 4] = ["none", "pending", "confirmed", "refused"];
const STATES: [&str; 3] = ["open", "proposed", "declined"];

/// What ties someone to a room, beside who they are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tie {
    None,
    Joined,
    Manages,
    LetIn,
    /// An admin's look, still lasting.
    Looking,
    /// An admin's look, over.
    Looked,
    Proposed,
}

const TIES: [Tie; 7] = [Tie::None, Tie::Joined, Tie::Manages, Tie::LetIn, Tie::Looking, Tie::Looked, Tie::Proposed];

#[derive(Clone, Copy, Debug)]
struct Someone {
    kind: Kind,
    claim: &'static str,
    address_confirmed: bool,
    admin: bool,
}

fn everyone() -> Vec<Someone> {
    let mut everyone = vec![];
    for kind in KINDS {
        for claim in CLAIMS {
            for address_confirmed in [true, false] {
                for admin in [false, true] {
                    everyone.push(Someone { kind, claim, address_confirmed, admin });
                }
            }
        }
    }
    everyone
}

/// The table. `manages` is of this room; so is every tie.
fn reads(who: Option<Someone>, tie: Tie, audience: Audience, state: &str) -> bool {
    let Some(who) = who else { return audience == Audience::Public && state == "open" };
    match state {
        // A proposal is for who made it and who decides; so is what became of it.
        "proposed" => return tie == Tie::Proposed || who.admin,
        "declined" => {
            let told = matches!(audience, Audience::Public | Audience::Members | Audience::Staff);
            return tie == Tie::Proposed || who.admin && told;
        }
        _ => {}
    }
    if matches!(tie, Tie::Manages | Tie::LetIn | Tie::Looking) {
        return true;
    }
    let claimed = who.claim == "confirmed";
    match audience {
        Audience::Public | Audience::Members => true,
        Audience::Seekers => who.kind == Kind::Seeker && who.address_confirmed,
        Audience::Recruiters => matches!(who.kind, Kind::Recruiter | Kind::Branch) && claimed && who.address_confirmed,
        Audience::Staff => (who.kind == Kind::Adviser && claimed || who.admin) && who.address_confirmed,
        Audience::Named => false,
    }
}

/// The account of someone, as it would be read from its table.
fn account(id: i64, who: Someone) -> users::Model {
    users::Model {
        id,
        email: "someone@people.test".to_owned(),
        email_confirmed_at: who.address_confirmed.then(|| clock::now().into()),
        handle: "someone".to_owned(),
        handle_skeleton: "someone".to_owned(),
        display_name: "Someone".to_owned(),
        password_hash: None,
        kind: who.kind.name(),
        claim: who.claim.to_owned(),
        organisation_name: None,
        about: String::new(),
        is_admin: who.admin,
        is_ambassador: false,
        suspended_until: None,
        locale: "fr".to_owned(),
        home_without: String::new(),
        mail_direct: "at_once".to_owned(),
        mail_followed: "morning".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        last_seen_at: None,
        warned_at: None,
        created_at: clock::now().into(),
    }
}

fn viewer(id: i64, who: Someone, tie: Tie, room: &communities::Model) -> Viewer {
    let account = account(id, who);
    let rooms = match tie {
        Tie::Joined | Tie::Manages => {
            vec![MyRoom { id: room.id, slug: room.slug.clone(), name: room.name.clone(), manager: tie == Tie::Manages }]
        }
        _ => vec![],
    };
    let entrances = match tie {
        Tie::LetIn => vec![(room.id, None)],
        Tie::Looking => vec![(room.id, Some(clock::now() + Duration::minutes(5)))],
        Tie::Looked => vec![(room.id, Some(clock::now() - Duration::minutes(5)))],
        _ => vec![],
    };
    Viewer::Member(Arc::new(Person {
        id,
        handle: account.handle.clone(),
        display_name: account.display_name.clone(),
        email: account.email.clone(),
        kind: account.kind_that_counts(),
        email_confirmed: account.is_confirmed(),
        is_admin: account.is_admin,
        is_ambassador: account.is_ambassador,
        suspended_until: None,
        locale: account.locale.clone(),
        home_without: String::new(),
        created_at: clock::now(),
        rooms,
        entrances,
        silenced: vec![],
        writing: vec![],
    }))
}

/// A room of each audience in each state, all proposed by one person.
async fn rooms(world: &World, proposer: i64) -> Vec<communities::Model> {
    let mut rooms = vec![];
    for state in STATES {
        for audience in Audience::ALL {
            let room = world.room(&format!("{}-{state}", audience.name()), audience, &[]).await;
            let mut room = room.into_active_model();
            room.state = Set(state.to_owned());
            room.proposed_by_id = Set(Some(proposer));
            let txn = world.house.db.write().await.unwrap();
            rooms.push(room.update(&txn).await.unwrap());
            txn.commit().await.unwrap();
        }
    }
    rooms
}

async fn listed(world: &World, viewer: &Viewer) -> BTreeSet<i64> {
    let rooms = communities::Entity::find().filter(viewer.readable_rooms()).all(&world.house.db).await.unwrap();
    rooms.into_iter().map(|room| room.id).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_is_read_by_its_row_of_the_table_and_by_nobody_else() {
    let world = World::new().await;
    let proposer = world.person("proposer", Kind::Adviser).await.id();
    let rooms = rooms(&world, proposer).await;
    let (mut seen, mut unseen) = (0, 0);
    for who in everyone() {
        for tie in TIES {
            for room in &rooms {
                let id = if tie == Tie::Proposed { proposer } else { proposer + 1_000 };
                let audience = Audience::named(&room.audience).unwrap();
                let expected = reads(Some(who), tie, audience, &room.state);
                assert_eq!(viewer(id, who, tie, room).may_read(room), expected, "{who:?} {tie:?}: {}", room.slug);
                if expected { seen += 1 } else { unseen += 1 }
            }
        }
    }
    assert!(seen > 1_000 && unseen > 1_000, "{seen} seen, {unseen} unseen");
    for room in &rooms {
        let audience = Audience::named(&room.audience).unwrap();
        assert_eq!(Viewer::Visitor.may_read(room), reads(None, Tie::None, audience, &room.state), "{}", room.slug);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_condition_and_the_answer_say_the_same_of_every_room() {
    let world = World::new().await;
    let proposer = world.person("proposer", Kind::Adviser).await.id();
    let rooms = rooms(&world, proposer).await;
    let answered = |viewer: &Viewer| -> BTreeSet<i64> {
        rooms.iter().filter(|room| viewer.may_read(room)).map(|room| room.id).collect()
    };
    assert_eq!(listed(&world, &Viewer::Visitor).await, answered(&Viewer::Visitor));
    // Tied to a room of a closed audience that is open, and to one that is not.
    let tied = |slug: &str| rooms.iter().find(|room| room.slug == slug).unwrap();
    for who in everyone() {
        for tie in TIES {
            for room in [tied("seekers-open"), tied("named-proposed")] {
                let id = if tie == Tie::Proposed { proposer } else { proposer + 1_000 };
                let viewer = viewer(id, who, tie, room);
                assert_eq!(listed(&world, &viewer).await, answered(&viewer), "{who:?} {tie:?} to {}", room.slug);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_manages_any_room_is_staff() {
    let world = World::new().await;
    let place = world.room("nantes", Audience::Public, &[]).await;
    let team = world.room("equipe", Audience::Staff, &[]).await;
    let seeker = Someone { kind: Kind::Seeker, claim: "none", address_confirmed: true, admin: false };
    assert!(viewer(1, seeker, Tie::Manages, &place).may_read(&team));
    assert!(!viewer(1, seeker, Tie::Joined, &place).may_read(&team));
    let unknown = Someone { address_confirmed: false, ..seeker };
    assert!(!viewer(1, unknown, Tie::Manages, &place).may_read(&team));
}

#[test]
fn a_claim_that_nobody_confirmed_counts_as_other() {
    for kind in KINDS {
        for claim in CLAIMS {
            let who = Someone { kind, claim, address_confirmed: true, admin: false };
            let counts = if kind.is_claim() && claim != "confirmed" { Kind::Other } else { kind };
            assert_eq!(account(1, who).kind_that_counts(), counts, "{kind:?} {claim}");
        }
    }
}

/// An audience that this version cannot name is nobody's: a later version may
/// have written it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_audience_is_for_nobody() {
    let world = World::new().await;
    let room = world.room("demain", Audience::Public, &[]).await;
    let mut room = room.into_active_model();
    room.audience = Set("everyone".to_owned());
    let txn = world.house.db.write().await.unwrap();
    let room = room.update(&txn).await.unwrap();
    txn.commit().await.unwrap();
    let admin = Someone { kind: Kind::Adviser, claim: "confirmed", address_confirmed: true, admin: true };
    for viewer in [Viewer::Visitor, viewer(1, admin, Tie::None, &room)] {
        assert!(!viewer.may_read(&room));
        assert!(listed(&world, &viewer).await.is_empty());
        assert!(!room.is_public());
    }
}
