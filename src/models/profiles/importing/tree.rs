//! Elements by their local name, whether a file wrote them as XML or as JSON:
//! Europass has both, with the same names. An attribute is an element within.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use serde_json::Value;

use super::Unread;

/// How deep elements nest, and how many there are, at most.
const DEPTH: usize = 64;
const ELEMENTS: usize = 50_000;

#[derive(Debug, Default)]
pub(super) struct Node {
    pub name: String,
    pub text: String,
    pub children: Vec<Node>,
}

impl Node {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The first element at the end of a path of names: `PersonName/FirstName`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |node, name| node.children.iter().find(|child| child.is(name)))
    }

    /// The text at the end of a path, or nothing.
    pub fn said(&self, path: &str) -> &str {
        self.at(path).map_or("", |node| node.text.trim())
    }

    /// Every element of a name, here or in the list of it: `Website`, `WebsiteList/Website`.
    pub fn each<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        let list =
            self.children.iter().filter(move |child| child.name.strip_suffix("List").is_some_and(|of| of == name));
        let of = move |child: &&Self| child.is(name);
        list.flat_map(|list| list.children.iter()).filter(of).chain(self.children.iter().filter(of))
    }

    /// Every element of a name, however deep.
    pub fn within<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = vec![];
        let mut ahead = vec![self];
        while let Some(node) = ahead.pop() {
            if node.is(name) {
                found.push(node);
            }
            ahead.extend(node.children.iter().rev());
        }
        found
    }

    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it says anything.
    pub fn is_filled(&self) -> bool {
        !self.text.trim().is_empty() || self.children.iter().any(Self::is_filled)
    }
}

/// # Errors
/// When it is no XML, declares a type (that is where entities come from), or nests
/// without end.
pub(super) fn of_xml(text: &str) -> Result<Node, Unread> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    let mut elements = 0;
    loop {
        match reader.read_event().map_err(|_| Unread::Malformed)? {
            Event::DocType(_) => return Err(Unread::Doctype),
            Event::Start(start) => open.push(element(&start, &mut elements)?),
            Event::Empty(start) => {
                let node = element(&start, &mut elements)?;
                last(&mut open).children.push(node);
            }
            Event::End(_) => {
                let node = open.pop().unwrap_or_default();
                last(&mut open).children.push(node);
            }
            Event::Text(said) => last(&mut open).text.push_str(&said.decode().map_err(|_| Unread::Malformed)?),
            Event::CData(said) => last(&mut open).text.push_str(&said.decode().map_err(|_| Unread::Malformed)?),
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|_| Unread::Malformed)?;
                let letter = match &*name {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().map_err(|_| Unread::Malformed)?,
                };
                last(&mut open).text.extend(letter);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if open.len() > DEPTH {
            return Err(Unread::Malformed);
        }
    }
    // What is still open was cut off.
    if open.len() > 1 {
        return Err(Unread::Malformed);
    }
    Ok(open.pop().unwrap_or_default())
}

fn last(open: &mut Vec<Node>) -> &mut Node {
    if open.is_empty() {
        open.push(Node::default());
    }
    let last = open.len() - 1;
    &mut open[last]
}

fn element(start: &BytesStart, elements: &mut usize) -> Result<Node, Unread> {
    let mut node = Node::named(&String::from_utf8_lossy(start.local_name().as_ref()));
    *elements += 1;
    for attribute in start.attributes().with_checks(false).filter_map(Result::ok) {
        *elements += 1;
        let name = String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned();
        let text = attribute.unescape_value().map_err(|_| Unread::Malformed)?.into_owned();
        node.children.push(Node { name, text, children: vec![] });
    }
    if *elements > ELEMENTS {
        return Err(Unread::Malformed);
    }
    Ok(node)
}

/// # Errors
/// When it is made of too many elements; serde_json bounds how deep they nest.
pub(super) fn of_json(value: &Value) -> Result<Node, Unread> {
    let mut root = Node::default();
    let mut elements = 0;
    grow(&mut root, value, &mut elements)?;
    Ok(root)
}

fn grow(node: &mut Node, value: &Value, elements: &mut usize) -> Result<(), Unread> {
    *elements += 1;
    if *elements > ELEMENTS {
        return Err(Unread::Malformed);
    }
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => node.text = number.to_string(),
        Value::String(text) => node.text.clone_from(text),
        Value::Object(fields) => {
            for (name, value) in fields {
                // A list is as many elements of its name.
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                for value in values {
                    let mut child = Node::named(name);
                    grow(&mut child, value, elements)?;
                    node.children.push(child);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                let mut child = Node::default();
                grow(&mut child, item, elements)?;
                node.children.push(child);
            }
        }
    }
    Ok(())
}
