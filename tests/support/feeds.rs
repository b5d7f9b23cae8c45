//! Feeds of offers, as programs read them.

use quick_xml::{Reader, events::Event};
use serde_json::Value;

use super::{Actor, Page};

/// What follows the address of a list, a shape each.
pub const ENDINGS: [&str; 4] = [".xml", ".linkedin.xml", ".atom", ".json"];

/// The titles of what a feed holds, in its order.
pub fn titles(page: &Page) -> Vec<String> {
    page.assert_status(200);
    if page.path.split('?').next().unwrap().ends_with(".json") {
        let feed: Value = serde_json::from_str(&page.body).expect("JSON");
        return feed["offers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["title"].as_str().unwrap().to_owned())
            .collect();
    }
    let skipped = usize::from(page.body.contains("<feed"));
    said(&page.body, "title").into_iter().skip(skipped).collect()
}

/// What the elements of a name say, as any reader of XML would have it.
pub fn said(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut inside) = (vec![], None::<String>);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{xml}")) {
            Event::Start(start) if start.name().as_ref() == name.as_bytes() => inside = Some(String::new()),
            Event::Text(text) => {
                if let Some(words) = &mut inside {
                    words.push_str(&text.decode().unwrap());
                }
            }
            Event::CData(text) => {
                if let Some(words) = &mut inside {
                    words.push_str(&text.decode().unwrap());
                }
            }
            Event::End(end) if end.name().as_ref() == name.as_bytes() => found.extend(inside.take()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

impl Actor {
    /// Publishes so many offers at once, from a file.
    pub async fn publishes_many(&self, of: &str, count: usize) {
        let job = |number: usize| {
            format!(
                "<job><referencenumber>{number}</referencenumber><title>Poste {number} H/F</title>\
                 <description>Un texte.</description><url>https://fournil.example/{number}</url></job>"
            )
        };
        let feed = format!("<source>{}</source>", (0..count).map(job).collect::<String>());
        self.imports(of, "postes.xml", &feed).await;
    }
}
