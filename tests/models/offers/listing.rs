//! Lists of offers are read in the order their index has them, however many there are.

use passerelle::models::{
    keyset::After,
    offers::{
        channels::Channel,
        listing::latest_first,
        seeking::{Sought, Wanted},
    },
};
use sea_orm::{ConnectionTrait, DbBackend, QueryTrait, Statement};

use crate::support::World;

/// SQLite plans by what it knows of a table, which is nothing on most servers: nobody has it
/// analysed. Whatever it takes for good, it must not read and sort all that is published.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_list_sorts_all_that_is_published() {
    let world = World::new().await;
    let db = &world.house.db;
    if !db.is_sqlite() {
        return;
    }
    let after = After { at: passerelle::clock::now(), id: 9 };
    let asked = ["", "contract=permanent", "time=part&pay=2000&no_degree=on", "quick=on", "remote=wholly"];
    let mut sought = vec![Sought::of(1), Sought::default().through(Channel::Indeed)];
    for asked in asked {
        sought.push(Sought::understood(db, &Wanted::read(asked), None, None).await.unwrap());
    }
    for sought in &sought {
        for after in [None, Some(after)] {
            for (step, query) in latest_first(sought, after).into_iter().enumerate() {
                let query = query.build(DbBackend::Sqlite).to_string();
                let explain = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {query}"));
                let plan = db.query_all_raw(explain).await.unwrap();
                let plan: Vec<String> = plan.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
                assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{query}\n{plan:#?}");
                let there = match (after, step) {
                    (None, _) => "(",
                    (Some(_), 0) => "published_at=? AND id<?",
                    (Some(_), _) => "published_at<?",
                };
                assert!(plan.iter().any(|step| step.contains(there)), "{query}\n{plan:#?}");
            }
        }
    }
}
