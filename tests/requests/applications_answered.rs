//! The organisation's answer to an application: yes, no with a reason, one of several at
//! once; and taking it back in time.

use std::sync::Arc;

use passerelle::{
    access::Kind,
    models::{
        _entities::{applications, contacts, disclosures},
        applications::{Model as Application, reasons::Reasoned},
        organisations,
    },
    refusals::{Failure, Refusal},
    words::Lang,
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};

use super::applications::bakery;
use crate::support::PASSWORD;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_has_a_reason_whose_words_are_shown_first_and_read_in_the_persons_language() {
    let bakery = bakery().await;
    let english = bakery.world.someone("ewan", Kind::Seeker, |user| user.locale = Set("en".to_owned())).await;
    let id = english.applies_to(bakery.offer, "Mornings suit me.", &[]).await;
    // The first press shows the words, ready to edit; nothing is sent.
    let shown = bakery.owner.get(&bakery.at(id, "?reason=skills")).await;
    let words = shown.typed("#words");
    assert_eq!(words.trim(), Lang::Fr.say("application-words-skills"));
    assert_eq!(bakery.row(id).await.state, "waiting");
    assert!(!bakery.owner.get(&bakery.at(id, "?reason=age")).await.has("#words"), "never a protected reason");
    for (fields, said) in [
        ([("reason", "health"), ("words", "Non")], "#reason-error"),
        ([("reason", "skills"), ("words", " ")], "#words-error"),
    ] {
        let back = bakery.owner.post(&bakery.at(id, "/refusal"), &fields).await;
        assert!(back.assert_status(422).has(said), "{}", back.body);
    }
    bakery.owner.does(&bakery.at(id, "/refusal"), &[("reason", "skills"), ("words", &words)]).await;
    assert_eq!(english.was_told().await, ["Your application has its answer, with a reason."]);
    let page = english.get(&format!("/me/applications/{id}")).await;
    page.assert_sees(&Lang::En.say("application-reason-skills")).assert_sees(&Lang::En.say("application-words-skills"));
    // Edited, the words are whoever's wrote them.
    let own = [("reason", "hours"), ("words", "Le four est à 4 h.")];
    let second = bakery.person.applies_to(bakery.offer, "Bonjour", &[]).await;
    bakery.owner.does(&bakery.at(second, "/refusal"), &own).await;
    // Not read yet, it is told by mail, without a word of it.
    passerelle::models::notifications::mailing::send_due(
        &bakery.world.house,
        passerelle::clock::now() + chrono::Duration::days(2),
    )
    .await
    .unwrap();
    let letter = bakery.world.letters_to(bakery.person.email()).await.into_iter().next().expect("a letter");
    assert_eq!(letter.kind, "application");
    assert!(letter.body_text.contains(&format!("/me/applications/{second}")) && !letter.body_text.contains("four"));
    bakery.person.get(&format!("/me/applications/{second}")).await.assert_sees("Le four est à 4 h.");
    let late = bakery.owner.post(&bakery.at(second, "/refusal"), &own).await;
    late.assert_status(409).assert_says(&Refusal::ApplicationAnswered { state: "refused".to_owned() });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_yes_opens_a_conversation_or_goes_on_in_the_one_there_is() {
    let bakery = bakery().await;
    let id = bakery.person.applies_to(bakery.offer, "Les matins me vont.", &["name"]).await;
    let accepted = bakery.owner.does(&bakery.at(id, "/acceptance"), &[]).await;
    let row = contacts::Entity::find().one(&bakery.world.house.db).await.unwrap().expect("a contact");
    assert_eq!(accepted.location(), format!("/me/contacts/{}", row.id));
    assert_eq!((row.by_id, row.to_id), (bakery.person.id(), bakery.owner.id()));
    assert_eq!((row.state.as_str(), row.purpose.as_str(), row.offer_id), ("accepted", "offer", Some(bakery.offer)));
    assert_eq!((row.message.as_str(), row.organisation.as_str()), ("Les matins me vont.", ""));
    let given = disclosures::Entity::find().one(&bakery.world.house.db).await.unwrap().expect("a disclosure");
    assert_eq!((given.to_id, given.field.as_str(), given.contact_id), (bakery.owner.id(), "name", Some(row.id)));
    let page = bakery.person.get(&format!("/me/applications/{id}")).await;
    page.assert_sees(&format!("/me/contacts/{}", row.id));
    bakery.person.does(&format!("/me/contacts/{}/messages", row.id), &[("body", "Merci !")]).await;
    // Something is open between the two already: it goes on there.
    let other = bakery.world.person("cleo", Kind::Seeker).await;
    let open = bakery.owner.asks_of(&other, "other", "Vous cherchez toujours ?").await;
    let second = other.applies_to(bakery.offer, "Oui, et voici.", &[]).await;
    let linked = bakery.owner.does(&bakery.at(second, "/acceptance"), &[]).await;
    assert_eq!(linked.location(), format!("/me/contacts/{open}"));
    assert_eq!(contacts::Entity::find().count(&bakery.world.house.db).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_recruiters_who_answer_at_once_one_does_and_the_other_hears_what_it_became() {
    let bakery = bakery().await;
    let colleague = bakery.colleague("paul", "recruiter").await;
    let db = &bakery.world.house.db;
    let slug = bakery.path.trim_start_matches("/organisations/");
    let of = organisations::Model::at(db, slug).await.unwrap();
    let recruiters = [bakery.world.seen(&bakery.owner).await, bakery.world.seen(&colleague).await];
    for round in 0..6 {
        let (_, id) = bakery.someone_answers(&format!("personne-{round}")).await;
        let mut acts = vec![];
        for (place, me) in recruiters.iter().enumerate() {
            let read = Arc::new(Application::received_by(db, me, &of, id).await.unwrap());
            let (db, me) = (db.clone(), me.clone());
            acts.push(tokio::spawn(async move {
                match (place + round) % 2 {
                    0 => read.accept(&db, &me).await.map(|_| ()),
                    _ => read.refuse(&db, &me, &Reasoned::typed("many", "Non.").unwrap()).await,
                }
            }));
        }
        let (mut won, mut heard) = (0, vec![]);
        for act in acts {
            match act.await.unwrap() {
                Ok(()) => won += 1,
                Err(Failure::Refused(Refusal::ApplicationAnswered { state })) => heard.push(state),
                Err(failure) => panic!("{failure}"),
            }
        }
        let row = bakery.row(id).await;
        assert_eq!((won, heard), (1, vec![row.state.clone()]));
        assert_eq!(row.contact_id.is_some(), row.state == "accepted", "a conversation comes with a yes alone");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_is_taken_back_until_it_is_answered_and_put_back_while_the_offer_is_open() {
    let bakery = bakery().await;
    let id = bakery.person.applies_to(bakery.offer, "Les matins me vont.", &[]).await;
    let mine = |act: &str| format!("/me/applications/{id}{act}");
    bakery.person.get(&mine("")).await.assert_status(200).assert_sees("Les matins me vont.");
    let withdrawn = bakery.person.does(&mine("/removal"), &[]).await;
    bakery.owner.get(&bakery.at(id, "")).await.assert_status(404);
    bakery.owner.post(&bakery.at(id, "/acceptance"), &[]).await.assert_status(404);
    bakery.person.get("/me/applications").await.assert_unseen("Vendeur ou vendeuse");
    bakery.person.undoes(&withdrawn).await;
    bakery.owner.get(&bakery.at(id, "")).await.assert_status(200).assert_sees("Les matins me vont.");
    bakery.person.does(&mine("/removal"), &[]).await;
    bakery.owner.does(&format!("/offers/{}/filling", bakery.offer), &[("how", "here")]).await;
    let over = bakery.person.post(&mine("/removal/undo"), &[]).await;
    over.assert_status(409).assert_says(&Refusal::NoAnswersHere);
    bakery.owner.does(&format!("/offers/{}/renewal", bakery.offer), &[]).await;
    bakery.person.does(&mine("/removal/undo"), &[]).await;
    bakery.owner.does(&bakery.at(id, "/acceptance"), &[]).await;
    let late = bakery.person.post(&mine("/removal"), &[]).await;
    late.assert_status(409).assert_says(&Refusal::ApplicationAnswered { state: "accepted".to_owned() });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_leaves_takes_their_applications_along_and_who_answered_is_not_kept() {
    let bakery = bakery().await;
    let (world, offer) = (&bakery.world, bakery.offer);
    let (person, colleague) =
        (world.resident("lea", Kind::Seeker).await, world.resident("paul", Kind::Recruiter).await);
    bakery.owner.does(&format!("{}/people", bakery.path), &[("handle", "paul"), ("role", "recruiter")]).await;
    colleague.does(&format!("{}/people/acceptance", bakery.path), &[]).await;
    let id = person.applies_to(offer, "Les matins me vont.", &[]).await;
    let (_, other) = bakery.someone_answers("cleo").await;
    colleague.does(&bakery.at(other, "/refusal"), &[("reason", "pay"), ("words", "Non, désolé.")]).await;
    for (actor, mine) in [(&person, true), (&colleague, false)] {
        let files: String = world.export(actor).await.into_values().collect();
        assert_eq!(files.contains("Les matins me vont."), mine, "an export holds one’s own, and nobody else’s");
    }
    for actor in [&person, &colleague] {
        actor.does("/me/data/erasure", &[("posts", "remove"), ("password", PASSWORD)]).await;
    }
    bakery.world.works().await;
    let left = applications::Entity::find().all(&bakery.world.house.db).await.unwrap();
    assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [other], "{id} went with her");
    assert_eq!(left[0].answered_by_id, None);
    assert_eq!(left[0].state, "refused", "what was answered stays answered");
    bakery.owner.get(&bakery.at(other, "")).await.assert_status(200);
}
