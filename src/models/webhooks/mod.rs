//! The address of an organisation's own software, to which it is written after each run of
//! its offers. What is written there is in `queueing`; that it is, in `delivering`; how, in
//! `initializers/webhooks`.

pub mod delivering;
pub mod queueing;

use ring::hmac;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

pub use super::_entities::webhooks::{ActiveModel, Column, Entity, Model};
use super::{
    _entities::webhook_deliveries,
    links::{hex, secret},
    organisations,
};
use crate::{
    access::Person,
    clock,
    database::Db,
    fetching::check_safe_address,
    house::House,
    refusals::{Failure, Outcome, Refusal, check_line},
};

/// Bytes of an address.
pub const ADDRESS_LIMIT: usize = 1_000;
/// Deliveries shown.
const SHOWN: u64 = 20;

impl Model {
    /// What its deliveries are signed with. It is kept nowhere: it is made of a salt in the
    /// database and of the house's own secret, which is not in it.
    pub fn secret(&self, house: &House) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, house.settings.secret.as_bytes());
        let made = hmac::sign(&key, format!("webhook of {}: {}", self.organisation_id, self.salt).as_bytes());
        format!("whs_{}", hex(made.as_ref()))
    }

    pub fn is_paused(&self) -> bool {
        self.paused_at.is_some()
    }
}

/// The one of this organisation.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, of: i64) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::OrganisationId.eq(of)).one(db).await
}

/// Its last deliveries, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn deliveries(db: &Db, webhook: i64) -> Result<Vec<webhook_deliveries::Model>, DbErr> {
    webhook_deliveries::Entity::find()
        .filter(webhook_deliveries::Column::WebhookId.eq(webhook))
        .order_by_desc(webhook_deliveries::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await
}

/// Writes to this address from now on, in the place of any other, under a new secret.
///
/// # Errors
/// The refusal to show beside `address`.
pub async fn open(house: &House, of: &organisations::Model, me: &Person, address: &str) -> Outcome<Model> {
    me.may_write()?;
    let typed = check_line("address", address, ADDRESS_LIMIT, true)?;
    let address =
        check_safe_address(&typed, &house.settings.fetching).map_err(|why| Refusal::Unreached { why: why.name() })?;
    let txn = house.db.write().await?;
    let webhook = ActiveModel {
        organisation_id: Set(of.id),
        address: Set(address.to_string()),
        salt: Set(secret()),
        failures: Set(0),
        paused_at: Set(None),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    let again = [Column::Address, Column::Salt, Column::Failures, Column::PausedAt];
    let again = OnConflict::column(Column::OrganisationId).update_columns(again).to_owned();
    Entity::insert(webhook).on_conflict(again).exec_without_returning(&txn).await?;
    let webhook = Entity::find().filter(Column::OrganisationId.eq(of.id)).one(&txn).await?.ok_or(Failure::Missing)?;
    queueing::release(&txn, webhook.id, clock::now()).await?;
    txn.commit().await?;
    Ok(webhook)
}

/// Writes there no more, nor what waits.
///
/// # Errors
/// [`Failure::Missing`] when there is none.
pub async fn close(db: &Db, of: &organisations::Model) -> Outcome<()> {
    let txn = db.write().await?;
    let closed = Entity::delete_many().filter(Column::OrganisationId.eq(of.id)).exec(&txn).await?;
    if closed.rows_affected == 0 {
        return Err(Failure::Missing);
    }
    Ok(txn.commit().await?)
}
