//! Every field that holds words, on every surface that shows them.

use std::collections::BTreeSet;

use passerelle::{
    access::Kind,
    models::_entities::{communities, letters},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::harmless::{assert_only_text, hostile, read, text_of};
use crate::support::{World, unhurried};

const FIELDS: [&str; 18] = [
    "author",
    "about",
    "manager",
    "room",
    "description",
    "rules",
    "title",
    "body",
    "tag",
    "reply",
    "sentence",
    "edit",
    "retitle",
    "hiding",
    "suspension",
    "refusal",
    "declined",
    "organisation",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_write_is_text_on_every_surface() {
    let world = unhurried().await;
    let author = world.person("author", Kind::Seeker).await;
    let manager = world.person("carer", Kind::Other).await;
    let admin = world.admin("boss").await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let firm = world
        .someone("firm", Kind::Recruiter, |user| user.organisation_name = Set(Some(hostile("organisation"))))
        .await;
    let claimant = world.someone("claimant", Kind::Recruiter, |user| user.claim = Set("pending".to_owned())).await;
    for (who, field) in
        [(&author, "author"), (&manager, "manager"), (&admin, "boss"), (&firm, "firm"), (&claimant, "claimant")]
    {
        let about = hostile("about");
        let fields = [("display_name", hostile(field)), ("handle", who.handle().to_owned()), ("about", about)];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        who.post("/me/account", &fields).await.assert_status(303);
    }

    let (name, description, rules) = (hostile("room"), hostile("description"), hostile("rules"));
    let room_fields = |slug| {
        let words = [("name", name.as_str()), ("slug", slug), ("description", &description), ("rules", &rules)];
        [&words[..], &[("kind", "theme"), ("audience", "public")]].concat()
    };
    admin.post("/communities", &room_fields("salle")).await.assert_status(303);
    adviser.post("/communities", &room_fields("refusee")).await.assert_status(303);
    admin.does("/communities/salle/managers", &[("handle", "carer")]).await;
    author.does("/communities/salle/membership", &[]).await;
    let declined = hostile("declined");
    admin.does("/communities/refusee/decision", &[("decision", "decline"), ("reason", &declined)]).await;

    let salle = communities::Entity::find().filter(communities::Column::Slug.eq("salle"));
    let room = salle.one(&world.house.db).await.unwrap().unwrap();
    let tag = "\"'></title><!--<x-tag onload=a>&lt;x-tag&gt;";
    let (first, title, body) = (hostile("before"), hostile("title"), hostile("body"));
    let talk = author.opens(&room, &[("title", &first), ("body", &body), ("tags", tag)]).await;
    let retitle = hostile("retitle");
    let fields = [("title", title.as_str()), ("kind", "question"), ("tags", tag), ("reason", &retitle)];
    author.does(&format!("/threads/{}", talk.id), &fields).await;
    let reply = author.replies(&talk, "d’abord, sans détour").await;
    let quoting = [("body", "je cite"), ("quote", &reply.to_string())];
    manager.does(&talk.act("posts"), &quoting).await;
    let (edited, why) = (hostile("reply"), hostile("edit"));
    author.does(&format!("/posts/{reply}"), &[("body", &edited), ("reason", &why)]).await;
    let sentence = hostile("sentence");
    manager.does(&format!("/posts/{reply}/gestures"), &[("kind", "bravo"), ("sentence", &sentence)]).await;
    let hidden = author.replies(&talk, &hostile("masked")).await;
    let hiding = hostile("hiding");
    manager.does(&format!("/posts/{hidden}/hiding"), &[("reason", &hiding)]).await;
    let refusal = hostile("refusal");
    admin.does("/admin/claims/claimant", &[("decision", "refuse"), ("reason", &refusal)]).await;
    let (suspension, until) = (hostile("suspension"), passerelle::clock::now() + chrono::Duration::days(5));
    let until = until.format("%Y-%m-%d").to_string();
    admin.does("/admin/people/claimant/suspension", &[("reason", &suspension), ("until", &until)]).await;
    claimant.get("/me/account").await.assert_sees("&lt;x-suspension");
    firm.does("/people/author/silence", &[("kind", "mute")]).await;

    let more = [
        talk.path.clone(),
        format!("{}?quote={reply}", talk.path),
        format!("/threads/{}.atom", talk.id),
        talk.act("edit"),
        talk.act("history"),
        talk.act("mentions?q=aut"),
        format!("/posts/{reply}/edit"),
        format!("/posts/{reply}/history"),
        "/communities/salle/settings".to_owned(),
        "/communities/salle.atom".to_owned(),
        "/communities/salle/threads/new".to_owned(),
        "/people/author".to_owned(),
        "/people/firm".to_owned(),
        "/me/account".to_owned(),
        "/me/blocks".to_owned(),
        "/admin/people?q=author".to_owned(),
        "/admin/claims".to_owned(),
        "/sitemap.xml".to_owned(),
    ];
    let from: Vec<&str> = std::iter::once("/").chain(more.iter().map(String::as_str)).collect();
    let mut seen = BTreeSet::new();
    for reader in [&world.visitor(), &author, &manager, &admin, &adviser, &firm, &claimant] {
        for page in reader.walks(&from, 120, &[]).await {
            read(&page, &FIELDS, &mut seen);
        }
    }
    letters(&world, &mut seen).await;
    for (surface, field) in [
        ("<title>", "title"),
        ("<title>", "room"),
        ("og:", "title"),
        ("og:", "body"),
        ("og:", "description"),
        ("feed", "title"),
        ("feed", "body"),
        ("feed", "reply"),
        ("feed", "author"),
        ("feed", "room"),
        ("letter", "hiding"),
        ("letter", "title"),
        ("letter", "suspension"),
        ("letter", "refusal"),
        ("letter", "declined"),
        ("letter", "room"),
        ("letter", "author"),
        ("json", "author"),
    ] {
        assert!(seen.contains(&(surface, field)), "{field} was not seen in {surface}: {seen:?}");
    }
    for field in FIELDS.into_iter().filter(|field| !["refusal", "declined"].contains(field)) {
        assert!(seen.contains(&("page", field)), "{field} was seen on no page: {seen:?}");
    }
}

/// Letters: their object, their text, their HTML. Angle brackets are left out of
/// what people wrote, so their words are looked for without.
async fn letters(world: &World, seen: &mut BTreeSet<(&'static str, &'static str)>) {
    world.caught_up().await;
    for letter in letters::Entity::find().all(&world.house.db).await.unwrap() {
        assert_only_text(&letter.body_html, &letter.kind);
        assert!(!letter.subject.contains(['\r', '\n', '<']), "{}", letter.subject);
        assert!(!letter.body_text.contains("<x-") && !letter.body_html.contains("<x-"), "{}", letter.body_text);
        let words = text_of(&letter.body_html);
        seen.extend(
            FIELDS
                .iter()
                .filter(|field| words.contains(&format!("x-{field} onload=a")))
                .map(|field| ("letter", *field)),
        );
    }
}
