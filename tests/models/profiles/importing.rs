//! A profile begun from a file one has elsewhere, and files that mean harm.

use std::io::{Cursor, Write};

use passerelle::{
    models::profiles::{
        importing::{FILE_LIMIT, Imported, Kind, Source, Unread, read},
        sheet::Sheet,
    },
    words::Lang,
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn kinds(imported: &Imported) -> Vec<(Kind, &str)> {
    imported.left_out.iter().map(|left| (left.kind, &*left.at)).collect()
}

fn labels(sheet: &Sheet) -> Vec<&str> {
    sheet.skills.iter().map(|skill| &*skill.label).collect()
}

const RESUME: &str = r#"{
  "basics": {
    "name": "Amina Diallo", "label": "Comptable", "image": "https://example.org/me.jpg",
    "email": "amina@example.org", "phone": "06 12 34 56 78", "url": "https://amina.example.org",
    "summary": "Je tiens les comptes.", "birthDate": "1971-05-04", "gender": "f", "nationality": "x",
    "maritalStatus": "x", "currentSalary": 1800,
    "location": {"address": "12 rue des Lilas", "postalCode": "44600", "city": "Saint-Nazaire"},
    "profiles": [{"network": "Forge", "username": "amina", "url": "https://forge.example.org/amina"}]
  },
  "work": [{"name": "Usines Réunies", "position": "Aide-comptable", "startDate": "2015-01", "endDate": "2019-03",
            "summary": "Clôtures mensuelles.", "highlights": ["Passage au nouveau logiciel"]}],
  "volunteer": [{"organization": "Les Amis", "position": "Trésorière"}],
  "education": [{"institution": "Lycée", "area": "Comptabilité", "studyType": "BTS", "endDate": "1991"}],
  "certificates": [{"name": "TOSA Excel"}],
  "skills": [{"name": "Paie", "keywords": ["DSN", "bulletins"]}],
  "languages": [{"language": "français", "fluency": "Native speaker"}, {"language": "anglais", "fluency": "B1"},
                {"language": "peul", "fluency": "Fluent"}],
  "references": [{"name": "M. Martin", "reference": "Très bien"}],
  "interests": [{"name": "chorale"}]
}"#;

#[test]
fn a_json_resume_becomes_a_draft() {
    let imported = read("cv.json", RESUME.as_bytes()).unwrap();
    assert_eq!(imported.from, Source::JsonResume);
    let sheet = &imported.sheet;
    assert_eq!((&*sheet.full_name, &*sheet.headline), ("Amina Diallo", "Comptable"));
    assert_eq!(sheet.contact, "amina@example.org · 06 12 34 56 78");
    assert_eq!(labels(sheet), ["Aide-comptable", "Trésorière", "Paie"]);
    assert_eq!(sheet.skills[0].context, "Usines Réunies · 2015-01 – 2019-03");
    assert_eq!(sheet.skills[0].action, "Clôtures mensuelles.\n- Passage au nouveau logiciel");
    assert!(sheet.skills.iter().all(|skill| skill.result.is_empty()), "a result was made up");
    assert_eq!(sheet.licences, ["TOSA Excel", "BTS Comptabilité"]);
    let levels: Vec<&str> = sheet.languages.iter().map(|language| &*language.level).collect();
    assert_eq!(levels, ["native", "b1", ""]);
    assert_eq!(sheet.places[0].label, "Saint-Nazaire");
    assert_eq!(sheet.links.len(), 2);
}

#[test]
fn what_is_protected_is_never_read_and_is_told() {
    let imported = read("cv.json", RESUME.as_bytes()).unwrap();
    let whole = format!("{:?}", imported.sheet);
    for never in ["1971", "1991", "1800", "Lilas", "44600", "me.jpg", "Martin"] {
        assert!(!whole.contains(never), "{never} in {whole}");
    }
    let told: Vec<Kind> = imported.left_out.iter().map(|left| left.kind).collect();
    for kind in [
        Kind::Birth,
        Kind::Gender,
        Kind::Nationality,
        Kind::Photo,
        Kind::Family,
        Kind::Pay,
        Kind::Address,
        Kind::Others,
        Kind::NoPlace,
    ] {
        assert!(told.contains(&kind), "{kind:?} is not told: {:?}", kinds(&imported));
    }
}

