//! The file of rules, whoever writes it: what it has to say, and how it is refused.

use passerelle::models::offers::checking::Rules;

use super::{RULES, rules};

#[test]
fn a_rule_tells_its_article_and_itself_in_both_languages() {
    let rules = rules();
    let age = rules.rule("age").unwrap();
    assert!(age.article.contains("L1132-1") && age.ground.as_deref() == Some("age"));
    assert!(rules.rule("nobody").is_none());
    for rule in rules.all() {
        for said in [&rule.explanation.fr, &rule.explanation.en] {
            assert!((40..500).contains(&said.chars().count()) && said.ends_with('.'), "{}: {said}", rule.id);
        }
    }
}

fn one_rule(body: &str) -> String {
    format!("rules:\n  - id: trial\n    article: \"art. 1\"\n    explanation: {{fr: \"a\", en: \"b\"}}\n{body}")
}

#[test]
fn a_wrong_file_is_refused_with_the_rule_and_the_reason() {
    for (body, reason) in [
        ("    level: unlawful\n", "neither `words` nor `check`"),
        ("    level: severe\n    words: [\"a\"]\n", "severe"),
        ("    level: unlawful\n    words: [\"?a b\"]\n", "`?a b`"),
        ("    level: unlawful\n    words: [\"moins de {40..20} ans\"]\n", "{40..20}"),
        ("    level: unlawful\n    words: [\"jeune @nobody\"]\n", "@nobody"),
        ("    level: unlawful\n    words: [\"a\"]\n    unless: {before: [\"(b\"]}\n", "in `unless`"),
        ("    level: unlawful\n    words: [\"a\"]\n    wrods: [\"b\"]\n", "wrods"),
        ("    level: unlawful\n    words: [{say: \"a\", unles: {}}]\n", "unles"),
        ("    level: unlawful\n    words: [{say: \"vieux\", rewrite: \"très vieux\"}]\n", "très vieux"),
        ("    level: unlawful\n    ground: taste\n    words: [\"a\"]\n", "taste"),
        ("    level: unlawful\n    check: horoscope\n", "horoscope"),
        ("    level: unlawful\n    check: pay_contradiction\n    parameters: {}\n", "times"),
        (
            "    level: unlawful\n    words: [\"a\"]\n  - id: trial\n    article: x\n    level: warning\n    explanation: {fr: \"a\", en: \"b\"}\n    words: [\"b\"]\n",
            "two rules",
        ),
    ] {
        let error = Rules::read(&one_rule(body)).unwrap_err().to_string();
        assert!(error.starts_with("rule `trial`") && error.contains(reason), "{reason}: {error}");
    }
    let unnamed = Rules::read("rules: [{article: x}]").unwrap_err().to_string();
    assert!(unnamed.contains("rule 1") && unnamed.contains("id"), "{unnamed}");
    assert!(Rules::read("rules: [").unwrap_err().to_string().contains("file of rules"));
}

#[test]
fn rates_out_of_order_are_refused() {
    let turned = RULES.replacen("from: 2024-11-01", "from: 2027-01-01", 1);
    let error = Rules::read(&turned).unwrap_err().to_string();
    assert!(error.contains("pay-below-minimum") && error.contains("2027-01-01"), "{error}");
}
