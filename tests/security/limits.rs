//! Every text that people write has a limit, in bytes, kept by the server; what
//! is too long comes back in its form, whole (bad-inputs.md §7).

use std::collections::{BTreeMap, BTreeSet};

use passerelle::{
    access::Kind,
    models::{
        accompaniments, aid_requests, alerts, api_keys, applications, bookmarks, calls, communities, contacts,
        offers::{keeping, relaying, truth::replying},
        pictures, profiles, threads, users,
    },
    text::BODY_LIMIT,
};
use sea_orm::{ConnectionTrait, Statement};

use crate::support::{Door, World, doors, unhurried};

/// Route, field, its limit in bytes, and where the sentence stands.
const LIMITS: [(&str, &str, usize); 73] = [
    ("/accounts", "display_name", users::NAME_LIMIT),
    ("/me/account", "display_name", users::NAME_LIMIT),
    ("/me/account", "about", users::ABOUT_LIMIT),
    ("/communities", "name", communities::NAME_LIMIT),
    ("/communities", "description", communities::DESCRIPTION_LIMIT),
    ("/communities", "rules", communities::RULES_LIMIT),
    ("/communities/{slug}/settings", "name", communities::NAME_LIMIT),
    ("/communities/{slug}/settings", "description", communities::DESCRIPTION_LIMIT),
    ("/communities/{slug}/settings", "rules", communities::RULES_LIMIT),
    ("/communities/{slug}/settings", "tags", 60),
    ("/communities/{slug}/entrance", "reason", 1_000),
    ("/communities/{slug}/decision", "reason", 1_000),
    ("/communities/{slug}/threads", "title", threads::TITLE_LIMIT),
    ("/communities/{slug}/threads", "body", BODY_LIMIT),
    ("/communities/{slug}/threads", "tags", 60),
    ("/threads/{id}", "title", threads::TITLE_LIMIT),
    ("/threads/{id}", "tags", 60),
    ("/threads/{id}", "reason", 300),
    ("/threads/{id}/posts", "body", BODY_LIMIT),
    ("/threads/{id}/bookmark", "note", bookmarks::NOTE_LIMIT),
    ("/posts/{id}", "body", BODY_LIMIT),
    ("/posts/{id}", "reason", 300),
    ("/posts/{id}/gestures", "sentence", 300),
    ("/posts/{id}/hiding", "reason", 1_000),
    ("/aid", "title", aid_requests::TITLE_LIMIT),
    ("/aid", "body", aid_requests::BODY_LIMIT),
    ("/aid/{id}", "title", aid_requests::TITLE_LIMIT),
    ("/aid/{id}", "body", aid_requests::BODY_LIMIT),
    ("/aid/{id}/answers", "body", aid_requests::answering::MESSAGE_LIMIT),
    ("/aid/{id}/answers/{answer}/messages", "body", aid_requests::answering::MESSAGE_LIMIT),
    ("/aid/{id}/closure", "sentence", aid_requests::THANKS_LIMIT),
    ("/people/{handle}/contacts", "message", contacts::MESSAGE_LIMIT),
    ("/people/{handle}/introductions", "message", contacts::MESSAGE_LIMIT),
    ("/people/{handle}/accompaniments", "message", accompaniments::MESSAGE_LIMIT),
    ("/me/adviser", "message", accompaniments::MESSAGE_LIMIT),
    ("/me/adviser/calls", "about", calls::ABOUT_LIMIT),
    ("/me/slips", "display_name", users::NAME_LIMIT),
    ("/me/slips", "title", threads::TITLE_LIMIT),
    ("/me/slips", "body", BODY_LIMIT),
    ("/me/slips", "headline", profiles::HEADLINE_LIMIT),
    ("/me/slips", "project", profiles::TEXT_LIMIT),
    ("/me/slips", "skill_1", profiles::LABEL_LIMIT),
    ("/me/slips", "story_1", profiles::skills::STORY_LIMIT),
    ("/me/contacts/{id}/refusal", "reason", contacts::REASON_LIMIT),
    ("/me/contacts/{id}/messages", "body", contacts::MESSAGE_LIMIT),
    ("/offers/{id}/applications", "message", applications::MESSAGE_LIMIT),
    ("/organisations/{slug}/applications/{id}/refusal", "words", applications::WORDS_LIMIT),
    ("/organisations/{slug}/keys", "name", api_keys::NAME_LIMIT),
    ("/me/alerts", "name", alerts::NAME_LIMIT),
    ("/me/alerts/{id}", "name", alerts::NAME_LIMIT),
    ("/offers/{id}/relays", "words", relaying::WORDS_LIMIT),
    ("/offers/{id}/notes", "body", keeping::NOTE_LIMIT),
    ("/offers/{id}/replies", "body", replying::REPLY_LIMIT),
    ("/offers/{id}/closure", "words", applications::WORDS_LIMIT),
    ("/pictures/new", "alt", pictures::ALT_LIMIT),
    ("/me/profile/going", "headline", profiles::HEADLINE_LIMIT),
    ("/me/profile/going", "project", profiles::TEXT_LIMIT),
    ("/me/profile/exchange", "offers", profiles::TEXT_LIMIT),
    ("/me/profile/exchange", "seeks", profiles::TEXT_LIMIT),
    ("/me/profile/apart", "full_name", users::NAME_LIMIT),
    ("/me/profile/apart", "contact", profiles::CONTACT_LIMIT),
    ("/me/profile/skills", "label", profiles::LABEL_LIMIT),
    ("/me/profile/skills", "context", profiles::skills::STORY_LIMIT),
    ("/me/profile/skills", "action", profiles::skills::STORY_LIMIT),
    ("/me/profile/skills", "result", profiles::skills::STORY_LIMIT),
    ("/me/profile/skills/{id}", "label", profiles::LABEL_LIMIT),
    ("/me/profile/skills/{id}", "context", profiles::skills::STORY_LIMIT),
    ("/me/profile/skills/{id}", "action", profiles::skills::STORY_LIMIT),
    ("/me/profile/skills/{id}", "result", profiles::skills::STORY_LIMIT),
    ("/me/profile/log", "body", profiles::logging::ENTRY_LIMIT),
    ("/attestations/{token}", "name", users::NAME_LIMIT),
    ("/admin/people/{handle}/suspension", "reason", 2_000),
    ("/admin/claims/{handle}", "reason", 1_000),
];

