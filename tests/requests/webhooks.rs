//! What became of its offers is written to an organisation's software: signed, again until
//! it is taken, and never inside somebody's network.

use std::sync::{
    Arc,
    atomic::{AtomicU16, Ordering},
};

use chrono::{DateTime, Duration, Utc};
use passerelle::{
    access::Kind,
    clock,
    initializers::webhooks::{deliver_due, signature},
    models::_entities::{offer_runs, webhook_deliveries, webhooks},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use crate::support::{
    Actor, World,
    servers::{Act, Server, status},
    software::{Software, item, items, statuses},
};

/// A server that answers what it is told to.
struct Receiver {
    server: Server,
    answer: Arc<AtomicU16>,
}

impl Receiver {
    async fn open() -> Self {
        let answer = Arc::new(AtomicU16::new(204));
        let said = Arc::clone(&answer);
        let server = Server::open(move |_| match said.load(Ordering::SeqCst) {
            302 => status("302 Found", "Location: /ailleurs\r\n").into_iter().chain([Act::Close]).collect(),
            code => status(&format!("{code} Said"), "").into_iter().chain([Act::Close]).collect(),
        })
        .await;
        Self { server, answer }
    }

    fn answers(&self, code: u16) {
        self.answer.store(code, Ordering::SeqCst);
    }

    /// What it was told so far.
    fn told(&self) -> Vec<Value> {
        self.server.sent().iter().map(|body| serde_json::from_str(body).unwrap()).collect()
    }

    /// The value of a header of what it was told last, in lower case.
    fn header(&self, name: &str) -> String {
        let head = self.server.heard().pop().expect("something heard");
        let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        line.unwrap_or_else(|| panic!("no {name} in {head}"))
    }
}

struct House {
    world: World,
    owner: Actor,
    path: String,
    software: Software,
    receiver: Receiver,
    secret: String,
}

/// A house whose bakery has its software written to.
async fn house() -> House {
    let receiver = Receiver::open().await;
    let allow = json!([receiver.server.address.to_string()]);
    let world = World::with(|settings| settings["fetching"] = json!({ "allow": allow })).await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let software = world.software(&path, &owner.makes_key(&path, &["reads", "writes"]).await);
    let page = owner.post(&format!("{path}/webhook"), &[("address", &receiver.server.url("/recus"))]).await;
    page.assert_status(200);
    let secret = page.held("#secret");
    House { world, owner, path, software, receiver, secret }
}

impl House {
    async fn delivers(&self, now: DateTime<Utc>) {
        deliver_due(&self.world.house, now).await.unwrap();
    }

    async fn deliveries(&self) -> Vec<webhook_deliveries::Model> {
        let all = webhook_deliveries::Entity::find().order_by_asc(webhook_deliveries::Column::Id);
        all.all(&self.world.house.db).await.unwrap()
    }

    async fn webhook(&self) -> webhooks::Model {
        webhooks::Entity::find().one(&self.world.house.db).await.unwrap().expect("a webhook")
    }

    async fn page(&self) -> crate::support::Page {
        self.owner.get(&format!("{}/webhook", self.path)).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_each_run_its_software_is_told_what_changed() {
    let house = house().await;
    let run = house.software.pushes("ats", items(&["Vendeur", "Boulanger"])).await;
    // Nobody waits for somebody's server.
    assert_eq!(house.receiver.told(), Vec::<Value>::new());
    house.delivers(clock::now()).await;
    let told = house.receiver.told();
    assert_eq!(told.len(), 1);
    assert_eq!(statuses(&told[0]), [("vendeur", "created"), ("boulanger", "created")]);
    assert_eq!(told[0]["items"], run["items"]);
    assert_eq!((&told[0]["event"], &told[0]["run"]), (&json!("offers.run"), &run["run"]));
    assert_eq!((&told[0]["source"], &told[0]["more"]), (&json!("ats"), &json!(false)));

    // It can be known that it is from here, and when.
    let signed = house.receiver.header("passerelle-signature");
    let time: i64 = signed.strip_prefix("t=").unwrap().split(',').next().unwrap().parse().unwrap();
    assert!((clock::now().timestamp() - time).abs() < 60);
    let body = house.receiver.server.sent().pop().unwrap();
    assert_eq!(signed, signature(&house.secret, time, body.as_bytes()));
    assert_ne!(signed, signature("whs_autre", time, body.as_bytes()));
    assert_eq!(house.receiver.header("passerelle-event"), "offers.run");
    assert_eq!(house.receiver.header("passerelle-delivery"), told[0]["id"].to_string());
    assert_eq!(house.receiver.header("content-type"), "application/json");

    // What stayed as it was is counted, and not told.
    house.software.pushes("ats", items(&["Vendeur"])).await;
    house.software.puts("ats", "c", &item("c", "Poste c")).await;
    house.delivers(clock::now()).await;
    let told = house.receiver.told();
    assert_eq!((statuses(&told[1]), &told[1]["totals"]["unchanged"]), (vec![("boulanger", "deleted")], &json!(1)));
    assert_eq!(statuses(&told[2]), [("c", "created")]);
    // Once it was taken, nothing is said again.
    house.delivers(clock::now() + Duration::days(2)).await;
    assert_eq!(house.receiver.told().len(), 3);
    assert!(house.deliveries().await.iter().all(|one| one.state == "delivered"));
    house.page().await.assert_status(200).assert_unseen(&house.secret);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_a_held_run_and_what_is_released_are_told_and_a_dry_run_is_not() {
    let house = house().await;
    let dry = format!("{}?dry=true", house.software.offers);
    house.software.asks(axum::http::Method::POST, &dry, items(&["Vendeur"])).await.assert_status(200);
    assert!(house.deliveries().await.is_empty());
    let job = |number: usize| {
        format!(
            "<job><referencenumber>r{number}</referencenumber><title>Poste {number} H/F</title>\
             <description>Un texte.</description><url>https://fournil.example/{number}</url></job>"
        )
    };
    let feed = |count| format!("<source>{}</source>", (0..count).map(job).collect::<String>());
    house.owner.imports(&house.path, "quinze.xml", &feed(15)).await;
    let held = house.owner.imports(&house.path, "quinze.xml", &feed(1)).await;
    house.owner.does(&format!("{held}/withdrawal"), &[]).await;
    house.delivers(clock::now()).await;
    let told = house.receiver.told();
    assert_eq!(told.iter().map(|told| statuses(told).len()).collect::<Vec<_>>(), [15, 0, 14]);
    assert!(statuses(&told[2]).iter().all(|(_, status)| *status == "deleted"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_long_is_told_in_parts() {
    let house = house().await;
    let many = (0..501).map(|number| item(&format!("r{number:04}"), &format!("Poste {number}")));
    house.software.pushes("ats", Value::from_iter(many).to_string()).await;
    house.delivers(clock::now()).await;
    let told = house.receiver.told();
    let parts: Vec<(usize, &Value)> = told.iter().map(|told| (statuses(told).len(), &told["more"])).collect();
    assert_eq!(parts, [(500, &json!(true)), (1, &json!(false))]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_taken_is_sent_again_later_and_later_under_one_number() {
    let house = house().await;
    house.receiver.answers(500);
    house.software.pushes("ats", items(&["Vendeur"])).await;
    let mut now = clock::now();
    for later in
        [Duration::minutes(1), Duration::minutes(5), Duration::minutes(30), Duration::hours(2), Duration::hours(12)]
    {
        let before = house.receiver.told().len();
        house.delivers(now).await;
        assert_eq!(house.receiver.told().len(), before + 1);
        house.delivers(now + later - Duration::seconds(1)).await;
        assert_eq!(house.receiver.told().len(), before + 1, "too soon: {later}");
        now += later;
    }
    house.page().await.assert_sees("Le serveur n’a pas accepté ce message").assert_sees("Il a répondu 500");
    house.delivers(now).await;
    let delivery = house.deliveries().await.remove(0);
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("given_up", 6));
    house.delivers(now + Duration::days(30)).await;
    let told = house.receiver.told();
    assert_eq!(told.len(), 6);
    assert!(told.iter().all(|one| one["id"] == told[0]["id"]));
    house.page().await.assert_sees("Abandonné");
    // Until a person has it sent again.
    house.receiver.answers(200);
    house.owner.does(&format!("{}/webhook/deliveries/{}", house.path, delivery.id), &[]).await;
    house.delivers(clock::now()).await;
    assert_eq!(house.receiver.told().last().unwrap()["id"], told[0]["id"]);
    assert_eq!(house.deliveries().await[0].state, "delivered");
}

/// What was meant for one server is nobody else's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redirect_is_not_followed() {
    let house = house().await;
    house.receiver.answers(302);
    house.software.pushes("ats", items(&["Vendeur"])).await;
    house.delivers(clock::now()).await;
    assert_eq!(house.receiver.server.heard().len(), 1);
    assert_eq!(house.deliveries().await[0].said, "too-many-redirects");
    house.page().await.assert_sees("Le serveur renvoie à une autre adresse");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_takes_nothing_is_paused_until_it_takes_something() {
    let house = house().await;
    house.receiver.answers(500);
    for number in 0..6 {
        house
            .software
            .puts("ats", &format!("r{number}"), &item(&format!("r{number}"), &format!("Poste {number}")))
            .await;
    }
    let mut now = clock::now();
    for _ in 0..6 {
        house.delivers(now).await;
        now += Duration::hours(12);
    }
    assert!(house.webhook().await.paused_at.is_some());
    house.page().await.assert_sees("nous n’en envoyons plus");
    // What happens meanwhile is kept, and not sent.
    house.receiver.answers(200);
    house.software.puts("ats", "r9", &item("r9", "Poste r9")).await;
    let before = house.receiver.told().len();
    house.delivers(now + Duration::days(1)).await;
    assert_eq!(house.receiver.told().len(), before);
    assert!(house.deliveries().await.iter().any(|one| one.state == "held"));
    // A trial that is taken sets it going again.
    house.owner.does(&format!("{}/webhook/trial", house.path), &[]).await;
    house.delivers(clock::now() + Duration::minutes(1)).await;
    house.delivers(clock::now() + Duration::minutes(1)).await;
    let told = house.receiver.told();
    assert!(told.iter().any(|told| told["event"] == "ping" && told.get("items").is_none()));
    assert_eq!(statuses(told.last().unwrap()), [("r9", "created")]);
    assert_eq!((house.webhook().await.paused_at, house.webhook().await.failures), (None, 0));
    house.page().await.assert_unseen("nous n’en envoyons plus");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_come_by_one_delivers() {
    let house = house().await;
    house.software.pushes("ats", items(&["Vendeur"])).await;
    let now = clock::now();
    let (one, other) = (&house.world.house, house.world.house.clone());
    let (one, other) = tokio::join!(deliver_due(one, now), deliver_due(&other, now));
    one.unwrap();
    other.unwrap();
    assert_eq!(house.receiver.told().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_written_inside_a_network_nor_in_clear() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let webhook = format!("{path}/webhook");
    for odd in [
        "http://logiciel.example/recus",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::ffff:169.254.169.254]/",
        "https://2130706433/",
        "https://house.test/",
        "https://moi:secret@logiciel.example/",
        "https://logiciel.example:22/",
        "ftp://logiciel.example/",
        "logiciel",
        "",
    ] {
        let back = owner.post(&webhook, &[("address", odd)]).await;
        assert!(back.assert_status(422).has("#address-error"), "{odd}");
        assert_eq!(back.held("#address"), odd);
    }
    assert_eq!(webhooks::Entity::find().count(&world.house.db).await.unwrap(), 0);
    owner.post(&webhook, &[("address", "http://logiciel.example/")]).await.assert_sees("personne ne lise en chemin");
    // Judged again each time: an address that was let through, and is not any more.
    let house = house().await;
    let change = webhooks::Entity::update_many()
        .col_expr(webhooks::Column::Address, sea_orm::sea_query::Expr::value("https://10.0.0.1/recus"));
    let txn = house.world.house.db.write().await.unwrap();
    change.filter(webhooks::Column::Id.gt(0)).exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    house.software.pushes("ats", items(&["Vendeur"])).await;
    house.delivers(clock::now()).await;
    assert_eq!(house.deliveries().await[0].said, "refused-not-public");
    house.page().await.assert_sees("réseau privé");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_secret_is_shown_once_and_kept_nowhere() {
    let house = house().await;
    assert!(house.secret.starts_with("whs_") && house.secret.len() == 68);
    assert!(!house.world.contents().await.contains(&house.secret[4..]), "it is somewhere in the database");
    house.page().await.assert_status(200).assert_unseen(&house.secret);
    // Saved again, it has another one, which signs from then on.
    let address = [("address", house.webhook().await.address)];
    let address = address.each_ref().map(|(name, value)| (*name, value.as_str()));
    let again = house.owner.post(&format!("{}/webhook", house.path), &address).await.held("#secret");
    assert_ne!(again, house.secret);
    house.owner.does(&format!("{}/webhook/trial", house.path), &[]).await;
    house.delivers(clock::now()).await;
    let (signed, body) = (house.receiver.header("passerelle-signature"), house.receiver.server.sent().pop().unwrap());
    let time = signed.strip_prefix("t=").unwrap().split(',').next().unwrap().parse().unwrap();
    assert_eq!(signed, signature(&again, time, body.as_bytes()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_recruits_for_it_sees_and_changes_it() {
    let house = house().await;
    house.owner.does(&format!("{}/webhook/trial", house.path), &[]).await;
    let (world, path) = (&house.world, &house.path);
    let other = world.person("rene", Kind::Recruiter).await;
    let its = world.organisation("Le Quai", &other).await;
    let delivery = house.deliveries().await[0].id;
    let acts = ["", "/trial", "/removal", &format!("/deliveries/{delivery}")].map(|act| format!("/webhook{act}"));
    let address = house.receiver.server.url("/ailleurs");
    let fields = |act: &str| if act == "/webhook" { vec![("address", address.as_str())] } else { vec![] };
    world.visitor().get(&format!("{path}/webhook")).await.assert_status(303);
    other.get(&format!("{path}/webhook")).await.assert_status(404);
    for act in &acts {
        other.post(&format!("{path}{act}"), &fields(act)).await.assert_status(404);
    }
    // Nor what is another's, from one's own.
    other.post(&format!("{its}/webhook/deliveries/{delivery}"), &[]).await.assert_status(404);
    house.owner.does(&format!("{path}/people"), &[("handle", "rene"), ("role", "reader")]).await;
    other.does(&format!("{path}/people/acceptance"), &[]).await;
    other.get(&format!("{path}/webhook")).await.assert_status(403);
    for act in &acts {
        other.post(&format!("{path}{act}"), &fields(act)).await.assert_status(403);
    }
    assert_eq!(house.webhook().await.address, house.receiver.server.url("/recus"));
    // Closed, nothing waits and nothing is written.
    house.owner.does(&format!("{path}/webhook/removal"), &[]).await;
    house.software.pushes("ats", items(&["Vendeur"])).await;
    assert!(house.deliveries().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn runs_about_one_item_leave_the_receipts_of_whole_ones() {
    let house = house().await;
    let whole = house.software.pushes("ats", items(&["Vendeur"])).await["run"].as_i64().unwrap();
    for _ in 0..32 {
        house.software.puts("ats", "b", &item("b", "Poste b")).await;
    }
    let kept = offer_runs::Entity::find_by_id(whole).one(&house.world.house.db).await.unwrap();
    assert!(kept.is_some());
    // Nor is one forgotten that is still to be told.
    for _ in 0..32 {
        house.software.pushes("ats", items(&["Vendeur"])).await;
    }
    let kept = offer_runs::Entity::find_by_id(whole).one(&house.world.house.db).await.unwrap();
    assert!(kept.is_some());
    house.delivers(clock::now()).await;
    house.software.pushes("ats", items(&["Vendeur"])).await;
    let kept = offer_runs::Entity::find_by_id(whole).one(&house.world.house.db).await.unwrap();
    assert!(kept.is_none());
}
