//! `import_rome` and `import_places`: the official data, when it is beside the
//! project, and a tiny release of our own that changes as releases do.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use passerelle::{
    models::trades::{
        self,
        importing::{Level, Summary, Trouble, import},
        picture::{Bridge, Kind, Picture, Source, State, Trade},
        starter,
    },
    tasks::import_rome::lines,
};

use crate::support::World;

/// A folder of files, gone with this.
struct Folder(PathBuf);

impl Folder {
    fn new(world: &World, name: &str) -> Self {
        let folder = world.house.settings.data_dir.join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Writes a file of the ROME 3 layout: everything between quotes, as the official ones.
    fn rome3(&self, name: &str, header: &str, rows: &[&str]) -> &Self {
        let quoted = |row: &str| row.split('|').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        let lines: Vec<String> = [header].iter().chain(rows).map(|row| quoted(row)).collect();
        fs::write(self.0.join(format!("unix_{name}_v347_utf8.csv")), lines.join("\n") + "\n").unwrap();
        self
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        fs::write(self.0.join(name), text).unwrap();
        self
    }

    fn trades(&self, rows: &[&str]) -> &Self {
        self.rome3("referentiel_code_rome", "code_rome|code_fiche_em|code_ogr|libelle_rome|statut", rows)
    }

    fn titles(&self, rows: &[&str]) -> &Self {
        let header = "code_ogr|libelle_appellation_long|libelle_appellation_court|code_rome|code_type_section_appellation|libelle_type_section_appellation|statut";
        let whole = |row: &&str| {
            let cells: Vec<&str> = row.split('|').collect();
            format!("{}|{}|court|{}|1|PRINCIPALE|1", cells[0], cells[1], cells[2])
        };
        let rows: Vec<String> = rows.iter().map(whole).collect();
        self.rome3("referentiel_appellation", header, &rows.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// Four trades: two bakers, a mason and a painter.
fn tiny(world: &World) -> Folder {
    let folder = Folder::new(world, "tiny");
    folder
        .trades(&[
            "D1102|1|1|Boulangerie - viennoiserie|1",
            "D1104|1|2|Pâtisserie, confiserie|1",
            "F1703|1|3|Maçonnerie|1",
            "F1606|1|4|Peinture en bâtiment|1",
            "Z9999|1|5|Rien|1",
            "F1799|1|6|Hors d''usage|2",
        ])
        .titles(&[
            "100|Boulanger / Boulangère|D1102",
            "101|Ouvrier / Ouvrière d''atelier de boulangerie|D1102",
            "200|Pâtissier / Pâtissière|D1104",
            "300|Maçon / Maçonne|F1703",
            "301|Maçon / Maçonne d''ouvrages d''art|F1703",
            "400|Peintre en bâtiment|F1606",
            "500|De nulle part|Z9999",
        ])
        .rome3(
            "texte",
            "code_rome|position_libelle_txt|code_type_texte|libelle_texte|libelle_type_texte",
            &[
                "D1102|1|1|Peut l''expliquer.|definition",
                "D1102|0|1|Fait du pain.|definition",
                "D1102|0|2|Sans diplôme.|acces_a_em",
            ],
        )
        .rome3(
            "referentiel_competence",
            "code_ogr|libelle_competence|code_type_competence|libelle_type_competence|statut",
            &["900|Techniques de pétrissage|1|SAVOIRS|1", "901|Règles d''hygiène|1|SAVOIRS|1", "902|Cuisson|1|SAVOIRS|1"],
        )
        .rome3(
            "liens_rome_referentiels",
            "code_rome|code_ogr|code_ref_rubrique|position_bloc|code_type_referentiel|code_compo_bloc|position_item|id_priorisation",
            &["D1102|900|10|1|1|9|1|1", "D1102|901|7|1|1|8|2|1", "D1102|100|4|1|4|3|1|1"],
        )
        .rome3("coherence_item", "code_rome|code_ogr", &["D1102|900", "D1102|902", "D1104|901"])
        .rome3(
            "rubrique_mobilite",
            "code_rome|code_rome_cible|code_appellation_source|code_appellation_cible|code_type_mobilite|libelle_type_mobilite",
            &[
                "D1102|D1104|||2|Evolution",
                "D1102|D1104|100||1|Proche",
                "D1104|D1102|||2|Évolution",
                "D1102|D1102|||1|Proche",
                "D1102|Z9999|||1|Proche",
                "F1703|F1606|||9|Ailleurs",
            ],
        );
    folder
}

async fn run(world: &World, folder: &Folder) -> Summary {
    import(&world.house.db, &folder.0, &|_, _, _| {}).await.unwrap()
}

async fn picture(world: &World) -> Picture {
    Picture::read(&world.house.db).await.unwrap()
}

fn labels(trade: &Trade) -> Vec<&str> {
    trade.skills.iter().map(|skill| skill.label.as_str()).collect()
}

fn official(kind: Kind) -> Bridge {
    Bridge { kind, why: String::new(), source: Source::Rome }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_official_layout_is_read_as_it_is_meant() {
    let world = World::new().await;
    let summary = run(&world, &tiny(&world)).await;
    let trades = picture(&world).await;
    assert_eq!(trades.0.keys().collect::<Vec<_>>(), ["D1102", "D1104", "F1606", "F1703"]);
    let baker = &trades.0["D1102"];
    assert_eq!(baker.title, "Boulangerie - viennoiserie");
    // In order, with single apostrophes, and nothing but the definition.
    assert_eq!(baker.description, "Fait du pain. Peut l'expliquer.");
    let titles: Vec<(&str, Option<&str>, bool)> =
        baker.titles.iter().map(|title| (title.title.as_str(), title.ogr.as_deref(), title.principal)).collect();
    // Everyday names of this house come after.
    assert_eq!(
        titles[..3],
        [
            ("Boulangerie - viennoiserie", None, true),
            ("Boulanger / Boulangère", Some("100"), false),
            ("Ouvrier / Ouvrière d'atelier de boulangerie", Some("101"), false),
        ]
    );
    // What everyone knows first, then what some do, then what is only listed.
    assert_eq!(labels(baker), ["Règles d'hygiène", "Techniques de pétrissage", "Cuisson"]);
    // Near for one title is near.
    let led = |from: &str, to: &str| trades.0[from].bridges.get(to).map(|bridge| (bridge.kind, bridge.source));
    assert_eq!(led("D1102", "D1104"), Some((Kind::Near, Source::Rome)));
    assert_eq!(led("D1104", "D1102"), Some((Kind::Step, Source::Rome)));
    assert_eq!(led("F1703", "F1606"), None);
    // Z9999 and its title, the row out of use, three bridges to nowhere.
    assert_eq!(summary.read.unusable, 6);
    let said = lines(&summary).join("\n");
    assert!(said.contains("4 trades with 10 titles") && said.contains("4 added"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_run_changes_nothing_and_says_so() {
    let world = World::new().await;
    world.knows_trades().await;
    let folder = tiny(&world);
    assert!(!run(&world, &folder).await.changed_nothing());
    let (before, log) = (picture(&world).await, world.log().await.len());
    let again = run(&world, &folder).await;
    assert!(again.changed_nothing(), "{again:?}");
    assert!(lines(&again).contains(&"Nothing has changed.".to_owned()));
    assert_eq!(picture(&world).await, before);
    assert_eq!(world.log().await.len(), log);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trade_that_disappears_is_retired_and_leads_where_its_titles_went() {
    let world = World::new().await;
    let folder = tiny(&world);
    run(&world, &folder).await;
    let number = async || trades::find(&world.house.db, "F1703").await.unwrap().id;
    let before = number().await;
    // The next release: masonry is split, most of it goes to F1701; painting is gone, and nothing took its titles.
    folder.trades(&["D1102|1|1|Boulangerie|1", "D1104|1|2|Pâtisserie, confiserie|1", "F1701|1|7|Gros œuvre|1"]).titles(
        &[
            "100|Boulanger / Boulangère|D1102",
            "200|Pâtissier / Pâtissière|D1104",
            "300|Maçonne / Maçon|F1701",
            "301|Maçon / Maçonne d''ouvrages d''art|F1701",
        ],
    );
    let summary = run(&world, &folder).await;
    assert_eq!((summary.names.retired, summary.names.added, summary.retired), (2, 1, 2));
    let trades = picture(&world).await;
    let fate = |code: &str| (trades.0[code].state, trades.0[code].replaced_by.as_deref());
    assert_eq!(fate("F1703"), (State::Retired, Some("F1701")));
    assert_eq!(fate("F1606"), (State::Retired, None));
    assert_eq!(trades.0["D1102"].title, "Boulangerie");
    // It keeps its number, its name and what was said of it: rooms point at it.
    assert_eq!(number().await, before);
    let official = trades.0["F1703"].titles.iter().filter(|title| title.principal || title.ogr.is_some());
    assert_eq!(official.count(), 3);
    assert!(run(&world, &folder).await.changed_nothing());

    // And back.
    let folder = tiny(&world);
    let summary = run(&world, &folder).await;
    assert_eq!((summary.names.back, summary.names.retired), (2, 1));
    let trades = picture(&world).await;
    assert_eq!((trades.0["F1703"].state, trades.0["F1703"].replaced_by.clone()), (State::Current, None));
    assert_eq!(trades.0["F1701"].replaced_by.as_deref(), Some("F1703"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rome_4_names_the_trades_and_the_wider_ones_lend_what_it_does_not_publish() {
    let world = World::new().await;
    let folder = tiny(&world);
    let cut = format!("Fait du pain bio. {}", "Il pétrit longuement et il façonne ".repeat(6));
    let sourdough: String = cut.chars().take(200).collect();
    folder.file(
        "trades.csv",
        &format!(
            "code_rome,libelle,code_rome_parent,debut_definition\nD1102,Boulanger / Boulangère,D1102,\n\
             D1150,Boulanger / Boulangère bio,D1102,\"{sourdough}\"\nD1104,Pâtissier / Pâtissière,D1104,Fait des gâteaux.\n\
             F1703,Maçon / Maçonne,F1703,\nF1606,Peintre en bâtiment,F1606,\n"
        ),
    );
    folder.file(
        "job_titles.csv",
        "code_ogr,code_rome,code_rome_parent,classification,peu_usite,libelle,libelle_court\n\
         100,D1102,D1102,principale,0,Boulanger / Boulangère,x\n101,D1150,D1102,synonyme,0,Paysan boulanger,x\n\
         102,D1150,D1102,principale,0,Boulanger / Boulangère bio,x\n200,D1104,D1104,principale,0,Pâtissier / Pâtissière,x\n\
         300,F1703,F1703,principale,0,Maçon / Maçonne,x\n400,F1606,F1606,principale,0,Peintre en bâtiment,x\n",
    );
    let summary = run(&world, &folder).await;
    assert_eq!((summary.read.level, summary.current), (Level::Rome4, 5));
    let trades = picture(&world).await;
    let (wide, fine) = (&trades.0["D1102"], &trades.0["D1150"]);
    assert_eq!((fine.parent.as_str(), fine.description.as_str()), ("D1102", "Fait du pain bio."));
    assert_eq!(fine.titles[0].title, "Boulanger / Boulangère bio");
    assert_eq!(labels(fine), labels(wide));
    assert!(fine.skills.iter().all(|skill| skill.source == Source::Derived) && !fine.skills.is_empty());
    assert!(wide.skills.iter().all(|skill| skill.source == Source::Rome));
    assert_eq!(fine.bridges, [("D1104".to_owned(), Bridge { source: Source::Derived, ..official(Kind::Near) })].into());
    assert!(run(&world, &folder).await.changed_nothing());

    // The page says so.
    let visitor = world.visitor();
    let page = visitor.get("/trades/D1150").await;
    page.assert_status(200).assert_sees("Déduites du métier plus large").assert_sees("Déduit du métier plus large");
    visitor.get("/trades/D1102").await.assert_unseen("du métier plus large");

    // ROME 4 alone, afterwards: what ROME 3 said stays. ROME 3 alone: the names stay.
    let (lists, files) = (Folder::new(&world, "lists"), tiny(&world));
    for name in ["trades.csv", "job_titles.csv"] {
        fs::rename(folder.0.join(name), lists.0.join(name)).unwrap();
    }
    assert!(run(&world, &lists).await.changed_nothing());
    let older = run(&world, &files).await;
    assert!(older.changed_nothing() && older.read.level == Level::Rome3, "{older:?}");
    assert_eq!(picture(&world).await, trades);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_this_house_says_in_its_own_words_stays_where_there_is_nothing_better() {
    let world = World::new().await;
    world.knows_trades().await;
    let ours = starter::picture().unwrap();
    let folder = tiny(&world);
    run(&world, &folder).await;
    let trades = picture(&world).await;
    // D1102 has a whole definition and official skills; F1703 has neither.
    assert_eq!(trades.0["D1102"].description, "Fait du pain. Peut l'expliquer.");
    assert_eq!(labels(&trades.0["D1102"])[0], "Règles d'hygiène");
    assert_eq!(trades.0["F1703"].description, ours.0["F1703"].description);
    assert_eq!(trades.0["F1703"].skills, ours.0["F1703"].skills);
    assert_eq!(trades.0["F1703"].title, "Maçonnerie");
    // What people say stays beside the official names, after them.
    let names: Vec<&str> = trades.0["D1102"].titles.iter().map(|title| title.title.as_str()).collect();
    assert!(names.ends_with(&["Ouvrier boulanger / Ouvrière boulangère", "Boulanger / Boulangère en grande surface"]));
    assert!(names.iter().filter(|name| name.starts_with("Boulanger")).count() > 1);
    // The kind is official, the reason is ours.
    let (bridge, own) = (&trades.0["D1102"].bridges["D1104"], &ours.0["D1102"].bridges["D1104"]);
    assert_eq!((bridge.kind, bridge.source), (Kind::Near, Source::Rome));
    assert!(!own.why.is_empty() && bridge.why == own.why);
    // ROME 3 says nothing of finer trades: those of the starter set stay as they are.
    let finer = ours.0.iter().find(|(code, trade)| trade.parent != **code).unwrap();
    assert_eq!(trades.0[finer.0].state, State::Current);
    assert_eq!(trades.0[finer.0].skills.first().map(|skill| skill.source), Some(Source::Starter));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_read_is_said_and_nothing_is_written() {
    let world = World::new().await;
    world.knows_trades().await;
    let before = picture(&world).await;
    let folder = Folder::new(&world, "empty");
    let failed = async |folder: &Folder| import(&world.house.db, &folder.0, &|_, _, _| {}).await.unwrap_err();
    assert!(matches!(failed(&folder).await, Trouble::NothingThere(_)));
    let folder = tiny(&world);
    folder.file("unix_texte_v347_utf8.csv", "\"code_rome\",\"position_libelle_txt\"\n\"D1102\",\"zero\"\n");
    let trouble = failed(&folder).await.to_string();
    assert!(trouble.contains("unix_texte_v347_utf8.csv"), "{trouble}");
    // Cut short by a download: a release without trades would retire them all.
    let folder = tiny(&world);
    folder.trades(&[]);
    assert!(matches!(failed(&folder).await, Trouble::NoTrade(_)));
    assert!(import(&world.house.db, Path::new("/nowhere/at/all"), &|_, _, _| {}).await.is_err());
    assert_eq!(picture(&world).await, before);
}

/// A mark of the byte order, as some editors leave one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_saved_by_an_editor_is_still_read() {
    let world = World::new().await;
    let folder = tiny(&world);
    let file = folder.0.join("unix_referentiel_code_rome_v347_utf8.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    assert_eq!(run(&world, &folder).await.names.added, 4);
}

fn data(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
    }
    folder.exists().then_some(folder)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_real_releases_are_imported_whole() {
    let Some(folder) = data("rome") else { return };
    let world = World::new().await;
    world.knows_trades().await;
    let begun = Instant::now();
    let first = import(&world.house.db, &folder, &|_, _, _| {}).await.unwrap();
    eprintln!("imported in {:?}\n{}", begun.elapsed(), lines(&first).join("\n"));
    // Six are there twice, under two numbers.
    assert_eq!((first.read.trades.len(), first.read.titles()), (1_584, 13_120 - 6));
    assert_eq!(first.current, 1_584);
    let trades = picture(&world).await;
    let current = || trades.0.iter().filter(|(_, trade)| trade.is_current());
    assert!(current().all(|(_, trade)| !trade.description.is_empty() && !trade.skills.is_empty()));
    assert!(current().filter(|(_, trade)| !trade.bridges.is_empty()).count() > 1_400);
    let doubled = |text: &str| text.contains("''");
    assert!(!current().any(|(_, trade)| doubled(&trade.description) || labels(trade).into_iter().any(doubled)));
    for (code, ours) in starter::picture().unwrap().0 {
        let Some(trade) = trades.0.get(&code).filter(|trade| trade.is_current()) else { continue };
        assert_eq!(trade.description, ours.description, "{code}");
        for (to, bridge) in ours.bridges.iter().filter(|(to, _)| trades.is_current(to)) {
            assert_eq!(trade.bridges[to].why, bridge.why, "{code} → {to}");
        }
    }
    let again = import(&world.house.db, &folder, &|_, _, _| {}).await.unwrap();
    assert!(again.changed_nothing(), "{again:?}");
    for path in ["/trades", "/trades?q=comptable", "/trades/K1304", "/trades/M1855", "/trades?domain=H"] {
        world.visitor().get(path).await.assert_status(200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rome_3_alone_is_imported_whole() {
    let Some(folder) = data("rome/v347") else { return };
    let world = World::new().await;
    let first = import(&world.house.db, &folder, &|_, _, _| {}).await.unwrap();
    assert_eq!((first.read.level, first.current), (Level::Rome3, 531));
    // 22 trades bear the name of one of their titles.
    assert_eq!(first.read.titles(), 531 + 10_990 - 22);
    let trades = picture(&world).await;
    assert!(trades.0.values().all(|trade| !trade.description.is_empty() && !trade.skills.is_empty()));
    assert!(import(&world.house.db, &folder, &|_, _, _| {}).await.unwrap().changed_nothing());
}

/// The command itself, as an operator types it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_imports_by_hand() {
    let world = World::new().await;
    let folder = tiny(&world);
    let task = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_passerelle"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("LOCO_ENV", "test")
            .env("DATABASE_URL", &world.house.db_uri)
            .env("DATA_DIR", &world.house.settings.data_dir)
            .arg("task")
            .args(words)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let dir = format!("dir:{}", folder.0.display());
    let (done, said) = task(&["import_rome", &dir]);
    assert!(done && said.contains("4 added") && said.contains("This house now has 4 trades"), "{said}");
    let (done, said) = task(&["import_rome", &dir]);
    assert!(done && said.contains("Nothing has changed."), "{said}");
    let (done, said) = task(&["import_rome", "dir:/nowhere"]);
    assert!(!done && said.contains("/nowhere"), "{said}");
    folder.file("places.csv", crate::support::PLACES);
    let file = format!("file:{}", folder.0.join("places.csv").display());
    let (done, said) = task(&["import_places", &file]);
    assert!(done && said.contains("12 places read: 12 added, 0 changed."), "{said}");
    let (done, said) = task(&["import_places", &file]);
    assert!(done && said.contains("nothing has changed"), "{said}");
}

/// 35,000 communes, from the official file over what comes with the house.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_real_communes_are_imported_whole() {
    use passerelle::models::places::shipping;
    let Some(file) = data("geo/communes.csv") else { return };
    let world = World::new().await;
    let read = || fs::File::open(&file).unwrap();
    let first = shipping::import(&world.house.db, read(), |_, _| {}).await.unwrap();
    assert!(first.added > 35_000, "{first:?}");
    let again = shipping::import(&world.house.db, read(), |_, _| {}).await.unwrap();
    assert_eq!((again.added, again.changed), (0, 0));
}
