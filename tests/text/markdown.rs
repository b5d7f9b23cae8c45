//! Markdown: what a post may hold, and what it never becomes.

use std::collections::BTreeSet;

use passerelle::text::{mentions, plain_text, render_now, sanitise, sense};
use scraper::{Html, Node};

const TAGS: [&str; 23] = [
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
];

fn html(body: &str) -> String {
    render_now(body, &BTreeSet::new()).html
}

/// Fails unless a fragment holds only what a post may hold.
fn assert_harmless(html: &str, from: &str) {
    let from: String = from.chars().take(300).collect();
    let fragment = Html::parse_fragment(html);
    for node in fragment.tree.nodes() {
        match node.value() {
            Node::Comment(comment) => panic!("a comment {comment:?} from {from:?}"),
            // The parser's own stand around everything.
            Node::Element(element) if ["html", "body", "head"].contains(&element.name()) => {}
            Node::Element(element) => {
                let name = element.name();
                assert!(TAGS.contains(&name) || ["input", "img"].contains(&name), "<{name}> from {from:?}: {html}");
                for (attribute, value) in element.attrs() {
                    match (name, attribute) {
                        ("a", "href") => assert!(leads_well(value), "{value:?} from {from:?}"),
                        ("a", "rel") => assert_eq!(value, "ugc nofollow", "{from:?}"),
                        ("input", "type") => assert_eq!(value, "checkbox", "{from:?}"),
                        ("a", "title")
                        | ("input", "checked" | "disabled")
                        | ("ol", "start")
                        | ("td" | "th", "align")
                        | ("img", "alt" | "width" | "height" | "loading") => {}
                        ("img", "src") => assert!(is_of_this_house(value), "{value:?} from {from:?}"),
                        _ => panic!("{attribute}={value:?} on <{name}> from {from:?}"),
                    }
                }
                assert!(name != "a" || element.attr("rel").is_some(), "a link without rel from {from:?}: {html}");
                assert!(name != "img" || element.attr("src").is_some(), "no picture from {from:?}: {html}");
                assert!(name != "input" || element.attr("type").is_some(), "a field from {from:?}: {html}");
            }
            _ => {}
        }
    }
}

