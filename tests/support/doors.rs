//! Every door that changes something: where it is, a form it accepts, and who
//! may send it. In an order in which each can be opened after the one before.

mod offers;

use std::sync::LazyLock;

use passerelle::{
    access::{Audience, Kind},
    models::{_entities, contacts::introducing as introductions, drafts, letters, sessions, unsubscribing},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IdenStatic, Iterable};

use super::{Actor, PASSWORD, Page, World, form, pictures};

pub struct Door {
    /// As the router says it.
    pub route: &'static str,
    pub path: String,
    pub who: Actor,
    pub fields: Vec<(&'static str, String)>,
    /// The tables it writes to.
    pub tables: &'static [&'static str],
    /// A file goes with it: it is sent in parts.
    pub picture: bool,
}

impl Door {
    /// Sends the form as it should be, with these fields after it.
    pub async fn open_with(&self, more: &[(&str, &str)]) -> Page {
        let fields = self.fields.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<(&str, &str)> = fields.chain(more.iter().copied()).collect();
        if self.picture {
            return self.who.sends_as(&self.path, &fields, Some(self.file()), &[]).await;
        }
        self.who.post(&self.path, &fields).await
    }

    /// What goes with it: its name, its type, its bytes.
    fn file(&self) -> (&'static str, &'static str, &'static [u8]) {
        static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| pictures::jpeg(24, 16));
        match self.route {
            "/organisations/{slug}/sources" => {
                ("offres.xml", "text/xml", b"<source><job><title>Un</title></job></source>")
            }
            "/me/profile/import" => ("cv.json", "application/json", br#"{"basics":{"label":"Vers le soin"}}"#),
            _ => ("photo.jpg", "image/jpeg", &PHOTO),
        }
    }

    /// Sends the form with one field changed, written as it goes over the wire.
    pub async fn open_changing(&self, field: &str, raw: &str) -> Page {
        let others: Vec<(&str, &str)> = self
            .fields
            .iter()
            .filter(|(name, _)| *name != field)
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        if self.picture {
            let others = others.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()));
            let fields: Vec<(String, Vec<u8>)> = others.chain([(field.to_owned(), over_the_wire(raw))]).collect();
            let body = pictures::multipart(&fields, Some(self.file()));
            return self.who.sends_body(&self.path, body, &[]).await;
        }
        let body = [form(&others), format!("{field}={raw}")].join("&");
        self.who
            .post_raw(&self.path, body.trim_start_matches('&').to_owned(), &[("sec-fetch-site", "same-origin")])
            .await
    }

    /// The columns of what it writes to that are no fields of it.
    pub fn columns(&self) -> Vec<&'static str> {
        let mut names =
            vec!["_method", "is_admin", "role", "state", "claim", "user_id", "author_id", "created_at", "id"];
        names.extend(self.tables.iter().flat_map(|table| columns(table)));
        names.sort_unstable();
        names.dedup();
        names.retain(|name| self.fields.iter().all(|(field, _)| field != name));
        names
    }
}

/// The bytes that a value stands for in a form.
fn over_the_wire(raw: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (vec![], raw.as_bytes());
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    bytes
}

fn columns(table: &str) -> Vec<&'static str> {
    fn of<E: EntityTrait>() -> Vec<&'static str> {
        E::Column::iter().map(|column| IdenStatic::as_str(&column)).collect()
    }
    match table {
        "users" => of::<_entities::users::Entity>(),
        "sessions" => of::<_entities::sessions::Entity>(),
        "links" => of::<_entities::links::Entity>(),
        "blocks" => of::<_entities::blocks::Entity>(),
        "suspensions" => of::<_entities::suspensions::Entity>(),
        "communities" => of::<_entities::communities::Entity>(),
        "memberships" => of::<_entities::memberships::Entity>(),
        "entrances" => of::<_entities::entrances::Entity>(),
        "threads" => of::<_entities::threads::Entity>(),
        "posts" => of::<_entities::posts::Entity>(),
        "letters" => of::<_entities::letters::Entity>(),
        "follows" => of::<_entities::follows::Entity>(),
        "bookmarks" => of::<_entities::bookmarks::Entity>(),
        "notifications" => of::<_entities::notifications::Entity>(),
        "drafts" => of::<_entities::drafts::Entity>(),
        "exports" => of::<_entities::exports::Entity>(),
        "gestures" => of::<_entities::gestures::Entity>(),
        "profiles" => of::<_entities::profiles::Entity>(),
        "profile_skills" => of::<_entities::profile_skills::Entity>(),
        "attestations" => of::<_entities::attestations::Entity>(),
        "profile_entries" => of::<_entities::profile_entries::Entity>(),
        "entry_gestures" => of::<_entities::entry_gestures::Entity>(),
        "disclosures" => of::<_entities::disclosures::Entity>(),
        "aid_requests" => of::<_entities::aid_requests::Entity>(),
        "aid_answers" => of::<_entities::aid_answers::Entity>(),
        "aid_messages" => of::<_entities::aid_messages::Entity>(),
        "accompaniments" => of::<_entities::accompaniments::Entity>(),
        "calls" => of::<_entities::calls::Entity>(),
        "call_slots" => of::<_entities::call_slots::Entity>(),
        "slips" => of::<_entities::slips::Entity>(),
        "shared_threads" => of::<_entities::shared_threads::Entity>(),
        "contacts" => of::<_entities::contacts::Entity>(),
        "applications" => of::<_entities::applications::Entity>(),
        "contact_messages" => of::<_entities::contact_messages::Entity>(),
        "introductions" => of::<_entities::introductions::Entity>(),
        "pledges" => of::<_entities::pledges::Entity>(),
        "pictures" => of::<_entities::pictures::Entity>(),
        "organisations" => of::<_entities::organisations::Entity>(),
        "organisation_members" => of::<_entities::organisation_members::Entity>(),
        "offers" => of::<_entities::offers::Entity>(),
        "offer_versions" => of::<_entities::offer_versions::Entity>(),
        "offer_sources" => of::<_entities::offer_sources::Entity>(),
        "source_samples" => of::<_entities::source_samples::Entity>(),
        "offer_runs" => of::<_entities::offer_runs::Entity>(),
        "offer_items" => of::<_entities::offer_items::Entity>(),
        "offer_run_lines" => of::<_entities::offer_run_lines::Entity>(),
        "api_keys" => of::<_entities::api_keys::Entity>(),
        "webhooks" => of::<_entities::webhooks::Entity>(),
        "webhook_deliveries" => of::<_entities::webhook_deliveries::Entity>(),
        "offer_keepers" => of::<_entities::offer_keepers::Entity>(),
        "offer_notes" => of::<_entities::offer_notes::Entity>(),
        "offer_statements" => of::<_entities::offer_statements::Entity>(),
        "offer_replies" => of::<_entities::offer_replies::Entity>(),
        "offer_marks" => of::<_entities::offer_marks::Entity>(),
        "offer_relays" => of::<_entities::offer_relays::Entity>(),
        "alerts" => of::<_entities::alerts::Entity>(),
        "offer_places" => of::<_entities::offer_places::Entity>(),
        other => panic!("no table `{other}` in this list"),
    }
}

