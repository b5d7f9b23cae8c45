//! What one may mean while one types: rooms, people, tags and threads whose title
//! or name has the words typed so far, the last one only begun. Within what its
//! reader may see, like everything that is found.

use tantivy::query::{BooleanQuery, EmptyQuery, Query};

use super::{
    Noun,
    asking::{LONGEST, cut},
    collecting::{Harvest, Hit, Within, any, harvest},
    finding::{Found, Searching, blocking, read, searching},
    following::Search,
    french::{Word, words},
    index::{Fields, Index, exact},
    matching::term,
    spelling,
};
use crate::{
    access::Viewer,
    clock,
    database::Db,
    models::{
        places,
        tags::{self, Named},
    },
    refusals::Outcome,
};

/// Of each noun, at most.
const EACH: usize = 4;
const PLACES: u64 = 3;
/// Shorter beginnings begin everything.
const SHORTEST: usize = 2;

/// What is suggested, each kind in its order.
#[derive(Clone, Debug, Default)]
pub struct Suggested {
    pub found: Vec<Found>,
    pub tags: Vec<Named>,
    pub places: Vec<places::Model>,
}

/// # Errors
/// As [`super::finding::find`].
pub async fn suggest(search: &Search, db: &Db, viewer: &Viewer, typed: &str) -> Outcome<Suggested> {
    let typed_text = cut(typed, LONGEST);
    let typed = words(typed_text);
    let Some((begun, whole)) = typed.split_last().filter(|(begun, _)| begun.folded.len() >= SHORTEST) else {
        return Ok(Suggested::default());
    };
    let Searching { index, within, .. } = searching(search, db, viewer, clock::now().timestamp()).await?;
    let (begun, whole) = (begun.clone(), whole.iter().filter(|word| word.is_telling()).cloned().collect::<Vec<_>>());
    let slug = typed.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join("-");
    let (hits, slugs) = blocking(move || {
        let harvest = look(&index, &whole, &begun, &within)?;
        Ok((first_of_each(&harvest), tags_begun(&index, &slug, &within)?))
    })
    .await?;
    Ok(Suggested {
        found: read(db, viewer, &hits).await?,
        tags: tags::by_slugs(db, &slugs).await?,
        places: places::begun_by(db, typed_text, PLACES).await?,
    })
}

fn look(index: &Index, whole: &[Word], begun: &Word, within: &Within) -> tantivy::Result<Harvest> {
    let fields = index.fields;
    let snapshot = index.snapshot();
    let mut all: Vec<Box<dyn Query>> = whole.iter().map(|word| in_name(fields, word)).collect();
    let ends = spelling::begun_by(&snapshot.searcher, fields.name, &begun.folded)?;
    let mut ways: Vec<Box<dyn Query>> = ends.iter().map(|word| term(fields.name, &exact(word))).collect();
    ways.push(in_name(fields, begun));
    all.push(Box::new(BooleanQuery::union(ways)));
    harvest(&snapshot, &BooleanQuery::intersection(all), within)
}

fn in_name(fields: Fields, word: &Word) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(vec![term(fields.name, &word.stem), term(fields.name, &exact(&word.folded))]))
}

fn first_of_each(harvest: &Harvest) -> Vec<Hit> {
    [Noun::Trade, Noun::Community, Noun::Organisation, Noun::Person, Noun::Thread]
        .into_iter()
        .flat_map(|noun| {
            let of = move |hit: &&Hit| Noun::of_group(hit.group).is_some_and(|(of, _)| of == noun);
            harvest.hits.iter().filter(of).take(EACH).copied()
        })
        .collect()
}

/// Tags that begin so and that a thread of theirs carries.
fn tags_begun(index: &Index, slug: &str, within: &Within) -> tantivy::Result<Vec<String>> {
    let snapshot = index.snapshot();
    let field = index.fields.tag;
    let mut begun: Vec<String> = vec![];
    for segment in snapshot.searcher.segment_readers() {
        let terms = segment.inverted_index(field)?;
        let mut terms = terms.terms().range().ge(slug.as_bytes()).into_stream()?;
        while begun.len() < EACH * 5 && terms.advance() && terms.key().starts_with(slug.as_bytes()) {
            begun.extend(std::str::from_utf8(terms.key()).ok().map(str::to_owned));
        }
    }
    begun.sort();
    begun.dedup();
    let within = Within { noun: Some(Noun::Thread), ..within.clone() };
    let mut carried = vec![];
    for slug in begun {
        let query: Box<dyn Query> = if slug.is_empty() { Box::new(EmptyQuery) } else { term(field, &slug) };
        if carried.len() < EACH && any(&snapshot, &*query, &within)? {
            carried.push(slug);
        }
    }
    Ok(carried)
}