/// A text of so many bytes, in letters of two.
fn bytes(number: usize) -> String {
    let text = "é".repeat(number / 2);
    if number % 2 == 1 { format!("{text}a") } else { text }
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn at<'a>(doors: &'a [Door], route: &str) -> &'a Door {
    doors.iter().find(|door| door.route == route).unwrap_or_else(|| panic!("no door {route}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_long_comes_back_whole_with_its_limit() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    for (route, field, limit) in LIMITS {
        let typed = bytes(limit + 1);
        let page = at(&doors, route).open_changing(field, &encoded(&typed)).await;
        assert_eq!(page.status, 422, "{route} took {} bytes of {field}: {}", typed.len(), page.body.len());
        assert!(page.body.contains(&typed), "{route} lost the words of {field}");
        assert!(page.has("[id$=-error]"), "{route} does not say it beside {field}: {:?}", page.all("main"));
        let said = page.all("[id$=-error]").concat();
        assert!(said.contains(&limit.to_string()), "{route} does not say how long {field} may be: {said}");
    }
    assert!(world.contents().await == before, "something was written all the same");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_just_long_enough_is_kept() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    // In the order of the doors: some can be opened once only.
    for door in &doors {
        for (_, field, limit) in LIMITS.into_iter().filter(|(route, ..)| *route == door.route) {
            if door.route == "/communities" && field != "name" || door.route == "/admin/claims/{handle}" {
                continue;
            }
            let page = door.open_changing(field, &encoded(&bytes(limit))).await;
            assert!(page.status == 303 || page.status == 200, "{} {field}: {} {}", door.path, page.status, page.body);
        }
    }
}

/// Fields whose refusal has no words to keep: secrets, choices, numbers of forms.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_written_by_people_is_limited_too() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    let long = "x".repeat(50_000);
    for door in &doors {
        for (field, _) in &door.fields {
            // A room's address is made of the first words; a shown block is shown whatever is said;
            // a language that nobody speaks, or a page to go back to, counts as none.
            if ["slug", "shown", "next", "current"].contains(field) || (door.route, *field) == ("/accounts", "locale") {
                continue;
            }
            if ["/me/account", "/posts/{id}/gestures/removal"].contains(&door.route)
                && ["locale", "sentence"].contains(field)
            {
                continue;
            }
            let page = door.open_changing(field, &long).await;
            assert_eq!(page.status, 422, "{} took 50,000 bytes of {field}", door.path);
        }
    }
    assert!(world.contents().await == before, "something was written all the same");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_in_a_field_are_limited_too() {
    let world = World::new().await;
    let asker = world.person("asker", Kind::Seeker).await;
    world.room("salle", passerelle::access::Audience::Public, &[&asker]).await;
    let tags = |number: usize| (0..number).map(|tag| format!("mot-{tag}")).collect::<Vec<_>>().join(", ");
    let open = |tags: String| {
        let asker = asker.clone();
        async move {
            asker.post("/communities/salle/threads", &[("title", "Un fil"), ("body", "Bonjour"), ("tags", &tags)]).await
        }
    };
    open(tags(5)).await.assert_status(303);
    for number in [6, 5_000] {
        let page = open(tags(number)).await;
        page.assert_status(422);
        assert_eq!(page.attribute("input[name=tags]", "value"), Some(tags(number)));
    }
    open(",".repeat(10_000)).await.assert_status(303);
    // The same tag said often is one.
    open("cv, CV, #cv, Cv ,cv, cv, cv".to_owned()).await.assert_status(303);
}

