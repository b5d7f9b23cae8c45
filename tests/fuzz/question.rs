//! What holds for whatever is asked. Shared by the fuzz target and the suite.

use passerelle::models::search::{
    asking::{Asked, Form},
    extracts::Marked,
    french::words,
};

/// Reads the bytes as the fields of the form, one after the other between zeros, and
/// panics when what was understood is more than a question may be.
pub fn question(bytes: &[u8]) {
    let mut fields = bytes.split(|byte| *byte == 0).map(|field| String::from_utf8_lossy(field).into_owned());
    let mut next = || fields.next().unwrap_or_default();
    let form = Form {
        q: next(),
        noun: next(),
        community: next(),
        tag: next(),
        trade: next(),
        near: next(),
        km: next(),
        is: next(),
        since: next(),
        until: next(),
        sort: next(),
        after: next(),
    };
    let asked = Asked::read(&form);
    // However much is typed, little is looked up.
    assert!(asked.words.len() <= 24 && asked.without.len() <= 6, "{form:?}");
    assert!(asked.tags.len() <= 6 && asked.phrases.len() <= 6, "{form:?}");
    assert!(asked.phrases.iter().all(|phrase| (1..=24).contains(&phrase.len())), "{form:?}");
    assert!(asked.words.iter().all(|sought| !sought.word.folded.is_empty()), "{form:?}");
    assert!(asked.near.iter().all(|(place, km)| !place.is_empty() && (0.0..=300.0).contains(km)), "{form:?}");
    // The same question is understood the same way.
    assert_eq!(format!("{asked:?}"), format!("{:?}", Asked::read(&form)));
    // A word stands where it says, after the one before it.
    let mut end = 0;
    for word in words(&form.q) {
        assert!(form.q.get(word.from..word.to).is_some_and(|there| !there.is_empty()), "{word:?} of {:?}", form.q);
        assert!(word.from >= end, "{word:?} of {:?}", form.q);
        end = word.to;
    }
    // What is marked in a text is still the text.
    let marked = Marked::by(&asked);
    let whole: String = marked.whole(&form.q).into_iter().map(|piece| piece.text).collect();
    assert_eq!(whole, form.q.trim_end());
    marked.extract(&form.q);
}
