//! Told of answers: who is, who is not, once, on the page and by mail.

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    initializers::courier,
    models::{
        _entities::cursors,
        activities::readers::{self, Place},
        notifications::{self, mailing, telling::Telling},
        reading, users,
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};

use crate::support::{Actor, Page, Talk, World};

async fn told(world: &World, who: &Actor) -> Page {
    world.caught_up().await;
    let page = who.get("/notifications").await;
    page.assert_status(200);
    page
}

/// What is unread on this page.
fn lines(page: &Page) -> Vec<String> {
    page.all(".thread-row--unread .thread-row__sense")
}

/// Tells all the log has, as a server does that was away meanwhile.
async fn tells_what_is_left(world: &World) {
    let last = world.log().await.first().map_or(0, |activity| activity.id);
    let mut passed = Place::default();
    while passed.id < last {
        passed = readers::step(&world.house.db, &Telling, passed).await.unwrap().0;
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_happened_while_nobody_told_is_told_together_in_order_and_once() {
    let Cast { world, asker, helper, talk } = cast().await;
    world.caught_up().await;
    world.house.readers.stop();
    let elsewhere = world.room("lyon", Audience::Public, &[]).await;
    let other = helper.asks(&elsewhere, "Une autre question", "Un message.").await;
    helper.replies(&talk, "Une piste").await;
    asker.replies(&other, "Pour @ben").await;
    helper.replies(&talk, "Une autre piste").await;
    helper.replies(&talk, "Une dernière, pour @awa").await;
    tells_what_is_left(&world).await;
    let counted = async || {
        let lines = notifications::Entity::find().order_by_asc(notifications::Column::Id).all(&world.house.db).await;
        lines.unwrap().into_iter().map(|line| (line.user_id, line.reason, line.count)).collect::<Vec<_>>()
    };
    let once = [(asker.id(), "mentioned".to_owned(), 3), (helper.id(), "mentioned".to_owned(), 1)];
    assert_eq!(counted().await, once);
    assert_eq!(lines(&asker.get("/notifications").await), ["BEN Test s’adresse à vous."]);

    // A server that died before it saved its place says it all again.
    cursors::Entity::delete_by_id("notifications").exec(&world.house.db).await.unwrap();
    tells_what_is_left(&world).await;
    assert_eq!(counted().await, once);
}

async fn letters(world: &World, email: &str) -> Vec<passerelle::models::letters::Model> {
    world.caught_up().await;
    mailing::send_due(&world.house, clock::now() + Duration::hours(30)).await.unwrap();
    let mut letters = world.letters_to(email).await;
    letters.retain(|letter| letter.kind.starts_with("told") || letter.kind == "digest");
    letters
}

struct Cast {
    world: World,
    asker: Actor,
    helper: Actor,
    talk: Talk,
}

async fn cast() -> Cast {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    Cast { world, asker, helper, talk }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asked_is_told_of_answers_on_one_line_read_by_reading() {
    let Cast { world, asker, helper, talk } = cast().await;
    helper.replies(&talk, "Une piste").await;
    let page = told(&world, &asker).await;
    assert_eq!(lines(&page), ["BEN Test répond à votre fil."]);
    assert_eq!(page.first(".masthead .count:not([hidden])").unwrap(), "1 à lire");
    helper.replies(&talk, "Une autre piste").await;
    let page = told(&world, &asker).await;
    assert_eq!(lines(&page), ["2 nouveaux messages dans votre fil, le dernier de BEN Test."]);
    // Nobody tells oneself.
    assert_eq!(lines(&told(&world, &helper).await).len(), 0);
    let way = page.attribute(".thread-row--unread a", "href").unwrap();
    asker.get(way.split('#').next().unwrap()).await.assert_status(200);
    reading::write(&world.house).await.unwrap();
    let page = told(&world, &asker).await;
    assert_eq!(lines(&page).len(), 0);
    assert!(!page.has(".masthead .count:not([hidden])"));
    // Read, the line begins anew.
    helper.replies(&talk, "Encore une").await;
    assert_eq!(lines(&told(&world, &asker).await), ["BEN Test répond à votre fil."]);
    asker.post("/notifications/reading", &[]).await.assert_status(303);
    assert_eq!(lines(&told(&world, &asker).await).len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mentions_quotes_solutions_and_gestures_are_told_to_whom_they_are_for() {
    let Cast { world, asker, helper, talk } = cast().await;
    let third = world.person("chloe", Kind::Seeker).await;
    let answer = helper.replies(&talk, "Une piste, voir @chloe").await;
    assert_eq!(lines(&told(&world, &third).await), ["BEN Test s’adresse à vous."]);
    third.post(&talk.act("posts"), &[("body", "Oui !"), ("quote", &answer.to_string())]).await.assert_status(303);
    assert_eq!(lines(&told(&world, &helper).await), ["CHLOE Test répond à votre message."]);
    helper.post("/notifications/reading", &[]).await.assert_status(303);
    asker.does(&talk.act("solution"), &[("post_id", &answer.to_string())]).await;
    assert_eq!(lines(&told(&world, &helper).await), ["Votre réponse est retenue."]);
    helper.post("/notifications/reading", &[]).await.assert_status(303);
    third.does(&format!("/posts/{answer}/gestures"), &[("kind", "thanks")]).await;
    assert_eq!(lines(&told(&world, &helper).await), ["CHLOE Test a un geste pour votre message."]);
    // An edit that names someone tells them.
    third.post("/notifications/reading", &[]).await.assert_status(303);
    let change = [("body", "Une piste, voir @chloe, vraiment")];
    helper.does(&format!("/posts/{answer}"), &change).await;
    assert_eq!(lines(&told(&world, &third).await), ["BEN Test s’adresse à vous."]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_hears_as_much_as_one_asked_to() {
    let Cast { world, asker, helper, talk } = cast().await;
    let follower = world.person("chloe", Kind::Seeker).await;
    follower.does(&talk.act("watch"), &[("level", "all")]).await;
    follower.does("/communities/nantes/watch", &[("level", "all")]).await;
    helper.replies(&talk, "Une piste").await;
    assert_eq!(lines(&told(&world, &follower).await), ["Un nouveau message de BEN Test."]);
    follower.post("/notifications/reading", &[]).await.assert_status(303);
    follower.does(&talk.act("watch"), &[("level", "mine")]).await;
    helper.replies(&talk, "Une autre").await;
    assert_eq!(lines(&told(&world, &follower).await).len(), 0);
    helper.replies(&talk, "Et toi @chloe ?").await;
    assert_eq!(lines(&told(&world, &follower).await).len(), 1);
    follower.post("/notifications/reading", &[]).await.assert_status(303);
    follower.does(&talk.act("watch"), &[("level", "muted")]).await;
    helper.replies(&talk, "@chloe ?").await;
    assert_eq!(lines(&told(&world, &follower).await).len(), 0);
    // New threads of a room that one follows, and of a tag.
    let room = world.room("brest", Audience::Public, &[]).await;
    helper.opens(&room, &[("title", "Un premier fil"), ("body", "Bonjour"), ("tags", "nuit")]).await;
    follower.does("/tags/nuit/watch", &[("level", "all")]).await;
    helper.opens(&room, &[("title", "De nuit"), ("body", "Bonjour"), ("tags", "nuit")]).await;
    told(&world, &follower).await.assert_sees("De nuit").assert_unseen("Un premier fil");
    // Who muted, or blocked, does not hear of that person.
    asker.does("/people/ben/silence", &[("kind", "mute")]).await;
    asker.post("/notifications/reading", &[]).await.assert_status(303);
    helper.replies(&talk, "Encore moi").await;
    assert_eq!(lines(&told(&world, &asker).await).len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_no_longer_read_is_told_nothing_neither_there_nor_by_mail() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let room = world.room("choisis", Audience::Named, &[&carer]).await;
    let guest = world.person("awa", Kind::Seeker).await;
    let stays = world.person("ben", Kind::Seeker).await;
    for handle in ["awa", "ben"] {
        carer.post("/communities/choisis/entrances", &[("handle", handle)]).await.assert_status(303);
    }
    let talk = carer.asks(&room, "Un secret", "Un message.").await;
    for one in [&guest, &stays] {
        one.does(&talk.act("watch"), &[("level", "all")]).await;
        one.post("/me/preferences", &[("mail_direct", "at_once"), ("mail_followed", "at_once")]).await;
    }
    carer.replies(&talk, "Entre nous").await;
    world.caught_up().await;
    carer.post("/communities/choisis/entrances/removal", &[("handle", "awa")]).await.assert_status(303);
    told(&world, &guest).await.assert_unseen("Un secret");
    assert_eq!(letters(&world, guest.email()).await.len(), 0, "told before, and no longer theirs to read");
    // Who stays is written to, without a word of what was said there.
    let letters = letters(&world, stays.email()).await;
    assert_eq!(letters.len(), 1);
    for private in ["Un secret", "Entre nous", "choisis", "carer"] {
        let told = format!("{}{}{}", letters[0].subject, letters[0].body_text, letters[0].body_html);
        assert!(!told.contains(private), "{private}: {told}");
    }
    // Told after they left, they are not told at all.
    carer.replies(&talk, "Encore").await;
    told(&world, &guest).await.assert_unseen("Un secret");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_written_is_asked_about_once_more_when_it_is_sent() {
    let Cast { world, asker, helper, talk } = cast().await;
    let answer = helper.replies(&talk, "Une piste").await;
    let letter = letters(&world, asker.email()).await.remove(0);
    let about = letter.about.unwrap();
    assert!(mailing::may_still_be_sent(&world.house, asker.id(), &about).await.unwrap());
    helper.does(&format!("/posts/{answer}/removal"), &[]).await;
    assert!(!mailing::may_still_be_sent(&world.house, asker.id(), &about).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_come_at_once_or_grouped_or_not_at_all() {
    let Cast { world, asker, helper, talk } = cast().await;
    helper.replies(&talk, "Une **piste** sur https://exemple.fr").await;
    world.caught_up().await;
    // Not in the first minute: who reads meanwhile needs none.
    mailing::send_due(&world.house, clock::now()).await.unwrap();
    assert_eq!(world.letters_to(asker.email()).await.len(), 0);
    let letter = letters(&world, asker.email()).await.remove(0);
    assert_eq!(letter.subject, "Une question");
    assert!(letter.body_text.contains("BEN Test répond à votre fil"), "{}", letter.body_text);
    assert!(letter.body_text.contains("Une piste sur https:\u{2060}/"), "words that cannot become a link");
    assert_eq!(letter.thread_id, Some(talk.id));
    assert!(letter.body_text.contains("/unsubscribe/"));
    // Written about once.
    assert_eq!(letters(&world, asker.email()).await.len(), 1);
    // Several are one letter.
    let room = world.room("brest", Audience::Public, &[]).await;
    for title in ["Deuxième fil", "Troisième fil"] {
        let talk = asker.asks(&room, title, "Un message.").await;
        helper.replies(&talk, "Une réponse").await;
    }
    let grouped = letters(&world, asker.email()).await;
    assert_eq!(grouped.len(), 2);
    assert_eq!(grouped[0].kind, "digest");
    assert!(grouped[0].body_text.contains("Deuxième fil") && grouped[0].body_text.contains("Troisième fil"));
    // Never is never; and an address that nobody answered for is never written to.
    asker.post("/me/preferences", &[("mail_direct", "never"), ("mail_followed", "never")]).await.assert_status(303);
    helper.replies(&talk, "Encore").await;
    assert_eq!(letters(&world, asker.email()).await.len(), 2);
    asker.post("/me/preferences", &[("mail_direct", "tonight"), ("mail_followed", "never")]).await.assert_status(422);
    let place = [("mail_direct", "never"), ("mail_followed", "never"), ("time_zone", "Mars/Olympus")];
    asker.post("/me/preferences", &place).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn read_in_time_no_letter_comes() {
    let Cast { world, asker, helper, talk } = cast().await;
    helper.replies(&talk, "Une piste").await;
    world.caught_up().await;
    asker.get(&talk.path).await;
    reading::write(&world.house).await.unwrap();
    assert_eq!(letters(&world, asker.email()).await.len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_of_a_letter_stops_such_letters_and_looking_at_it_does_nothing() {
    let Cast { world, asker, helper, talk } = cast().await;
    helper.replies(&talk, "Une piste").await;
    let letter = letters(&world, asker.email()).await.remove(0);
    let path = format!("/unsubscribe/{}", letter.unsubscribe.unwrap());
    // No cookie, no session, no origin: a mail program.
    let anyone = world.visitor();
    anyone.get(&path).await.assert_status(200);
    helper.replies(&talk, "Une autre").await;
    assert_eq!(letters(&world, asker.email()).await.len(), 2, "looking stopped nothing");
    let done = anyone.post_raw(&path, "List-Unsubscribe=One-Click", &[]).await;
    done.assert_status(200);
    helper.replies(&talk, "Une dernière").await;
    assert_eq!(letters(&world, asker.email()).await.len(), 2);
    // Another thread is another matter; another person's link is nobody's to make.
    let forged = path.replacen(&asker.id().to_string(), &helper.id().to_string(), 1);
    anyone.post_raw(&forged, "List-Unsubscribe=One-Click", &[]).await.assert_status(404);
}

/// Grouped, it may hold what was addressed to one and what one follows: its link stops both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_of_a_grouped_letter_stops_grouped_letters() {
    let Cast { world, asker, helper, talk } = cast().await;
    let room = world.room("brest", Audience::Public, &[]).await;
    let other = asker.asks(&room, "Une autre question", "Un message.").await;
    let replies = async || {
        for talk in [&talk, &other] {
            helper.replies(talk, "Une piste").await;
        }
    };
    replies().await;
    let letter = letters(&world, asker.email()).await.remove(0);
    assert_eq!((letter.kind.as_str(), letter.subject.as_str()), ("digest", "2 fils à lire"));
    let path = format!("/unsubscribe/{}", letter.unsubscribe.unwrap());
    let anyone = world.visitor();
    anyone.get(&path).await.assert_status(200).assert_sees("ce qui vous est adressé");
    anyone.post_raw(&path, "List-Unsubscribe=One-Click", &[]).await.assert_status(200);
    replies().await;
    assert_eq!(letters(&world, asker.email()).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unconfirmed_address_is_never_written_to() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    let txn = world.house.db.write().await.unwrap();
    let account = users::Model::by_id(&txn, asker.id()).await.unwrap();
    let mut account = sea_orm::IntoActiveModel::into_active_model(account);
    account.email_confirmed_at = Set(None);
    sea_orm::ActiveModelTrait::update(account, &txn).await.unwrap();
    txn.commit().await.unwrap();
    world.person("ben", Kind::Seeker).await.replies(&talk, "Une piste").await;
    assert_eq!(letters(&world, asker.email()).await.len(), 0);
}

/// Tries what is in the outbox at a mail server that is not there: what may no longer
/// be sent is withdrawn before it is called.
async fn tried(world: &World) {
    let mail = passerelle::settings::Mail { host: "127.0.0.1".into(), port: 1, ..world.house.settings.mail.clone() };
    let smtp = courier::transport(&mail).unwrap();
    courier::carry(&world.house, &smtp, clock::now() + Duration::hours(1)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_taken_back_takes_no_other_out_of_the_mail() {
    let Cast { world, asker, helper, talk } = cast().await;
    let room = world.room("brest", Audience::Public, &[]).await;
    let other = asker.asks(&room, "Une autre question", "Un message.").await;
    let gone = helper.replies(&talk, "Une piste à retirer").await;
    helper.replies(&other, "Une piste qui reste").await;
    assert_eq!(letters(&world, asker.email()).await.remove(0).kind, "digest");
    helper.does(&format!("/posts/{gone}/removal"), &[]).await;
    tried(&world).await;
    let written = letters(&world, asker.email()).await;
    let states: Vec<_> = written.iter().map(|letter| (letter.kind.as_str(), letter.state.as_str())).collect();
    assert_eq!(states, [("told", "waiting"), ("digest", "withdrawn")]);
    assert!(written[0].body_text.contains("Une piste qui reste"), "{}", written[0].body_text);
    assert!(!written[0].body_text.contains("à retirer"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_answers_the_one_left_is_told_by_mail() {
    let Cast { world, asker, helper, talk } = cast().await;
    helper.replies(&talk, "Une première piste").await;
    let second = helper.replies(&talk, "Une seconde").await;
    world.caught_up().await;
    helper.does(&format!("/posts/{second}/removal"), &[]).await;
    let letter = letters(&world, asker.email()).await.remove(0);
    assert!(letter.body_text.contains("Une première piste"), "{}", letter.body_text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_muted_meanwhile_is_heard_no_more_by_mail_either() {
    let Cast { world, asker, helper, talk } = cast().await;
    helper.replies(&talk, "Une piste").await;
    let letter = letters(&world, asker.email()).await.remove(0);
    let about = letter.about.clone().unwrap();
    asker.does(&talk.act("watch"), &[("level", "muted")]).await;
    assert!(!mailing::may_still_be_sent(&world.house, asker.id(), &about).await.unwrap(), "the thread was muted");
    asker.does(&talk.act("watch"), &[("level", "all")]).await;
    assert!(mailing::may_still_be_sent(&world.house, asker.id(), &about).await.unwrap());
    asker.does("/people/ben/silence", &[("kind", "mute")]).await;
    assert!(!mailing::may_still_be_sent(&world.house, asker.id(), &about).await.unwrap(), "its author was");
    // Muted before it was written, it is not written.
    asker.does("/people/ben/silence/removal", &[]).await;
    helper.replies(&talk, "Une autre piste").await;
    world.caught_up().await;
    asker.does(&talk.act("watch"), &[("level", "muted")]).await;
    assert_eq!(letters(&world, asker.email()).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_or_a_room_that_is_muted_tells_nothing() {
    let Cast { world, asker, helper, .. } = cast().await;
    let room = world.room("lyon", Audience::Public, &[]).await;
    asker.does("/communities/lyon/watch", &[("level", "all")]).await;
    helper.opens(&room, &[("title", "Sur le CV"), ("body", "Un message."), ("tags", "cv")]).await;
    assert_eq!(lines(&told(&world, &asker).await).len(), 1, "who follows a room hears of it");
    asker.does("/tags/cv/watch", &[("level", "muted")]).await;
    helper.opens(&room, &[("title", "Encore le CV"), ("body", "Un message."), ("tags", "cv")]).await;
    assert_eq!(lines(&told(&world, &asker).await).len(), 1, "but not of a tag they muted");
    helper.opens(&room, &[("title", "Sur les salaires"), ("body", "Un message."), ("tags", "salaire")]).await;
    assert_eq!(lines(&told(&world, &asker).await).len(), 2);
    asker.does("/communities/lyon/watch", &[("level", "muted")]).await;
    helper.opens(&room, &[("title", "Pour @awa"), ("body", "Un message pour @awa.")]).await;
    assert_eq!(lines(&told(&world, &asker).await).len(), 2);
}
