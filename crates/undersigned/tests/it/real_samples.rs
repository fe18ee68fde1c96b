//! The two real documents, where they are at hand: from a circulated copy to a list that an outsider
//! recounts. They are looked for in `../shared/samples` beside the checkout and are no part of it.

use std::path::{Path, PathBuf};

use super::mails::Mails;
use super::program::{skip, workspace};
use super::site::Site;
use super::visitor::{Person, Visitor};

fn sample(name: &str, test: &str) -> Option<PathBuf> {
    let path = workspace().join("../shared/samples").join(name);
    if path.is_file() {
        return Some(path);
    }
    skip("samples", test);
    None
}

/// What an organiser adds to the draft: everything that no copy can tell.
fn complete(folder: &Path) {
    let file = folder.join("declaration.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let filled = text
        .replace("on = \"\"", "on = 2022-01-12")
        .replace(
            "[controller]\nname = \"\"",
            "[controller]\nname = \"Solidarity Committee\"",
        )
        .replace("contact = \"\"", "contact = \"privacy@example.org\"")
        .replace(
            "authority = \"\"",
            "authority = \"Data Protection Authority\"",
        )
        .replace("legal-basis = \"\"", "legal-basis = \"Art. 9(2)(a) GDPR\"");
    let figures = folder.join("figures.toml");
    let text = std::fs::read_to_string(&figures).unwrap();
    let review = "\n[figure.review]\nentered-by = \"Dara\"\nreviewed-by = \"Ada\"\n\n";
    let (head, rest) = text.split_once("[[figure]]").unwrap();
    let dated = rest.split("[[figure]]").map(|figure| {
        let is_dated = figure.lines().any(|line| line.starts_with("as-of ="));
        let day = if is_dated { "" } else { "\nas-of = 2022-01-12" };
        format!("[[figure]]{day}{figure}{review}")
    });
    std::fs::write(&figures, format!("{head}{}", dated.collect::<String>())).unwrap();
    let method = "# Wie die Zahlen gewählt sind\n\nWie in der Abschrift. Berichtigungen: privacy@example.org\n";
    std::fs::create_dir(folder.join("method")).unwrap();
    std::fs::write(folder.join("method/de.md"), method).unwrap();
    let publish = "\n[[purposes]]\nid = \"publish\"\nlegal-basis = \"Art. 9(2)(a) GDPR\"\n";
    std::fs::write(
        file,
        filled.replace("\n[retention]", &format!("{publish}\n[retention]")),
    )
    .unwrap();
}

#[test]
fn a_circulated_copy_becomes_a_declaration_that_is_signed_and_recounted() {
    let test = "a_circulated_copy_becomes_a_declaration_that_is_signed_and_recounted";
    let Some(copy) = sample("declaration-circulated-copy.de.txt", test) else {
        return;
    };
    let site = Site::new();
    let imported = site
        .run(&[
            "import",
            copy.to_str().unwrap(),
            "--lang",
            "de",
            "--out",
            "draft",
        ])
        .ended(0);
    for said in [
        "scan-fault",
        "source-missing",
        "demands-found",
        "wrote draft",
    ] {
        assert!(
            imported.out.contains(said),
            "{said} is missing in {}",
            imported.out
        );
    }
    let unfinished = site.run(&["check", "draft"]).ended(1);
    assert!(
        unfinished.out.contains("`controller.name` is empty"),
        "{unfinished:?}"
    );
    site.run(&["publish", "draft", "--config", "site"]).ended(1);

    complete(&site.path("draft"));
    site.run(&["check", "draft"]).ended(0);
    let published = site
        .run(&["publish", "draft", "--config", "site", "--json"])
        .ended(0)
        .json();
    let url = published["url"].as_str().unwrap().to_owned();
    let slug = url.rsplit('/').next().unwrap();
    assert_eq!(published["new_texts"], 1);
    assert_eq!(published["new_figures"], 3, "{published}");

    sign(&site, slug);
    let report = site.run(&["verify", &url, "--json"]);
    assert_eq!(
        report.code, 2,
        "nobody answers once the site has stopped: {report:?}"
    );
    site.run(&["export", slug, "exported", "--config", "site"])
        .ended(0);
    let report = site.run(&["verify", "exported", "--json"]).ended(0).json();
    assert_eq!((&report["total"], &report["names"]), (&1.into(), &1.into()));
}

/// Dara signs with her name, follows the link in her mail, finds herself on the list, and an
/// outsider recounts.
fn sign(site: &Site, slug: &str) {
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let page = visitor.get(&format!("/d/{slug}/de"));
    assert!(
        page.body.contains("mehr als 8.000") && page.body.contains("dir=\"ltr\""),
        "{page:?}"
    );
    let (_, series) = page.body.split_once("/de/series/").unwrap();
    let series = series.split('"').next().unwrap();
    let series = visitor.get(&format!("/d/{slug}/de/series/{series}"));
    assert!(
        series.body.contains("mehr als 160") && series.body.contains("Quelle fehlt"),
        "{series:?}"
    );
    let token = visitor.form_token((slug, "de"));
    let dara = Person {
        name: "Dara Yüksel".into(),
        email: "dara@example.org".into(),
        listing: "named",
    };
    assert_eq!(visitor.sign((slug, "de"), &token, &dara).status, 200);
    let links = Mails::of(&site.path("site")).to(&dara.email);
    assert_eq!(
        visitor
            .post("/confirm", &[("token", &links.confirm)])
            .status,
        200
    );
    let list = visitor.get(&format!("/d/{slug}/de/signatories"));
    assert!(list.body.contains("Dara Yüksel"), "{list:?}");
    let url = format!("{}/d/{slug}/de", site.base_url);
    let report = site.run(&["verify", &url]).ended(0);
    assert!(
        report.out.contains("Signatures that count: 1"),
        "{report:?}"
    );
    assert_eq!(server.stop().0, 0);
}

#[test]
fn a_report_with_a_quotation_becomes_a_report_in_a_folder() {
    let test = "a_report_with_a_quotation_becomes_a_report_in_a_folder";
    let Some(report) = sample("report-with-quoted-statement.de.txt", test) else {
        return;
    };
    let site = Site::new();
    let arguments = [
        "import",
        report.to_str().unwrap(),
        "--lang",
        "de",
        "--out",
        "draft",
        "--json",
    ];
    let imported = site.run(&arguments).ended(0).json();
    let codes: Vec<&str> = imported["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["code"].as_str())
        .collect();
    assert!(codes.contains(&"source-missing"), "{codes:?}");
    let reports: Vec<_> = std::fs::read_dir(site.path("draft/reports"))
        .unwrap()
        .collect();
    assert_eq!(reports.len(), 1);
    site.run(&["check", "draft"]).ended(0);
}

/// What an organiser does with a drafted report: its file goes into the folder, and its figures go
/// below those that are there. The dead are counted in both documents, and not alike: the second
/// figure gets a name of its own in the series of the first, and which one the text uses is said.
fn beside(declaration: &Path, report: &Path) -> String {
    let rename = |text: String| {
        let text = text.replace("{figure:killed}", "{figure:killed-early}");
        text.replace("id = \"killed\"", "id = \"killed-early\"")
    };
    let read = |path: PathBuf| std::fs::read_to_string(path).unwrap();
    let entry = std::fs::read_dir(report.join("reports")).unwrap().next();
    let file = entry.unwrap().unwrap();
    let name = file.file_name().into_string().unwrap();
    std::fs::create_dir(declaration.join("reports")).unwrap();
    std::fs::write(
        declaration.join("reports").join(&name),
        rename(read(file.path())),
    )
    .unwrap();
    let figures = declaration.join("figures.toml");
    let primary = "[[series]]\nid = \"killed\"\nprimary = \"killed\"\nwhy = \"The later count.\"\n";
    let both = format!(
        "{}\n{}\n{primary}",
        read(figures.clone()),
        rename(read(report.join("figures.toml")))
    );
    std::fs::write(figures, both).unwrap();
    name.trim_end_matches(".de.md").to_owned()
}

#[test]
fn the_report_is_published_beside_the_declaration_with_every_omission_in_its_place() {
    let test = "the_report_is_published_beside_the_declaration_with_every_omission_in_its_place";
    let copy = sample("declaration-circulated-copy.de.txt", test);
    let report = sample("report-with-quoted-statement.de.txt", test);
    let (Some(copy), Some(report)) = (copy, report) else {
        return;
    };
    let site = Site::new();
    for (document, folder) in [(&copy, "draft"), (&report, "report")] {
        let document = document.to_str().unwrap();
        let arguments = ["import", document, "--lang", "de", "--out", folder];
        site.run(&arguments).ended(0);
    }
    let id = beside(&site.path("draft"), &site.path("report"));
    complete(&site.path("draft"));
    let checked = site.run(&["check", "draft"]).ended(0);
    assert!(
        checked.out.contains("quotation-source-missing"),
        "{checked:?}"
    );
    let published = site
        .run(&["publish", "draft", "--config", "site", "--json"])
        .ended(0)
        .json();
    let slug = published["url"].as_str().unwrap().rsplit('/').next();
    let slug = slug.unwrap();

    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let page = visitor.get(&format!("/d/{slug}/de"));
    assert!(page.body.contains(&format!("/d/{slug}/de/report/{id}")));
    let page = visitor.get(&format!("/d/{slug}/de/report/{id}")).body;
    let count = |needle: &str| page.matches(needle).count();
    assert_eq!(count("<abbr class=\"omission\""), 8);
    assert_eq!(count("<figure class=\"quotation\">"), 1);
    let (_, quoted) = page.split_once("<blockquote").unwrap();
    let (quoted, behind) = quoted.split_once("</blockquote>").unwrap();
    assert_eq!(quoted.matches("<p>").count(), 9, "{quoted}");
    assert!(
        behind.contains("Sekretariat des Zentralkomitees der RKRP"),
        "{behind}"
    );
    for said in [
        "ehr als 1.000",
        "indestens 400",
        "ehr als 60",
        "Januar 2022",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(server.stop().0, 0);
}
