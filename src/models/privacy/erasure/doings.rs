//! What someone did here, where taking it away changes more than its own row:
//! gestures that posts count, memberships that rooms count, rooms proposed, what
//! the log tells of them, letters to their address, files.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement, sea_query::Expr,
};

use super::{BATCH, Leaving};
use crate::{
    database::Write,
    models::{
        _entities::{communities, exports, gestures, letters, memberships},
        pictures,
        privacy::export,
    },
    refusals::Outcome,
};

/// Gestures go, and the posts that had them count one less.
pub(super) async fn gestures_made(leaving: &mut Leaving<'_>) -> Outcome<()> {
    loop {
        let made = gestures::Entity::find()
            .filter(gestures::Column::UserId.eq(leaving.person))
            .limit(BATCH)
            .all(&leaving.house.db)
            .await?;
        if made.is_empty() {
            return Ok(());
        }
        let mut posts: Vec<i64> = made.iter().map(|gesture| gesture.post_id).collect();
        posts.sort_unstable();
        let txn = leaving.batch().await?;
        for post in posts {
            change(&txn, "UPDATE posts SET gestures_count = gestures_count - 1 WHERE id = $1", post).await?;
        }
        let ids = made.iter().map(|gesture| gesture.id);
        gestures::Entity::delete_many().filter(gestures::Column::Id.is_in(ids)).exec(&txn).await?;
        leaving.done(txn).await?;
    }
}

/// Pictures go whatever becomes of the posts: a face has no pseudonym.
pub(super) async fn pictures_shown(leaving: &mut Leaving<'_>) -> Outcome<()> {
    while pictures::removing::take_some_down(leaving.house, leaving.person).await? {
        let txn = leaving.batch().await?;
        leaving.done(txn).await?;
    }
    Ok(())
}

/// Memberships go, and the rooms count one less.
pub(super) async fn belonging(leaving: &mut Leaving<'_>) -> Outcome<()> {
    let mine = memberships::Entity::find()
        .filter(memberships::Column::UserId.eq(leaving.person))
        .order_by_asc(memberships::Column::CommunityId)
        .all(&leaving.house.db)
        .await?;
    for membership in mine {
        let txn = leaving.batch().await?;
        let gone = memberships::Entity::delete_by_id(membership.id).exec(&txn).await?;
        if gone.rows_affected == 1 {
            let sql = "UPDATE communities SET members_count = members_count - 1 WHERE id = $1";
            change(&txn, sql, membership.community_id).await?;
        }
        leaving.done(txn).await?;
    }
    Ok(())
}

async fn change(txn: &Write, sql: &str, id: i64) -> Result<(), DbErr> {
    let statement = Statement::from_sql_and_values(txn.get_database_backend(), sql, [id.into()]);
    txn.execute_raw(statement).await.map(|_| ())
}

/// A room that was only proposed is a page of theirs; one that opened is everyone's.
pub(super) async fn proposals(leaving: &mut Leaving<'_>) -> Outcome<()> {
    use communities::Column as C;
    let txn = leaving.batch().await?;
    communities::Entity::delete_many()
        .filter(C::ProposedById.eq(leaving.person))
        .filter(C::State.is_in(["proposed", "declined"]))
        .exec(&txn)
        .await?;
    communities::Entity::update_many()
        .col_expr(C::ProposedById, Expr::value(None::<i64>))
        .filter(C::ProposedById.eq(leaving.person))
        .exec(&txn)
        .await?;
    leaving.done(txn).await
}

/// What the log says of them (a reason, a decision), and what was sent to their address.
pub(super) async fn told_of_them(leaving: &mut Leaving<'_>) -> Outcome<()> {
    leaving
        .until_none(
            "UPDATE activities SET user_id = NULL, detail = '' \
             WHERE id IN (SELECT id FROM activities WHERE user_id = $1 LIMIT {batch})",
            &[],
        )
        .await?;
    let email = leaving.names.email.clone();
    if email.is_empty() {
        return Ok(());
    }
    let txn = leaving.batch().await?;
    letters::Entity::delete_many()
        .filter(letters::Column::Recipient.eq(&email))
        // The last one tells them that it is done, and forgets itself.
        .filter(letters::Column::Kind.ne("erased"))
        .exec(&txn)
        .await?;
    // Asked for by another account, and sent there.
    let sql = "DELETE FROM links WHERE email = $1";
    let statement = Statement::from_sql_and_values(txn.get_database_backend(), sql, [email.into()]);
    txn.execute_raw(statement).await?;
    leaving.done(txn).await
}

pub(super) async fn exports_made(leaving: &mut Leaving<'_>) -> Outcome<()> {
    let made =
        exports::Entity::find().filter(exports::Column::UserId.eq(leaving.person)).all(&leaving.house.db).await?;
    if made.is_empty() {
        return Ok(());
    }
    for one in &made {
        export::forget_file(&one.path(leaving.house));
    }
    let txn = leaving.batch().await?;
    exports::Entity::delete_many().filter(exports::Column::UserId.eq(leaving.person)).exec(&txn).await?;
    leaving.done(txn).await
}
