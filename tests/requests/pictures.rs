//! Pictures through the doors: sent, seen by whom they are for, taken back at once.

use passerelle::{
    access::{Audience, Kind},
    models::{
        _entities::{communities, picture_uses, pictures},
        activities::{self, About, Verb},
        pictures::{FILE_LIMIT, keeping, photo_of},
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};

use crate::support::{
    Actor, World,
    pictures::{address, as_a_phone_writes, encoded, jpeg, pane},
};

const NEW: &str = "/pictures/new";

/// What each of these answers to who looks for a picture.
async fn statuses(readers: &[&Actor], path: &str) -> Vec<u16> {
    let mut statuses = vec![];
    for reader in readers {
        let (large, small) = (reader.get(path).await, reader.get(&format!("{path}.small")).await);
        assert_eq!(large.status, small.status, "{path}");
        statuses.push(large.status.as_u16());
    }
    statuses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_a_picture_is_added_to_the_words_one_was_writing() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let room = world.room("quais", Audience::Public, &[]).await;
    let talk = awa.asks(&room, "Un fil", "Un début.").await;
    // The button of the box keeps the words and leads to the form.
    let box_ = awa.get(&talk.path).await;
    let button = box_.attribute("#compose [data-picture]", "formaction").expect("a way to add a picture");
    let kept = awa.does(&button, &[("body", "Voici le quai."), ("draft", "formulaire-7")]).await;
    let form = awa.get(kept.location()).await;
    form.assert_status(200);
    assert_eq!(form.attribute("main form", "enctype").as_deref(), Some("multipart/form-data"));
    let fields = form.fields("main form");
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain([("alt", "Le [quai] *gris*")])
        .collect();
    let back = awa.sends(NEW, &fields, &jpeg(800, 600)).await;
    back.assert_status(303);
    let box_ = awa.get(back.location().split('#').next().unwrap()).await;
    let words = box_.typed("#compose textarea");
    assert!(words.starts_with("Voici le quai.\n\n![Le \\[quai\\] \\*gris\\*](/pictures/"), "{words}");
    assert_eq!(box_.attribute("#compose [name=draft]", "value").as_deref(), Some("formulaire-7"));
    let post = awa.replies(&talk, words.trim()).await;
    let page = world.visitor().get(&talk.path).await;
    let seen = format!("#post-{post} .prose img");
    assert_eq!(page.attribute(&seen, "alt").as_deref(), Some("Le [quai] *gris*"));
    let size = ["width", "height", "loading"].map(|name| page.attribute(&seen, name).unwrap());
    assert_eq!(size, ["800", "600", "lazy"]);
    world.visitor().get(&page.attribute(&seen, "src").unwrap()).await.assert_status(200);
    // The same from a new thread and from an edit, which begins with what the post says.
    let edit = format!("{NEW}?place=posts/{post}");
    awa.get(&edit).await.assert_status(200);
    let place = format!("posts/{post}");
    awa.sends(NEW, &[("alt", "Le pont"), ("place", &place)], &jpeg(80, 60)).await.assert_status(303);
    let edited = awa.get(&format!("/posts/{post}/edit")).await.typed("textarea");
    assert!(edited.starts_with("Voici le quai.") && edited.trim_end().ends_with(')') && edited.contains("![Le pont]"));
    let place = format!("communities/{}", room.id);
    awa.sends(NEW, &[("alt", "La grue"), ("place", &place)], &jpeg(80, 60)).await.assert_status(303);
    let begun = awa.get("/communities/quais/threads/new").await.typed("textarea#body");
    assert!(begun.contains("![La grue](/pictures/"), "{begun}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_script_is_told_what_to_write_or_why_not() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let markdown = awa.keeps_picture("Un quai", &jpeg(80, 60)).await;
    assert!(markdown.starts_with("![Un quai](/pictures/"), "{markdown}");
    let file = Some(("a.jpg", "image/jpeg", &b"rien"[..]));
    let refused = awa.sends_as(NEW, &[("alt", "Un quai")], file, &[("accept", "application/json")]).await;
    refused.assert_status(422);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    refused.assert_sees("JPEG");
    // Previewed before it is sent, by who sent it and by nobody else.
    let preview = awa.post("/preview", &[("body", &markdown)]).await;
    assert!(preview.has("img") || preview.body.contains("<img "), "{}", preview.body);
    let other = world.person("yann", Kind::Seeker).await;
    other.post("/preview", &[("body", &markdown)]).await.assert_unseen("<img ").assert_sees("Un quai");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_taken_comes_back_with_its_words() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let heavy = [jpeg(40, 40), vec![0; FILE_LIMIT]].concat();
    let photo = jpeg(40, 40);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    type Sent<'a> = Option<(&'a str, &'a str, &'a [u8])>;
    let refused: [(&str, Sent, &str); 6] = [
        ("Un quai", None, "#picture-error"),
        ("Un quai", Some(("a.jpg", "image/jpeg", b"")), "#picture-error"),
        ("Un quai", Some(("a.jpg", "image/jpeg", &heavy)), "#picture-error"),
        ("Un quai", Some(("a.png", "image/png", svg)), "#picture-error"),
        ("Un quai", Some(("a.html", "text/html", b"<html>")), "#picture-error"),
        ("", Some(("a.jpg", "image/jpeg", &photo)), "#alt-error"),
    ];
    for (alt, file, error) in refused {
        let page = awa.sends_as(NEW, &[("alt", alt)], file, &[]).await;
        page.assert_status(422);
        assert!(page.has(error), "{}", page.body);
        assert_eq!(page.attribute("#alt", "value").as_deref(), Some(alt));
    }
    // Whatever a picture is called, it is the picture that is looked at.
    for (name, kind) in [("a.gif", "image/gif"), ("a.svg", "image/svg+xml"), ("a.php", "text/html"), ("../../a", "")] {
        let kept = awa.sends_as(NEW, &[("alt", "Un quai")], Some((name, kind, &photo)), &[]).await;
        kept.assert_status(303);
    }
    assert_eq!(pictures::Entity::find().count(&world.house.db).await.unwrap(), 4);
    // Far more than a file may be is not even read.
    let far = vec![0; 5 * FILE_LIMIT];
    awa.sends_as(NEW, &[("alt", "Un quai")], Some(("a.jpg", "image/jpeg", &far)), &[]).await.assert_status(413);
    // A place that one may not read is none.
    let room = world.room("ailleurs", Audience::Recruiters, &[]).await;
    for place in [format!("communities/{}", room.id), "threads/999".into(), "posts/1".into()] {
        awa.get(&format!("{NEW}?place={place}")).await.assert_status(404);
        awa.sends(NEW, &[("alt", "Un quai"), ("place", &place)], &photo).await.assert_status(404);
    }
    awa.get(&format!("{NEW}?place=nulle-part")).await.assert_status(200);
    awa.sends(NEW, &[("alt", "Un quai"), ("place", "nulle-part")], &photo).await.assert_status(422);
    assert_eq!(pictures::Entity::find().count(&world.house.db).await.unwrap(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_write_adds_no_picture() {
    let world = World::new().await;
    let unconfirmed = world.someone("awa", Kind::Seeker, |user| user.email_confirmed_at = Set(None)).await;
    let until = passerelle::clock::now() + chrono::Duration::days(3);
    let suspended = world.someone("yann", Kind::Seeker, |user| user.suspended_until = Set(Some(until.into()))).await;
    for who in [&unconfirmed, &suspended] {
        for (path, fields) in [(NEW, &[("alt", "Un quai")][..]), ("/me/profile/photo", &[])] {
            let page = who.sends(path, fields, &jpeg(40, 40)).await;
            page.assert_status(403);
            assert!(page.has(".form__refusal"), "{}", page.body);
        }
    }
    let sent = world.visitor().sends(NEW, &[("alt", "Un quai")], &jpeg(40, 40)).await;
    assert!(sent.location().starts_with("/sign-in"), "{}", sent.location());
    assert_eq!(pictures::Entity::find().count(&world.house.db).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn so_many_pictures_an_hour() {
    let world = World::with(|settings| settings["limits"]["pictures"] = 3.into()).await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    for _ in 0..3 {
        awa.keeps_picture("Un quai", &jpeg(40, 40)).await;
    }
    let page = awa.sends(NEW, &[("alt", "Un quai")], &jpeg(40, 40)).await;
    page.assert_status(429);
    assert!(page.header("retry-after").parse::<u64>().unwrap() > 60);
    awa.sends("/me/profile/photo", &[], &jpeg(40, 40)).await.assert_status(429);
    yann.keeps_picture("Un quai", &jpeg(40, 40)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_served_as_what_it_is_and_as_nothing_else() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let photo = address(&awa.keeps_picture("Un quai", &as_a_phone_writes(&jpeg(80, 60), 6)).await);
    let drawing = address(&awa.keeps_picture("Un plan", &encoded(&pane(30, 30), image::ImageFormat::Png)).await);
    for (path, kind) in [(&photo, "image/jpeg"), (&drawing, "image/png")] {
        for path in [path.clone(), format!("{path}.small")] {
            let page = awa.get(&path).await;
            page.assert_status(200);
            assert_eq!(page.header("content-type"), kind);
            assert_eq!(page.header("x-content-type-options"), "nosniff");
            assert_eq!(page.header("content-disposition"), "inline");
            assert_eq!(page.header("cache-control"), "private, no-cache");
            assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox"), "{policy}");
            let etag = page.header("etag").to_owned();
            let known = awa.get_with(&path, &[("if-none-match", &etag)]).await;
            known.assert_status(304);
            assert!(known.body.is_empty() && known.header("etag") == etag);
            // What someone kept shows nothing to anyone else.
            world.visitor().get_with(&path, &[("if-none-match", &etag)]).await.assert_status(404);
        }
    }
    let bytes = awa.fetches(&photo).await;
    assert!(!bytes.windows(6).any(|six| six == b"CANARI" || six == b"Exif\0\0"));
    let seen = image::load_from_memory(&bytes).unwrap();
    assert_eq!((seen.width(), seen.height()), (60, 80), "the way up it was taken");
    for nowhere in ["/pictures/0", "/pictures/..%2f..%2fpasserelle.sqlite", "/pictures/%00"] {
        awa.get(nowhere).await.assert_status(404);
    }
    let odd = [format!("{photo}.large"), format!("{photo}.small.small"), photo.to_uppercase(), format!("{photo}0")];
    for path in odd {
        awa.get(&path).await.assert_status(404);
    }
}

/// Removed, hidden, moved out of reach, shown out: at the next look there is nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_post_shows_is_seen_as_long_as_the_post_is_read() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let recruiter = world.person("recruiter", Kind::Recruiter).await;
    let visitor = world.visitor();
    let readers = [&visitor, &recruiter, &yann, &carer, &awa];
    let room = world.room("quais", Audience::Public, &[&carer]).await;
    let talk = yann.asks(&room, "Un fil", "Un début.").await;
    let markdown = awa.keeps_picture("Un quai", &jpeg(80, 60)).await;
    let path = address(&markdown);
    assert_eq!(statuses(&readers, &path).await, [404, 404, 404, 404, 200], "not shown yet");
    let post = awa.replies(&talk, &format!("Voir {markdown}")).await;
    assert_eq!(statuses(&readers, &path).await, [200; 5]);
    carer.does(&format!("/posts/{post}/hiding"), &[("reason", "hors sujet")]).await;
    assert_eq!(statuses(&readers, &path).await, [404, 404, 404, 404, 200], "hidden");
    carer.does(&format!("/posts/{post}/hiding/removal"), &[]).await;
    let removed = awa.does(&format!("/posts/{post}/removal"), &[]).await;
    assert_eq!(statuses(&readers, &path).await, [404, 404, 404, 404, 200], "taken back");
    awa.undoes(&removed).await;
    assert_eq!(statuses(&readers, &path).await, [200; 5]);
    for (audience, seen) in [
        (Audience::Seekers, [404, 404, 200, 200, 200]),
        (Audience::Recruiters, [404, 200, 404, 200, 200]),
        (Audience::Named, [404, 404, 404, 200, 200]),
    ] {
        closes(&world, &room, audience).await;
        assert_eq!(statuses(&readers, &path).await, seen, "{audience:?}");
    }
    closes(&world, &room, Audience::Public).await;
    awa.does(&format!("/posts/{post}"), &[("body", "Sans image, finalement.")]).await;
    assert_eq!(statuses(&readers, &path).await, [404, 404, 404, 404, 200], "edited away");
}

/// The room is read by others from now on.
async fn closes(world: &World, room: &communities::Model, audience: Audience) {
    let txn = world.house.db.write().await.unwrap();
    let mut row: communities::ActiveModel = room.clone().into_active_model();
    row.audience = Set(audience.name());
    row.update(&txn).await.unwrap();
    activities::record(&txn, None, Verb::RoomEdited, About::room(room.id), "").await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_shows_one_s_own_pictures_and_those_of_the_conversation() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("quais", Audience::Public, &[]).await;
    let talk = awa.asks(&room, "Un fil", "Un début.").await;
    let elsewhere = awa.asks(&room, "Un autre fil", "Un début.").await;
    let markdown = awa.keeps_picture("Un quai", &jpeg(80, 60)).await;
    let shown = async |talk: &crate::support::Talk, post: i64| {
        world.visitor().get(&talk.path).await.has(&format!("#post-{post} .prose img"))
    };
    // Someone else's, found out or guessed: its words, and no right to it.
    let stolen = yann.replies(&talk, &markdown).await;
    assert!(!shown(&talk, stolen).await);
    yann.get(&address(&markdown)).await.assert_status(404);
    world.visitor().get(&talk.path).await.assert_sees("<em>Un quai</em>");
    let own = awa.replies(&talk, &markdown).await;
    let quoted = yann.replies(&talk, &format!("Comme sur {markdown}")).await;
    assert!(shown(&talk, own).await && shown(&talk, quoted).await);
    let taken = yann.replies(&elsewhere, &markdown).await;
    assert!(!shown(&elsewhere, taken).await, "not of this conversation");
    // A photo of someone is no picture for posts, not even one's own.
    awa.sends("/me/profile/photo", &[], &jpeg(60, 60)).await.assert_status(303);
    let photo = photo_of(&world.house.db, awa.id()).await.unwrap().unwrap();
    let post = awa.replies(&talk, &format!("![moi]({})", photo.path())).await;
    assert!(!shown(&talk, post).await);
    world.visitor().get(&photo.path()).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_hidden_or_removed_post_shows_nobody_else_shows() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("quais", Audience::Public, &[&carer]).await;
    let talk = yann.asks(&room, "Un fil", "Un début.").await;
    let markdown = awa.keeps_picture("Un quai", &jpeg(80, 60)).await;
    let post = awa.replies(&talk, &markdown).await;
    let quotes = async || {
        let quoted = yann.replies(&talk, &format!("Comme sur {markdown}")).await;
        world.visitor().get(&talk.path).await.has(&format!("#post-{quoted} .prose img"))
    };
    carer.does(&format!("/posts/{post}/hiding"), &[("reason", "hors sujet")]).await;
    assert!(!quotes().await, "hidden");
    carer.does(&format!("/posts/{post}/hiding/removal"), &[]).await;
    let removed = awa.does(&format!("/posts/{post}/removal"), &[]).await;
    assert!(!quotes().await, "removed");
    awa.undoes(&removed).await;
    assert!(quotes().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_where_one_s_pictures_are_shown_one_is_told_what_one_reads_today() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let room = world.room("quais", Audience::Public, &[]).await;
    let markdown = awa.keeps_picture("Un quai", &jpeg(80, 60)).await;
    awa.asks(&room, "Un fil", &markdown).await;
    awa.get("/me/pictures").await.assert_sees("Un fil");
    closes(&world, &room, Audience::Recruiters).await;
    awa.get("/me/pictures").await.assert_unseen("Un fil").assert_sees(&address(&markdown));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_removed_is_gone_everywhere_at_once_and_its_words_stay() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let visitor = world.visitor();
    let room = world.room("quais", Audience::Public, &[]).await;
    let markdown = awa.keeps_picture("Un quai", &jpeg(80, 60)).await;
    let path = address(&markdown);
    let token = path.trim_start_matches("/pictures/").to_owned();
    let talk = awa.asks(&room, "Un fil", &format!("Voir {markdown} ici")).await;
    yann.replies(&talk, &format!("Oui, {markdown}")).await;
    // The page that is kept for visitors has no other reason to be forgotten.
    world.caught_up().await;
    let page = visitor.get(&talk.path).await;
    assert_eq!(page.all(".prose img").len(), 2);
    let etag = visitor.get(&path).await.header("etag").to_owned();
    let mine = awa.get("/me/pictures").await;
    mine.assert_sees("Un fil").assert_sees(&format!("{path}.small"));
    assert!(mine.has(&format!("details form[action='{path}/removal']")), "said before it is done");
    // Only its owner does it.
    yann.post(&format!("{path}/removal"), &[]).await.assert_status(404);
    assert_eq!(statuses(&[&visitor], &path).await, [200]);
    awa.does(&format!("{path}/removal"), &[]).await;
    assert_eq!(statuses(&[&visitor, &yann, &awa], &path).await, [404; 3]);
    for reader in [&visitor, &awa] {
        reader.get_with(&path, &[("if-none-match", &etag)]).await.assert_status(404);
    }
    let row = pictures::Entity::find().one(&world.house.db).await.unwrap().expect("a row, for a day");
    assert_eq!(row.alt, "", "what was said of it is not kept");
    for small in [false, true] {
        assert!(!keeping::path(&world.house, &token, small).exists(), "its file is deleted");
    }
    let page = visitor.get(&talk.path).await;
    assert!(!page.body.contains("<img"), "{}", page.body);
    assert_eq!(page.body.matches("<em>Un quai</em>").count(), 2);
    awa.get("/me/pictures").await.assert_unseen("Un fil").assert_unseen(&token);
    awa.post(&format!("{path}/removal"), &[]).await.assert_status(404);
    assert_eq!(picture_uses::Entity::find().count(&world.house.db).await.unwrap(), 0);
    // Written once more, it stays words.
    let post = awa.replies(&talk, &markdown).await;
    assert!(!visitor.get(&talk.path).await.has(&format!("#post-{post} img")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_has_one_photo_seen_by_oneself_until_it_is_shown() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let others = [&world.visitor(), &world.person("yann", Kind::Seeker).await, &world.admin("boss").await];
    assert!(!awa.get("/me/profile/photo").await.has("img"));
    awa.sends("/me/profile/photo", &[], &jpeg(640, 480)).await.assert_status(303);
    let first = photo_of(&world.house.db, awa.id()).await.unwrap().unwrap();
    assert_eq!((first.width, first.height), (320, 320));
    let small = image::load_from_memory(&awa.fetches(&first.small_path()).await).unwrap();
    assert_eq!((small.width(), small.height()), (96, 96));
    assert_eq!(awa.get("/me/profile/photo").await.attribute("main img", "src").unwrap(), first.path());
    assert_eq!(statuses(&others, &first.path()).await, [404; 3]);
    // A second one takes the place of the first; of two at once, one stays.
    let (one, two) = (jpeg(200, 200), jpeg(300, 300));
    let (one, two) = tokio::join!(awa.sends("/me/profile/photo", &[], &one), awa.sends("/me/profile/photo", &[], &two));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    awa.get(&first.path()).await.assert_status(404);
    assert!(!keeping::path(&world.house, &first.token, false).exists());
    let rows = pictures::Entity::find().all(&world.house.db).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.removed_at.is_none()).count(), 1);
    let photo = photo_of(&world.house.db, awa.id()).await.unwrap().unwrap();
    awa.get(&photo.path()).await.assert_status(200);
    awa.does("/me/profile/photo/removal", &[]).await;
    awa.does("/me/profile/photo/removal", &[]).await;
    awa.get(&photo.path()).await.assert_status(404);
    assert!(!keeping::path(&world.house, &photo.token, false).exists());
    assert!(photo_of(&world.house.db, awa.id()).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_go_along_with_one_s_data_and_away_with_one_s_account() {
    let world = World::new().await;
    let awa = world.resident("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("quais", Audience::Public, &[]).await;
    let markdown = awa.keeps_picture("Un quai de Loire", &jpeg(80, 60)).await;
    let others = yann.keeps_picture("La grue de Yann", &jpeg(80, 60)).await;
    let path = address(&markdown);
    let talk = awa.asks(&room, "Un fil", &markdown).await;
    yann.replies(&talk, &format!("Comme {markdown}, mais {others}")).await;
    awa.sends("/me/profile/photo", &[], &jpeg(60, 60)).await.assert_status(303);
    let photo = photo_of(&world.house.db, awa.id()).await.unwrap().unwrap();
    let files = world.export(&awa).await;
    assert!(files["pictures.json"].contains("Un quai de Loire") && !files["pictures.json"].contains("La grue"));
    let name = |path: &str| format!("pictures/{}.jpg", path.trim_start_matches("/pictures/"));
    for path in [&path, &photo.path()] {
        assert!(files.contains_key(&name(path)) && files["pictures.json"].contains(&name(path)), "{:?}", files.keys());
    }
    assert!(files["posts.html"].contains(&format!("<img src=\"http://house.test{path}\"")), "{}", files["posts.html"]);
    awa.does("/me/data/erasure", &[("posts", "keep"), ("password", crate::support::PASSWORD)]).await;
    world.works().await;
    for gone in [&path, &photo.path()] {
        assert_eq!(statuses(&[&world.visitor(), &yann], gone).await, [404; 2]);
        let token = gone.trim_start_matches("/pictures/");
        assert!(
            !keeping::path(&world.house, token, false).exists() && !keeping::path(&world.house, token, true).exists()
        );
    }
    let rows = pictures::Entity::find().all(&world.house.db).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.alt.as_str()).collect::<Vec<_>>(), ["La grue de Yann"]);
    // The conversation keeps the words, and what others showed.
    let page = world.visitor().get(&talk.path).await;
    assert_eq!(page.all(".prose img").len(), 1);
    assert!(page.body.matches("<em>Un quai de Loire</em>").count() == 2, "{}", page.body);
}
