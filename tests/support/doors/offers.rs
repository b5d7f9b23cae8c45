//! Those of organisations and of their offers.

use passerelle::{
    access::{Audience, Kind},
    models::{
        _entities::{offer_notes, offer_sources, webhook_deliveries},
        api_keys,
    },
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::super::{Actor, World, offers::OFFER, servers};

/// Fields that an offer's form sends besides those it is filled with.
const EMPTY: [&str; 18] = [
    "skills",
    "trade_code",
    "duration",
    "remote",
    "place_1",
    "place_2",
    "place_3",
    "pay_months",
    "pay_net",
    "pay_extras",
    "pay_agreement",
    "start",
    "posts",
    "experience",
    "education",
    "no_degree",
    "until",
    "justification",
];

pub(super) async fn offers(
    world: &World,
    boss: &Actor,
    add: &mut impl FnMut(&'static str, String, &Actor, Vec<(&'static str, String)>, &'static [&'static str]),
) {
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let (owner, guest) = (world.person("odile", Kind::Recruiter).await, world.person("guest", Kind::Recruiter).await);
    let path = world.organisation("Le Fournil", &owner).await;
    owner.does(&format!("{path}/people"), &[("handle", "guest"), ("role", "reader")]).await;
    owner.does("/organisations", &[("name", "Le Quai"), ("kind", "company"), ("website", "people.test")]).await;

    let tables: &'static [&'static str] = &["organisations", "organisation_members"];
    let who = [("name", "La Fabrique"), ("kind", "association"), ("siret", ""), ("website", "fabrique.example")];
    let who = [&who[..], &[("about", "On y répare."), ("place_code", "")]].concat();
    add("/organisations", "/organisations".into(), &owner, said(&who), tables);
    let answers = [("takes_answers", "on"), ("answer_days", "7")];
    let settled = [&[("name", "Le Fournil")][..], &who[1..], &answers].concat();
    add("/organisations/{slug}/settings", format!("{path}/settings"), boss, said(&settled), tables);
    add("/organisations/{slug}/proof", "/organisations/le-quai/proof".into(), &owner, vec![], tables);
    add("/organisations/{slug}/verification", format!("{path}/verification"), boss, vec![], tables);
    add(
        "/organisations/{slug}/verification/removal",
        "/organisations/le-quai/verification/removal".into(),
        boss,
        vec![],
        tables,
    );
    let invited = said(&[("handle", "guest"), ("role", "recruiter")]);
    add("/organisations/{slug}/people", format!("{path}/people"), &owner, invited, tables);
    add("/organisations/{slug}/people/acceptance", format!("{path}/people/acceptance"), &guest, vec![], tables);
    let leaving = said(&[("handle", "guest")]);
    add("/organisations/{slug}/people/removal", format!("{path}/people/removal"), &guest, leaving, tables);

    let channels = ["indeed", "linkedin", "engines", "embed", "readers"].map(|channel| (channel, "on"));
    add("/organisations/{slug}/channels", format!("{path}/channels"), &owner, said(&channels[1..]), tables);

    applications(world, &owner, &path, add).await;
    software(world, &owner, &path, add).await;
    let tables: &'static [&'static str] = &["offers", "offer_versions", "offer_places"];
    let feed = "<source><job><title>Un</title></job></source>";
    let sent =
        owner.sends_as(&format!("{path}/sources"), &[], Some(("un.xml", "text/xml", feed.as_bytes())), &[]).await;
    sent.assert_status(200);
    let runs: &'static [&'static str] = &["offer_sources", "offer_runs", "offer_items", "offer_run_lines"];
    add("/organisations/{slug}/sources", format!("{path}/sources"), &owner, vec![], runs);
    add("/organisations/{slug}/runs", format!("{path}/runs"), &owner, said(&[("source", "un.xml")]), runs);
    let feed = [("address", format!("http://{}/offres.xml", servers::feed())), ("every", "6".to_owned())].to_vec();
    let followed = [("source", feed[0].1.as_str()), ("every", "6")];
    owner
        .post(&format!("{path}/sources/addresses"), &[("address", &feed[0].1), ("every", "6")])
        .await
        .assert_status(200);
    owner.does(&format!("{path}/runs"), &followed).await;
    let source = offer_sources::Entity::find().filter(offer_sources::Column::Address.ne("")).one(&world.house.db).await;
    let source = format!("{path}/sources/{}", source.unwrap().unwrap().id);
    add("/organisations/{slug}/sources/addresses", format!("{path}/sources/addresses"), &owner, feed, runs);
    let corrected = said(&[("act", "keep"), ("title", ""), ("text", "="), ("text_2", ""), ("pay", "=")]);
    add(
        "/organisations/{slug}/sources/{source}/mapping",
        format!("{source}/mapping"),
        &owner,
        corrected,
        &["offer_sources"],
    );
    add("/organisations/{slug}/sources/{source}/pause", format!("{source}/pause"), &owner, vec![], runs);
    add("/organisations/{slug}/sources/{source}/reading", format!("{source}/reading"), &owner, vec![], runs);
    let held = held(&owner, &path).await;
    add("/organisations/{slug}/runs/{run}/withdrawal", format!("{held}/withdrawal"), &owner, vec![], runs);
    let id = owner.publishes(&path, &[]).await;
    let act = |act: &str| format!("/offers/{id}/{act}");
    let new = whole(&[("act", "publish"), ("seen", ""), ("rewrite", "")]);
    add("/organisations/{slug}/offers", format!("{path}/offers"), &owner, new, tables);
    let seen = world.offer_row(id).await.seen();
    let again = whole(&[("title", "Boulanger ou boulangère"), ("act", ""), ("seen", &seen), ("rewrite", "")]);
    add("/offers/{id}", format!("/offers/{id}"), &owner, again, tables);
    add("/offers/{id}/channels", act("channels"), &owner, said(&channels[..4]), tables);
    seeking(world, id, add).await;
    add("/offers/{id}/care", act("care"), &owner, vec![], &["offer_keepers"]);
    add("/offers/{id}/care/removal", act("care/removal"), &owner, vec![], &["offer_keepers"]);
    let noted = said(&[("body", "À rappeler.")]);
    owner.does(&act("notes"), &[("body", "À retirer.")]).await;
    let note = offer_notes::Entity::find().one(&world.house.db).await.unwrap().unwrap().id;
    add("/offers/{id}/notes", act("notes"), &owner, noted, &["offer_notes"]);
    let removal = act(&format!("notes/{note}/removal"));
    add("/offers/{id}/notes/{note}/removal", removal, &owner, vec![], &["offer_notes"]);
    truth(world, &owner, &path, add).await;
    let several = said(&[("act", "pause"), ("next", "")]);
    add("/organisations/{slug}/console", format!("{path}/console"), &owner, several, &["offers", "offer_keepers"]);
    add("/offers/{id}/pause", act("pause"), &owner, vec![], tables);
    add("/offers/{id}/publication", act("publication"), &owner, vec![], tables);
    add("/offers/{id}/renewal", act("renewal"), &owner, vec![], tables);
    add("/offers/{id}/copy", act("copy"), &owner, vec![], tables);
    add("/offers/{id}/filling", act("filling"), &owner, said(&[("how", "here")]), tables);
    add("/offers/{id}/removal", act("removal"), &owner, vec![], tables);
    add("/offers/{id}/removal/undo", act("removal/undo"), &owner, vec![], tables);
}

