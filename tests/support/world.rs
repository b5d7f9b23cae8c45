//! A house of one's own: a database copied from one that was migrated once, a
//! folder, the whole stack of the server without its socket.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, Duration, Utc};
use loco_rs::{
    app::{AppContext, Hooks},
    boot::{StartMode, create_app},
    config::Config,
    environment::Environment,
};
use migration::{Migrator, MigratorTrait};
use passerelle::{
    access::{Audience, Kind},
    app::App,
    clock,
    house::House,
    initializers::page_cache::Cached,
    models::{
        _entities::{communities, memberships, sessions},
        activities::{self, About, Verb},
        privacy::retention,
        users,
    },
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, Database, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use tokio::sync::OnceCell;

use super::Actor;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

pub struct World {
    pub house: House,
    pub ctx: AppContext,
    pub server: Cached,
    folder: PathBuf,
    /// The server to ask for databases, and this world's own; PostgreSQL only.
    postgres: Option<(String, String)>,
}

/// The PostgreSQL server to test on, when there is one.
fn postgres() -> Option<String> {
    std::env::var("DATABASE_URL").ok().filter(|url| url.starts_with("postgres"))
}

fn temporary() -> PathBuf {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("passerelle-test-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A migrated database, made once: a file to copy, or a PostgreSQL template.
async fn template() -> String {
    match postgres() {
        None => {
            let file = temporary().join("template.sqlite").to_string_lossy().into_owned();
            let db = Database::connect(format!("sqlite://{file}?mode=rwc")).await.unwrap();
            Migrator::up(&db, None).await.unwrap();
            db.close().await.unwrap();
            file
        }
        Some(server) => {
            let name = format!("passerelle_template_{}", std::process::id());
            let admin = Database::connect(&server).await.unwrap();
            admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            admin.close().await.unwrap();
            let db = Database::connect(beside(&server, &name)).await.unwrap();
            Migrator::up(&db, None).await.unwrap();
            db.close().await.unwrap();
            name
        }
    }
}

/// Another database of the same server.
fn beside(server: &str, name: &str) -> String {
    let (head, _) = server.rsplit_once('/').unwrap();
    format!("{head}/{name}")
}

impl World {
    /// An empty house.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A house with the demo world in it, and what development adds.
    pub async fn demo() -> Self {
        Self::with(|settings| settings["demo"] = true.into()).await
    }

    /// A house whose settings differ.
    pub async fn with(change: impl FnOnce(&mut serde_json::Value)) -> Self {
        let template = TEMPLATE.get_or_init(template).await;
        let folder = temporary();
        let (uri, postgres) = match postgres() {
            None => {
                let file = folder.join("passerelle.sqlite");
                std::fs::copy(template, &file).unwrap();
                (format!("sqlite://{}?mode=rwc", file.display()), None)
            }
            Some(server) => {
                let name = format!("passerelle_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
                let admin = Database::connect(&server).await.unwrap();
                admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.unwrap();
                admin.close().await.unwrap();
                (beside(&server, &name), Some((server, name)))
            }
        };
        let mut config =
            Config::from_folder(&Environment::Test, &PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("config")).unwrap();
        config.database.uri = uri;
        config.database.max_connections = 4;
        let settings = config.settings.as_mut().unwrap();
        settings["data_dir"] = folder.to_string_lossy().into_owned().into();
        settings["shared_dir"] = "".into();
        settings["public_url"] = "http://house.test".into();
        settings["demo"] = false.into();
        settings["fetching"] = serde_json::json!({ "allow": [super::servers::feed().to_string()] });
        settings["pages_dir"] = format!("{}/config/pages", env!("CARGO_MANIFEST_DIR")).into();
        change(settings);
        let boot = create_app::<App, Migrator>(StartMode::ServerOnly, &Environment::Test, config).await.unwrap();
        let ctx = boot.app_context;
        let house = House::of(&ctx);
        Self { server: Cached::new(boot.router.unwrap(), house.clone()), house, ctx, folder, postgres }
    }

    /// Every route, as the server lists them.
    pub fn routes(&self) -> Vec<loco_rs::controller::ListRoutes> {
        App::routes(&self.ctx).collect()
    }

    /// Nobody in particular.
    pub fn visitor(&self) -> Actor {
        Actor::new(self, None)
    }

    /// Someone confirmed, signed in.
    pub async fn person(&self, handle: &str, kind: Kind) -> Actor {
        self.someone(handle, kind, |_| {}).await
    }

    pub async fn admin(&self, handle: &str) -> Actor {
        self.someone(handle, Kind::Other, |user| user.is_admin = Set(true)).await
    }

    /// Someone with an account, signed in, as `change` makes them.
    pub async fn someone(&self, handle: &str, kind: Kind, change: impl FnOnce(&mut users::ActiveModel)) -> Actor {
        let now = clock::now();
        let mut user = users::ActiveModel {
            email: Set(format!("{handle}@people.test")),
            email_confirmed_at: Set(Some(now.into())),
            handle: Set(handle.to_owned()),
            handle_skeleton: Set(users::handles::skeleton(handle)),
            display_name: Set(format!("{} Test", handle.to_uppercase())),
            kind: Set(kind.name()),
            claim: Set(if kind.is_claim() { "confirmed" } else { "none" }.to_owned()),
            about: Set(String::new()),
            is_admin: Set(false),
            is_ambassador: Set(false),
            locale: Set("fr".to_owned()),
            home_without: Set(String::new()),
            created_at: Set(now.into()),
            ..Default::default()
        };
        change(&mut user);
        let txn = self.house.db.write().await.unwrap();
        let user = user.insert(&txn).await.unwrap();
        activities::record(&txn, None, Verb::PersonEdited, About::person(user.id), "").await.unwrap();
        txn.commit().await.unwrap();
        let token = passerelle::models::sessions::open(&self.house, user.id, "Firefox Linux", true).await.unwrap();
        Actor::new(self, Some((user, token)))
    }

    /// A room, with those who manage it.
    pub async fn room(&self, slug: &str, audience: Audience, managers: &[&Actor]) -> communities::Model {
        let txn = self.house.db.write().await.unwrap();
        let room = communities::ActiveModel {
            slug: Set(slug.to_owned()),
            name: Set(format!("Salle {slug}")),
            description: Set(format!("On parle de {slug}.")),
            rules: Set(String::new()),
            rules_html: Set(String::new()),
            kind: Set("theme".to_owned()),
            audience: Set(audience.name()),
            state: Set("open".to_owned()),
            usual_tags: Set(String::new()),
            members_count: Set(i32::try_from(managers.len()).unwrap()),
            created_at: Set(clock::now().into()),
            ..Default::default()
        }
        .insert(&txn)
        .await
        .unwrap();
        for manager in managers {
            memberships::ActiveModel {
                community_id: Set(room.id),
                user_id: Set(manager.id()),
                role: Set("manager".to_owned()),
                created_at: Set(clock::now().into()),
                ..Default::default()
            }
            .insert(&txn)
            .await
            .unwrap();
            txn.also_forget(passerelle::freshness::Tag::Person(manager.id()));
        }
        activities::record(&txn, None, Verb::RoomOpened, About::room(room.id), "").await.unwrap();
        txn.commit().await.unwrap();
        room
    }

    /// The links of every letter to an address, latest letter first.
    pub async fn letters_to(&self, email: &str) -> Vec<passerelle::models::letters::Model> {
        use passerelle::models::letters;
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
        letters::Entity::find()
            .filter(letters::Column::Recipient.eq(email))
            .order_by_desc(letters::Column::Id)
            .all(&self.house.db)
            .await
            .unwrap()
    }

    /// The path of the link in the latest letter to an address.
    pub async fn link_to(&self, email: &str) -> String {
        let letter = self.letters_to(email).await.into_iter().next().expect("a letter");
        let at = letter.body_text.find("http://house.test/").expect("a link");
        letter.body_text[at + "http://house.test".len()..].split_whitespace().next().unwrap().to_owned()
    }

    /// Returns when every export and every erasure asked for is made.
    pub async fn works(&self) {
        passerelle::models::privacy::work::run(&self.house).await.unwrap();
    }

    /// What time decides once it is `moment`. Whoever looks stays signed in: it is
    /// not their sessions that are looked at.
    pub async fn time_comes(&self, moment: DateTime<Utc>) {
        let txn = self.house.db.write().await.unwrap();
        let longer = Expr::value(moment + Duration::days(1));
        let open = sessions::Entity::update_many().col_expr(sessions::Column::ExpiresAt, longer);
        open.filter(sessions::Column::ExpiresAt.lte(moment)).exec(&txn).await.unwrap();
        txn.commit().await.unwrap();
        retention::run(&self.house, moment).await.unwrap();
    }

    /// Returns when the readers of the log have read everything so far.
    pub async fn caught_up(&self) {
        self.house.readers.caught_up(&self.house.db).await.unwrap();
    }

    /// Returns when everything so far can be found.
    pub async fn searchable(&self) {
        let newest = activities::readers::newest(&self.house.db).await.unwrap();
        self.house.search.caught_up_to(newest.id).await;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.house.readers.stop();
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some((server, name)) = self.postgres.take() {
            // On a thread of its own: the test's runtime is on its way out.
            let _ = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async {
                    if let Ok(admin) = Database::connect(&server).await {
                        let _ = admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
                    }
                });
            })
            .join();
        }
    }
}
