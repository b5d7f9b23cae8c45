//! Texts written to exhaust who reads them: whatever is typed, the page stays in
//! proportion and nothing falls over. How fast is the benches' question.

use std::collections::BTreeSet;

use passerelle::text::{BODY_LIMIT, mentions, plain_text, render_now, sanitise};

/// Renders on a stack as small as a worker's, and measures what comes out.
fn holds(name: &str, body: String) {
    let name = name.to_owned();
    let reader = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(move || {
        let rendered = render_now(&body, &BTreeSet::from(["abc".to_owned()]));
        let (html, typed) = (rendered.html.len(), body.len());
        assert!(html <= 10 * typed + 1_024, "{name}: {typed} bytes became {html}");
        assert!(rendered.sense.chars().count() <= 181, "{name}");
        assert_eq!(sanitise(&rendered.html).len(), html, "{name}");
        assert!(mentions(&body).len() <= 20, "{name}");
        assert!(plain_text(&body).len() <= 10 * typed + 1_024, "{name}");
    });
    reader.unwrap().join().unwrap();
}

#[test]
fn ten_thousand_levels_of_anything_are_no_trouble() {
    for mark in
        ["> ", ">", "- ", "* ", "1. ", "**", "*a ", "_", "~~", "[", "![", "`", "<b>", "<a:", "&", "\\", "| ", "@abc "]
    {
        holds(mark, mark.repeat(10_000));
        holds(mark, format!("{}fin", mark.repeat(10_000)));
    }
    for (open, close) in
        [("[", "](a)"), ("![", "](a)"), ("**", "**"), ("*", "*"), ("(", ")"), ("`", "`"), ("<", ">"), ("[a](", ")")]
    {
        holds(open, format!("{}x{}", open.repeat(5_000), close.repeat(5_000)));
    }
}

#[test]
fn lists_and_quotes_nested_line_by_line_are_no_trouble() {
    let deeper = |mark: &str, levels: usize| -> String {
        (0..levels).map(|level| format!("{}{mark} a\n", "  ".repeat(level))).collect()
    };
    holds("nested list", deeper("-", 180));
    holds("nested numbers", deeper("1.", 180));
    holds("stairs of quotes", (1..250).map(|level| format!("{} a\n\n", ">".repeat(level))).collect());
    holds("quotes just deep enough", format!("{}\n\n", ">".repeat(38)).repeat(900));
    holds("mixed", "> - 1. > * ".repeat(3_000));
}

/// CVE-2022-39209, CVE-2023-22484 and kin, in other Markdown libraries.
#[test]
fn few_marks_do_not_make_much_of_a_page() {
    let wide = |columns: usize, rows: usize| {
        format!("{}\n{}\n{}", "|a".repeat(columns), "|-".repeat(columns), "|\n".repeat(rows))
    };
    holds("a wide head over short rows", wide(4_000, 11_000));
    holds("the same in a quote", wide(3_000, 8_000).lines().map(|line| format!("> {line}\n")).collect());
    holds("a narrower one", wide(200, 5_000));
    holds("tables one after the other", "|a|b|\n|-|-|\n|\n\n".repeat(2_000));
    let target = format!("[a]: https://a.example/{}\n\n", "x".repeat(15_000));
    holds("a long reference, said often", format!("{target}{}", "[a]".repeat(8_000)));
    holds("many references", (0..3_000).map(|number| format!("[{number}]: /{number}\n")).collect());
    holds("a title said often", format!("[a]: /x '{}'\n\n{}", "\"&<".repeat(3_000), "[a] ".repeat(5_000)));
    holds("footnotes", (0..2_000).map(|number| format!("[^{number}]: a[^{number}]\n")).collect());
    holds("autolinks", "www.a.b ".repeat(5_000));
    holds("small mails", "a@b.c ".repeat(6_000));
    holds("a mention said often", "@abc ".repeat(8_000));
    holds("tasks", "- [ ] a\n".repeat(5_000));
    holds("rules", "---\n".repeat(10_000));
    holds("pictures of this house", format!("![a](/pictures/{})", "0".repeat(32)).repeat(800));
    holds("pictures", "![](x)".repeat(6_000));
    holds("entities", "&lt;&quot;&amp;".repeat(2_500));
    holds("unspaced entities", "&#38".repeat(10_000));
    holds("hard breaks", "a\n".repeat(20_000));
    holds("headings", "# a\n".repeat(10_000));
    holds("spaces", format!("a{}b", " ".repeat(39_000)));
    holds("backslashes", "\\*".repeat(20_000));
}

/// Far beyond what a form takes: the reader of Markdown still answers.
#[test]
fn more_than_a_form_takes_is_still_answered() {
    for mark in ["[", ">", "*a ", "![", "`a", "|", "<", "&", "@", "_a_ ", "\n", "<!--"] {
        holds(mark, mark.repeat(50_000 / mark.len()));
    }
}

#[test]
fn the_longest_post_of_each_alphabet_stays_in_proportion() {
    for letter in ["é", "م", "汉", "👩‍👩‍👧‍👦", "\u{200D}", "\u{202E}", "a\u{0338}", "\u{A0}", "\""]
    {
        holds(letter, letter.repeat(BODY_LIMIT / letter.len()));
    }
}
