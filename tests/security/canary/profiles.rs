//! Profiles: each field for each public, and one given by name, against everyone.

use std::collections::BTreeSet;

use passerelle::{
    access::{Audience, Kind},
    models::profiles::{Field, disclosure},
};

use super::planting::{Cast, ROLES, Secrets};
use crate::{
    requests::profiles::{shows, writes_a_profile},
    support::{Actor, World},
};

/// Whether what is shown to this public is shown to this role.
fn is_shown_to(role: &str, public: &str) -> bool {
    match public {
        "public" => true,
        "members" => role != "visitor",
        "seekers" => matches!(role, "seeker" | "suspended"),
        "recruiters" => role == "recruiter",
        "staff" => matches!(role, "adviser" | "manager" | "admin" | "neighbour"),
        _ => false,
    }
}

fn roles(public: &str) -> BTreeSet<&'static str> {
    ROLES.into_iter().filter(|role| is_shown_to(role, public)).collect()
}

/// What stands in the first view, and in each field, as `writes_a_profile` says it.
const FIRST_VIEW: [&str; 11] =
    ["phrase", "projet", "metierlibre", "savoir", "situation", "geste", "issue", "etape", "offre", "cherche", "permis"];
const APART: [(Field, &str); 3] =
    [(Field::Name, "nomcomplet"), (Field::Contact, "coordonnee"), (Field::Log, "journal")];

pub async fn plant(world: &World, cast: &Cast, secrets: &mut Secrets) {
    let publics = Audience::ALL.into_iter().filter(|audience| *audience != Audience::Named).map(Audience::name);
    for public in publics.chain(["me".to_owned()]) {
        // The first view for one public, and each field for everyone who sees it.
        let inside = owner(world, secrets, &format!("vue-{public}"), &format!("canarivue{public}x")).await;
        shows(&inside, &public, &APART.map(|(field, _)| (field.name(), "public"))).await;
        let seen = roles(&public);
        for word in FIRST_VIEW.into_iter().chain(APART.map(|(_, word)| word)) {
            secrets.seen_by.insert(format!("{word}canarivue{public}x"), seen.clone());
        }
        // The first view for everyone, and each field for one public.
        let apart = owner(world, secrets, &format!("champ-{public}"), &format!("canarichamp{public}x")).await;
        let to = public.as_str();
        shows(&apart, "public", &APART.map(|(field, _)| (field.name(), to))).await;
        for word in FIRST_VIEW {
            secrets.seen_by.insert(format!("{word}canarichamp{public}x"), roles("public"));
        }
        for (_, word) in APART {
            secrets.seen_by.insert(format!("{word}canarichamp{public}x"), seen.clone());
        }
    }
    given_by_name(world, cast, secrets).await;
}

async fn owner(world: &World, secrets: &mut Secrets, handle: &str, mark: &str) -> Actor {
    let owner = world.person(handle, Kind::Other).await;
    writes_a_profile(&owner, mark).await;
    secrets.profiles.push(handle.to_owned());
    owner
}

/// One field to the recruiter alone; another to the member, taken back.
async fn given_by_name(world: &World, cast: &Cast, secrets: &mut Secrets) {
    let owner = owner(world, secrets, "donne-par-nom", "canaridonne").await;
    let txn = world.house.db.write().await.unwrap();
    for to in ["recruiter", "other"] {
        let to = cast.actors[to].id();
        disclosure::give(&txn, owner.id(), to, &[Field::Name], None).await.unwrap();
    }
    txn.commit().await.unwrap();
    let other = cast.actors["other"].handle();
    owner.does("/me/audiences/removal", &[("handle", other)]).await;
    for word in FIRST_VIEW.into_iter().chain(["nomcomplet"]) {
        secrets.seen_by.insert(format!("{word}canaridonne"), ["recruiter"].into());
    }
    for word in ["coordonnee", "journal"] {
        secrets.seen_by.insert(format!("{word}canaridonne"), BTreeSet::new());
    }
}

/// Each word of each profile, asked by everyone at every door that finds something: it
/// finds its owner for those who see it in the first view, and nobody for anyone else,
/// whomever a field is shown to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_each_word_of_a_profile_its_owner_is_found_by_those_who_see_the_first_view_alone() {
    let world = super::house().await;
    let cast = super::planting::cast(&world).await;
    let secrets = super::planting::plant(&world, &cast).await;
    world.searchable().await;
    let (mut found, mut leaks) = (0, vec![]);
    for (handle, mark, first_view) in owners() {
        for word in FIRST_VIEW.into_iter().chain(APART.map(|(_, word)| word)) {
            let token = format!("{word}{mark}");
            assert!(secrets.seen_by.contains_key(&token), "{token} is no secret");
            let field = if word == "savoir" { "skill" } else { "q" };
            for role in ROLES {
                let actor = &cast.actors[role];
                let page = actor.get(&format!("/people?{field}={token}")).await;
                let is_found = page.has(&format!(".found-person a[href='/people/{handle}']"));
                let due = FIRST_VIEW.contains(&word) && first_view.contains(role);
                found += usize::from(due);
                if is_found != due {
                    leaks.push(format!("{role} finds {handle} by {token}: {is_found}"));
                }
            }
        }
    }
    // The other doors find nobody by them, whoever asks; two stand for all.
    for (_, mark, _) in owners() {
        for word in FIRST_VIEW.into_iter().chain(APART.map(|(_, word)| word)) {
            for role in ["visitor", "recruiter"] {
                for path in ["/api/v1/search?q=", "/api/v1/search?type=person&q=", "/suggest?q="] {
                    let page = cast.actors[role].get(&format!("{path}{word}{mark}")).await;
                    if page.body.contains("/people/") {
                        leaks.push(format!("{role} at {path}{word}{mark}: {}", page.body));
                    }
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    assert!(found > 300, "only {found} were to be found: what finds nobody proves nothing");
}

/// Those whose profile stands here: how they are called, what marks their words, and who
/// finds them.
fn owners() -> Vec<(String, String, BTreeSet<&'static str>)> {
    let publics = Audience::ALL.into_iter().filter(|audience| *audience != Audience::Named).map(Audience::name);
    let all = publics.chain(["me".to_owned()]).flat_map(|public| {
        [
            (format!("vue-{public}"), format!("canarivue{public}x"), roles(&public)),
            (format!("champ-{public}"), format!("canarichamp{public}x"), roles("public")),
        ]
    });
    // Given by name, it opens a page to one person, and finds nobody.
    all.chain([("donne-par-nom".to_owned(), "canaridonne".to_owned(), BTreeSet::new())]).collect()
}