#[test]
fn fields_of_the_wrong_shape_are_left_out_one_by_one() {
    let odd = r#"{"basics": {"name": ["x"], "label": {"a": 1}, "phone": 612345678, "profiles": "x", "location": 3},
      "skills": 3, "work": [1, null, "x", {"position": true, "name": "Usine", "highlights": "x"}], "languages": {"fr": "B2"},
      "education": [[]], "meta": {"passerelle": 7}}"#;
    let imported = read("cv.json", odd.as_bytes()).unwrap();
    assert_eq!(labels(&imported.sheet), ["Usine"]);
    assert_eq!(imported.sheet.contact, "612345678");
    let left = kinds(&imported);
    for at in
        ["basics.name", "basics.label", "profiles", "skills", "work", "work.position", "languages", "meta.passerelle"]
    {
        assert!(left.contains(&(Kind::Unreadable, at)), "{at}: {left:?}");
    }
}

#[test]
fn a_text_past_its_limit_is_left_out_whole() {
    let long = "a".repeat(1_000_000);
    let resume = format!(r#"{{"basics": {{"name": "Zoé", "label": "{long}", "summary": "{long}"}}}}"#);
    let imported = read("cv.json", resume.as_bytes()).unwrap();
    assert_eq!((&*imported.sheet.headline, &*imported.sheet.project), ("", ""));
    assert_eq!(imported.sheet.full_name, "Zoé");
    assert_eq!(kinds(&imported), [(Kind::TooLong, "basics.label"), (Kind::TooLong, "basics.summary")]);
}

#[test]
fn lists_end_where_the_profile_does() {
    let skills: Vec<String> = (0..5_000).map(|n| format!(r#"{{"name": "savoir {n}"}}"#)).collect();
    let imported = read("cv.json", format!(r#"{{"skills": [{}]}}"#, skills.join(",")).as_bytes()).unwrap();
    assert_eq!(imported.sheet.skills.len(), 20);
    assert_eq!(kinds(&imported), [(Kind::TooMany, "skills.name")]);
}

#[test]
fn marks_that_control_a_screen_are_taken_away() {
    let resume =
        "{\"basics\": {\"name\": \"Zo\\u0000\\u001bé \\u202eeffaré\", \"summary\": \"a\\r\\nb\\u0007\\n\\n\\n\\nc\"}}";
    let sheet = read("cv.json", resume.as_bytes()).unwrap().sheet;
    assert_eq!(sheet.full_name, "Zo é effaré");
    assert_eq!(sheet.project, "a\nb\n\nc");
}

#[test]
fn what_is_no_utf_8_is_left_out_and_the_rest_is_read() {
    let mut resume = b"\xef\xbb\xbf{\"basics\": {\"name\": \"Zo\xe9\", \"label\": \"Soudeuse\"}}".to_vec();
    let imported = read("cv.json", &resume).unwrap();
    assert_eq!((&*imported.sheet.full_name, &*imported.sheet.headline), ("", "Soudeuse"));
    assert_eq!(kinds(&imported), [(Kind::Unreadable, "basics.name")]);
    resume.truncate(30);
    assert_eq!(read("cv.json", &resume), Err(Unread::Malformed));
}

#[test]
fn links_lead_to_pages_alone() {
    let resume = r#"{"basics": {"url": "javascript:alert(1)", "profiles": [{"network": "a", "url": "ftp://x.example"},
      {"network": "b", "url": "https://me:secret@x.example"}, {"network": "c", "url": "x.example/me"}]}}"#;
    let imported = read("cv.json", resume.as_bytes()).unwrap();
    let urls: Vec<&str> = imported.sheet.links.iter().map(|link| &*link.url).collect();
    assert_eq!(urls, ["https://x.example/me"]);
}

const PASSPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<e:SkillsPassport xmlns:e="http://europass.cedefop.europa.eu/Europass" locale="fr">
 <e:DocumentInfo><e:DocumentType>ECV</e:DocumentType><e:XSDVersion>V3.0</e:XSDVersion><e:Generator>EWA</e:Generator></e:DocumentInfo>
 <e:LearnerInfo>
  <e:Identification>
   <e:PersonName><e:FirstName>Betty</e:FirstName><e:Surname>Smith</e:Surname></e:PersonName>
   <e:ContactInfo>
    <e:Address><e:Contact><e:AddressLine>32 Reading rd</e:AddressLine><e:PostalCode>B26 3QJ</e:PostalCode><e:Municipality>Birmingham</e:Municipality></e:Contact></e:Address>
    <e:Email><e:Contact>betty@example.org</e:Contact></e:Email>
    <e:TelephoneList><e:Telephone><e:Contact>+44 20 7946 0958</e:Contact></e:Telephone></e:TelephoneList>
    <e:WebsiteList><e:Website><e:Contact>betty.example.org</e:Contact></e:Website></e:WebsiteList>
   </e:ContactInfo>
   <e:Demographics><e:Birthdate year="1974" month="--03" day="---01"/><e:Gender><e:Code>F</e:Code></e:Gender>
    <e:NationalityList><e:Nationality><e:Code>UK</e:Code></e:Nationality></e:NationalityList></e:Demographics>
   <e:Photo><e:MimeType>image/jpeg</e:MimeType><e:Data>AAAA</e:Data></e:Photo>
  </e:Identification>
  <e:Headline><e:Type><e:Code>preferred_job</e:Code></e:Type><e:Description><e:Label>Gestionnaire de projet R&amp;D</e:Label></e:Description></e:Headline>
  <e:WorkExperienceList><e:WorkExperience>
   <e:Period><e:From year="2002" month="--08"/><e:Current>true</e:Current></e:Period>
   <e:Position><e:Label>Consultante</e:Label></e:Position>
   <e:Activities>&lt;ul&gt;&lt;li&gt;Évaluer &amp;amp; suivre&lt;/li&gt;&lt;li&gt;Former&lt;/li&gt;&lt;/ul&gt;</e:Activities>
   <e:Employer><e:Name>Conseil SARL</e:Name></e:Employer>
  </e:WorkExperience></e:WorkExperienceList>
  <e:EducationList><e:Education><e:Period><e:To year="1996"/></e:Period><e:Title>Licence de gestion</e:Title></e:Education></e:EducationList>
  <e:Skills>
   <e:Linguistic>
    <e:MotherTongueList><e:MotherTongue><e:Description><e:Code>en</e:Code></e:Description></e:MotherTongue></e:MotherTongueList>
    <e:ForeignLanguageList><e:ForeignLanguage><e:Description><e:Code>fr</e:Code><e:Label>Français</e:Label></e:Description>
     <e:ProficiencyLevel><e:Listening>C1</e:Listening><e:Reading>C2</e:Reading><e:Writing>B2</e:Writing></e:ProficiencyLevel>
    </e:ForeignLanguage></e:ForeignLanguageList>
   </e:Linguistic>
   <e:Computer><e:Description>&lt;p&gt;Tableurs&lt;/p&gt;&lt;p&gt;Bases de données&lt;/p&gt;</e:Description></e:Computer>
   <e:Driving><e:Description><e:Licence>B</e:Licence></e:Description></e:Driving>
  </e:Skills>
  <e:AchievementList><e:Achievement><e:Title><e:Code>publications</e:Code><e:Label>Publications</e:Label></e:Title><e:Description>x</e:Description></e:Achievement></e:AchievementList>
 </e:LearnerInfo>
</e:SkillsPassport>"#;

#[test]
fn a_europass_of_schema_3_becomes_a_draft() {
    let imported = read("cv.xml", PASSPORT.as_bytes()).unwrap();
    assert_eq!(imported.from, Source::Europass);
    let sheet = &imported.sheet;
    assert_eq!((&*sheet.full_name, &*sheet.headline), ("Betty Smith", "Gestionnaire de projet R&D"));
    assert_eq!(sheet.contact, "betty@example.org · +44 20 7946 0958");
    assert_eq!(labels(sheet), ["Consultante", "Tableurs", "Bases de données"]);
    assert_eq!(sheet.skills[0].context, "Conseil SARL · 2002-08");
    assert_eq!(sheet.skills[0].action, "- Évaluer & suivre\n- Former");
    assert_eq!(sheet.licences, ["Licence de gestion", "Permis B"]);
    let languages: Vec<(&str, &str)> = sheet.languages.iter().map(|known| (&*known.name, &*known.level)).collect();
    assert_eq!(languages, [("anglais", "native"), ("Français", "b2")], "the lowest of what is claimed");
    let whole = format!("{sheet:?}");
    for never in ["1974", "1996", "Reading", "B26", "AAAA", "UK"] {
        assert!(!whole.contains(never), "{never} in {whole}");
    }
    let told: Vec<Kind> = imported.left_out.iter().map(|left| left.kind).collect();
    for kind in [Kind::Birth, Kind::Gender, Kind::Nationality, Kind::Photo, Kind::Address, Kind::NoPlace] {
        assert!(told.contains(&kind), "{kind:?}: {:?}", kinds(&imported));
    }
}

#[test]
fn a_europass_as_json_says_the_same() {
    let json = r#"{"SkillsPassport": {"LearnerInfo": {
      "Identification": {"PersonName": {"FirstName": "Betty", "Surname": "Smith"},
        "ContactInfo": {"Email": {"Contact": "betty@example.org"}, "Telephone": [{"Contact": "020"}]},
        "Demographics": {"Birthdate": {"Year": 1974}}},
      "WorkExperience": [{"Period": {"From": {"Year": 2002, "Month": 8}}, "Position": {"Label": "Consultante"},
        "Activities": "<p>Former</p>", "Employer": {"Name": "Conseil SARL"}}],
      "Skills": {"Linguistic": {"MotherTongue": [{"Description": {"Label": "Anglais"}}]}}}}}"#;
    let imported = read("cv.json", json.as_bytes()).unwrap();
    assert_eq!(imported.from, Source::Europass);
    assert_eq!(imported.sheet.full_name, "Betty Smith");
    assert_eq!(imported.sheet.skills[0].context, "Conseil SARL · 2002-08");
    assert_eq!(imported.sheet.skills[0].action, "Former");
    assert_eq!(kinds(&imported)[0].0, Kind::Birth);
}