/// Those of someone who looks for work.
async fn seeking(
    world: &World,
    offer: i64,
    add: &mut impl FnMut(&'static str, String, &Actor, Vec<(&'static str, String)>, &'static [&'static str]),
) {
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let seeker = world.person("selma", Kind::Seeker).await;
    let room = world.room("passages", Audience::Public, &[]).await;
    seeker.does("/communities/passages/membership", &[]).await;
    let act = |act: &str| format!("/offers/{offer}/{act}");
    let marks: &'static [&'static str] = &["offer_marks"];
    add("/offers/{id}/mark", act("mark"), &seeker, said(&[("kind", "saved"), ("next", "")]), marks);
    add("/offers/{id}/mark/removal", act("mark/removal"), &seeker, said(&[("next", "")]), marks);
    let to = format!("room-{}", room.id);
    let passed = said(&[("to", &to), ("words", "Regardez."), ("draft", "")]);
    add("/offers/{id}/relays", act("relays"), &seeker, passed, &["offer_relays", "threads", "posts"]);
    let alerts: &'static [&'static str] = &["alerts"];
    let asked = [("name", "Un CDI"), ("asked", "contract=permanent"), ("organisation", ""), ("letters", "morning")];
    for other in ["pay=1500", "pay=1600"] {
        seeker.does("/me/alerts", &[("name", "Autre"), ("asked", other)]).await;
    }
    let made = seeker.get("/me/alerts").await.attributes(".thread-row__title a", "href");
    add("/me/alerts", "/me/alerts".into(), &seeker, said(&asked), alerts);
    let otherwise = said(&[("name", "Autrement"), ("letters", "never")]);
    add("/me/alerts/{id}", made[0].clone(), &seeker, otherwise, alerts);
    add("/me/alerts/{id}/removal", format!("{}/removal", made[1]), &seeker, vec![], alerts);
}

