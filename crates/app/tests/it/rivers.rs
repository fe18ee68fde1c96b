//! The declaration of the tests.

use intake::folder::Files;

/// The declaration folder of the tests.
pub fn folder() -> Files {
    folder_with(
        "# Clean rivers\n\nThe river has {figure:fish} dead fish.\n\n## We demand {.demands}\n\n- Stop the discharge. {#stop-discharge}\n",
    )
}

/// The same with another original text.
pub fn folder_with(text: &str) -> Files {
    let declaration = r#"slug = "clean-rivers"
language = "en"
addressees = ["The town council"]

[[initiators]]
name = "Dara Lind"
kind = "person"

[controller]
name = "River Watch"
contact = "privacy@example.org"
authority = "State commissioner"

[[purposes]]
id = "count"
legal-basis = "Art. 6(1)(a) and Art. 9(2)(a) GDPR"

[[purposes]]
id = "publish"
legal-basis = "Art. 6(1)(a) and Art. 9(2)(a) GDPR"

[retention]
pending-days = 7
names-months-after-close = 12
"#;
    let figures = r#"[[figure]]
id = "fish"
series = "dead-fish"
measure = "other"
unit = "other"
population = "fish"
qualifier = "more_than"
lower = 160
status = "reported"
as-of = 2026-10-01
claimed-by = "River Watch"

[figure.review]
entered-by = "Dara Lind"
reviewed-by = "Ada"
"#;
    let method = "# How the figures are chosen\n\nRiver Watch counts. Corrections go to privacy@example.org.\n";
    let wording = format!("+++\ndate = 2026-11-01\n+++\n{text}");
    [
        ("declaration.toml", declaration.to_owned()),
        ("figures.toml", figures.to_owned()),
        ("method/en.md", method.to_owned()),
        ("text/en.md", wording),
    ]
    .into_iter()
    .map(|(path, content)| (path.to_owned(), content.into_bytes()))
    .collect()
}
