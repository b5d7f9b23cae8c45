//! `task make_admin email:…`: the first admin of a new house.

use loco_rs::{prelude::*, task::Vars};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use crate::models::{
    activities::{self, About, Verb},
    users,
};

#[derive(Debug)]
pub struct MakeAdmin;

#[async_trait]
impl Task for MakeAdmin {
    fn task(&self) -> TaskInfo {
        TaskInfo { name: "make_admin".to_owned(), detail: "Makes the account of an e-mail address an admin".to_owned() }
    }

    async fn run(&self, ctx: &AppContext, vars: &Vars) -> Result<()> {
        let house = super::ready(ctx).await?;
        let email = vars.cli_arg("email")?;
        let user = users::Model::by_email(&house.db, &email.to_lowercase()).await?.ok_or_else(|| {
            Error::Message(format!("no account has the address {email}: sign up first, then run this again"))
        })?;
        let id = user.id;
        let txn = house.db.write().await?;
        let mut user = user.into_active_model();
        user.is_admin = Set(true);
        user.update(&txn).await?;
        activities::record(&txn, None, Verb::PersonEdited, About::person(id), "made admin by hand").await?;
        txn.commit().await?;
        println!("{email} is now an admin.");
        Ok(())
    }
}
