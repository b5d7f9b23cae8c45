//! A page as its reader sees it.

use axum::http::{HeaderMap, StatusCode, header};
use scraper::{Html, Selector};

#[derive(Debug)]
pub struct Page {
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// The words of every element a selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        Html::parse_document(&self.body)
            .select(&Selector::parse(selector).unwrap())
            .map(|element| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    pub fn first(&self, selector: &str) -> Option<String> {
        self.all(selector).into_iter().next()
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// An attribute of the first element a selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        Html::parse_document(&self.body)
            .select(&Selector::parse(selector).unwrap())
            .next()
            .and_then(|element| element.attr(name).map(str::to_owned))
    }

    /// The same attribute of every element a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        Html::parse_document(&self.body)
            .select(&Selector::parse(selector).unwrap())
            .filter_map(|element| element.attr(name).map(str::to_owned))
            .collect()
    }

    /// What a box holds, with its line ends.
    pub fn typed(&self, selector: &str) -> String {
        let document = Html::parse_document(&self.body);
        let found = document.select(&Selector::parse(selector).unwrap()).next().map(|element| element.text().collect());
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.path))
    }

    /// What a field of one line holds.
    pub fn held(&self, selector: &str) -> String {
        self.attribute(selector, "value").unwrap_or_else(|| panic!("no {selector} in {}", self.path))
    }

    /// What the first form a selector finds would send if nobody touched it:
    /// its hidden fields.
    pub fn fields(&self, form: &str) -> Vec<(String, String)> {
        let hidden = Selector::parse("input[type=hidden]").unwrap();
        let document = Html::parse_document(&self.body);
        let form = document.select(&Selector::parse(form).unwrap()).next().expect("a form");
        form.select(&hidden)
            .filter_map(|input| Some((input.attr("name")?.to_owned(), input.attr("value")?.to_owned())))
            .collect()
    }

    /// What its lists would send if nobody touched them.
    pub fn chosen(&self, form: &str) -> Vec<(String, String)> {
        let selector = |text: &str| Selector::parse(text).unwrap();
        let document = Html::parse_document(&self.body);
        let form = document.select(&selector(form)).next().expect("a form");
        form.select(&selector("select"))
            .filter_map(|list| {
                let chosen = list.select(&selector("option[selected]")).next()?;
                Some((list.attr("name")?.to_owned(), chosen.attr("value")?.to_owned()))
            })
            .collect()
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.headers.get_all(header::SET_COOKIE).iter().find_map(|value| {
            let (key, rest) = value.to_str().ok()?.split_once('=')?;
            (key == name).then(|| rest.split(';').next().unwrap_or_default().to_owned())
        })
    }

    pub fn assert_status(&self, status: u16) -> &Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}: {}",
            self.path,
            self.body.chars().take(3_000).collect::<String>()
        );
        self
    }

    pub fn assert_sees(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{} does not show “{text}”:\n{}", self.path, self.body);
        self
    }

    pub fn assert_unseen(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{} shows “{text}”", self.path);
        self
    }
}
