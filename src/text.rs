//! Markdown to HTML, once, when a text is written. What comes out is sanitised
//! and kept with the version of this file that made it; pages show it as it is.
//! Raw HTML is shown as the text it is, pictures elsewhere become links (a
//! reader's browser asks nobody but us), links say `ugc nofollow`. Pictures of
//! this house are shown when they are among those given; else their words are.

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use comrak::{
    Arena, Node, Options, format_html,
    nodes::{AstNode, NodeLink, NodeValue},
    parse_document,
};

use crate::models::pictures::is_token;

/// Raised whenever the HTML made from the same text changes; a task then makes
/// the older ones anew.
pub const RENDERER: i32 = 1;
/// The longest post, in bytes.
pub const BODY_LIMIT: usize = 40_000;
/// Deeper than this, quotes and lists are no longer a text but an attack on the
/// reader's browser: shown as typed.
const DEEPEST: usize = 40;
/// The line of sense in lists, in characters.
const SENSE: usize = 180;
/// At most so many people are mentioned by one post (CVE-2023-48297).
const MENTIONS: usize = 20;
/// At most so many pictures are shown by one post.
const PICTURES: usize = 20;
/// What is shown may be so many times longer than what was typed, and a little
/// more. Beyond, few marks make much of a page: shown as typed.
const GROWTH: usize = 10;
const GROWTH_OF_LITTLE: usize = 1_024;

/// The pictures a text may show: their names, width and height.
pub type Pictures = BTreeMap<String, (i32, i32)>;

/// A text ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub html: String,
    /// The first line of sense, plain.
    pub sense: String,
}

/// Renders a text off the request's thread when it is long enough to be felt.
pub async fn render(body: &str, mentioned: BTreeSet<String>) -> Rendered {
    illustrated(body, mentioned, Pictures::new()).await
}

/// The same, with its pictures.
pub async fn illustrated(body: &str, mentioned: BTreeSet<String>, pictures: Pictures) -> Rendered {
    if body.len() < 2_000 {
        return illustrated_now(body, &mentioned, &pictures);
    }
    let body = body.to_owned();
    tokio::task::spawn_blocking(move || illustrated_now(&body, &mentioned, &pictures))
        .await
        .unwrap_or_else(|_| Rendered { html: String::new(), sense: String::new() })
}

/// Renders a text. `@handle` becomes a link for the handles in `mentioned`.
pub fn render_now(body: &str, mentioned: &BTreeSet<String>) -> Rendered {
    illustrated_now(body, mentioned, &Pictures::new())
}

fn illustrated_now(body: &str, mentioned: &BTreeSet<String>, pictures: &Pictures) -> Rendered {
    let arena = Arena::new();
    let root = parse(&arena, body);
    if depth(root) > DEEPEST {
        return as_typed(body);
    }
    // Gathered first: a tree is not walked while it changes.
    for node in root.descendants().collect::<Vec<_>>() {
        soften(&arena, node, mentioned, pictures);
    }
    let mut html = String::with_capacity(body.len() * 2);
    if format_html(root, &OPTIONS, &mut html).is_err() {
        return as_typed(body);
    }
    let html = sized(sanitise(&html), pictures);
    if html.len() > GROWTH * body.len() + GROWTH_OF_LITTLE {
        return as_typed(body);
    }
    Rendered { html, sense: sense(&plain(root)) }
}

/// Keeps of any HTML what a post may hold. Doing it again changes nothing.
pub fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

/// The handles a text mentions, outside code, in the order met, each once.
pub fn mentions(body: &str) -> Vec<String> {
    let arena = Arena::new();
    let root = parse(&arena, body);
    let mut handles = vec![];
    for node in root.descendants() {
        if let NodeValue::Text(text) = &node.data().value {
            for (_, handle) in mentions_in(text) {
                if !handles.contains(&handle) && handles.len() < MENTIONS {
                    handles.push(handle);
                }
            }
        }
    }
    handles
}