#[test]
fn the_europass_of_today_becomes_a_draft() {
    let xml = r#"<Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3" xmlns:oa="http://www.openapplications.org/oagis/9" xmlns:eures="http://www.europass_eures.eu/1.0">
      <CandidatePerson><PersonName><oa:GivenName>Mario</oa:GivenName><hr:FamilyName>Rossi</hr:FamilyName></PersonName>
       <Communication><ChannelCode>Email</ChannelCode><oa:URI>mario@example.org</oa:URI></Communication>
       <Communication><ChannelCode>Telephone</ChannelCode><CountryDialing>39</CountryDialing><oa:DialNumber>055123</oa:DialNumber></Communication>
       <Communication><oa:Address><oa:AddressLine>Via Roma 1</oa:AddressLine><oa:CityName>Lyon</oa:CityName></oa:Address></Communication>
       <NationalityCode>it</NationalityCode><hr:BirthDate>1980-01-01</hr:BirthDate><GenderCode>male</GenderCode>
       <PrimaryLanguageCode>ita</PrimaryLanguageCode></CandidatePerson>
      <CandidateProfile><hr:ExecutiveSummary>&lt;p&gt;Cuisinier&lt;/p&gt;</hr:ExecutiveSummary>
       <EmploymentHistory><EmployerHistory><hr:OrganizationName>Trattoria</hr:OrganizationName><PositionHistory>
        <PositionTitle>Chef de partie</PositionTitle><eures:EmploymentPeriod><eures:StartDate><hr:FormattedDateTime>2018-01</hr:FormattedDateTime></eures:StartDate></eures:EmploymentPeriod>
        <oa:Description>&lt;p&gt;Pâtes &amp;lt;fraîches&amp;gt;&lt;/p&gt;</oa:Description></PositionHistory></EmployerHistory></EmploymentHistory>
       <PersonQualifications><PersonCompetency><CompetencyID>fra</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
        <eures:CompetencyDimension><eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></eures:CompetencyDimension>
        <eures:CompetencyDimension><eures:Score><hr:ScoreText>A2</hr:ScoreText></eures:Score></eures:CompetencyDimension></PersonCompetency></PersonQualifications>
       <eures:Licenses><eures:License><hr:LicenseTypeCode>B</hr:LicenseTypeCode></eures:License></eures:Licenses>
      </CandidateProfile></Candidate>"#;
    let imported = read("cv.xml", xml.as_bytes()).unwrap();
    let sheet = &imported.sheet;
    assert_eq!((&*sheet.full_name, &*sheet.headline), ("Mario Rossi", "Cuisinier"));
    assert_eq!(sheet.contact, "mario@example.org · +39 055123");
    assert_eq!(sheet.skills[0].action, "Pâtes <fraîches>");
    let languages: Vec<(&str, &str)> = sheet.languages.iter().map(|known| (&*known.name, &*known.level)).collect();
    assert_eq!(languages, [("italien", "native"), ("français", "a2")]);
    assert_eq!(sheet.licences, ["Permis B"]);
    let whole = format!("{sheet:?}");
    assert!(!whole.contains("1980") && !whole.contains("Roma") && !whole.contains("male"), "{whole}");
}