/// Where the length of a column of text comes from. A new one has to say.
const BOUNDED: [(&str, &[&str]); 70] = [
    (
        "users",
        &[
            "email",
            "handle",
            "handle_skeleton",
            "display_name",
            "password_hash",
            "kind",
            "claim",
            "organisation_name",
            "about",
            "locale",
            "home_without",
            "mail_direct",
            "mail_followed",
            "time_zone",
        ],
    ),
    ("sessions", &["token_digest", "device"]),
    ("links", &["purpose", "token_digest", "email"]),
    ("blocks", &["kind"]),
    ("suspensions", &["reason"]),
    (
        "communities",
        &[
            "slug",
            "name",
            "description",
            "rules",
            "rules_html",
            "kind",
            "audience",
            "state",
            "usual_tags",
            // Codes of a trade and a place that exist.
            "trade_code",
            "place_code",
        ],
    ),
    ("memberships", &["role"]),
    ("entrances", &["reason"]),
    ("threads", &["kind", "title", "slug", "sense", "tag_slugs"]),
    ("posts", &["body", "body_html", "draft", "hidden_reason", "pseudonym"]),
    ("revisions", &["before", "after", "reason"]),
    ("gestures", &["kind", "sentence"]),
    ("tags", &["slug", "name"]),
    // What comes with the house, or from an operator's file; nobody types it in a form.
    ("places", &["code", "name", "folded", "kind", "postcodes", "department", "region"]),
    ("place_postcodes", &["postcode", "place_code"]),
    ("trades", &["code", "parent", "title", "description", "state", "replaced_by", "source"]),
    ("trade_titles", &["title", "folded", "ogr"]),
    ("skills", &["label"]),
    ("trade_skills", &["source"]),
    ("bridges", &["kind", "why", "source"]),
    ("activities", &["verb", "detail"]),
    ("drafts", &["place", "number", "title", "body", "kind", "tags", "reason", "held"]),
    // One form each, or one row of it: see `models/profiles`.
    (
        "profiles",
        &[
            "shown_to",
            "headline",
            "project",
            "offers",
            "seeks",
            "rhythms",
            "remote",
            "trades",
            "places",
            "steps",
            "languages",
            "licences",
            "links",
            "full_name",
            "place_code",
            "contact",
            "name_to",
            "photo_to",
            "place_to",
            "contact_to",
            "log_to",
            "contacts_from",
        ],
    ),
    ("profile_skills", &["label", "context", "action", "result"]),
    ("attestations", &["relation", "token_digest", "by_name", "words"]),
    ("profile_entries", &["body"]),
    ("entry_gestures", &["kind", "sentence"]),
    ("disclosures", &["field"]),
    // Names of ours, and an organisation's.
    ("accesses", &["organisation", "fields", "why"]),
    (
        "aid_requests",
        &["direction", "kind", "title", "body", "audience", "trade_code", "place_code", "slots", "state", "thanks"],
    ),
    ("aid_answers", &["state"]),
    ("aid_messages", &["body"]),
    ("pledges", &["kinds", "trade_code", "place_code", "quiet_from", "quiet_until", "quiet_days"]),
    ("pictures", &["token", "kind", "media_type", "alt"]),
    ("follows", &["level"]),
    ("bookmarks", &["note"]),
    ("contacts", &["purpose", "message", "state", "open_pair", "reason", "organisation"]),
    ("contact_messages", &["body", "body_html"]),
    // Names of fields and of reasons beside what people write.
    ("alerts", &["name", "asked", "letters"]),
    ("offer_marks", &["kind"]),
    ("api_keys", &["name", "scopes", "token_digest", "head"]),
    // Names of ours beside the address.
    ("webhooks", &["address", "salt"]),
    ("webhook_deliveries", &["event", "state", "said"]),
    ("offer_notes", &["body"]),
    // Names of claims and of answers, a digest.
    ("offer_statements", &["claim", "found", "wording"]),
    ("offer_replies", &["claim", "body"]),
    ("applications", &["message", "fields", "state", "reason", "words"]),
    ("introductions", &["message", "one_says", "other_says", "state"]),
    ("accompaniments", &["message", "state", "open_pair"]),
    ("calls", &["about", "page", "phone", "taken", "state"]),
    ("call_slots", &["starts", "until"]),
    // A digest, and names of ours.
    ("slips", &["state", "code_digest", "draft", "consent"]),
    ("notifications", &["subject", "reason"]),
    ("exports", &["state", "file"]),
    ("erasures", &["posts", "email", "handle", "name"]),
    ("reserved_handles", &["digest"]),
    // As long as the handle and the slug they were.
    ("former_handles", &["handle", "handle_skeleton"]),
    ("former_slugs", &["slug"]),
    (
        "organisations",
        &[
            "slug",
            "name",
            "kind",
            "siret",
            "about",
            "about_html",
            "website",
            "place_code",
            "proof",
            "proof_domain",
            "closed_channels",
        ],
    ),
    ("organisation_members", &["role", "state"]),
    // What its form or its feed may say: see `offers/typed.rs` and `feeds::Limits`.
    (
        "offers",
        &[
            "title",
            "claims",
            "text_html",
            "findings",
            "justification",
            "trade_code",
            "contract",
            "remote",
            "state",
            "fingerprint",
            "closed_channels",
            "found",
            "folded_title",
        ],
    ),
    ("offer_versions", &["claims", "justification"]),
    ("offer_places", &["place_code", "label"]),
    // Headers of its server are kept up to 1 KB each: see `fetching`.
    ("offer_sources", &["name", "address", "etag", "last_modified", "said", "mapping"]),
    // Ten items, each cut: see `importing/sampling.rs`.
    ("source_samples", &["items", "proposed"]),
    ("offer_runs", &["state", "totals", "said"]),
    ("offer_items", &["reference", "digest", "state", "reason", "original"]),
    ("offer_run_lines", &["reference", "state", "reason"]),
    // A name of ours.
    ("cursors", &["reader"]),
    (
        "letters",
        &[
            "recipient",
            "kind",
            "locale",
            "subject",
            "body_text",
            "body_html",
            "state",
            "last_error",
            "unsubscribe",
            "about",
        ],
    ),
];

