//! People who come in by the front door: signing up, answering the letter,
//! signing in from one device or another.

use passerelle::{
    access::Kind,
    clock,
    models::{links, users},
    refusals::Refusal,
    words::Lang,
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::Expr};

use super::{Actor, Page, World};

/// Long enough, and nobody's name.
pub const PASSWORD: &str = "quatre chevaux trottent mardi";

impl World {
    /// Someone confirmed, signed in, whose password is [`PASSWORD`].
    pub async fn resident(&self, handle: &str, kind: Kind) -> Actor {
        let hash = users::passwords::hash(PASSWORD).await.unwrap();
        self.someone(handle, kind, |user| user.password_hash = Set(Some(hash))).await
    }

    /// Someone who signed up with [`PASSWORD`] and has not opened the letter yet.
    pub async fn signs_up(&self, email: &str, name: &str, kind: &str) {
        let fields = [("email", email), ("display_name", name), ("password", PASSWORD), ("kind", kind)];
        self.visitor().post("/accounts", &fields).await.assert_status(200);
    }

    /// Presses the button behind the last letter to this address: a browser signed in.
    pub async fn answers_letter(&self, email: &str) -> Actor {
        let answer = self.visitor().post(&self.link_to(email).await, &[]).await;
        answer.assert_status(303);
        self.visitor().with_token(&answer.cookie("session").expect("a session"))
    }

    /// A browser in which this account was opened by its password.
    pub async fn signs_in(&self, email: &str, password: &str) -> Actor {
        let answer = self.visitor().post("/session", &[("email", email), ("password", password)]).await;
        answer.assert_status(303);
        self.visitor().with_token(&answer.cookie("session").expect("a session"))
    }

    /// What is kept of a secret.
    pub fn digest(&self, token: &str) -> String {
        links::digest(&self.house, token)
    }

    pub async fn account(&self, email: &str) -> Option<users::Model> {
        users::Model::by_email(&self.house.db, email).await.unwrap()
    }

    /// Every link of every letter is out of date.
    pub async fn let_links_lapse(&self) {
        let txn = self.house.db.write().await.unwrap();
        links::Entity::update_many()
            .col_expr(links::Column::ExpiresAt, Expr::value(clock::now()))
            .exec(&txn)
            .await
            .unwrap();
        txn.commit().await.unwrap();
    }
}

impl Actor {
    pub async fn is_signed_in(&self) -> bool {
        self.get("/me/account").await.status == 200
    }

    /// Goes where an answer says, and reads there what was done.
    pub async fn reads_after(&self, answer: &Page) -> Page {
        answer.assert_status(303);
        let told = answer.cookie("notice").expect("a message about what was done");
        self.clone().with_cookie("notice", &told).get(answer.location()).await
    }
}

impl Page {
    /// The words of the page itself, without the frame around it.
    pub fn words(&self) -> String {
        self.first("main").expect("a page")
    }

    /// The reader is told why not, in a sentence.
    pub fn assert_says(&self, refusal: &Refusal) -> &Self {
        let sentence = says(refusal);
        assert!(self.words().contains(&sentence), "{} does not say “{sentence}”: {}", self.path, self.words());
        self
    }
}

/// A refusal, as a French reader reads it.
pub fn says(refusal: &Refusal) -> String {
    let sentence = Lang::Fr.refuse(refusal);
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}
