//! The schema, one step a file. A step is never edited after it ran somewhere;
//! each runs on SQLite and on PostgreSQL, up and down.

pub use sea_orm_migration::prelude::*;

mod m20261101_000001_users;
mod m20261101_000002_sessions;
mod m20261101_000003_letters;
mod m20261101_000004_communities;
mod m20261101_000005_threads;
mod m20261101_000006_posts;
mod m20261101_000007_tags;
mod m20261101_000008_activities;
mod m20261122_000009_drafts;
mod m20261122_000010_following;
mod m20261122_000011_notifications;
mod m20261122_000012_privacy;
mod m20261122_000020_erasing;
mod m20261125_000030_references;
mod m20261125_000040_former_names;
mod m20261126_000050_paging;
mod m20261126_000060_rules_renderer;
mod m20261126_000070_profiles;
mod m20261126_000080_contacts;
mod m20261126_000090_aid;
mod m20261126_000100_pictures;
mod m20261126_000110_advisers;
mod m20261126_000120_calls;
mod m20261126_000130_slips;
mod m20261127_000140_organisations;
mod m20261127_000150_offers;
mod m20261127_000160_offer_sources;
mod m20261127_000170_contact_offers;
mod m20261127_000180_offer_addresses;
mod m20261127_000190_applications;
mod m20261127_000200_offer_channels;
mod m20261127_000210_alerts;
mod m20261128_000220_source_mappings;
mod m20261128_000230_console;
mod m20261128_000240_truth;
mod m20261128_000245_heard_items;
mod m20261128_000250_api_keys;
mod steps;

#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261101_000001_users::Migration),
            Box::new(m20261101_000002_sessions::Migration),
            Box::new(m20261101_000003_letters::Migration),
            Box::new(m20261101_000004_communities::Migration),
            Box::new(m20261101_000005_threads::Migration),
            Box::new(m20261101_000006_posts::Migration),
            Box::new(m20261101_000007_tags::Migration),
            Box::new(m20261101_000008_activities::Migration),
            Box::new(m20261122_000009_drafts::Migration),
            Box::new(m20261122_000010_following::Migration),
            Box::new(m20261122_000011_notifications::Migration),
            Box::new(m20261122_000012_privacy::Migration),
            Box::new(m20261122_000020_erasing::Migration),
            Box::new(m20261125_000030_references::Migration),
            Box::new(m20261125_000040_former_names::Migration),
            Box::new(m20261126_000050_paging::Migration),
            Box::new(m20261126_000060_rules_renderer::Migration),
            Box::new(m20261126_000070_profiles::Migration),
            Box::new(m20261126_000080_contacts::Migration),
            Box::new(m20261126_000090_aid::Migration),
            Box::new(m20261126_000100_pictures::Migration),
            Box::new(m20261126_000110_advisers::Migration),
            Box::new(m20261126_000120_calls::Migration),
            Box::new(m20261126_000130_slips::Migration),
            Box::new(m20261127_000140_organisations::Migration),
            Box::new(m20261127_000150_offers::Migration),
            Box::new(m20261127_000160_offer_sources::Migration),
            Box::new(m20261127_000170_contact_offers::Migration),
            Box::new(m20261127_000180_offer_addresses::Migration),
            Box::new(m20261127_000190_applications::Migration),
            Box::new(m20261127_000200_offer_channels::Migration),
            Box::new(m20261127_000210_alerts::Migration),
            Box::new(m20261128_000220_source_mappings::Migration),
            Box::new(m20261128_000230_console::Migration),
            Box::new(m20261128_000240_truth::Migration),
            Box::new(m20261128_000245_heard_items::Migration),
            Box::new(m20261128_000250_api_keys::Migration),
        ]
    }
}
