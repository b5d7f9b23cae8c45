//! Templates and letters, rendered with the sentences of one language: one Tera
//! a language, since components see only their arguments.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use fluent_templates::fluent_bundle::FluentValue;
use serde::{Serialize, Serializer};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value, value::Key};

use crate::{
    assets,
    views::{people::Line, threads::Placed},
    words::Lang,
};

/// Kept posts, and kept lines of people, in bytes.
const KEPT: u64 = 12 * 1024 * 1024;
const KEPT_LINES: u64 = 4 * 1024 * 1024;

#[derive(Debug)]
pub struct Views {
    french: Tera,
    english: Tera,
    posts: moka::sync::Cache<Placed, Part, foldhash::fast::RandomState>,
    lines: moka::sync::Cache<Line, Part, foldhash::fast::RandomState>,
}

/// HTML that this engine made: shown as it is (`ui.part`).
#[derive(Clone, Debug)]
pub struct Part(Arc<str>);

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Views {
    /// Those of the process: whoever opens a house in it, they are read once. What is
    /// kept is kept under all that it shows, so that no house shows another's.
    ///
    /// # Errors
    /// When a template cannot be read: said with its name and line.
    pub fn of_the_process() -> TeraResult<Arc<Self>> {
        static READ: OnceLock<Arc<Views>> = OnceLock::new();
        match READ.get() {
            Some(views) => Ok(views.clone()),
            None => Self::load().map(|views| READ.get_or_init(|| Arc::new(views)).clone()),
        }
    }

    fn load() -> TeraResult<Self> {
        let templates = assets::views();
        let posts = moka::sync::Cache::builder()
            .max_capacity(KEPT)
            .weigher(|placed: &Placed, part: &Part| {
                u32::try_from(placed.post.html.len() + part.0.len() + 1_024).unwrap_or(u32::MAX)
            })
            .build_with_hasher(foldhash::fast::RandomState::default());
        let lines = moka::sync::Cache::builder()
            .max_capacity(KEPT_LINES)
            .weigher(|_: &Line, part: &Part| u32::try_from(part.0.len() * 2 + 512).unwrap_or(u32::MAX))
            .build_with_hasher(foldhash::fast::RandomState::default());
        Ok(Self { french: tera(Lang::Fr, &templates)?, english: tera(Lang::En, &templates)?, posts, lines })
    }

    fn of(&self, lang: Lang) -> &Tera {
        match lang {
            Lang::Fr => &self.french,
            Lang::En => &self.english,
        }
    }

    /// # Errors
    /// When the template misses something it needs.
    pub fn render(
        &self,
        lang: Lang,
        template: &str,
        frame: &impl Serialize,
        page: &impl Serialize,
    ) -> TeraResult<String> {
        let mut context = Context::new();
        context.insert("frame", frame);
        context.insert("page", page);
        self.of(lang).render(template, &context)
    }

    /// A post, whole. The same view makes the same HTML: what was made once is
    /// kept under the whole view, so that nothing ever has to be forgotten, and a
    /// reader who may do something else with the post has another view of it.
    ///
    /// # Errors
    /// When the template misses something it needs.
    pub fn post(&self, placed: Placed) -> TeraResult<Part> {
        if let Some(kept) = self.posts.get(&placed) {
            return Ok(kept);
        }
        let part = Part(self.fragment(placed.lang, placed.place.template(), &placed)?.into());
        self.posts.insert(placed, part.clone());
        Ok(part)
    }

    /// A line of a list of people; kept as a post is.
    ///
    /// # Errors
    /// When the template misses something it needs.
    pub fn line(&self, line: Line) -> TeraResult<Part> {
        if let Some(kept) = self.lines.get(&line) {
            return Ok(kept);
        }
        let part = Part(self.fragment(line.lang, "people/_found.html", &line)?.into());
        self.lines.insert(line, part.clone());
        Ok(part)
    }

    /// A template that is not a page: a fragment, a letter.
    ///
    /// # Errors
    /// When the template misses something it needs.
    pub fn fragment(&self, lang: Lang, template: &str, data: &impl Serialize) -> TeraResult<String> {
        self.of(lang).render(template, &Context::from_serialize(data)?)
    }

    pub fn names(&self) -> Vec<String> {
        self.french.get_template_names().map(str::to_owned).collect()
    }
}

fn tera(lang: Lang, templates: &[(String, String)]) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html"]);
    tera.register_function("t", Translate { lang, plain: RwLock::default() });
    tera.register_function("icon", Icon);
    tera.register_function("mark", Mark);
    tera.register_function("data_block", DataBlock);
    tera.add_raw_templates(templates.iter().map(|(name, source)| (name.clone(), source.clone())))?;
    Ok(tera)
}

/// `t(key="thread-replies", count=3)`. Sentences without arguments, most of a
/// page, are looked up once.
struct Translate {
    lang: Lang,
    plain: RwLock<HashMap<String, String>>,
}

impl Translate {
    fn plain(&self, key: &str) -> String {
        if let Some(known) = self.plain.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return known.clone();
        }
        let sentence = self.lang.say(key);
        self.plain.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), sentence.clone());
        sentence
    }
}

impl tera::Function<TeraResult<String>> for Translate {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let args: HashMap<Cow<'static, str>, FluentValue<'static>> = kwargs
            .iter()
            .filter_map(|(name, value)| {
                let name = Key::as_str(name).filter(|name| *name != "key" && !name.starts_with("__"))?;
                Some((Cow::Owned(name.to_owned()), fluent(value)))
            })
            .collect();
        if args.is_empty() {
            return Ok(self.plain(key));
        }
        Ok(crate::words::lookup(self.lang, key, &args))
    }
}

fn fluent(value: &Value) -> FluentValue<'static> {
    if let Some(number) = value.as_i128() {
        return FluentValue::from(number as i64);
    }
    if let Some(number) = value.as_f64() {
        return FluentValue::from(number);
    }
    FluentValue::from(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// `icon(name="lock")`: a drawing beside a word, never alone.
struct Icon;

impl tera::Function<TeraResult<String>> for Icon {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let name = kwargs.must_get::<&str>("name")?;
        let icon = crate::icons::named(name).ok_or_else(|| tera::Error::message(format!("no icon is named {name}")))?;
        // How it is drawn is said once, in the style sheet.
        Ok(format!("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{}</svg>", icon.data))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `mark()`: the arc on its two piers.
struct Mark;

impl tera::Function<TeraResult<String>> for Mark {
    fn call(&self, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
        Ok(include_str!("../../assets/static/mark.svg").trim().to_owned())
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `data_block(json=…)`: JSON-LD for programs that read pages. No `<` stands in it: the
/// element cannot be ended, nor a comment begun, from inside (HTML, §4.12.1.3).
struct DataBlock;

impl tera::Function<TeraResult<String>> for DataBlock {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let json = kwargs.must_get::<&str>("json")?.replace('<', "\\u003c");
        Ok(format!("<script type=\"application/ld+json\">{json}</script>"))
    }

    fn is_safe(&self) -> bool {
        true
    }
}