/// A house where nobody is told to slow down.
pub async fn unhurried() -> World {
    World::with(|settings| {
        for limit in ["threads", "replies", "acts", "sign_ins", "letters", "previews", "pictures", "codes"] {
            settings["limits"][limit] = 1_000_000.into();
        }
    })
    .await
}

/// All of them, with what each needs in place.
pub async fn doors(world: &World) -> Vec<Door> {
    let asker = world.person("asker", Kind::Seeker).await;
    let helper = world.person("helper", Kind::Other).await;
    let carer = world.person("carer", Kind::Other).await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let mover = world.person("mover", Kind::Seeker).await;
    let leaver = world.person("leaver", Kind::Seeker).await;
    let claimant = world.someone("claimant", Kind::Recruiter, |user| user.claim = Set("pending".to_owned())).await;
    let quitter = world.resident("quitter", Kind::Other).await;
    quitter.post("/me/data/exports", &[]).await.assert_status(303);
    world.works().await;
    let boss = world.admin("boss").await;
    let visitor = world.visitor();
    let atelier = world.room("atelier", Audience::Public, &[&carer]).await;
    world.room("choisis", Audience::Named, &[&carer]).await;
    world.room("confidences", Audience::Seekers, &[&carer]).await;
    let fields = [("name", "Proposée"), ("description", "À ouvrir."), ("kind", "theme"), ("audience", "public")];
    adviser.post("/communities", &fields).await.assert_status(303);
    let talk = asker.asks(&atelier, "Par où commencer ?", "Je cherche **une piste**.").await;
    let reply = helper.replies(&talk, "Par le début, à la mission locale.").await;
    let shown = pictures::address(&asker.keeps_picture("Un quai", &pictures::jpeg(24, 16)).await);
    mover.post(&talk.act("draft"), &[("body", "Un début")]).await.assert_status(303);
    let begun = drafts::of(&world.house.db, mover.id(), None).await.unwrap().rows[0].id;
    helper.post(&talk.act("draft"), &[("body", "Une autre piste")]).await.assert_status(303);
    let thrown = drafts::of(&world.house.db, helper.id(), None).await.unwrap().rows[0].id;
    let thrown = drafts::forget(&world.house, &*world.seen(&helper).await, thrown).await.unwrap();
    for email in ["un@people.test", "deux@people.test", "trois@people.test"] {
        world.signs_up(email, "Une personne", "seeker").await;
    }
    let confirmation = world.link_to("un@people.test").await;
    visitor.post("/session/links", &[("email", "deux@people.test")]).await.assert_status(200);
    let link = world.link_to("deux@people.test").await;
    visitor.post("/resets", &[("email", "trois@people.test")]).await.assert_status(200);
    let reset = world.link_to("trois@people.test").await;
    for _ in 0..2 {
        sessions::open(&world.house, leaver.id(), "Firefox Linux", true).await.unwrap();
    }
    let elsewhere = sessions::of(&world.house.db, leaver.id(), None).await.unwrap().rows;
    let elsewhere = elsewhere.iter().map(|session| session.id).max().unwrap();
    let until = (passerelle::clock::now() + chrono::Duration::days(9)).format("%Y-%m-%d").to_string();
    let aid = aid(&asker, &helper, &carer).await;
    let contact = asker.asks_of(&carer, "proofreading", "Ma lettre, avant lundi ?").await;
    let accepted = asker.asks_of(&helper, "trade_question", "Une nuit, c’est comment ?").await;
    helper.post(&format!("/me/contacts/{accepted}/acceptance"), &[]).await.assert_status(303);
    let blocked = mover.asks_of(&carer, "other", "Encore moi.").await;
    let withdrawn = mover.asks_of(&helper, "other", "Une erreur.").await;
    let meeting = [("to", "mover"), ("message", "Vous cherchez dans la même rue.")];
    helper.post("/people/asker/introductions", &meeting).await.assert_status(303);
    let meeting = introductions::Entity::find().one(&world.house.db).await.unwrap().expect("an introduction").id;
    let advised = advised(world, &adviser).await;
    let room_fields = |name: &str, slug: &str| -> Vec<(&'static str, String)> {
        let rest = [("description", "On s’y entraide."), ("rules", "Soyons *bienveillants*."), ("tags", "accueil")];
        let rest = rest.into_iter().chain([("kind", "theme"), ("audience", "public")]);
        let rest = rest.chain([("trade_code", ""), ("place_code", "")]);
        let rest = rest.map(|(name, value)| (name, value.to_owned()));
        [("name", name.to_owned()), ("slug", slug.to_owned())].into_iter().chain(rest).collect()
    };
    let thread = |act: &str| talk.act(act);
    let post = |act: &str| format!("/posts/{reply}/{act}");

    let mut doors = vec![];
    let mut add = |route: &'static str,
                   path: String,
                   who: &Actor,
                   fields: Vec<(&'static str, String)>,
                   tables: &'static [&'static str]| {
        let picture = ["/pictures/new", "/me/profile/photo", "/me/profile/import", "/organisations/{slug}/sources"]
            .contains(&route);
        doors.push(Door { route, path, who: who.clone(), fields, tables, picture });
    };
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let account =
        [("email", "neuve@people.test"), ("display_name", "Neuve"), ("password", PASSWORD), ("kind", "seeker")];
    add("/accounts", "/accounts".into(), &visitor, said(&[&account[..], &[("locale", "fr")]].concat()), &["users"]);
    let typed = said(&[("password", PASSWORD)]);
    add("/confirmations/{token}", confirmation, &visitor, typed, &["users", "links"]);
    add("/resets", "/resets".into(), &visitor, said(&[("email", "un@people.test")]), &["users", "links"]);
    add("/resets/{token}", reset, &visitor, said(&[("password", "quinze tramways jaunes")]), &["users", "links"]);
    let signing_in = [("email", "un@people.test"), ("password", PASSWORD), ("next", "/communities")];
    add("/session", "/session".into(), &visitor, said(&signing_in), &["sessions", "users"]);
    add("/session/links", "/session/links".into(), &visitor, said(&[("email", "un@people.test")]), &["links"]);
    add("/session/links/{token}", link, &visitor, vec![], &["links", "sessions"]);
    let profile = [("display_name", "Asker Test"), ("handle", "asker"), ("about", "J’arrive."), ("locale", "fr")];
    add("/me/account", "/me/account".into(), &asker, said(&profile), &["users"]);
    let address = [("email", "ailleurs@people.test"), ("password", "")];
    add("/me/email", "/me/email".into(), &mover, said(&address), &["users", "links"]);
    let passwords = [("current", ""), ("password", "vingt péniches rouges à quai")];
    add("/me/password", "/me/password".into(), &mover, said(&passwords), &["users"]);
    add("/me/locale", "/me/locale".into(), &mover, said(&[("locale", "en"), ("next", "/")]), &["users"]);
    add("/me/home/{block}", "/me/home/fresh".into(), &mover, said(&[("shown", "on")]), &["users"]);
    add("/people/{handle}/silence", "/people/helper/silence".into(), &asker, said(&[("kind", "mute")]), &["blocks"]);
    let hearing = "/people/helper/silence/removal";
    add("/people/{handle}/silence/removal", hearing.into(), &asker, vec![], &["blocks"]);

    let rooms = "/communities";
    add(rooms, rooms.into(), &boss, room_fields("Une salle neuve", "salle-neuve"), &["communities"]);
    let settings = room_fields("L’atelier", "atelier");
    add("/communities/{slug}/settings", format!("{rooms}/atelier/settings"), &carer, settings, &["communities"]);
    let belonging = "/communities/{slug}/membership";
    add(belonging, format!("{rooms}/atelier/membership"), &asker, vec![], &["memberships"]);
    let leaving = "/communities/{slug}/membership/removal";
    add(leaving, format!("{rooms}/atelier/membership/removal"), &asker, vec![], &["memberships"]);
    let decision = said(&[("decision", "open"), ("reason", "Bienvenue.")]);
    add("/communities/{slug}/decision", format!("{rooms}/proposee/decision"), &boss, decision, &["communities"]);
    let look = said(&[("reason", "Un signalement.")]);
    add("/communities/{slug}/entrance", format!("{rooms}/confidences/entrance"), &boss, look, &["entrances"]);
    let someone = || said(&[("handle", "helper")]);
    for (route, path) in [
        ("/communities/{slug}/managers", "/communities/atelier/managers"),
        ("/communities/{slug}/managers/removal", "/communities/atelier/managers/removal"),
        ("/communities/{slug}/entrances", "/communities/choisis/entrances"),
        ("/communities/{slug}/entrances/removal", "/communities/choisis/entrances/removal"),
    ] {
        add(route, path.into(), &carer, someone(), &["memberships", "entrances"]);
    }

    let opening = [("title", "Un autre fil"), ("body", "Bonjour @helper"), ("kind", "discussion")];
    let opening = [&opening[..], &[("tags", "accueil, cv"), ("draft", "formulaire-1")]].concat();
    let threads: &'static [&'static str] = &["threads", "posts"];
    add("/communities/{slug}/threads", format!("{rooms}/atelier/threads"), &asker, said(&opening), threads);
    let title =
        [("title", "Par où commencer, à 50 ans ?"), ("kind", "question"), ("tags", "cv"), ("reason", "plus clair")];
    add("/threads/{id}", format!("/threads/{}", talk.id), &asker, said(&title), threads);
    let answer = [("body", "Merci, j’y vais."), ("quote", &reply.to_string()), ("draft", "formulaire-2")];
    add("/threads/{id}/posts", thread("posts"), &asker, said(&answer), threads);
    let unfinished = said(&[("body", "Je voulais dire"), ("draft", "formulaire-3")]);
    add(
        "/threads/{id}/draft",
        thread("draft"),
        &asker,
        [&unfinished[..], &said(&[("quote", "")])].concat(),
        &["drafts"],
    );
    let opening = said(&[("title", "Un"), ("kind", "question"), ("tags", "")]);
    let opening = [&unfinished[..], &opening].concat();
    add("/communities/{slug}/draft", format!("{rooms}/atelier/draft"), &asker, opening, &["drafts"]);
    let edit = said(&[("body", "Je voulais dire"), ("reason", "clarté")]);
    add("/posts/{id}/draft", post("draft"), &helper, edit, &["drafts"]);
    for (route, path) in [
        ("/threads/{id}/watch", thread("watch")),
        ("/communities/{slug}/watch", format!("{rooms}/atelier/watch")),
        ("/tags/{tag}/watch", "/tags/cv/watch".to_owned()),
    ] {
        add(route, path, &asker, said(&[("level", "all")]), &["follows"]);
    }
    let kept = said(&[("note", "À relire."), ("remind_on", &until), ("post_id", &reply.to_string())]);
    add("/threads/{id}/bookmark", thread("bookmark"), &asker, kept, &["bookmarks"]);
    add("/threads/{id}/bookmark/removal", thread("bookmark/removal"), &asker, vec![], &["bookmarks"]);
    add("/notifications/reading", "/notifications/reading".into(), &asker, vec![], &["notifications"]);
    let stop = unsubscribing::token(&world.house, asker.id(), unsubscribing::Scope::Followed);
    let one_click = said(&[("List-Unsubscribe", "One-Click")]);
    add("/unsubscribe/{token}", format!("/unsubscribe/{stop}"), &visitor, one_click, &["follows"]);
    let told = said(&[("mail_direct", "morning"), ("mail_followed", "never"), ("time_zone", "Indian/Reunion")]);
    add("/me/preferences", "/me/preferences".into(), &asker, told, &["users"]);
    add("/me/drafts/{id}/removal", format!("/me/drafts/{begun}/removal"), &mover, vec![], &["drafts"]);
    add("/me/drafts/{id}/removal/undo", format!("/me/drafts/{thrown}/removal/undo"), &helper, vec![], &["drafts"]);
    let solution = said(&[("post_id", &reply.to_string())]);
    add("/threads/{id}/solution", thread("solution"), &asker, solution, threads);
    add("/threads/{id}/solution/removal", thread("solution/removal"), &asker, vec![], threads);
    add("/threads/{id}/pin", thread("pin"), &carer, vec![], threads);
    add("/threads/{id}/pin/removal", thread("pin/removal"), &carer, vec![], threads);
    let change = said(&[("body", "Par le début : la mission locale."), ("reason", "précision")]);
    add("/posts/{id}", format!("/posts/{reply}"), &helper, change, &["posts"]);
    let bravo = said(&[("kind", "bravo"), ("sentence", "Net et utile.")]);
    add("/posts/{id}/gestures", post("gestures"), &asker, bravo, &["gestures"]);
    let taken_back = said(&[("kind", "bravo"), ("sentence", "")]);
    add("/posts/{id}/gestures/removal", post("gestures/removal"), &asker, taken_back, &["gestures"]);
    add("/posts/{id}/hiding", post("hiding"), &carer, said(&[("reason", "Hors sujet.")]), &["posts"]);
    add("/posts/{id}/hiding/removal", post("hiding/removal"), &carer, vec![], &["posts"]);
    add("/posts/{id}/removal", post("removal"), &helper, vec![], &["posts"]);
    add("/posts/{id}/removal/undo", post("removal/undo"), &helper, vec![], &["posts"]);
    add("/threads/{id}/closure", thread("closure"), &asker, vec![], threads);
    add("/threads/{id}/closure/removal", thread("closure/removal"), &asker, vec![], threads);
    let picture = said(&[("alt", "Le quai, vu du pont"), ("place", &format!("threads/{}", talk.id))]);
    add("/pictures/new", "/pictures/new".into(), &asker, picture, &["pictures"]);
    add("/pictures/{token}/removal", format!("{shown}/removal"), &asker, vec![], &["pictures"]);
    add("/me/profile/photo", "/me/profile/photo".into(), &asker, vec![], &["pictures"]);
    add("/me/profile/photo/removal", "/me/profile/photo/removal".into(), &asker, vec![], &["pictures"]);
    add("/preview", "/preview".into(), &asker, said(&[("body", "# Titre")]), &["posts"]);

    profiles(&mut add, &helper, &asker).await;
    let entry = |more: &[(&'static str, &str)]| {
        let typed = [("kind", "tools"), ("title", "Un tableur"), ("body", "Le soir."), ("remote", "on")];
        let typed = [&typed[..], &[("trade_code", ""), ("place_code", ""), ("km", "20"), ("until", &until)]].concat();
        let slots = [("day_1", until.as_str()), ("from_1", "18:00"), ("until_1", "19:00")];
        said(&[&typed[..], &slots, &EMPTY_SLOTS, more].concat())
    };
    let aids: &'static [&'static str] = &["aid_requests"];
    let between: &'static [&'static str] = &["aid_answers", "aid_messages"];
    let [open, taken, closed, gone] = aid.entries;
    let act = |entry: i64, act: &str| format!("/aid/{entry}/{act}");
    let first = |more: &str| act(open, &format!("answers/{}{more}", aid.answers[0]));
    add("/aid", "/aid".into(), &asker, entry(&[("direction", "offer"), ("audience", "members")]), aids);
    add("/aid/{id}", format!("/aid/{open}"), &asker, entry(&[]), aids);
    let asked = said(&[("handle", "carer")]);
    add("/aid/{id}/invitations", act(open, "invitations"), &asker, asked, between);
    let words = || said(&[("body", "Je peux demain.")]);
    add("/aid/{id}/answers", act(open, "answers"), &adviser, words(), between);
    for (route, path, who) in [
        ("/aid/{id}/answers/{answer}/refusal", first("/refusal"), &asker),
        ("/aid/{id}/answers/{answer}/refusal/removal", first("/refusal/removal"), &asker),
        ("/aid/{id}/answers/{answer}/acceptance", first("/acceptance"), &asker),
        ("/aid/{id}/answers/{answer}/acceptance/removal", first("/acceptance/removal"), &asker),
        ("/aid/{id}/answers/{answer}/removal", first("/removal"), &helper),
        ("/aid/{id}/answers/{answer}/removal/undo", first("/removal/undo"), &helper),
    ] {
        add(route, path, who, vec![], between);
    }
    let messages = act(taken, &format!("answers/{}/messages", aid.answers[1]));
    add("/aid/{id}/answers/{answer}/messages", messages, &helper, words(), between);
    let thanks = said(&[("thanks", "on"), ("sentence", "Merci à vous.")]);
    add("/aid/{id}/closure", act(taken, "closure"), &asker, thanks, aids);
    add("/aid/{id}/closure/removal", act(closed, "closure/removal"), &asker, vec![], aids);
    add("/aid/{id}/removal", act(gone, "removal"), &asker, vec![], aids);
    add("/aid/{id}/removal/undo", act(gone, "removal/undo"), &asker, vec![], aids);
    let kinds = ["proofreading", "interview", "trade_question", "car_sharing", "moral_support", "tools"];
    let quiet = ["quiet_1", "quiet_2", "quiet_3", "quiet_4", "quiet_5", "quiet_6"];
    let mut pledge = said(&[("hours", "2"), ("remote", "on"), ("trade_code", ""), ("place_code", ""), ("km", "20")]);
    pledge.extend(said(&[("quiet_from", "21:00"), ("quiet_until", "08:00"), ("quiet_7", "on")]));
    pledge.extend(kinds.into_iter().chain(quiet).map(|name| (name, String::new())));
    pledge.retain(|(name, _)| *name != "tools");
    pledge.push(("tools", "on".to_owned()));
    add("/me/pledge", "/me/pledge".into(), &helper, pledge, &["pledges"]);
    add("/me/pledge/removal", "/me/pledge/removal".into(), &helper, vec![], &["pledges"]);

    let between: &'static [&'static str] = &["contacts", "contact_messages", "introductions"];
    let asking = said(&[("purpose", "offer"), ("message", "Un poste se libère."), ("offer_id", "")]);
    add("/people/{handle}/contacts", "/people/adviser/contacts".into(), &mover, asking, between);
    let two = said(&[("to", "carer"), ("message", "Vous vous entendrez.")]);
    add("/people/{handle}/introductions", "/people/helper/introductions".into(), &asker, two, between);
    let members = said(&[("contacts_from", "members")]);
    add("/me/contacts/from", "/me/contacts/from".into(), &asker, members, &["profiles"]);
    let act = |contact: i64, act: &str| format!("/me/contacts/{contact}/{act}");
    let day = said(&[("until", &until)]);
    add("/me/contacts/{id}/delay", act(contact, "delay"), &carer, day, between);
    let reason = said(&[("reason", "Pas ce mois-ci.")]);
    add("/me/contacts/{id}/refusal", act(contact, "refusal"), &carer, reason, between);
    add("/me/contacts/{id}/refusal/removal", act(contact, "refusal/removal"), &carer, vec![], between);
    let gives = said(&[("name", "on"), ("photo", ""), ("place", ""), ("contact", ""), ("log", "")]);
    add("/me/contacts/{id}/acceptance", act(contact, "acceptance"), &carer, gives, between);
    let field = || said(&[("field", "contact")]);
    add("/me/contacts/{id}/given", act(accepted, "given"), &helper, field(), between);
    add("/me/contacts/{id}/given/removal", act(accepted, "given/removal"), &helper, field(), between);
    let written = said(&[("body", "Les premières heures sont **pleines**.")]);
    add("/me/contacts/{id}/messages", act(accepted, "messages"), &helper, written, between);
    add("/me/contacts/{id}/closure", act(accepted, "closure"), &asker, vec![], between);
    add("/me/contacts/{id}/block", act(blocked, "block"), &carer, vec![], between);
    add("/me/contacts/{id}/removal", act(withdrawn, "removal"), &mover, vec![], between);
    add("/me/contacts/{id}/removal/undo", act(withdrawn, "removal/undo"), &mover, vec![], between);
    let meeting = |act: &str| format!("/me/introductions/{meeting}/{act}");
    add("/me/introductions/{id}/consent", meeting("consent"), &asker, vec![], between);
    add("/me/introductions/{id}/refusal", meeting("refusal"), &mover, vec![], between);

    let between: &'static [&'static str] = &["accompaniments", "shared_threads"];
    let hello = || said(&[("message", "J’hésite entre deux métiers.")]);
    let [linked, answered, refused, withdrawn] = advised.begun;
    let [person, wisher, visited, caller] = &advised.people;
    let act = |id: i64, act: &str| format!("/me/accompaniments/{id}/{act}");
    add("/people/{handle}/accompaniments", "/people/adviser/accompaniments".into(), visited, hello(), between);
    let called = [said(&[("handle", "adviser")]), hello()].concat();
    add("/me/adviser", "/me/adviser".into(), caller, called, between);
    add("/me/accompaniments/{id}/acceptance", act(answered, "acceptance"), &adviser, vec![], between);
    add("/me/accompaniments/{id}/refusal", act(refused, "refusal"), &adviser, vec![], between);
    add("/me/accompaniments/{id}/removal", act(withdrawn, "removal"), wisher, vec![], between);
    add("/me/accompaniments/{id}/given", act(linked, "given"), person, field(), &["disclosures"]);
    add("/me/accompaniments/{id}/given/removal", act(linked, "given/removal"), person, field(), &["disclosures"]);
    let pointing = || said(&[("thread", &talk.id.to_string())]);
    add("/me/accompaniments/{id}/threads", act(linked, "threads"), person, pointing(), between);
    add("/me/accompaniments/{id}/threads/removal", act(linked, "threads/removal"), person, pointing(), between);
    add("/me/accompaniments/{id}/closure", act(linked, "closure"), person, vec![], between);

    let between: &'static [&'static str] = &["calls", "call_slots"];
    let asking = [("about", "Ma lettre"), ("phone", "06 12 34 56 78"), ("slot", ""), ("page", "/threads/1")];
    let asking = said(&[&asking[..], &[("say_page", "on")]].concat());
    add("/me/adviser/calls", "/me/adviser/calls".into(), &advised.callers[0], asking, between);
    let act = |call: usize, act: &str| format!("/me/calls/{}/{act}", advised.calls[call]);
    let when = said(&[("day", &until), ("hour", "10:00")]);
    add("/me/calls/{id}/agreement", act(0, "agreement"), &adviser, when, between);
    add("/me/calls/{id}/completion", act(1, "completion"), &adviser, vec![], between);
    add("/me/calls/{id}/cancellation", act(2, "cancellation"), &advised.callers[3], vec![], between);
    let hours = [("weekday", "2"), ("day", ""), ("from", "14:00"), ("until", "15:00"), ("minutes", "30")];
    add("/me/people/slots", "/me/people/slots".into(), &adviser, said(&hours), between);
    let slot = said(&[("slot", &advised.slot.to_string())]);
    add("/me/people/slots/removal", "/me/people/slots/removal".into(), &adviser, slot, between);

    let written: &'static [&'static str] = &["slips", "threads", "posts", "profiles", "users"];
    let writing = |name: &str| {
        let mut fields = said(&SLIP);
        fields.extend(said(&[("display_name", name), ("room", &atelier.slug)]));
        fields
    };
    let mut codes = vec![];
    for name in ["Un", "Deux", "Trois", "Quatre", "Cinq"] {
        let fields = writing(name);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        codes.push(adviser.post("/me/slips", &fields).await.first(".slip__symbols").expect("a code"));
    }
    let slips = _entities::slips::Entity::find().all(&world.house.db).await.unwrap();
    let of_adviser = |slip: usize, act: &str| format!("/me/slips/{}/{act}", slips[slip].id);
    let opened = |slip: usize, act: &str| format!("/slips/{}{act}", codes[slip]);
    add("/me/slips", "/me/slips".into(), &adviser, writing("Mariam"), written);
    add("/me/slips/{id}/renewal", of_adviser(0, "renewal"), &adviser, vec![], &["slips"]);
    add("/me/slips/{id}/removal", of_adviser(1, "removal"), &adviser, said(&[("sure", "on")]), &["slips"]);
    add("/slips", "/slips".into(), &visitor, said(&[("code", &codes[2])]), &["slips"]);
    add("/slips/{code}", opened(2, ""), &visitor, said(&[("email", "six@people.test")]), &["slips", "links"]);
    add("/slips/{code}/joining", opened(3, "/joining"), &helper, vec![], &["slips"]);
    add("/slips/{code}/removal", opened(4, "/removal"), &visitor, said(&[("sure", "on")]), &["slips"]);

    offers::offers(world, &boss, &mut add).await;

    let undelivered = letters::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    let undelivered = format!("/admin/letters/{}/retry", undelivered.id);
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("UPDATE letters SET last_error = 'refused'").await.unwrap();
    txn.commit().await.unwrap();
    add("/admin/letters/{id}/retry", undelivered, &boss, vec![], &["letters"]);
    let suspension = said(&[("reason", "Publicité."), ("until", &until)]);
    let suspending = "/admin/people/claimant/suspension";
    add("/admin/people/{handle}/suspension", suspending.into(), &boss, suspension, &["users", "suspensions"]);
    let restoring = format!("{suspending}/removal");
    add("/admin/people/{handle}/suspension/removal", restoring, &boss, vec![], &["users", "suspensions"]);
    let claim = said(&[("decision", "confirm"), ("reason", "")]);
    add("/admin/claims/{handle}", format!("/admin/claims/{}", claimant.handle()), &boss, claim, &["users"]);
    let export = quitter.get("/me/data").await.attribute("form[action^='/me/data/exports/']", "action").unwrap();
    add("/me/data/exports/{id}", export, &quitter, said(&[("password", PASSWORD)]), &["exports"]);
    add("/me/data/exports", "/me/data/exports".into(), &quitter, said(&[("password", PASSWORD)]), &["exports"]);
    let leaving = said(&[("posts", "keep"), ("password", PASSWORD)]);
    add("/me/data/erasure", "/me/data/erasure".into(), &quitter, leaving, &["users"]);
    add("/me/sessions/{id}/end", format!("/me/sessions/{elsewhere}/end"), &leaver, vec![], &["sessions"]);
    add("/me/sessions/others/end", "/me/sessions/others/end".into(), &leaver, vec![], &["sessions"]);
    add("/session/end", "/session/end".into(), &leaver, vec![], &["sessions"]);
    doors
}