/// The names of the pictures of this house that a text would show, each once.
pub fn pictures(body: &str) -> Vec<String> {
    if !body.contains(PICTURE) {
        return vec![];
    }
    let arena = Arena::new();
    let root = parse(&arena, body);
    let mut names: Vec<String> = vec![];
    for node in root.descendants() {
        if let NodeValue::Image(link) = &node.data().value
            && let Some(name) = picture_at(&link.url)
            && names.len() < PICTURES
            && names.iter().all(|known| known != name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// HTML that this file made, with the words of a picture in its place.
pub fn without_picture(html: &str, name: &str) -> String {
    let mark = format!("<img src=\"{PICTURE}{name}\"");
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(&mark) {
        left.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end = end_of(tag);
        let alt = alt_of(&tag[..end]);
        if !alt.is_empty() {
            left.push_str(&format!("<em>{alt}</em>"));
        }
        rest = &tag[end..];
    }
    left.push_str(rest);
    left
}

/// What stands for a picture, as it is written in its tag.
fn alt_of(tag: &str) -> &str {
    tag.split_once("alt=\"").and_then(|(_, alt)| alt.split_once('"')).map_or("", |(alt, _)| alt)
}

/// Where a tag ends: what it says in quotes may hold a `>`.
fn end_of(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

/// Where pictures of this house are.
const PICTURE: &str = "/pictures/";

/// The name of the picture at this address, when it is one of this house.
fn picture_at(url: &str) -> Option<&str> {
    url.strip_prefix(PICTURE).filter(|name| is_token(name))
}

/// The words of a text without its marks, for extracts, feeds and search.
pub fn plain_text(body: &str) -> String {
    let arena = Arena::new();
    plain(parse(&arena, body))
}

/// The words of HTML that this file made: what a reader reads, without marks.
pub fn words_of(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = end_of(rest);
            if rest.starts_with("<img ") {
                words.push_str(&format!(" {}", words_of(alt_of(&rest[..end]))));
            }
            // What stands in a line goes on; a block, a cell or a break parts words.
            let inline = ["<a", "</a", "<em", "</em", "<strong", "</strong", "<del", "</del", "<code", "</code"];
            if !inline.iter().any(|tag| rest.starts_with(tag)) {
                words.push(' ');
            }
            rest = &rest[end..];
        } else {
            let named =
                ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;"].into_iter().zip(["&", "<", ">", "\"", "'", " "]);
            let (entity, letter) = named.into_iter().find(|(name, _)| rest.starts_with(name)).unwrap_or(("&", "&"));
            words.push_str(letter);
            rest = &rest[entity.len()..];
        }
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts a plain text at a word.
pub fn sense(plain: &str) -> String {
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SENSE {
        return line;
    }
    let cut: String = line.chars().take(SENSE).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ']))
}

fn parse<'a>(arena: &'a Arena<'a>, body: &str) -> Node<'a> {
    let options: &Options<'_> = if fills_its_tables(body) { &OPTIONS } else { &WITHOUT_TABLES };
    parse_document(arena, body, options)
}

/// Rows shorter than their table are filled with empty cells: a wide head over
/// many short lines would make hundreds of thousands of them from a few letters.
fn fills_its_tables(body: &str) -> bool {
    let is_rule = |line: &&str| {
        line.contains('-') && line.chars().all(|c| c.is_whitespace() || "|-:>+*.)".contains(c) || c.is_ascii_digit())
    };
    let widest = body.lines().filter(is_rule).map(|line| line.matches('|').count() + 1).max().unwrap_or(0);
    widest * body.lines().count() <= body.len() + 1_000
}

static WITHOUT_TABLES: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = OPTIONS.clone();
    options.extension.table = false;
    options
});

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.render.hardbreaks = true;
    // What looks like HTML is text that a person typed.
    options.render.escape = true;
    options
});

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(
            [
                "p",
                "br",
                "hr",
                "strong",
                "em",
                "del",
                "a",
                "ul",
                "ol",
                "li",
                "blockquote",
                "pre",
                "code",
                "h3",
                "h4",
                "h5",
                "h6",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "input",
                "img",
            ]
            .into(),
        )
        .clean_content_tags(["script", "style"].into())
        .tag_attributes(
            [
                ("a", ["href", "title"].into()),
                ("ol", ["start"].into()),
                ("input", ["checked"].into()),
                ("th", ["align"].into()),
                ("td", ["align"].into()),
                ("img", ["src", "alt", "width", "height", "loading"].into()),
            ]
            .into(),
        )
        .set_tag_attribute_values([("input", [("type", "checkbox"), ("disabled", "")].into())].into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Custom(Box::new(of_this_house)))
        .attribute_filter(|element, attribute, value| {
            let elsewhere = element == "img" && attribute == "src" && picture_at(value).is_none();
            (!elsewhere).then_some(Cow::Borrowed(value))
        })
        .link_rel(Some("ugc nofollow"));
    builder
});

/// A page that knows how tall a picture is does not move when it comes.
fn sized(mut html: String, pictures: &Pictures) -> String {
    for (name, (width, height)) in pictures {
        let bare = format!("<img src=\"{PICTURE}{name}\"");
        html = html.replace(&bare, &format!("{bare} width=\"{width}\" height=\"{height}\" loading=\"lazy\""));
    }
    html
}

/// A relative address stays when it cannot leave the house: `//elsewhere` can.
fn of_this_house(url: &str) -> Option<Cow<'_, str>> {
    let mut first = url.chars();
    let inside = match (first.next(), first.next()) {
        (Some('#'), _) => true,
        // What is written in escapes right after the slash hides what it is.
        (Some('/'), next) => !matches!(next, Some('/' | '\\' | '%')),
        _ => false,
    };
    (inside && !url.contains(['\t', '\n', '\r'])).then_some(Cow::Borrowed(url))
}