/// A picture that this house serves, and nothing behind it.
fn is_of_this_house(src: &str) -> bool {
    src.strip_prefix("/pictures/").is_some_and(|name| {
        name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

fn leads_well(href: &str) -> bool {
    let href = href.to_ascii_lowercase();
    let elsewhere = ["http:", "https:", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
    elsewhere || href.starts_with('#') || href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\")
}

fn links(html: &str) -> Vec<(String, String)> {
    let fragment = Html::parse_fragment(html);
    let links = scraper::Selector::parse("a").unwrap();
    fragment
        .select(&links)
        .map(|link| (link.attr("href").unwrap_or_default().to_owned(), link.text().collect::<String>()))
        .collect()
}

#[test]
fn what_looks_like_html_is_shown_as_the_text_it_is() {
    for raw in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onmouseover=alert(1)>gras</b>",
        "avant <iframe src=\"https://elsewhere.example\"></iframe> après",
        "<!-- <p> -->",
        "<style>* { display: none }</style>",
        "<form action=/session/end><button>",
        "<svg><a xlink:href=\"javascript:alert(1)\">",
    ] {
        let html = html(raw);
        assert_harmless(&html, raw);
        let shown: String = Html::parse_fragment(&html).root_element().text().collect();
        assert_eq!(shown.trim(), raw, "{html}");
    }
}

#[test]
fn only_links_that_lead_somewhere_decent_remain() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x09;script:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "\u{1}javascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/svg+xml,<svg/onload=alert(1)>",
        "file:///etc/passwd",
        "blob:https://house.test/1",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "///elsewhere.example",
        "/&#9;/elsewhere.example",
        "elsewhere.example",
        "../../session/end",
        "?after=1",
    ] {
        for written in
            [format!("[ici]({address})"), format!("[ici](<{address}>)"), format!("[ici][1]\n\n[1]: {address}")]
        {
            let html = html(&written);
            assert_harmless(&html, &written);
            assert!(links(&html).iter().all(|(href, _)| href.is_empty()), "{written}: {html}");
        }
    }
    for address in
        ["https://a.example/x?y=1#z", "http://a.example", "mailto:a@b.example", "/threads/12-a-title", "#post-4"]
    {
        let html = html(&format!("[ici]({address})"));
        assert_eq!(links(&html), [(address.to_owned(), "ici".to_owned())], "{html}");
        assert!(html.contains("rel=\"ugc nofollow\""), "{html}");
    }
}

#[test]
fn a_picture_elsewhere_is_a_link_to_it() {
    let html = html("![Le quai](https://a.example/quai.png) et ![](https://a.example/nu.png)");
    let expected =
        [("https://a.example/quai.png", "Le quai"), ("https://a.example/nu.png", "https://a.example/nu.png")];
    assert_eq!(links(&html), expected.map(|(href, words)| (href.to_owned(), words.to_owned())));
    assert!(!html.contains("<img"), "{html}");
    assert_harmless(&self::html("![x](javascript:alert(1)) ![x](data:image/png;base64,AAAA)"), "pictures");
}

const OURS: &str = "0123456789abcdef0123456789abcdef";

/// `![…](…)` with one picture that may be shown.
async fn illustrated(body: &str) -> passerelle::text::Rendered {
    let shown = [(OURS.to_owned(), (1_600, 1_067))].into();
    passerelle::text::illustrated(body, BTreeSet::new(), shown).await
}

#[tokio::test]
async fn a_picture_of_this_house_is_shown_with_its_words_and_its_size() {
    let body = format!("Voici : ![Un \"quai\" > & <b>*vide*</b> @awa](/pictures/{OURS} 'titre') là.");
    let rendered = illustrated(&body).await;
    let picture = Html::parse_fragment(&rendered.html);
    let picture = picture.select(&scraper::Selector::parse("img").unwrap()).next().expect("a picture");
    let said = |name: &str| picture.attr(name).unwrap_or_default().to_owned();
    assert_eq!(said("src"), format!("/pictures/{OURS}"));
    assert_eq!([said("width"), said("height"), said("loading")], ["1600", "1067", "lazy"]);
    assert!(said("alt").starts_with("Un \"quai\" > & <b>vide</b> @awa"), "{}", rendered.html);
    assert!(picture.attr("title").is_none());
    assert_harmless(&rendered.html, &body);
    assert_eq!(sanitise(&rendered.html), rendered.html, "{body}");
    for words in [rendered.sense.clone(), passerelle::text::words_of(&rendered.html), plain_text(&body)] {
        assert!(words.contains("Un \"quai\" > & <b>vide</b>") && words.ends_with("là."), "{words}");
    }
    // Taken away, its words stay where it was.
    let without = passerelle::text::without_picture(&rendered.html, OURS);
    assert!(!without.contains("<img") && without.contains("<em>Un "), "{without}");
    assert_harmless(&without, &body);
    let words = passerelle::text::words_of(&without);
    assert!(words.contains("quai") && words.ends_with("là."), "{words}");
}

#[tokio::test]
async fn any_other_picture_is_a_link_or_its_words() {
    let other = "f".repeat(32);
    let short = &OURS[..31];
    for address in [
        format!("/pictures/{other}"),
        format!("/pictures/{short}"),
        format!("/pictures/{OURS}.small"),
        format!("/pictures/{OURS}/removal"),
        format!("/pictures/{OURS}?x"),
        format!("//elsewhere.example/pictures/{OURS}"),
        format!("https://elsewhere.example/pictures/{OURS}"),
        format!("/pictures/../pictures/{OURS}"),
        "/me/account".to_owned(),
        "/session/end".to_owned(),
        "data:image/png;base64,AAAA".to_owned(),
    ] {
        let rendered = illustrated(&format!("Voir ![des mots]({address}).")).await;
        assert!(!rendered.html.contains("<img") && rendered.html.contains("des mots"), "{}", rendered.html);
        assert_harmless(&rendered.html, &address);
    }
    assert_eq!(
        passerelle::text::pictures(&format!("`![a](/pictures/{OURS})`")),
        Vec::<String>::new(),
        "code stays code"
    );
    let many: String = (0..50).map(|number| format!("![a](/pictures/{number:032x}) ")).collect();
    assert_eq!(passerelle::text::pictures(&many).len(), 20);
    assert_eq!(passerelle::text::pictures(&format!("![a](/pictures/{OURS}) ![b](/pictures/{OURS})")), [OURS]);
}

#[test]
fn bare_addresses_become_links_and_say_nofollow() {
    let html = html("Voir https://a.example/page, www.b.example et moi@c.example.");
    let found: Vec<String> = links(&html).into_iter().map(|(href, _)| href).collect();
    assert_eq!(found, ["https://a.example/page", "http://www.b.example", "mailto:moi@c.example"]);
    assert_eq!(html.matches("rel=\"ugc nofollow\"").count(), 3, "{html}");
    assert!(links(&self::html("`https://a.example`")).is_empty(), "code stays code");
}

#[test]
fn tables_tasks_and_headings_are_those_of_a_conversation() {
    let html = html("# Un\n\n###### Six\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n- [ ] à faire\n- [x] fait\n\n~~non~~");
    for piece in
        ["<h3>Un</h3>", "<h6>Six</h6>", "<th align=\"center\">a</th>", "<td align=\"right\">2</td>", "<del>non</del>"]
    {
        assert!(html.contains(piece), "{piece}: {html}");
    }
    assert_eq!(html.matches("type=\"checkbox\"").count(), 2, "{html}");
    assert!(!html.contains("<h1") && !html.contains("<h2"), "{html}");
    assert_harmless(&html, "a bit of everything");
}

#[test]
fn punctuation_keeps_to_its_word_but_not_in_code() {
    assert!(html("Pourquoi ?").contains("Pourquoi\u{202F}?"));
    assert!(html("« Oui »").contains("«\u{202F}Oui\u{202F}»"));
    assert!(html("`a ? b : c`").contains("a ? b : c"));
    assert!(html("https://a.example/?b=c").contains("https://a.example/?b=c"));
}

#[test]
fn a_mention_is_a_link_where_it_is_one_and_a_word_elsewhere() {
    let known: BTreeSet<String> = ["awa".to_owned(), "jean-luc".to_owned()].into();
    let body = "@awa, @jean-luc ; @inconnue ; moi@awa.example ; `@awa` ; [@awa](https://a.example) ; /@awa";
    let html = render_now(body, &known).html;
    let found: Vec<String> =
        links(&html).into_iter().map(|(href, _)| href).filter(|href| href.starts_with('/')).collect();
    assert_eq!(found, ["/people/awa", "/people/jean-luc"], "{html}");
    assert_harmless(&html, body);
    assert_eq!(mentions(body), ["awa", "jean-luc", "inconnue"]);
    let crowd: String = (0..1_000).map(|number| format!("@personne-{number} ")).collect();
    assert_eq!(mentions(&crowd).len(), 20);
}

/// GHSA-7x4w, lobsters c1f27cfe: text that was escaped once is not read again.
#[test]
fn entities_are_read_once() {
    assert!(html("&lt;img src=x onerror=alert(1)&gt;").contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(html("&amp;lt;b&amp;gt;").contains("&amp;lt;b&amp;gt;"));
    assert!(html("&#60;script&#62;&#x3c;script&#x3e;").contains("&lt;script&gt;&lt;script&gt;"));
    assert_eq!(plain_text("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
}

#[test]
fn the_line_of_sense_is_one_short_line() {
    let long = format!("# Bonjour\n\n{}", "mot ".repeat(500));
    let line = render_now(&long, &BTreeSet::new()).sense;
    assert!(line.starts_with("Bonjour mot") && line.ends_with('…') && line.chars().count() <= 181, "{line}");
    assert!(sense(&"é".repeat(10_000)).chars().count() <= 181);
    assert_eq!(sense("  une   ligne\n courte "), "une ligne courte");
}

/// Writing systems, joiners and marks are kept: people write in all of them.
#[test]
fn every_script_is_kept_as_typed() {
    for body in ["مرحبا بكم في فرنسا", "👩‍👩‍👧‍👦 ma famille", "שלום", "Z̷͎̈́a̴̳̅l̶̙̈g̸̠̈́o̷̤͝", "汉字也可以", "a\u{200D}b\u{200B}c"]
    {
        let html = html(body);
        assert!(html.contains(body), "{html}");
        assert_harmless(&html, body);
    }
    let marks = format!("a{}", "\u{0338}".repeat(10_000));
    assert!(html(&marks).len() <= marks.len() * 2);
}

/// Markup that browsers and sanitisers have read differently.
const DISGUISED: [&str; 16] = [
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><s><template><s><img src=x onerror=alert(1)></template>",
    "<a href=\"jav&#x0A;ascript:alert(1)\" target=_blank ping=//x>a</a>",
    "<p style=\"position:fixed\" class=\"page\" id=\"content\" data-behaviour=\"menu\">b</p>",
    "<a class=\"mention button\" name=\"cookie\" href=\"//elsewhere.example\">c</a>",
    "<table><tr><td><svg><desc><![CDATA[</td><script>alert(1)</script>]]>",
    "<input type=image src=//elsewhere.example><input type=hidden name=a><input>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<li><ul><li><ol start=javascript:1><li value=9>",
    "&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;b&gt;",
    "<h1><h2><title></title><body onload=alert(1)><frameset>",
    "<img/src=\"x\"/onerror=alert(1)><IMG\u{0B}SRC=x>",
    "<a href=https://a.example/\"onmouseover=alert(1)>d",
];

#[test]
fn sanitising_twice_is_sanitising_once() {
    for raw in DISGUISED {
        let once = sanitise(raw);
        assert_harmless_but_fields(&once, raw);
        assert_eq!(sanitise(&once), once, "{raw}");
        let rendered = html(raw);
        assert_harmless(&rendered, raw);
        assert_eq!(sanitise(&rendered), rendered, "{raw}");
    }
}

/// The sanitiser alone may leave a field without type, or a picture without address;
/// Markdown writes none.
fn assert_harmless_but_fields(html: &str, from: &str) {
    assert_harmless(&html.replace("<input>", "").replace("<img>", ""), from);
}

/// Sentences made of everything Markdown knows, in an order nobody would choose.
#[test]
fn any_mixture_of_marks_is_harmless_and_bounded() {
    const PIECES: [&str; 46] = [
        "<",
        ">",
        "&",
        "\"",
        "'",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "[1]: ",
        "<https://",
        "www.a.",
        "@awa",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "- [x] ",
        "1. ",
        "> ",
        "| a |",
        "\n|-|-|\n",
        "javascript:",
        "&lt;",
        "&#60;",
        "<!--",
        "-->",
        "<script>",
        "</p>",
        "onerror=",
        "\\",
        "\t",
        "    ",
        "://",
        "é",
        "\u{202E}",
        "\u{200D}",
        "a@b.fr",
        "---\n",
        "<a href=",
    ];
    let known: BTreeSet<String> = ["awa".to_owned()].into();
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for _ in 0..1_500 {
        let length = 1 + next(60);
        let body: String = (0..length).map(|_| PIECES[next(PIECES.len())]).collect();
        let rendered = render_now(&body, &known);
        assert_harmless(&rendered.html, &body);
        assert_eq!(sanitise(&rendered.html), rendered.html, "{body:?}");
        assert!(rendered.html.len() <= 10 * body.len() + 1_024, "{} from {body:?}", rendered.html.len());
        assert!(rendered.sense.chars().count() <= 181);
    }
}
