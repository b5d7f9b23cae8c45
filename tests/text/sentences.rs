//! The sentences: each in both languages, with the same words to fill in, and
//! each that the house asks for exists.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use passerelle::{models::organisations::siret, refusals::Refusal, words::Lang};

/// Key → the variables of its sentence.
pub(super) type Sentences = BTreeMap<String, BTreeSet<String>>;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file below a folder that ends so, with what it holds.
pub(super) fn files(path: &str, end: &str) -> Vec<(String, String)> {
    let mut found = vec![];
    let mut ahead = vec![folder(path)];
    while let Some(folder) = ahead.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                ahead.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push((path.to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Reads the part of Fluent that we write: `key = sentence`, indented when it
/// goes on. A key said twice fails.
pub(super) fn sentences(lang: Lang) -> Sentences {
    let mut sentences = Sentences::new();
    for (path, source) in files(&format!("assets/i18n/{}", if lang == Lang::Fr { "fr-FR" } else { "en-US" }), ".ftl") {
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let said = if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (name, said) = line.split_once(" =").unwrap_or_else(|| panic!("{path}: {line}"));
                assert!(
                    sentences.insert(name.to_owned(), BTreeSet::new()).is_none(),
                    "{path}: `{name}` is there twice"
                );
                key = name.to_owned();
                said
            } else {
                assert!(line.starts_with([' ', '}']), "{path}: {line}");
                line
            };
            let variables = said.split('$').skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()));
            let variables = variables.filter_map(|mut words| words.next().map(str::to_owned));
            sentences.get_mut(&key).unwrap_or_else(|| panic!("{path}: {line}")).extend(variables);
        }
    }
    assert!(sentences.len() > 300, "only {} sentences were read", sentences.len());
    sentences
}

/// A line that ends before its question mark, or after its guillemet, is no French.
#[test]
fn french_marks_stay_with_their_words() {
    let mut loose = vec![];
    for (path, source) in files("assets/i18n/fr-FR", ".ftl") {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            let marks = [" ;", " :", " ?", " !", " »", "« "];
            if marks.iter().any(|mark| said.contains(mark)) {
                loose.push(format!("{path}: {said}"));
            }
        }
    }
    assert!(loose.is_empty(), "a plain space where none may break (U+202F):\n{}", loose.join("\n"));
}

#[test]
fn every_sentence_is_in_both_languages_with_the_same_variables() {
    let (french, english) = (sentences(Lang::Fr), sentences(Lang::En));
    let missing = |from: &Sentences, of: &Sentences| -> Vec<String> {
        of.keys().filter(|key| !from.contains_key(*key)).cloned().collect()
    };
    assert_eq!(missing(&french, &english), Vec::<String>::new(), "in English only");
    assert_eq!(missing(&english, &french), Vec::<String>::new(), "in French only");
    for (key, variables) in &french {
        assert_eq!(variables, &english[key], "`{key}` is not filled alike");
    }
}

#[test]
fn a_sentence_is_not_left_empty_or_in_the_other_language() {
    let (french, english) = (texts("fr-FR"), texts("en-US"));
    for (key, text) in &french {
        assert!(!text.trim().is_empty(), "`{key}` says nothing");
        let other = &english[key];
        let is_word = text.split_whitespace().count() >= 4;
        assert!(!is_word || text != other, "`{key}` is the same in both: {text}");
    }
}

fn texts(lang: &str) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut key = String::new();
    for (_, source) in files(&format!("assets/i18n/{lang}"), ".ftl") {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, said)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                key = name.to_owned();
                texts.insert(key.clone(), said.to_owned());
            } else if let Some(text) = texts.get_mut(&key) {
                text.push_str(line);
            }
        }
    }
    texts
}

