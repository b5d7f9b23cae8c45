//! The links that letters carry: single use, short-lived, bound to the address
//! they were sent to, dead once the e-mail or the password changed. Only a digest
//! of the secret is kept.

use chrono::Duration;
use rand::{TryRngCore, rngs::OsRng};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, DeriveActiveEnum, EntityTrait, EnumIter,
    QueryFilter, Statement, Value, sea_query::Expr,
};
use sha2::{Digest, Sha256};

pub use super::_entities::links::{ActiveModel, Column, Entity, Model};
use crate::clock;
use crate::{
    database::Write,
    house::House,
    refusals::{Outcome, Refusal},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Purpose {
    Confirm,
    SignIn,
    Reset,
    ChangeEmail,
    /// Of an account that was opened for someone present (see `slips`).
    Claim,
}

impl Purpose {
    fn lives(self) -> Duration {
        match self {
            Self::Confirm | Self::ChangeEmail | Self::Claim => Duration::days(3),
            Self::SignIn => Duration::minutes(30),
            Self::Reset => Duration::hours(2),
        }
    }
}

/// A secret just drawn, not kept yet.
#[derive(Debug)]
pub struct Fresh {
    pub token: String,
    digest: String,
}

/// 256 bits nobody can guess, as 64 hexadecimal digits.
///
/// # Panics
/// When the machine has no entropy, where nothing secret can be made.
pub fn secret() -> String {
    let mut bytes = [0u8; 32];
    OsRng.try_fill_bytes(&mut bytes).expect("the machine gives random bytes");
    hex(&bytes)
}

/// What is kept of a secret: a digest peppered with the house's own.
pub fn digest(house: &House, token: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(house.settings.secret.as_bytes());
    hasher.update([0]);
    hasher.update(token.as_bytes());
    hex(&hasher.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Fresh {
    pub fn new(house: &House) -> Self {
        let token = secret();
        Self { digest: digest(house, &token), token }
    }

    /// Keeps it for someone, or does the same for nobody.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_if(&self, txn: &Write, user: Option<i64>, purpose: Purpose, email: &str) -> Result<(), DbErr> {
        let now = clock::now();
        let values: [Value; 6] = [
            purpose.to_value().into(),
            self.digest.clone().into(),
            email.into(),
            (now + purpose.lives()).into(),
            now.into(),
            user.unwrap_or_default().into(),
        ];
        txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), KEEP, values)).await.map(|_| ())
    }

    /// # Errors
    /// When the database refuses.
    pub async fn keep(&self, txn: &Write, user: i64, purpose: Purpose, email: &str) -> Result<(), DbErr> {
        Entity::insert(ActiveModel {
            user_id: Set(user),
            purpose: Set(purpose.to_value()),
            token_digest: Set(self.digest.clone()),
            email: Set(email.to_owned()),
            expires_at: Set((clock::now() + purpose.lives()).into()),
            created_at: Set(clock::now().into()),
            ..Default::default()
        })
        .exec_without_returning(txn)
        .await
        .map(|_| ())
    }
}

/// The same statement, whoever it is for: where there is nobody, it writes nothing.
const KEEP: &str = "INSERT INTO links (user_id, purpose, token_digest, email, expires_at, created_at) \
    SELECT id, $1, $2, $3, $4, $5 FROM users WHERE id = $6";

/// A link that still opens something.
///
/// # Errors
/// [`Refusal::LinkSpent`] when it was used, is out of date or never existed: the
/// three look the same.
pub async fn find<C: ConnectionTrait>(db: &C, house: &House, token: &str, purpose: Purpose) -> Outcome<Model> {
    if token.len() != 64 {
        return Err(Refusal::LinkSpent.into());
    }
    Entity::find()
        .filter(Column::TokenDigest.eq(digest(house, token)))
        .filter(Column::Purpose.eq(purpose.to_value()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(clock::now()))
        .one(db)
        .await?
        .ok_or_else(|| Refusal::LinkSpent.into())
}

/// Uses a link up. Of two at once, one is refused.
///
/// # Errors
/// [`Refusal::LinkSpent`] when it was used meanwhile.
pub async fn spend(txn: &Write, link: &Model) -> Outcome<()> {
    let spent = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(Some(clock::now())))
        .filter(Column::Id.eq(link.id))
        .filter(Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    if spent.rows_affected == 1 { Ok(()) } else { Err(Refusal::LinkSpent.into()) }
}

/// Every link of a person dies: their e-mail or password changed.
///
/// # Errors
/// When the database refuses.
pub async fn spend_all(txn: &Write, user: i64) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(Some(clock::now())))
        .filter(Column::UserId.eq(user))
        .filter(Column::UsedAt.is_null())
        .exec(txn)
        .await
        .map(|_| ())
}