/// Those of a profile.
async fn profiles(
    add: &mut impl FnMut(&'static str, String, &Actor, Vec<(&'static str, String)>, &'static [&'static str]),
    owner: &Actor,
    reader: &Actor,
) {
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let story = [("label", "Tenir une caisse"), ("context", "Un samedi."), ("action", "J’ai rendu la monnaie.")];
    let story = said(&[&story[..], &[("result", "Tout est tombé juste.")]].concat());
    let typed: Vec<(&str, &str)> = story.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for _ in 0..2 {
        owner.post("/me/profile/skills", &typed).await.assert_status(303);
    }
    owner.post("/me/profile/log", &[("body", "Un pas de plus.")]).await.assert_status(303);
    let all = ["shown_to", "name_to", "photo_to", "place_to", "contact_to", "log_to"].map(|name| (name, "public"));
    owner.post("/me/audiences", &all).await.assert_status(303);
    let mine = owner.get("/me/profile").await;
    let skill = mine.attribute(".story__acts a", "href").unwrap();
    let entry = reader.get(&format!("/people/{}", owner.handle())).await.attribute(".entry", "id").unwrap();
    let entry = entry.trim_start_matches("entry-").to_owned();
    let asking = format!("{skill}/attestations");
    let asked = owner.post(&asking, &[("relation", "peer")]).await.attribute("#link", "value").unwrap();
    let asked = asked[asked.find("/attestations/").unwrap()..].to_owned();
    let signed = owner.post(&asking, &[("relation", "adviser")]).await.attribute("#link", "value").unwrap();
    let signed = signed[signed.find("/attestations/").unwrap()..].to_owned();
    reader.post(&signed, &[("name", "Asker Test")]).await.assert_status(303);
    let removal = owner.get("/me/profile").await;
    let removal = removal.attribute("form[action^='/me/profile/attestations/']", "action").unwrap();

    let going = [("headline", "Vers le soin"), ("project", "Deux lignes."), ("trade_1", "aide à domicile")];
    let going = [&going[..], &[("place_1", ""), ("km_1", "20"), ("rhythm_nights", "on")]].concat();
    let going = said(&[&going[..], &[("remote", "some"), ("available_from", "2027-03-01")]].concat());
    add("/me/profile/going", "/me/profile/going".into(), owner, going, &["profiles"]);
    let step = said(&[("step_1", "Stage"), ("state_1", "done")]);
    add("/me/profile/steps", "/me/profile/steps".into(), owner, step, &["profiles"]);
    let exchange = said(&[("offers", "Je relis."), ("seeks", "Une visite.")]);
    add("/me/profile/exchange", "/me/profile/exchange".into(), owner, exchange, &["profiles"]);
    let more = [("language_1", "Anglais"), ("level_1", "b1"), ("licences", "Permis B")];
    let more = said(&[&more[..], &[("link_1", "Mon site"), ("url_1", "https://example.org/")]].concat());
    add("/me/profile/more", "/me/profile/more".into(), owner, more, &["profiles"]);
    let apart = said(&[("full_name", "Helper Test"), ("place_code", ""), ("contact", "06 00 00 00 00")]);
    add("/me/profile/apart", "/me/profile/apart".into(), owner, apart, &["profiles"]);
    let tables: &'static [&'static str] = &["profiles", "profile_skills"];
    add("/me/profile/skills", "/me/profile/skills".into(), owner, story.clone(), tables);
    add("/me/profile/skills/{id}", skill.clone(), owner, story, tables);
    add("/me/profile/skills/{id}/rise", format!("{skill}/rise"), owner, vec![], tables);
    let relation = said(&[("relation", "peer")]);
    add("/me/profile/skills/{id}/attestations", asking, owner, relation, &["attestations"]);
    let signing = said(&[("name", "Une collègue"), ("words", "J’y étais.")]);
    add("/attestations/{token}", asked, reader, signing, &["attestations"]);
    add("/me/profile/attestations/{id}/removal", removal, owner, vec![], &["attestations"]);
    add("/me/profile/skills/{id}/removal", format!("{skill}/removal"), owner, vec![], tables);
    add("/me/audiences", "/me/audiences".into(), owner, said(&all), &["profiles"]);
    let someone = said(&[("handle", reader.handle())]);
    add("/me/audiences/removal", "/me/audiences/removal".into(), owner, someone, &["disclosures"]);
    let bravo = said(&[("kind", "bravo"), ("sentence", "Bien joué.")]);
    add("/entries/{id}/gestures", format!("/entries/{entry}/gestures"), reader, bravo, &["entry_gestures"]);
    let back = said(&[("kind", "bravo")]);
    add(
        "/entries/{id}/gestures/removal",
        format!("/entries/{entry}/gestures/removal"),
        reader,
        back,
        &["entry_gestures"],
    );
    add("/me/profile/log", "/me/profile/log".into(), owner, said(&[("body", "Encore un.")]), &["profile_entries"]);
    let removal = format!("/me/profile/log/{entry}/removal");
    add("/me/profile/log/{id}/removal", removal, owner, vec![], &["profile_entries"]);
    let sheet = said(&[("sheet", r#"{"headline":"Vers le soin"}"#)]);
    add("/me/profile/import/taken", "/me/profile/import/taken".into(), owner, sheet, &["profiles"]);
    add("/me/profile/import", "/me/profile/import".into(), owner, vec![], &["profiles"]);
}

/// The lines of the form of mutual aid that nothing is typed in.
const EMPTY_SLOTS: [(&str, &str); 12] = [
    ("day_2", ""),
    ("from_2", ""),
    ("until_2", ""),
    ("day_3", ""),
    ("from_3", ""),
    ("until_3", ""),
    ("day_4", ""),
    ("from_4", ""),
    ("until_4", ""),
    ("day_5", ""),
    ("from_5", ""),
    ("until_5", ""),
];

/// Written for someone present, but for their name and the room.
const SLIP: [(&str, &str); 14] = [
    ("kind", "seeker"),
    ("locale", "fr"),
    ("title", "Aide à domicile sans permis ?"),
    ("body", "J’ai gardé ma mère trois ans."),
    ("headline", "Vers l’aide à domicile"),
    ("project", "Près de chez moi."),
    ("skill_1", "Accompagner"),
    ("story_1", "Les repas et les papiers."),
    ("skill_2", ""),
    ("story_2", ""),
    ("skill_3", ""),
    ("story_3", ""),
    ("agreed", "on"),
    ("draft", ""),
];

/// People and their adviser, at each step.
struct Advised {
    /// Accepted; then waiting, to be accepted, refused and withdrawn.
    begun: [i64; 4],
    /// Whoever is advised, whoever withdraws, and two who have asked nothing.
    people: [Actor; 4],
    /// Four who are advised; the last three asked for a call.
    callers: Vec<Actor>,
    calls: Vec<i64>,
    /// Published by the adviser.
    slot: i64,
}

async fn advised(world: &World, adviser: &Actor) -> Advised {
    let mut begun = [0; 4];
    let mut people = vec![];
    for (place, handle) in ["albane", "basile", "corinne", "didier", "estelle", "fabien"].into_iter().enumerate() {
        let person = world.person(handle, Kind::Seeker).await;
        if let Some(begun) = begun.get_mut(place) {
            *begun = person.asks_to_be_advised_by(world, adviser, "Pourriez-vous me suivre ?").await;
        }
        people.push(person);
    }
    adviser.post(&format!("/me/accompaniments/{}/acceptance", begun[0]), &[]).await.assert_status(303);
    let [person, _, _, wisher, visited, caller] = people.try_into().unwrap_or_else(|_| unreachable!("six of them"));
    let (mut callers, mut calls) = (vec![], vec![]);
    for handle in ["gaelle", "hugo", "iris", "jules"] {
        let person = world.person(handle, Kind::Seeker).await;
        world.links(&person, adviser).await;
        if !callers.is_empty() {
            calls.push(person.asks_for_a_call(world, "Ma lettre", "06 12 34 56 78", "").await);
        }
        callers.push(person);
    }
    let hours = [("weekday", "4"), ("from", "09:00"), ("until", "09:30"), ("minutes", "30")];
    adviser.post("/me/people/slots", &hours).await.assert_status(303);
    let slot = _entities::call_slots::Entity::find().one(&world.house.db).await.unwrap().expect("a slot").id;
    Advised { begun, people: [person, wisher, visited, caller], callers, calls, slot }
}

/// Mutual aid at each of its steps.
struct Aid {
    /// Open with an answer, taken, closed, to be withdrawn.
    entries: [i64; 4],
    /// To the first two.
    answers: [i64; 2],
}

async fn aid(asker: &Actor, helper: &Actor, giver: &Actor) -> Aid {
    giver.post("/me/pledge", &[("tools", "on"), ("hours", "2"), ("remote", "on")]).await.assert_status(303);
    let number = |location: &str| location["/aid/".len()..].split('-').next().unwrap().parse::<i64>().unwrap();
    let (mut entries, mut answers) = ([0; 4], [0; 2]);
    for (place, title) in ["Ouverte", "Prise", "Close", "Retirée"].into_iter().enumerate() {
        let fields = [("direction", "request"), ("kind", "tools"), ("title", title), ("body", "Aidez-moi.")];
        let opened = asker.post("/aid", &[&fields[..], &[("remote", "on")]].concat()).await;
        opened.assert_status(303);
        entries[place] = number(opened.location());
    }
    for place in [0, 1] {
        let entry = entries[place];
        helper.post(&format!("/aid/{entry}/answers"), &[("body", "Moi.")]).await.assert_status(303);
        let page = asker.get(asker.get(&format!("/aid/{entry}")).await.location()).await;
        let answer = page.attribute("article.aid-answer", "id").expect("an answer");
        answers[place] = answer["answer-".len()..].parse().unwrap();
    }
    let taken = format!("/aid/{}/answers/{}/acceptance", entries[1], answers[1]);
    asker.post(&taken, &[]).await.assert_status(303);
    asker.post(&format!("/aid/{}/closure", entries[2]), &[]).await.assert_status(303);
    Aid { entries, answers }
}