/// Those of what people say was really proposed, where three said it already.
async fn truth(
    world: &World,
    owner: &Actor,
    path: &str,
    add: &mut impl FnMut(&'static str, String, &Actor, Vec<(&'static str, String)>, &'static [&'static str]),
) {
    let offer = owner.publishes(path, &[("title", "Pâtissier ou pâtissière")]).await;
    let act = |act: &str| format!("/offers/{offer}/{act}");
    let mut people = vec![];
    for handle in ["hana", "igor", "jade", "karl", "lina"] {
        let email = format!("{handle}@ailleurs.example");
        let person = world.someone(handle, Kind::Seeker, |user| user.email = Set(email)).await;
        let sent = person.applies_to(offer, "Les nuits me vont.", &[]).await;
        let no = [("reason", "skills"), ("words", "Il nous faut un CAP.")];
        owner.does(&format!("{path}/applications/{sent}/refusal"), &no).await;
        people.push(person);
    }
    for person in &people[1..] {
        person.does(&act("statements"), &[("pay", "lower"), ("hours", "more")]).await;
    }
    owner.does(&act("replies"), &[("claim", "hours"), ("body", "Ce sont les horaires du fournil.")]).await;
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let found = [("post", "same"), ("work", ""), ("contract", "weaker"), ("hours", "")];
    let found = said(&[&found[..], &[("pay", "lower"), ("place", ""), ("money", "same")]].concat());
    let statements: &'static [&'static str] = &["offer_statements"];
    add("/offers/{id}/statements", act("statements"), &people[0], found, statements);
    add("/offers/{id}/statements/removal", act("statements/removal"), &people[1], vec![], statements);
    let reply = said(&[("claim", "pay"), ("body", "Le salaire dépend du diplôme.")]);
    add("/offers/{id}/replies", act("replies"), owner, reply, &["offer_replies"]);
    let which = said(&[("claim", "hours")]);
    add("/offers/{id}/replies/removal", act("replies/removal"), owner, which, &["offer_replies"]);
}

