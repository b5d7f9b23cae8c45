//! The longest texts a form takes, written to exhaust who reads them.

use std::{collections::BTreeSet, time::Instant};

use passerelle::text::{BODY_LIMIT, render_now};

/// The slowest of them, and how many seconds it took.
pub fn slowest() -> (String, f64) {
    let nobody = BTreeSet::from(["abc".to_owned()]);
    let time = |(name, body): (String, String)| {
        let began = Instant::now();
        let _ = std::hint::black_box(render_now(&body, &nobody));
        (name, began.elapsed().as_secs_f64())
    };
    let mut times: Vec<_> = corpus().into_iter().map(time).collect();
    times.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (name, seconds) in times.iter().take(5) {
        eprintln!("  {:.1} ms  {name}", seconds * 1_000.0);
    }
    times.swap_remove(0)
}

fn corpus() -> Vec<(String, String)> {
    let marks = [
        "[",
        "]",
        "> ",
        ">",
        "- ",
        "* ",
        "1. ",
        "*a ",
        "**",
        "*",
        "_",
        "_a_ ",
        "~",
        "~~",
        "![",
        "`",
        "`a",
        "| ",
        "|",
        "<",
        "<b>",
        "<a:",
        "<!--",
        "<?",
        "&",
        "&amp;",
        "@",
        "@abc ",
        "\\",
        "\n",
        "\t",
        " ",
        "# ",
        "a\n",
        "[a](",
        "](a)",
        "[a]: b\n",
        "|a\n|-\n",
        "***a",
        "a**b",
        "_*",
        "www.a.b ",
        "http://a ",
        "\"",
        "'",
        "é",
        "👩‍👩‍👧‍👦",
        "\u{202E}",
        "a\u{0338}",
    ];
    let repeated = marks.iter().map(|mark| (format!("{mark:?} repeated"), mark.repeat(BODY_LIMIT / mark.len())));
    let pairs =
        [("[", "](a)"), ("![", "](a)"), ("**", "**"), ("*", "*"), ("`", "`"), ("<", ">"), ("[a](", ")"), ("~~", "~~")];
    let nested = pairs.iter().map(|(open, close)| {
        let levels = BODY_LIMIT / (open.len() + close.len()) - 1;
        (format!("{open:?} nested"), format!("{}x{}", open.repeat(levels), close.repeat(levels)))
    });
    let stairs = |mark: &str| -> String {
        let line = |level: usize| format!("{}{mark} a\n", "  ".repeat(level));
        (0..)
            .map(line)
            .scan(0, |length, line| {
                *length += line.len();
                (*length <= BODY_LIMIT).then_some(line)
            })
            .collect()
    };
    let lists = ["-", "1.", ">"].map(|mark| (format!("{mark:?} by stairs"), stairs(mark)));
    let fences: String = (1..240).map(|length| format!("{}a\n", "`".repeat(length))).collect();
    let ticks: String = (1..260).map(|length| format!("{} ", "`".repeat(length))).collect();
    let table = format!("{}\n{}\n{}", "|a".repeat(90), "|-".repeat(90), "|\n".repeat(19_000));
    repeated
        .chain(nested)
        .chain(lists)
        .chain([("fences".to_owned(), fences), ("ticks".to_owned(), ticks), ("table".to_owned(), table)])
        .collect()
}