#[test]
fn an_xml_that_means_harm_is_refused() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><SkillsPassport><LearnerInfo>&a;&b;</LearnerInfo></SkillsPassport>"#;
    assert_eq!(read("cv.xml", bomb.as_bytes()), Err(Unread::Doctype));
    let deep = format!("<SkillsPassport>{}", "<a>".repeat(100_000));
    assert_eq!(read("cv.xml", deep.as_bytes()), Err(Unread::Malformed));
    let wide = format!("<SkillsPassport>{}</SkillsPassport>", "<a/>".repeat(60_000));
    assert_eq!(read("cv.xml", wide.as_bytes()), Err(Unread::Malformed));
    assert_eq!(read("cv.xml", b"<SkillsPassport><LearnerInfo>"), Err(Unread::Malformed));
    assert_eq!(read("cv.xml", b"<html></html>"), Err(Unread::Unknown));
    let unknown = "<SkillsPassport><LearnerInfo><Identification><PersonName><FirstName>&nbsp;&evil;Zoé</FirstName></PersonName></Identification></LearnerInfo></SkillsPassport>";
    assert_eq!(read("cv.xml", unknown.as_bytes()).unwrap().sheet.full_name, "Zoé");
}

#[test]
fn a_json_that_nests_without_end_is_refused() {
    let deep = format!("{{\"basics\": {}", "[".repeat(100_000));
    assert_eq!(read("cv.json", deep.as_bytes()), Err(Unread::Malformed));
    assert_eq!(read("cv.json", b"{}"), Err(Unread::Unknown));
    assert_eq!(read("cv.json", b"{\"basics\": {}}"), Err(Unread::Nothing));
    assert_eq!(read("cv.json", b"{\"SkillsPassport\": 3}"), Err(Unread::Unknown));
}

