//! What an offer says in figures, put into the reader's words.

use crate::{
    models::offers::{
        claims::Pay,
        typed::{name_of, whole_months},
    },
    words::Lang,
};

/// “de 1 850 € à 2 050 € brut par mois”; what was written, when no figure was read in it.
pub fn pay(lang: Lang, pay: &Pay) -> Option<String> {
    let amount = |value: f64| amount(lang, value, &pay.currency);
    let figures = match (pay.min, pay.max) {
        (Some(min), Some(max)) if min < max => {
            lang.say_with("offer-pay-from-to", &[("min", amount(min).into()), ("max", amount(max).into())])
        }
        (Some(exactly), Some(_)) => amount(exactly),
        (Some(min), None) => lang.say_with("offer-pay-from", &[("min", amount(min).into())]),
        (None, Some(max)) => lang.say_with("offer-pay-up-to", &[("max", amount(max).into())]),
        (None, None) => return Some(pay.said.clone()).filter(|said| !said.is_empty()),
    };
    let kind = match pay.gross {
        Some(true) => "gross",
        Some(false) => "net",
        None => "unsaid",
    };
    let months = pay.months.filter(|months| *months != 12.0).map(|months| decimal(lang, months));
    let months = months.unwrap_or_else(|| "none".to_owned());
    Some(lang.say_with(
        "offer-pay-how",
        &[
            ("figures", figures.into()),
            ("kind", kind.into()),
            ("period", name_of(&pay.period).into()),
            ("months", months.into()),
        ],
    ))
}

fn amount(lang: Lang, value: f64, currency: &str) -> String {
    let number = decimal(lang, value);
    match (currency, lang) {
        ("EUR" | "", Lang::Fr) => format!("{number}\u{a0}€"),
        ("EUR" | "", Lang::En) => format!("€{number}"),
        (other, _) => format!("{number}\u{a0}{other}"),
    }
}

/// `1 850,50`, `1,850.50`; whole numbers without cents.
fn decimal(lang: Lang, value: f64) -> String {
    let cents = (value * 100.0).round() as i64;
    let (whole, cents) = (cents / 100, cents % 100);
    let (thousands, point) = match lang {
        Lang::Fr => ("\u{202f}", ","),
        Lang::En => (",", "."),
    };
    let digits = whole.to_string();
    let mut number = String::with_capacity(digits.len() + 8);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            number.push_str(thousands);
        }
        number.push(digit);
    }
    if cents == 0 { number } else { format!("{number}{point}{cents:02}") }
}

pub(super) fn duration(lang: Lang, days: u32) -> String {
    let (key, count) = match whole_months(days) {
        Some(months) => ("offer-months", months),
        None if days.is_multiple_of(7) => ("offer-weeks", days / 7),
        None => ("offer-days", days),
    };
    let said = [("count", count.into())];
    lang.say_with(key, &said)
}

/// “24 h 30 par semaine”.
pub(super) fn hours(lang: Lang, hours: f64) -> String {
    let minutes = (hours * 60.0).round() as i64;
    let said = match minutes % 60 {
        0 => format!("{}\u{a0}h", minutes / 60),
        rest => format!("{}\u{a0}h\u{a0}{rest:02}", minutes / 60),
    };
    lang.say_with("offer-hours-a-week", &[("hours", said.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_each_language_says_them() {
        assert_eq!(decimal(Lang::Fr, 1850.0), "1\u{202f}850");
        assert_eq!(decimal(Lang::Fr, 12.02), "12,02");
        assert_eq!(decimal(Lang::En, 1_234_567.5), "1,234,567.50");
        assert_eq!(amount(Lang::En, 950.0, "EUR"), "€950");
        assert_eq!(amount(Lang::Fr, 4_200.0, "CHF"), "4\u{202f}200\u{a0}CHF");
    }

    #[test]
    fn what_holds_no_figure_is_said_as_it_was_written() {
        let said = Pay { said: "SMIC horaire".to_owned(), ..Pay::default() };
        assert_eq!(pay(Lang::Fr, &said).as_deref(), Some("SMIC horaire"));
        assert_eq!(pay(Lang::Fr, &Pay::default()), None);
    }
}