/// The columns of text of every table, as the database tells them.
async fn columns_of_text(world: &World) -> BTreeMap<String, BTreeSet<String>> {
    let db = &world.house.db;
    let sql = if db.is_sqlite() {
        "SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND (lower(p.type) IN ('text', 'blob') \
         OR lower(p.type) LIKE '%char%' OR lower(p.type) LIKE 'json%')"
    } else {
        "SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns \
         WHERE table_schema = 'public' AND (data_type IN ('text', 'bytea', 'ARRAY') OR data_type LIKE 'char%' \
         OR data_type LIKE 'json%')"
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let (table, column): (String, String) = (row.try_get("", "t").unwrap(), row.try_get("", "c").unwrap());
        if table != "seaql_migrations" {
            tables.entry(table).or_default().insert(column);
        }
    }
    tables
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_of_text_is_known_to_have_a_limit() {
    let found = columns_of_text(&World::new().await).await;
    assert!(found.len() > 20, "{found:?}");
    let known: BTreeMap<String, BTreeSet<String>> = BOUNDED
        .into_iter()
        .map(|(table, columns)| (table.to_owned(), columns.iter().map(|column| (*column).to_owned()).collect()))
        .collect();
    for (table, columns) in &found {
        assert_eq!(Some(columns), known.get(table), "what limits the texts of `{table}`?");
    }
    assert!(known.keys().all(|table| found.contains_key(table)), "a table that is no more");
}

/// What browsers say of themselves is not kept as they say it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_is_named_in_two_words_at_most() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let agents =
        ["Firefox Linux ".repeat(5_000), "<x-agent>Chrome/Android".to_owned(), "x".repeat(60_000), String::new()];
    for agent in &agents {
        let body = crate::support::form(&[("email", claire.email()), ("password", crate::support::PASSWORD)]);
        let headers = [("sec-fetch-site", "same-origin"), ("user-agent", agent.as_str())];
        world.visitor().post_raw("/session", body, &headers).await.assert_status(303);
    }
    let sessions = passerelle::models::sessions::of(&world.house.db, claire.id(), None).await.unwrap().rows;
    assert_eq!(sessions.len(), 1 + agents.len());
    for session in sessions {
        assert!(session.device.len() <= 20 && !session.device.contains('<'), "{}", session.device);
    }
    claire.get("/me/sessions").await.assert_status(200);
}