/// One of each; a new one does not compile until it is here.
fn refusals() -> Vec<Refusal> {
    use Refusal::*;
    let all = vec![
        Required { field: "title" },
        TooLong { field: "title", bytes: 300 },
        ControlCharacter { field: "title" },
        NotAChoice { field: "kind" },
        UnreadableForm,
        TooManyTags,
        BadEmail,
        PasswordTooShort,
        PasswordTooWeak,
        WrongPassword,
        PasswordNeeded,
        HandleTaken,
        BadHandle,
        LinkSpent,
        EmailNotConfirmed,
        Suspended { until: "demain".to_owned() },
        NotYours,
        ThreadClosed,
        ManagersAnnounce,
        BravoNeedsSentence,
        OwnPost,
        NotAQuestion,
        SlugTaken,
        ReasonNeeded,
        NoSuchPerson,
        LastManager,
        EditedMeanwhile,
        BadDate { field: "until" },
        UnknownTrade { typed: "licorne".to_owned() },
        UnknownPlace { typed: "Atlantide".to_owned() },
        ManyPlaces { names: "Saint-Denis (93) – 93066".to_owned() },
        ManyNamed { field: "places", names: "Saint-Denis (93) – 93066".to_owned() },
        TooMany { field: "label", most: 20 },
        BadLink,
        Unfetched { why: "gone" },
        Unfetched { why: "refused-not-public" },
        BadAddress { field: "apply" },
        BadNumber { field: "pay_min" },
        UnknownNamed { field: "place_1", typed: "Atlantide".to_owned() },
        BadSiret { wrong: siret::Wrong::Length },
        BadSiret { wrong: siret::Wrong::Siren },
        BadSiret { wrong: siret::Wrong::Site },
        SiretTaken,
        NameTaken,
        NoProof,
        LastOwner,
        NotProven,
        OfferUnlawful,
        OfferOver { state: "withdrawn".to_owned() },
        UnreadableFile { why: "import-unknown" },
        OwnAid,
        AidAnswered,
        AidTaken,
        AidOver,
        BadSlot,
        AlwaysQuiet,
        TakesNoContact,
        ContactOpen,
        ContactRefusedLately,
        ContactsToday { most: 5 },
        ManyContactsWait,
        ContactAnswered { state: "accepted".to_owned() },
        ContactAnswered { state: "refused".to_owned() },
        ContactAnswered { state: "withdrawn".to_owned() },
        ContactAnswered { state: "closed".to_owned() },
        ContactAnswered { state: "waiting".to_owned() },
        ContactOver,
        NoSuchOffer,
        NoAnswersHere,
        ApplicationSent,
        ApplicationsToday { most: 10 },
        TruthLater { day: "demain".to_owned() },
        ApplicationAnswered { state: "accepted".to_owned() },
        ApplicationAnswered { state: "refused".to_owned() },
        ApplicationAnswered { state: "withdrawn".to_owned() },
        ApplicationAnswered { state: "closed".to_owned() },
        ApplicationAnswered { state: "waiting".to_owned() },
        AnswersWait { count: 2 },
        AnswersOverdue { count: 5 },
        NoSuchAdviser,
        AdviserTaken,
        UnknownThread,
        AdviserDoesNotRead,
        AdviserNeeded,
        CallOpen,
        CallOver,
        SlotTaken,
        BadPhone,
        SlipSpent,
        ConsentNeeded,
        SlipsToday { most: 60 },
        SureNeeded,
        PictureUnreadable,
        PictureTooLarge,
        PictureTooHeavy,
        Busy,
        TooFast { seconds: 7 },
        FromElsewhere,
        KeyNeeded,
        ScopeNeeded { scope: "offers:write" },
        NotOneOffer,
        Unreached { why: "status" },
        Unreached { why: "refused-not-safe" },
    ];
    for refusal in &all {
        match refusal {
            Required { .. } | TooLong { .. } | ControlCharacter { .. } | NotAChoice { .. } | UnreadableForm => {}
            TooManyTags | BadEmail | PasswordTooShort | PasswordTooWeak | WrongPassword | PasswordNeeded => {}
            HandleTaken | BadHandle | LinkSpent | EmailNotConfirmed | Suspended { .. } | NotYours => {}
            ThreadClosed | ManagersAnnounce | BravoNeedsSentence | OwnPost | NotAQuestion | SlugTaken => {}
            ReasonNeeded
            | NoSuchPerson
            | LastManager
            | EditedMeanwhile
            | BadDate { .. }
            | TooFast { .. }
            | FromElsewhere => {}
            UnknownTrade { .. } | UnknownPlace { .. } | ManyPlaces { .. } => {}
            ManyNamed { .. } | TooMany { .. } | BadLink | UnreadableFile { .. } | Unfetched { .. } => {}
            BadAddress { .. }
            | BadNumber { .. }
            | UnknownNamed { .. }
            | NotProven
            | OfferUnlawful
            | OfferOver { .. } => {}
            BadSiret { .. } | SiretTaken | NameTaken | NoProof | LastOwner => {}
            OwnAid | AidAnswered | AidTaken | AidOver | BadSlot | AlwaysQuiet => {}
            TakesNoContact | ContactOpen | ContactRefusedLately | ContactsToday { .. } | ManyContactsWait => {}
            ContactAnswered { .. } | ContactOver | NoSuchOffer => {}
            NoAnswersHere | ApplicationSent | ApplicationsToday { .. } | ApplicationAnswered { .. } => {}
            TruthLater { .. } | AnswersWait { .. } | AnswersOverdue { .. } => {}
            AdviserNeeded | CallOpen | CallOver | SlotTaken | BadPhone => {}
            SlipSpent | ConsentNeeded | SlipsToday { .. } | SureNeeded => {}
            NoSuchAdviser | AdviserTaken | UnknownThread | AdviserDoesNotRead => {}
            PictureUnreadable | PictureTooLarge | PictureTooHeavy | Busy => {}
            KeyNeeded | ScopeNeeded { .. } | NotOneOffer | Unreached { .. } => {}
        }
    }
    all
}

