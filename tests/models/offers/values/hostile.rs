//! Texts of offers: what a reader reads of them, and what nobody can smuggle in.

use comrak::{Options, markdown_to_html};
use passerelle::models::offers::values::{
    contract, date, duration_days, experience_months, pay, pay_in, place, remote, text, title, trade, weekly_hours,
    working_time,
};

#[test]
fn a_text_keeps_its_paragraphs_lists_and_bold() {
    for (said, expected) in [
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("Un<br>Deux<br><br>Trois", "Un\nDeux\n\nTrois"),
        ("<ul><li>Un</li><li>Deux</li></ul>Fin", "- Un\n- Deux\n\nFin"),
        ("<ol><li>Un</li><li>Deux</li></ol>", "1. Un\n2. Deux"),
        ("<ul><li>Un<ul><li>Sous</li></ul></li><li>Deux</li></ul>", "- Un\n  - Sous\n- Deux"),
        ("<ul><li><p>Un</p></li><li><p>Deux</p></li></ul>", "- Un\n- Deux"),
        ("<ul><li>Un<br>suite</li></ul>", "- Un\n  suite"),
        ("<ul><ul><li>Un</li><li>Deux</li></ul></ul>", "- Un\n- Deux"),
        ("<h2>Missions</h2>Vendre", "**Missions**\n\nVendre"),
        ("<strong>Missions : </strong><br>Vendre", "**Missions :**\nVendre"),
        ("<p><b><b>Vos challenges ? </b></b></p>", "**Vos challenges ?**"),
        ("<p>l’<b>énergie</b> et <b>l’</b>eau</p>", "l’**énergie** et **l**’eau"),
        ("<p>a <em>b</em> <span>c</span><font>d</font></p>", "a b cd"),
        ("<p>Un\n   deux</p>", "Un deux"),
        // Tags within lines only: the line ends are meant.
        ("Un <b>mot</b>\n\n- deux\n- trois", "Un **mot**\n\n- deux\n- trois"),
        ("&lt;p&gt;Caf&amp;eacute;&lt;/p&gt;", "Café"),
        ("&amp;lt;ul&amp;gt;&amp;lt;li&amp;gt;Un&amp;lt;/li&amp;gt;&amp;lt;/ul&amp;gt;", "- Un"),
        ("R&amp;D, c&oelig;ur, 10&nbsp;000&#8364;, &#146;ok\u{92}", "R&D, cœur, 10\u{A0}000€, ’ok’"),
        ("-   Expert\n-\tRigoureux\n-Autonome", "- Expert\n- Rigoureux\n- Autonome"),
        ("• Un\n· Deux\n* Trois\n\u{F0B7} Quatre", "- Un\n- Deux\n- Trois\n- Quatre"),
        ("<p>•    Un<br />•    Deux</p>", "- Un\n- Deux"),
        ("Vos atouts : • du calme • de la patience", "Vos atouts :\n\n- du calme\n- de la patience"),
        ("Tu souhaites : * Rejoindre * Évoluer", "Tu souhaites :\n\n- Rejoindre\n- Évoluer"),
        ("1. Un\n2. Deux\n2019. Une année", "1. Un\n2. Deux\n\n2019\\. Une année"),
        ("Un\r\nDeux\r\n\r\nTrois\u{2028}Quatre", "Un\nDeux\n\nTrois\nQuatre"),
        ("Un\n-----------\nDeux", "Un\n\nDeux"),
        ("-5 °C le matin", "-5 °C le matin"),
        (
            "<a href='https://exemple.fr/a?b=1&amp;c=2'>Postuler</a> vite",
            "Postuler (<https://exemple.fr/a?b=1&c=2>) vite",
        ),
        ("<a href=\"https://exemple.fr\">https://exemple.fr</a>", "<https://exemple.fr>"),
        ("Voir https://exemple.fr/un_deux. Merci", "Voir <https://exemple.fr/un_deux>. Merci"),
        ("<a href='mailto:a@exemple.fr'>Écrire</a><br>", "Écrire"),
        ("jean_dupont@exemple.fr", "jean_dupont@exemple.fr"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<!-- rien --><style>p{}</style><script>let a = '<p>';</script><p>Un</p>", "Un"),
        ("<P CLASS=x title='a > b'>Un</P>", "Un"),
        ("  \n\n ", ""),
        ("", ""),
    ] {
        assert_eq!(text(said), expected, "{said}");
    }
}

#[test]
fn plain_characters_mean_themselves() {
    for (said, expected) in [
        ("# pas un titre", "\\# pas un titre"),
        ("> pas une citation", "\\> pas une citation"),
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("_FAIRE VIVRE_ mon_mot", "\\_FAIRE VIVRE\\_ mon_mot"),
        ("[a](b) `c` ~d~ e|f", "\\[a\\](b) \\`c\\` \\~d\\~ e\\|f"),
        ("salaire < 2000 & plus", "salaire \\< 2000 & plus"),
        ("ftp://exemple.fr", "ftp\\://exemple.fr"),
    ] {
        assert_eq!(text(said), expected, "{said}");
        let shown = shown(&text(said));
        let words = shown.replace("<p>", "").replace("</p>", "").replace("&lt;", "<").replace("&gt;", ">");
        assert_eq!(words.replace("&amp;", "&").replace("&quot;", "\"").trim(), said, "{said}");
    }
}

/// By a renderer that lets everything through.
fn shown(markdown: &str) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    markdown_to_html(markdown, &options)
}