#[test]
fn an_archive_of_linkedin_becomes_a_draft() {
    let bytes = archive(&[
        ("Basic_Export/Profile.csv", "\u{feff}First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\nZoé,Martin,Durand,12 rue des Lilas,\"May 4, 1971\",Cheffe d’atelier,\"Première ligne\nseconde, \"\"ligne\"\"\",Industrie,44600,\"Nantes, France\",,[PORTFOLIO:https://zoe.example.org],\n".as_bytes()),
        ("Basic_Export/Positions.csv", b"Notes:\n\"Some words, before\"\n\nCompany Name,Title,Description,Location,Started On,Finished On\r\nUsine,Cheffe,\"Trois \xc3\xa9quipes\",Nantes,Jan 2015,\r\n"),
        ("Basic_Export/Skills.csv", b"Name\nSoudure\nCheffe\n"),
        ("Basic_Export/Education.csv", b"School Name,Start Date,End Date,Notes,Degree Name,Activities\nLyc\xc3\xa9e,1987,1989,,BEP,\n"),
        ("Basic_Export/Languages.csv", b"Name,Proficiency\nFran\xc3\xa7ais,Native or bilingual proficiency\nAnglais,Limited working proficiency\n"),
        ("Basic_Export/Certifications.csv", b"Name,Url,Authority,Started On,Finished On,License Number\nCACES 3,,,,,1\n"),
        ("Basic_Export/Email Addresses.csv", b"Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,\nzoe@example.org,Yes,Yes,\n"),
        ("Basic_Export/Connections.csv", b"First Name,Last Name\nSomeone,Else\n"),
    ]);
    let imported = read("export.zip", &bytes).unwrap();
    assert_eq!(imported.from, Source::LinkedIn);
    let sheet = &imported.sheet;
    assert_eq!((&*sheet.full_name, &*sheet.headline), ("Zoé Martin", "Cheffe d’atelier"));
    assert_eq!(sheet.project, "Première ligne\nseconde, \"ligne\"");
    assert_eq!(labels(sheet), ["Cheffe", "Soudure"]);
    assert_eq!((&*sheet.skills[0].context, &*sheet.skills[0].action), ("Usine · Jan 2015", "Trois équipes"));
    assert_eq!(sheet.licences, ["CACES 3", "BEP"]);
    assert_eq!(sheet.contact, "zoe@example.org");
    assert_eq!(sheet.links[0].url, "https://zoe.example.org");
    assert_eq!((&*sheet.languages[0].level, &*sheet.languages[1].level), ("native", ""));
    let whole = format!("{sheet:?}");
    for never in ["1971", "Durand", "Lilas", "44600", "1989", "Someone"] {
        assert!(!whole.contains(never), "{never} in {whole}");
    }
    let told: Vec<Kind> = imported.left_out.iter().map(|left| left.kind).collect();
    for kind in [Kind::Birth, Kind::Family, Kind::Address] {
        assert!(told.contains(&kind), "{kind:?}: {:?}", kinds(&imported));
    }
}

