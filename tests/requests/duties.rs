//! What the law wants within reach of every page: legal notice, personal data,
//! accessibility statement, contact points (LCEN article 1-1, GDPR article 13, RGAA,
//! DSA articles 11 and 12). The operator writes them; the house shows what is written.

use passerelle::access::{Audience, Kind};

use crate::{
    models::killed::{Server, database},
    support::{Page, World},
};

const DUTIES: [&str; 4] = ["/pages/legal", "/pages/personal-data", "/pages/accessibility", "/pages/contact"];

fn assert_dutiful(page: &Page, status: u16) {
    page.assert_status(status);
    let linked = page.attributes("footer a[href]", "href");
    for duty in DUTIES {
        assert!(linked.iter().any(|link| link == duty), "{} ({status}) does not lead to {duty}: {linked:?}", page.path);
    }
    assert!(page.all("footer a[href]").iter().all(|words| !words.is_empty()), "{}", page.path);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_leads_to_them_errors_included() {
    let world = World::new().await;
    let manager = world.resident("mona", Kind::Other).await;
    let admin = world.admin("ada").await;
    let room = world.room("ouverte", Audience::Public, &[&manager]).await;
    world.room("entre-nous", Audience::Seekers, &[]).await;
    let talk = manager.asks(&room, "Par où commencer ?", "Je reprends.").await;
    let visitor = world.visitor();
    for path in [
        "/",
        "/communities",
        "/communities/ouverte",
        talk.path.as_str(),
        "/unanswered",
        "/search?q=reprendre",
        "/trades",
    ]
    .into_iter()
    .chain(["/sign-in", "/sign-up", "/resets/new", "/people/mona"])
    .chain(DUTIES)
    {
        for reader in [&visitor, &manager] {
            let page = reader.get(path).await;
            if page.status != 303 {
                assert_dutiful(&page, 200);
            }
        }
        let english = visitor.get_with(path, &[("accept-language", "en")]).await;
        assert_dutiful(&english, 200);
    }
    for path in ["/me/account", "/me/data", "/me/drafts", "/notifications", "/communities/ouverte/settings"] {
        assert_dutiful(&manager.get(path).await, 200);
    }
    for path in ["/admin/people", "/admin/claims", "/admin/letters"] {
        assert_dutiful(&admin.get(path).await, 200);
    }
    // What goes wrong is a page of the house too.
    assert_dutiful(&visitor.get("/nowhere").await, 404);
    assert_dutiful(&visitor.get("/communities/entre-nous").await, 404);
    assert_dutiful(&visitor.get(&format!("/confirmations/{}", "0".repeat(64))).await, 410);
    assert_dutiful(&visitor.post("/session", &[("email", "a@b.test"), ("password", "non")]).await, 422);
    let forged = manager.post_raw("/me/account", "display_name=Autre", &[("sec-fetch-site", "cross-site")]).await;
    assert_dutiful(&forged, 403);
    let dark = World::with(|settings| settings["limits"]["sign_ins"] = 1.into()).await;
    for status in [422, 429] {
        let answer = dark.visitor().post("/session", &[("email", "a@b.test"), ("password", "non")]).await;
        assert_dutiful(&answer, status);
    }
    // The database away.
    dark.house.db.close().await;
    assert_dutiful(&dark.visitor().get("/communities").await, 503);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_operator_wrote_is_what_is_read() {
    let folder = std::env::temp_dir().join(format!("passerelle-duties-{}", std::process::id()));
    let pages = folder.join("pages");
    std::fs::create_dir_all(&pages).unwrap();
    let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config/pages");
    for file in std::fs::read_dir(ours).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), pages.join(file.file_name())).unwrap();
    }
    let edited =
        "# Qui répond de ce site\n\nL’association **Les Deux Rives**, 3 quai des Passeurs.\n\n<script>x</script>\n";
    std::fs::write(pages.join("legal.fr.md"), edited).unwrap();
    let (uri, postgres) = database(&folder).await;
    let environment = [("PAGES_DIR", pages.to_str().unwrap())];
    let server = Server::start_with(&folder, &uri, &environment);
    let read = |path: &str| server.send("GET", path, "locale=fr", "").unwrap();
    let shown = read("/pages/legal");
    assert!(shown.starts_with("HTTP/1.1 200"), "{shown}");
    assert!(shown.contains("<strong>Les Deux Rives</strong>, 3 quai des Passeurs"), "{shown}");
    assert!(shown.contains("<h1>Qui répond de ce site</h1>") && !shown.contains("<script>x"), "{shown}");
    let home = read("/");
    assert!(home.contains(">Qui répond de ce site</a>"), "the footer says it in the operator's words: {home}");
    server.kill();

    // Written again: the next start shows it, and nothing of what was there before.
    std::fs::write(pages.join("legal.fr.md"), "# Mentions\n\nLa région.\n").unwrap();
    let server = Server::start_with(&folder, &uri, &environment);
    let shown = server.send("GET", "/pages/legal", "locale=fr", "").unwrap();
    assert!(shown.contains("La région.") && !shown.contains("Les Deux Rives"), "{shown}");
    server.kill();
    let _ = std::fs::remove_dir_all(&folder);
    if let Some((admin, name)) = postgres {
        use sea_orm::ConnectionTrait;
        let admin = sea_orm::Database::connect(&admin).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    }
}