/// Every tag is one that a text may have; every address leads by http, https or mailto.
fn assert_harmless(html: &str, said: &str) {
    let tags = ["p", "br", "strong", "ul", "ol", "li", "a"];
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default().trim_start_matches('/');
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag.trim_end_matches('/'), ""));
        assert!(tags.contains(&name), "<{tag}> of {said:.300}");
        let start = name == "ol" && attributes.starts_with("start=\"");
        let link =
            ["http://", "https://", "mailto:"].iter().any(|kind| attributes.starts_with(&format!("href=\"{kind}")));
        let only = attributes.matches('=').count() == 1 || link && attributes.matches('"').count() == 2;
        assert!(attributes.trim_matches([' ', '/']).is_empty() || ((start || link) && only), "<{tag}> of {said:.300}");
    }
}

const HOSTILE: [&str; 42] = [
    "<script>alert(1)</script>",
    "<p><script>alert(1)//</p>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=\"javascript:alert(1)\">text",
    "&lt;img src=x onerror=alert(1)&gt;<p>",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<p>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;</p>",
    "<a href=\"javascript:alert(1)\">a</a>",
    "<a href=\"java\nscript:alert(1)\">a</a><br>",
    "<a href=' &#106;avascript:alert(1)'>a</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">a</a>",
    "<a href=\"https://bank.example@evil.example/\">a</a>",
    "<a href='https://exemple.fr/\"onmouseover=\"alert(1)'>a</a>",
    "<a href='https://exemple.fr/><script>alert(1)</script>'>a</a>",
    "<a href='https://exemple.fr/&#10;&#10;<script>'>a</a>",
    "[clic](javascript:alert(1))",
    "<p>[clic](javascript:alert(1)) <javascript:alert(1)></p>",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "[^1]\n\n[^1]: note",
    "<svg><script>alert(1)</script></svg><svg onload=alert(1)>",
    "<math><mi xlink:href=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><p>",
    "<style>@import 'x'</style><style>",
    "<!--><script>alert(1)</script>--><p>",
    "<!-- <p> --!> <script>alert(1)</script>",
    "<p title='><script>alert(1)</script>'>x",
    "<p title=\"<script>alert(1)</script>x",
    "<<script>script>alert(1)<</script>/script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<b>*</b>*<b>**</b> __<b>_</b>`<b>`</b>",
    "<p>\\</p><p>\\<b>x</b>\\</p>",
    "a|b\n-|-\n<script>|x",
    "a\n:-\nb\n===\n---\n***\n```\n<script>\n~~~",
    "    <script>alert(1)</script>",
    "- [ ] tâche\n1) un\n+ deux\n> trois\n# quatre",
    "&#60;script&#62;alert(1)&#x3c;/script&#x3e;",
    "&lt;!--&gt;&lt;script&gt;alert(1)",
    "https://exemple.fr/<script>alert(1)</script> http://[::1] http://a@b https://exemple.fr/&lt;x",
    "www.exemple.fr/<script> a@exemple.fr ftp://x xmpp:a@b tel:1 javascript://x%0aalert(1)",
    "\u{202E}<p>\u{0}<b\u{0}>x</b>\u{FFFE}&#0;&#xD800;&#x110000;&#99999999999;&;&#;&#x;",
];

