//! Taking it up: with an address of one's own, or in the account one has.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, UpdateMany,
    sea_query::Expr,
};

use super::{Column, Entity, Held};
use crate::{
    access::Person,
    clock,
    database::Write,
    house::House,
    models::{
        _entities::{notifications, posts, threads},
        activities::{self, About, Verb},
        letters::Letter,
        links::{self, Fresh, Purpose},
        privacy::closing::{Last, Posts, close},
        profiles::{Model as Profile, sheet::Sheet, skills, taking_up::take_up},
        users::{self, EMAIL_LIMIT, email, signing_up::Password},
    },
    refusals::{Failure, Outcome, Refusal, check_line},
};

impl Held {
    /// Asks an address to answer. Until it does, the code goes on serving; and the answer
    /// does not say whether that address has an account already.
    ///
    /// # Errors
    /// [`Refusal::BadEmail`].
    pub async fn ask(&self, house: &House, typed: &str) -> Outcome<String> {
        let address = email(&check_line("email", typed, EMAIL_LIMIT, true)?)?;
        let link = Fresh::new(house);
        // Whoever has an account is told to come back signed in; the link is then in no letter.
        let known = users::Model::by_email(&house.db, &address).await?;
        let letter = match &known {
            Some(known) => Letter::to(known, "slip-known").link(house.address("/slips")),
            None => Letter::to(&self.person, "slip-claim")
                .at(&address)
                .link(house.address(&format!("/confirmations/{}", link.token))),
        };
        let letter = letter.write(house)?;
        let txn = house.db.write().await?;
        link.keep(&txn, self.person.id, Purpose::Claim, &address).await?;
        letter.post(&txn, Some(known.map_or(self.person.id, |known| known.id))).await?;
        txn.commit().await?;
        Ok(address)
    }

    /// Joins what was written to the account of someone signed in. The question is theirs;
    /// the profile goes where theirs is still empty; the account without an address closes.
    ///
    /// # Errors
    /// [`Refusal::SlipSpent`] when someone was quicker; [`Refusal::Suspended`] and the like.
    pub async fn join(&self, house: &House, me: &Person) -> Outcome<()> {
        me.may_write()?;
        if let Some(profile) = Profile::of(&house.db, self.person.id).await? {
            let sheet = Sheet::of(&profile, &skills::of(&house.db, self.person.id).await?);
            take_up(&house.db, me, &sheet).await?;
        }
        let txn = house.db.write().await?;
        taken(&txn, self.person.id, |slip| slip.col_expr(Column::PersonId, Expr::value(me.id))).await?;
        if let Some(thread) = self.slip.thread_id {
            hand_over(&txn, thread, self.person.id, me.id).await?;
        }
        close(&txn, self.person.id, Posts::Keep, Last::Allowed).await?;
        activities::record(&txn, Some(me.id), Verb::SlipClaimed, About::person(me.id), "").await?;
        txn.commit().await?;
        house.works.ring();
        Ok(())
    }
}

/// The address answered: the account is its owner's, and the code opens nothing any more.
///
/// # Errors
/// [`Refusal::LinkSpent`] when it was taken up, or the address taken, meanwhile.
pub async fn claim(house: &House, link: &links::Model, password: Password) -> Outcome<users::Model> {
    let txn = house.db.write().await?;
    // The slip before the link, as whoever joins it does: of two that each hold what the
    // other waits for, PostgreSQL fails one.
    match taken(&txn, link.user_id, |slip| slip).await {
        Err(Failure::Refused(Refusal::SlipSpent)) => return Err(Refusal::LinkSpent.into()),
        done => done?,
    }
    links::spend(&txn, link).await?;
    if users::Model::by_email(&txn, &link.email).await?.is_some() {
        return Err(Refusal::LinkSpent.into());
    }
    let mut user = users::Model::by_id(&txn, link.user_id).await?.into_active_model();
    user.email = Set(link.email.clone());
    user.email_confirmed_at = Set(Some(clock::now().into()));
    if let Password::Chosen(hash) = password {
        user.password_hash = Set(Some(hash));
    }
    let user = user.update(&txn).await?;
    links::spend_all(&txn, user.id).await?;
    activities::record(&txn, Some(user.id), Verb::EmailConfirmed, About::person(user.id), "").await?;
    activities::record(&txn, Some(user.id), Verb::SlipClaimed, About::person(user.id), "").await?;
    txn.commit().await?;
    Ok(user)
}

/// Of several who take one up at once, one does.
async fn taken(txn: &Write, person: i64, more: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity>) -> Outcome<()> {
    let change = Entity::update_many()
        .col_expr(Column::State, Expr::value("claimed"))
        .col_expr(Column::ClaimedAt, Expr::value(Some(clock::now())))
        .col_expr(Column::CodeDigest, Expr::value(None::<String>))
        .filter(Column::PersonId.eq(person))
        .filter(Column::State.eq("waiting"));
    let taken = more(change).exec(txn).await?;
    if taken.rows_affected == 1 { Ok(()) } else { Err(Refusal::SlipSpent.into()) }
}

/// The question, and what is told of it, pass from one account to another.
async fn hand_over(txn: &Write, thread: i64, from: i64, to: i64) -> Outcome<()> {
    threads::Entity::update_many()
        .col_expr(threads::Column::AuthorId, Expr::value(Some(to)))
        .filter(threads::Column::Id.eq(thread))
        .filter(threads::Column::AuthorId.eq(from))
        .exec(txn)
        .await?;
    posts::Entity::update_many()
        .col_expr(posts::Column::AuthorId, Expr::value(Some(to)))
        // The number of the form was unique for who wrote; it has served.
        .col_expr(posts::Column::Draft, Expr::value(None::<String>))
        .filter(posts::Column::ThreadId.eq(thread))
        .filter(posts::Column::AuthorId.eq(from))
        .exec(txn)
        .await?;
    let mine = notifications::Entity::find()
        .filter(notifications::Column::UserId.eq(to))
        .filter(notifications::Column::ThreadId.eq(thread));
    if mine.one(txn).await?.is_none() {
        notifications::Entity::update_many()
            .col_expr(notifications::Column::UserId, Expr::value(to))
            .filter(notifications::Column::UserId.eq(from))
            .filter(notifications::Column::ThreadId.eq(thread))
            .exec(txn)
            .await?;
    }
    let thread = threads::Entity::find_by_id(thread).one(txn).await?;
    if let Some(thread) = thread {
        let about = About { post: thread.opening_post_id, ..thread.about() };
        activities::record(txn, Some(to), Verb::ThreadEdited, about, "").await?;
    }
    Ok(())
}
