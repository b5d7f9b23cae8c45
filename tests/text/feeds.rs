//! Whatever is sent as a feed is read to its end, or to what breaks it off. `tests/fuzz`
//! sends for as long as one likes; here, the same thousands each time.

#[path = "../fuzz/feed.rs"]
mod feed;

use feed::feed;

use super::numbers::Numbers;

/// Feeds of every shape, whole, and what tries a reader of them.
const SEEDS: [&str; 16] = [
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><source><job><referencenumber>A1</referencenumber><title>Vendeur H/F</title>\
     <description><![CDATA[<p>Au comptoir.</p><ul><li>matin</li></ul>]]></description><url>https://a.example/1</url>\
     <city>Nantes</city><salary>Mensuel de 1600,00 Euros \u{e0} 1800,00 Euros sur 12 mois</salary></job></source>",
    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><items><item id=\"7\"><titre>Caissier</titre><texte>Un texte.</texte>\
     <lien>https://a.example/7</lien><lieu>Neuilly (92)</lieu></item>",
    "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"lol\">]><a><b>&b;</b></a>",
    "{\"resultats\":[{\"id\":\"1\",\"intitule\":\"Aide\",\"description\":\"Un texte\",\"lieuTravail\":{\"libelle\":\"44 - NANTES\",\
     \"commune\":\"44109\"},\"salaire\":{\"libelle\":\"Horaire de 12 Euros\"}}]}",
    "[{\"@type\":\"JobPosting\",\"title\":\"Serveur\",\"description\":\"<p>Oui</p>\",\"baseSalary\":{\"value\":{\"minValue\":-1,\
     \"maxValue\":1e308,\"unitText\":\"HOUR\"}},\"url\":\"javascript:alert(1)\"}]",
    "{\"a\":1}\n{\"a\":2}\n",
    "r\u{e9}f\u{e9}rence;titre;description;lien;salaire\n1;Vendeur;Un texte;https://a.example;1 900,50 \u{20ac}\n\"2\";\"Un \"\"titre\"\"\";x;y;z\n",
    "<html><script type=\"application/ld+json\">{\"@type\":\"JobPosting\",\"title\":\"A\"}</script>\
     <div itemscope itemtype=\"https://schema.org/JobPosting\"><h1 itemprop=\"title\">B</h1></div></html>",
    "<rss><channel><item><title>Un</title><link>https://a.example</link><description>&lt;p&gt;x&lt;/p&gt;</description>\
     <pubDate>Sat, 28 Nov 2026 10:00:00 +0100</pubDate></item></channel></rss>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><title type=\"html\">Un</title><updated>2026-11-28</updated></entry></feed>",
    "<job><title>",
    "]]>&#x0;&#xD800;&#x110000;&amp;amp;&nope;",
    "\u{feff}\u{202e}\u{0}\u{85}\u{2028}",
    "2026-02-30 31/02/2026 +262142-12-31 99999999999999999999 -1e400 NaN",
    "\u{1f}\u{8b}\u{8}\u{0}",
    "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>",
];

fn bytes(numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = SEEDS[numbers.next(SEEDS.len())].as_bytes().to_vec();
    for _ in 0..numbers.next(6) {
        let at = numbers.next(bytes.len() + 1);
        let until = (at + numbers.next(40)).min(bytes.len());
        let other = match numbers.next(5) {
            0 => numbers.any(12),
            1 => numbers.part(&SEEDS).repeat(numbers.next(40)),
            2 => vec![],
            _ => numbers.part(&SEEDS).to_vec(),
        };
        bytes.splice(at..until, other);
    }
    bytes
}

#[test]
fn whatever_is_sent_is_read_to_its_end_or_to_what_breaks_it_off() {
    for seed in SEEDS {
        feed(seed.as_bytes());
    }
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    for _ in 0..2_000 {
        feed(&bytes(&mut numbers));
    }
}