#[test]
fn an_archive_that_climbs_or_swells_is_not_followed() {
    let profile = b"First Name,Last Name,Headline\nZo,Martin,x\n";
    for name in ["../../Profile.csv", "/etc/Profile.csv", "C:\\Profile.csv", "..\\Profile.csv"] {
        let read = read("export.zip", &archive(&[(name, profile), ("Skills.csv", b"Name\nSoudure\n")]));
        let imported = read.unwrap_or_else(|unread| panic!("{name}: {unread}"));
        assert_eq!(imported.sheet.full_name, "", "{name} was followed");
        assert_eq!(labels(&imported.sheet), ["Soudure"]);
    }
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    zip.add_symlink("Skills.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let imported = read("export.zip", &zip.finish().unwrap().into_inner()).unwrap();
    assert_eq!(imported.sheet, Sheet::default(), "a link was followed");
    let names: Vec<String> = (0..10_000).map(|n| format!("{n}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b""[..])).collect();
    assert_eq!(read("export.zip", &archive(&many)), Err(Unread::Bomb));
    let zeros = vec![b'0'; 6 << 20];
    let imported =
        read("export.zip", &archive(&[("Positions.csv", &zeros), ("Skills.csv", b"Name\nSoudure\n")])).unwrap();
    assert_eq!(kinds(&imported), [(Kind::TooLong, "Positions.csv")]);
    let files = ["Profile.csv", "Positions.csv", "Skills.csv", "Education.csv", "Languages.csv"];
    let bomb: Vec<(&str, &[u8])> = files.iter().map(|name| (*name, &zeros[..(5 << 20) - 1])).collect();
    assert_eq!(read("export.zip", &archive(&bomb)), Err(Unread::Bomb));
}

#[test]
fn an_archive_of_something_else_is_told_so() {
    assert_eq!(read("export.zip", &archive(&[("x.csv", b"a")])), Err(Unread::Unknown));
    assert_eq!(read("cv.docx", &archive(&[("word/document.xml", b"<a/>")])), Err(Unread::Document));
    assert_eq!(read("cv", b"%PDF-1.7"), Err(Unread::Document));
    assert_eq!(read("cv.txt", b"Bonjour"), Err(Unread::Document));
    assert_eq!(read("cv", b""), Err(Unread::Unknown));
    assert_eq!(read("cv.zip", b"PK\x03\x04 and then nothing"), Err(Unread::Malformed));
    assert_eq!(read("cv", &vec![b' '; FILE_LIMIT + 1]), Err(Unread::TooLarge));
}

/// Cuts and changes every file everywhere: whatever comes out, nothing breaks.
#[test]
fn no_file_breaks_the_reader() {
    let zip = archive(&[("Profile.csv", b"First Name,Headline\nZo,\"x\ny\"\n"), ("Skills.csv", b"Name\n\"a\n")]);
    for whole in [RESUME.as_bytes(), PASSPORT.as_bytes(), &zip] {
        for at in (0..whole.len()).step_by(7) {
            let _ = read("cv", &whole[..at]);
            let mut changed = whole.to_vec();
            changed[at] = if at % 2 == 0 { 0xff } else { 0 };
            let _ = read("cv", &changed);
        }
    }
}

#[test]
fn what_an_import_says_is_said_in_both_languages() {
    for lang in Lang::ALL {
        let keys = Kind::ALL.map(|kind| format!("import-left-{}", kind.name())).into_iter();
        let keys = keys.chain(Source::ALL.map(|from| format!("import-from-{}", from.name())));
        for key in keys.chain(Unread::ALL.map(|unread| unread.sentence().to_owned())) {
            assert_ne!(lang.say(&key), key);
        }
    }
}
