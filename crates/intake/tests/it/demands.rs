//! Whom demands are addressed to, and whether what came of them can be.

use domain::text::MarkId;
use intake::folder::{DECLARATION, RAISINGS, read};

use crate::folder::{check_files, right};

#[test]
fn one_demand_can_be_addressed_to_somebody_else() {
    let addressed = |id: &str| {
        let mut files = right();
        let settings = files.text(DECLARATION).unwrap();
        let own = format!("[demand-addressees]\n{id} = [\"Ministry\"]\n\n[controller]");
        let settings = settings.replace("[controller]", &own);
        files.insert(DECLARATION, settings);
        files
    };
    check_files(&addressed("stop"), &[]);
    let declaration = read(&addressed("stop")).folder.unwrap().declaration;
    let named = |id: &str| declaration.addressees_of(&MarkId::parse(id).unwrap());
    assert_eq!(named("stop")[0].original().as_str(), "Ministry");
    assert_eq!(named("other")[0].original().as_str(), "Council");
    check_files(
        &addressed("stpo"),
        &["error demand-unknown declaration.toml:9:8+12"],
    );

    let mut files = addressed("stop");
    let nobody = files
        .text(DECLARATION)
        .unwrap()
        .replace("addressees = [\"Council\"]\n", "");
    files.insert(DECLARATION, nobody);
    check_files(&files, &[]);
}

#[test]
fn nothing_comes_of_a_demand_that_events_have_overtaken() {
    let raising = |id: &str, day: u8, status: &str| {
        format!(
            "[[raising]]\nid = \"{id}\"\non = 2026-02-{day:02}\nby = [\"Ada\"]\n\
             [raising.where]\nkind = \"other\"\nname = \"Council\"\n[raising.demands]\nstop = \"{status}\"\n"
        )
    };
    let check = |first: &str, second: &str, expected: &[&str]| {
        let mut files = right();
        files.insert(RAISINGS, raising("a", 1, first) + &raising("b", 2, second));
        check_files(&files, expected);
    };
    check("overtaken", "raised", &[]);
    check(
        "met",
        "overtaken",
        &["error answer-missing raisings.toml:8:1+17"],
    );
    check(
        "overtaken",
        "met",
        &[
            "error answer-missing raisings.toml:17:1+17",
            "error demand-overtaken raisings.toml:18:8+5",
        ],
    );
}