fn depth(root: Node<'_>) -> usize {
    use comrak::arena_tree::NodeEdge;
    let (mut now, mut deepest) = (0usize, 0usize);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(_) => {
                now += 1;
                deepest = deepest.max(now);
            }
            NodeEdge::End(_) => now -= 1,
        }
    }
    deepest
}

/// One node at a time: headings below the page's own, pictures elsewhere as links,
/// mentions as links, French punctuation with its thin spaces.
fn soften<'a>(arena: &'a Arena<'a>, node: Node<'a>, mentioned: &BTreeSet<String>, pictures: &Pictures) {
    let text = {
        let mut data = node.data_mut();
        match &mut data.value {
            NodeValue::Heading(heading) => {
                heading.level = (heading.level + 2).min(6);
                None
            }
            NodeValue::Image(link) if picture_at(&link.url).is_some() => {
                link.title.clear();
                let known = picture_at(&link.url).is_some_and(|name| pictures.contains_key(name));
                if !known {
                    data.value = NodeValue::Emph;
                }
                return;
            }
            NodeValue::Image(link) => {
                let link = std::mem::replace(&mut **link, NodeLink { url: String::new(), title: String::new() });
                let bare = node.first_child().is_none().then(|| link.url.clone());
                data.value = NodeValue::Link(Box::new(link));
                drop(data);
                if let Some(url) = bare {
                    node.append(leaf(arena, NodeValue::Text(url.into())));
                }
                return;
            }
            NodeValue::Text(text) => {
                if let Some(thin) = thin_spaces(text) {
                    *text = thin.into();
                }
                (text.contains('@') && !mentioned.is_empty()).then(|| text.to_string())
            }
            _ => None,
        }
    };
    let Some(text) = text else { return };
    if node.ancestors().any(|above| matches!(above.data().value, NodeValue::Link(_) | NodeValue::Image(_))) {
        return;
    }
    let mut from = 0;
    let mut pieces = vec![];
    for (at, handle) in mentions_in(&text).into_iter().filter(|(_, handle)| mentioned.contains(handle)) {
        pieces.push(leaf(arena, NodeValue::Text(text[from..at].to_owned().into())));
        let link =
            leaf(arena, NodeValue::Link(Box::new(NodeLink { url: format!("/people/{handle}"), title: String::new() })));
        link.append(leaf(arena, NodeValue::Text(format!("@{handle}").into())));
        pieces.push(link);
        from = at + 1 + handle.len();
    }
    if pieces.is_empty() {
        return;
    }
    pieces.push(leaf(arena, NodeValue::Text(text[from..].to_owned().into())));
    for piece in pieces {
        node.insert_before(piece);
    }
    node.detach();
}

fn leaf<'a>(arena: &'a Arena<'a>, value: NodeValue) -> &'a AstNode<'a> {
    arena.alloc(AstNode::new(RefCell::new(comrak::nodes::Ast::new(value, (0, 0).into()))))
}

/// `@handle` and where its `@` stands; an address (`me@example.org`) is none.
fn mentions_in(text: &str) -> Vec<(usize, String)> {
    let mut found = vec![];
    for (at, _) in text.match_indices('@') {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '@')) {
            continue;
        }
        let handle: String =
            text[at + 1..].chars().take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-').collect();
        let handle = handle.trim_end_matches('-');
        if handle.len() >= 3 && handle.len() <= 40 {
            found.push((at, handle.to_owned()));
        }
    }
    found
}

/// An ordinary space before « ; : ? ! » and inside guillemets becomes the thin
/// one that does not break: a line never starts with a question mark.
fn thin_spaces(text: &str) -> Option<String> {
    if !text.contains([';', ':', '?', '!', '»', '«']) {
        return None;
    }
    let mut thin = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let space = matches!(c, ' ' | '\u{A0}');
        if space && (matches!(letters.peek(), Some(';' | '?' | '!' | '»' | ':')) || thin.ends_with('«')) {
            thin.push('\u{202F}');
        } else {
            thin.push(c);
        }
    }
    Some(thin)
}

fn plain(root: Node<'_>) -> String {
    let mut words = String::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::CodeBlock(code) => words.push_str(&code.literal),
            NodeValue::HtmlBlock(html) => words.push_str(&html.literal),
            NodeValue::HtmlInline(html) => words.push_str(html),
            NodeValue::SoftBreak
            | NodeValue::LineBreak
            | NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::Item(_)
            | NodeValue::TableCell => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn as_typed(body: &str) -> Rendered {
    let mut html = String::with_capacity(body.len() + 64);
    html.push_str("<pre><code>");
    for c in body.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html.push_str("</code></pre>");
    Rendered { html: sanitise(&html), sense: sense(body) }
}
