//! The three gestures: *merci*, *bravo* (with a sentence), *relais*. With names,
//! without totals on anyone.

use sea_orm::{
    ActiveEnum,
    ActiveValue::Set,
    ColumnTrait, DeriveActiveEnum, EntityTrait, EnumIter, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::{Column, Entity, Found};
use crate::{
    access::Person,
    clock,
    database::Db,
    models::{
        _entities::gestures,
        activities::{self, Verb},
    },
    refusals::{Outcome, Refusal, check_line},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Gesture {
    Thanks,
    Bravo,
    Relay,
}

impl Gesture {
    /// `thanks`, `bravo`, `relay`: its name in forms and rows.
    pub fn name(self) -> String {
        self.to_value()
    }

    /// # Errors
    /// [`Refusal::NotAChoice`] for anything else than the three.
    pub fn named(name: &str) -> Result<Self, Refusal> {
        Self::try_from_value(&name.to_owned()).map_err(|_| Refusal::NotAChoice { field: "kind" })
    }
}

impl Found {
    /// Makes a gesture; making it again changes at most its sentence.
    ///
    /// # Errors
    /// [`Refusal::OwnPost`], or [`Refusal::BravoNeedsSentence`].
    pub async fn gesture(&self, db: &Db, by: &Person, gesture: Gesture, sentence: &str) -> Outcome<()> {
        by.may_write()?;
        if self.author_id == Some(by.id) {
            return Err(Refusal::OwnPost.into());
        }
        let sentence = check_line("sentence", sentence, 300, false)?;
        if gesture == Gesture::Bravo && sentence.is_empty() {
            return Err(Refusal::BravoNeedsSentence.into());
        }
        let sentence = if gesture == Gesture::Bravo { sentence } else { String::new() };
        use gestures::Column as C;
        let txn = db.write().await?;
        self.held(&txn).await?;
        let already = mine(self.id, by, gesture).one(&txn).await?;
        if already.as_ref().is_some_and(|already| already.sentence == sentence) {
            return Ok(txn.commit().await?);
        }
        gestures::Entity::insert(gestures::ActiveModel {
            post_id: Set(self.id),
            user_id: Set(by.id),
            kind: Set(gesture.to_value()),
            sentence: Set(sentence),
            created_at: Set(clock::now().into()),
            ..Default::default()
        })
        .on_conflict(OnConflict::columns([C::PostId, C::UserId, C::Kind]).update_column(C::Sentence).to_owned())
        .exec_without_returning(&txn)
        .await?;
        if already.is_none() {
            self.count_gestures(&txn, 1).await?;
        }
        activities::record(&txn, Some(by.id), Verb::Gestured, self.about(), &gesture.to_value()).await?;
        txn.commit().await?;
        Ok(())
    }

    /// # Errors
    /// When the database refuses.
    pub async fn take_gesture_back(&self, db: &Db, by: &Person, gesture: Gesture) -> Outcome<()> {
        let txn = db.write().await?;
        self.held(&txn).await?;
        let Some(already) = mine(self.id, by, gesture).one(&txn).await? else { return Ok(txn.commit().await?) };
        gestures::Entity::delete_by_id(already.id).exec(&txn).await?;
        self.count_gestures(&txn, -1).await?;
        activities::record(&txn, Some(by.id), Verb::GestureTakenBack, self.about(), &gesture.to_value()).await?;
        txn.commit().await?;
        Ok(())
    }

    async fn count_gestures(&self, txn: &crate::database::Write, change: i32) -> Outcome<()> {
        Entity::update_many()
            .col_expr(Column::GesturesCount, Expr::col(Column::GesturesCount).add(change))
            .filter(Column::Id.eq(self.id))
            .exec(txn)
            .await?;
        Ok(())
    }
}

fn mine(post: i64, by: &Person, gesture: Gesture) -> sea_orm::Select<gestures::Entity> {
    gestures::Entity::find()
        .filter(gestures::Column::PostId.eq(post))
        .filter(gestures::Column::UserId.eq(by.id))
        .filter(gestures::Column::Kind.eq(gesture.to_value()))
}