/// Those of answers to an offer.
async fn applications(
    world: &World,
    owner: &Actor,
    path: &str,
    add: &mut impl FnMut(&'static str, String, &Actor, Vec<(&'static str, String)>, &'static [&'static str]),
) {
    owner.takes_answers(path, "7").await;
    let offer = owner.publishes(path, &[("title", "Boulanger ou boulangère de nuit")]).await;
    let mut sent = vec![];
    for handle in ["dora", "emil", "farid", "gaby"] {
        let person = world.person(handle, Kind::Seeker).await;
        let id = person.applies_to(offer, "Les nuits me vont.", &[]).await;
        sent.push((person, id));
    }
    let mine = |place: usize, act: &str| format!("/me/applications/{}/{act}", sent[place].1);
    let received = |place: usize, act: &str| format!("{path}/applications/{}/{act}", sent[place].1);
    sent[1].0.does(&mine(1, "removal"), &[]).await;
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let celia = world.person("celia", Kind::Seeker).await;
    let tables: &'static [&'static str] = &["applications"];
    let new = [("message", "J’ai dix ans de fournil."), ("name", "on"), ("photo", ""), ("place", "")];
    let new = said(&[&new[..], &[("contact", ""), ("log", "")]].concat());
    add("/offers/{id}/applications", format!("/offers/{offer}/applications"), &celia, new, tables);
    add("/me/applications/{id}/removal", mine(0, "removal"), &sent[0].0, vec![], tables);
    add("/me/applications/{id}/removal/undo", mine(1, "removal/undo"), &sent[1].0, vec![], tables);
    let no = said(&[("reason", "skills"), ("words", "Il nous faut un CAP.")]);
    add("/organisations/{slug}/applications/{id}/acceptance", received(2, "acceptance"), owner, vec![], tables);
    add("/organisations/{slug}/applications/{id}/refusal", received(3, "refusal"), owner, no, tables);
    let end = said(&[("how", "elsewhere"), ("reason", "filled"), ("words", "Le poste est pourvu.")]);
    add("/offers/{id}/closure", format!("/offers/{offer}/closure"), owner, end, &["offers", "applications"]);
}

/// Those of its software.
async fn software(
    world: &World,
    owner: &Actor,
    path: &str,
    add: &mut impl FnMut(&'static str, String, &Actor, Vec<(&'static str, String)>, &'static [&'static str]),
) {
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    owner.makes_key(path, &["reads"]).await;
    let key = api_keys::Entity::find().one(&world.house.db).await.unwrap().unwrap().id;
    let new = said(&[("name", "Notre logiciel"), ("reads", "on"), ("writes", "on")]);
    add("/organisations/{slug}/keys", format!("{path}/keys"), owner, new, &["api_keys"]);
    let removal = format!("{path}/keys/{key}/removal");
    add("/organisations/{slug}/keys/{id}/removal", removal, owner, vec![], &["api_keys"]);
    let tables: &'static [&'static str] = &["webhooks", "webhook_deliveries"];
    let address = format!("http://{}/recus", servers::feed());
    let webhook = |act: &str| format!("{path}/webhook{act}");
    owner.post(&webhook(""), &[("address", &address)]).await.assert_status(200);
    owner.does(&webhook("/trial"), &[]).await;
    let trial = webhook_deliveries::Entity::find().one(&world.house.db).await.unwrap().unwrap().id;
    add("/organisations/{slug}/webhook", webhook(""), owner, said(&[("address", &address)]), tables);
    add("/organisations/{slug}/webhook/trial", webhook("/trial"), owner, vec![], tables);
    let again = webhook(&format!("/deliveries/{trial}"));
    add("/organisations/{slug}/webhook/deliveries/{id}", again, owner, vec![], tables);
    add("/organisations/{slug}/webhook/removal", webhook("/removal"), owner, vec![], tables);
}

/// A run that waits for a person: most of what the one before had is gone.
async fn held(owner: &Actor, path: &str) -> String {
    let job = |number: usize| {
        format!(
            "<job><referencenumber>{number}</referencenumber><title>Poste {number} H/F</title>\
             <description>Un texte.</description><url>https://fournil.example/{number}</url></job>"
        )
    };
    let feed = |count| format!("<source>{}</source>", (0..count).map(job).collect::<String>());
    owner.imports(path, "quinze.xml", &feed(15)).await;
    owner.imports(path, "quinze.xml", &feed(1)).await
}

/// The form of an offer with every field it has.
fn whole(more: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let own = OFFER.iter().filter(|(name, _)| more.iter().all(|(said, _)| said != name));
    let mut fields: Vec<(&'static str, String)> =
        own.chain(more).map(|(name, value)| (*name, (*value).to_owned())).collect();
    fields.extend(
        EMPTY.iter().filter(|name| more.iter().all(|(said, _)| said != *name)).map(|name| (*name, String::new())),
    );
    fields
}