#[test]
fn nothing_can_be_smuggled_into_a_text() {
    for said in HOSTILE {
        assert_harmless(&shown(&text(said)), said);
        for other in HOSTILE {
            let both = format!("{said}\n{other}");
            assert_harmless(&shown(&text(&both)), &both);
        }
    }
}

#[test]
fn no_piece_of_a_text_is_a_fault() {
    let whole = HOSTILE.join("\n");
    for (end, _) in whole.char_indices().step_by(7) {
        for part in [&whole[..end], &whole[end..]] {
            assert_harmless(&shown(&text(part)), part);
            read_all(part);
        }
    }
}

#[test]
fn no_bytes_are_a_fault() {
    // A fixed seed: what fails once fails again.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let letters: Vec<char> =
        "<>/&;#x='\"!-*_`[]()\\|~:.,0123456789kK€$£ \n\tabeéhjlmnoprstuABCDHLPV2%+½Ⅷ٣🙂\u{301}İßœ\u{A0}"
            .chars()
            .collect();
    for round in 0..1_500 {
        let said: String = if round % 3 == 0 {
            let bytes: Vec<u8> = (0..next() % 80).map(|_| next() as u8).collect();
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            (0..next() % 80).map(|_| letters[next() as usize % letters.len()]).collect()
        };
        assert_harmless(&shown(&text(&said)), &said);
        read_all(&said);
    }
}

fn read_all(said: &str) {
    let read = (pay(said), pay_in(said), contract(said), duration_days(said), working_time(said), weekly_hours(said));
    let more = (place(said), date(said), experience_months(said), remote(said), title(said), trade(said));
    if let Some(pay) = read.0 {
        assert!(pay.min.is_none_or(|min| min > 0.0 && min.is_finite()) && pay.said.chars().count() <= 300, "{said}");
    }
    assert!(more.4.chars().count() <= 150 && !more.4.contains('\n'), "{said}");
}

#[test]
fn a_huge_text_costs_what_it_weighs_and_is_cut_at_a_paragraph() {
    let nested = format!("{}x{}", "<div><b><ul><li>".repeat(100_000), "</li></ul></b></div>".repeat(100_000));
    assert!(text(&nested).contains('x'));
    for said in [
        "<".repeat(200_000),
        "<a ".repeat(100_000),
        "<a href='".repeat(60_000),
        "<a href=\"x>".repeat(60_000),
        "<!--".repeat(100_000),
        "<script>".repeat(60_000),
        "&".repeat(200_000),
        "&amp;".repeat(100_000),
        "*".repeat(200_000),
        "[".repeat(200_000),
        "•".repeat(60_000),
        "1. a\n".repeat(60_000),
        "http://".repeat(30_000),
        "_a".repeat(60_000),
        "</b></ul></li></a>".repeat(200_000),
        "<ul>".repeat(100_000),
        "\n".repeat(200_000),
        " ".repeat(200_000),
        format!("<img src='data:image/png;base64,{}'><p>Après</p>", "A".repeat(300_000)),
    ] {
        let text = text(&said);
        assert!(text.chars().count() <= 20_000, "{said:.20}");
        read_all(&said[..said.floor_char_boundary(20_000)]);
    }
    assert_eq!(text(&format!("<img src='data:x,{}'><p>Après</p>", "A".repeat(1_000_000))), "Après");

    let paragraphs = text(&"<p>Un paragraphe de l'offre.</p>".repeat(2_000));
    assert!(paragraphs.ends_with("offre.\n\n…") && paragraphs.chars().count() <= 20_000);
    let one = text(&"mot ".repeat(10_000));
    assert!(one.ends_with("mot…") && one.chars().count() > 19_900 && one.chars().count() <= 20_000);
    let stars = text(&"* ".repeat(30_000).replace(' ', "x "));
    assert!(stars.ends_with('…') && stars.chars().count() <= 20_000);
}
