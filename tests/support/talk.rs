//! Conversations begun through the doors, and rows read behind them.

use std::sync::Arc;

use passerelle::{
    access::{Person, Viewer},
    clock,
    models::{
        _entities::{accompaniments, activities, calls, communities, notifications, posts, threads},
        threads::replying::Reply,
        users,
    },
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};

use super::{Actor, Page, World};

/// A thread someone opened.
#[derive(Clone, Debug)]
pub struct Talk {
    pub id: i64,
    pub path: String,
    /// Its opening post.
    pub opening: i64,
}

impl Talk {
    /// Where an act on this thread is sent: `/threads/12/closure`.
    pub fn act(&self, act: &str) -> String {
        format!("/threads/{}/{act}", self.id)
    }
}

impl Actor {
    /// Asks a question.
    pub async fn asks(&self, room: &communities::Model, title: &str, body: &str) -> Talk {
        self.opens(room, &[("title", title), ("body", body)]).await
    }

    /// Opens a thread of any kind.
    pub async fn opens(&self, room: &communities::Model, fields: &[(&str, &str)]) -> Talk {
        let answer = self.post(&format!("/communities/{}/threads", room.slug), fields).await;
        answer.assert_status(303);
        let path = answer.location().to_owned();
        let id = path["/threads/".len()..].split('-').next().unwrap().parse().unwrap();
        let page = self.get(&path).await;
        page.assert_status(200);
        let opening = page.attribute("article.question", "id").expect("an opening post");
        Talk { id, path, opening: opening["post-".len()..].parse().unwrap() }
    }

    /// Replies, and says which post that made.
    pub async fn replies(&self, talk: &Talk, body: &str) -> i64 {
        let answer = self.post(&talk.act("posts"), &[("body", body)]).await;
        answer.assert_status(303);
        answer.post()
    }

    /// Asks someone for a contact, and says under which number.
    pub async fn asks_of(&self, to: &Actor, purpose: &str, message: &str) -> i64 {
        let fields = [("purpose", purpose), ("message", message)];
        let asked = self.does(&format!("/people/{}/contacts", to.handle()), &fields).await;
        asked.location().trim_start_matches("/me/contacts/").parse().expect("the number of a contact")
    }

    /// Asks an adviser, and says under which number.
    pub async fn asks_to_be_advised_by(&self, world: &World, adviser: &Actor, message: &str) -> i64 {
        let path = format!("/people/{}/accompaniments", adviser.handle());
        self.does(&path, &[("message", message)]).await;
        let begun = accompaniments::Entity::find()
            .filter(accompaniments::Column::PersonId.eq(self.id()))
            .filter(accompaniments::Column::AdviserId.eq(adviser.id()))
            .order_by_desc(accompaniments::Column::Id);
        begun.one(&world.house.db).await.unwrap().expect("an accompaniment").id
    }

    /// Asks the adviser for a call, and says under which number.
    pub async fn asks_for_a_call(&self, world: &World, about: &str, phone: &str, slot: &str) -> i64 {
        self.does("/me/adviser/calls", &[("about", about), ("phone", phone), ("slot", slot)]).await;
        let asked = calls::Entity::find().filter(calls::Column::PersonId.eq(self.id()));
        let asked = asked.order_by_desc(calls::Column::Id).one(&world.house.db).await.unwrap();
        asked.expect("a call").id
    }

    /// An act that goes well.
    pub async fn does(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.post(path, fields).await;
        answer.assert_status(303);
        answer
    }

    /// Presses “undo” on the message that an act left.
    pub async fn undoes(&self, answer: &Page) -> Page {
        let note = answer.cookie("notice").expect("a message about what was done");
        let told = self.clone().with_cookie("notice", &note).get(answer.location().split('#').next().unwrap()).await;
        let form = ".notice form";
        let action = told.attribute(form, "action").expect("a way to undo it");
        let fields: Vec<(String, String)> = told.fields(form);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.does(&action, &fields).await
    }
}

impl Page {
    /// The post that a redirect leads to.
    pub fn post(&self) -> i64 {
        self.location().rsplit_once("#post-").expect("a post's place").1.parse().unwrap()
    }

    /// The posts of a page of a conversation, in order, without the opening one.
    pub fn posts(&self) -> Vec<i64> {
        self.attributes(".conversation > li[id^=post-]", "id")
            .iter()
            .map(|id| id["post-".len()..].parse().unwrap())
            .collect()
    }

    /// The titles of a list of threads, in order.
    pub fn titles(&self) -> Vec<String> {
        self.all(".thread-row__title")
    }
}

impl World {
    /// Someone as the doors see them now.
    pub async fn seen(&self, actor: &Actor) -> Arc<Person> {
        let user = users::Model::by_id(&self.house.db, actor.id()).await.unwrap();
        Arc::new(user.at_the_door(&self.house.db).await.unwrap())
    }

    /// This person is advised by this adviser; says under which number.
    pub async fn links(&self, person: &Actor, adviser: &Actor) -> i64 {
        let id = person.asks_to_be_advised_by(self, adviser, "Pourriez-vous me suivre ?").await;
        adviser.does(&format!("/me/accompaniments/{id}/acceptance"), &[]).await;
        id
    }

    /// Many short replies at once, straight at the model.
    pub async fn fill(&self, talk: &Talk, author: &Actor, count: usize) -> Vec<i64> {
        let person = self.seen(author).await;
        let viewer = Viewer::Member(person.clone());
        let thread = threads::Model::readable_by(&self.house.db, &viewer, talk.id).await.unwrap();
        let mut posts = vec![];
        for number in 1..=count {
            let reply = Reply { body: format!("Réponse {number}."), ..Reply::default() };
            posts.push(thread.reply(&self.house.db, &person, &reply).await.unwrap().id);
        }
        posts
    }

    pub async fn thread_row(&self, id: i64) -> threads::Model {
        threads::Entity::find_by_id(id).one(&self.house.db).await.unwrap().expect("a thread")
    }

    pub async fn post_row(&self, id: i64) -> posts::Model {
        posts::Entity::find_by_id(id).one(&self.house.db).await.unwrap().expect("a post")
    }

    pub async fn room_row(&self, id: i64) -> communities::Model {
        communities::Entity::find_by_id(id).one(&self.house.db).await.unwrap().expect("a room")
    }

    /// Why someone is told of something they did not read, which is then read.
    pub async fn told(&self, who: &Actor) -> Vec<String> {
        use notifications::Column as N;
        let unread = || N::UserId.eq(who.id()).and(N::ReadAt.is_null());
        let lines = notifications::Entity::find().filter(unread()).all(&self.house.db).await.unwrap();
        let txn = self.house.db.write().await.unwrap();
        let read = notifications::Entity::update_many().col_expr(N::ReadAt, Expr::value(clock::now()));
        read.filter(unread()).exec(&txn).await.unwrap();
        txn.commit().await.unwrap();
        lines.into_iter().map(|line| line.reason).collect()
    }

    /// The log, latest line first.
    pub async fn log(&self) -> Vec<activities::Model> {
        activities::Entity::find().order_by_desc(activities::Column::Id).all(&self.house.db).await.unwrap()
    }
}