#[test]
fn every_no_has_its_sentence_in_both_languages() {
    for lang in Lang::ALL {
        let known = sentences(lang);
        for refusal in refusals() {
            let (key, args) = refusal.sentence();
            let variables = known.get(key).unwrap_or_else(|| panic!("no sentence for {refusal:?}"));
            let given: BTreeSet<String> = args.iter().map(|(name, _)| (*name).to_owned()).collect();
            assert!(variables.is_subset(&given), "`{key}` asks for {variables:?}");
            let said = lang.refuse(&refusal);
            assert!(said.len() > 15 && !said.contains("{$") && !said.contains(key), "{said}");
            assert!((400..500).contains(&refusal.status()), "{refusal:?}");
        }
    }
}

/// The text literals that follow a call: `say("rooms-title")`, `saying(&me, "joined")`.
pub(super) fn literals(source: &str, call: &str) -> Vec<String> {
    let mut found = vec![];
    for (at, _) in source.match_indices(call) {
        let arguments = &source[at + call.len()..];
        let line = arguments.split([')', ';', '\n']).next().unwrap_or_default();
        if let Some(literal) = line.split('"').nth(1) {
            found.push(literal.to_owned());
        }
    }
    found
}

#[test]
fn every_sentence_that_rust_asks_for_exists() {
    let known = sentences(Lang::Fr);
    let mut asked = BTreeSet::new();
    for (path, source) in files("src", ".rs") {
        for call in [".say(", ".say_with("] {
            asked.extend(literals(&source, call).into_iter().map(|key| (path.clone(), key)));
        }
        for call in [".saying(", ".undoable("] {
            asked.extend(literals(&source, call).into_iter().map(|key| (path.clone(), format!("notice-{key}"))));
        }
        for call in ["Letter::new(", "Letter::to("] {
            let kinds = literals(&source, call).into_iter();
            asked.extend(kinds.map(|kind| (path.clone(), format!("letter-{kind}-subject"))));
        }
    }
    assert!(asked.len() > 60, "only {} were found: the search no longer finds them", asked.len());
    for (path, key) in asked {
        // What is put together (`room-form-{mode}-title`) is tried by the pages themselves.
        match key.split_once('{') {
            None => assert!(known.contains_key(&key), "{path} asks for `{key}`"),
            Some((begins, _)) => assert!(known.keys().any(|known| known.starts_with(begins)), "{path}: `{key}`"),
        }
    }
}

/// What a reader of a language finds in the other words of the house.
#[test]
fn dates_are_said_as_people_say_them() {
    let moment = chrono::DateTime::from_timestamp(1_793_534_400, 0).unwrap();
    assert_eq!(Lang::Fr.day(moment), "1er novembre 2026");
    assert_eq!(Lang::En.day(moment), "1 November 2026");
    assert!(Lang::Fr.moment(moment).starts_with("1er novembre 2026 à "), "{}", Lang::Fr.moment(moment));
}
