//! The list of every table that holds a person, against the schema.

use std::collections::BTreeSet;

use passerelle::{
    models::privacy::{LIST, everything, sheets},
    words::Lang,
};

use super::{references, schema};
use crate::support::World;

/// Columns that say who without the database knowing it.
fn names_someone(table: &str, column: &str) -> bool {
    let of_people = ["user_id", "person_id", "actor_id", "author_id", "editor_id", "other_id", "by_id", "recipient"];
    of_people.contains(&column) || column.ends_with("_by_id") || column == "email" || table == "users" && column == "id"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_that_says_who_is_on_the_list() {
    let world = World::new().await;
    let listed: BTreeSet<(String, String)> = everything()
        .flat_map(|held| held.people.iter().map(|(column, _)| (held.table.to_owned(), (*column).to_owned())))
        .collect();
    let schema = schema(&world).await;
    let mut known: BTreeSet<(String, String)> = references(&world).await.into_iter().collect();
    assert!(known.len() > 20, "{known:?}");
    for (table, columns) in &schema {
        let named = columns.iter().filter(|column| names_someone(table, column));
        known.extend(named.map(|column| (table.clone(), column.clone())));
    }
    assert_eq!(known.difference(&listed).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not on the list");
    assert_eq!(listed.difference(&known).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not in the schema");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_of_an_account_is_exported_or_withheld_on_purpose() {
    let world = World::new().await;
    let columns: BTreeSet<String> = schema(&world).await["users"].iter().cloned().collect();
    let exported = sheets::ACCOUNT.columns.iter().map(|column| column.name);
    let known: BTreeSet<String> = exported.chain(sheets::WITHHELD).map(str::to_owned).collect();
    assert_eq!(columns, known);
    // What opens an account never leaves the house.
    let secrets = ["password_hash", "token_digest", "held", "unsubscribe"];
    for sheet in LIST.iter().filter_map(|held| held.sheet) {
        for column in sheet.columns {
            assert!(!secrets.iter().any(|secret| column.sql.contains(secret)), "{}: {}", sheet.file, column.sql);
        }
    }
}

#[test]
fn the_list_is_said_in_both_languages() {
    for lang in Lang::ALL {
        let mut keys: BTreeSet<String> = everything()
            .flat_map(|held| {
                let (kept, law) = (held.kept.name(), held.law.name());
                [format!("data-held-{}", held.word()), format!("data-kept-{kept}"), format!("data-law-{law}")]
            })
            .collect();
        for sheet in LIST.iter().filter_map(|held| held.sheet) {
            keys.extend(sheet.columns.iter().map(|column| format!("data-field-{}", column.name.replace('_', "-"))));
        }
        for key in keys {
            assert_ne!(lang.say(&key), key, "{lang:?}");
        }
    }
}

#[test]
fn no_two_files_of_an_export_have_one_name() {
    let files: Vec<&str> = LIST.iter().filter_map(|held| held.sheet).map(|sheet| sheet.file).collect();
    assert_eq!(files.iter().collect::<BTreeSet<_>>().len(), files.len());
}
