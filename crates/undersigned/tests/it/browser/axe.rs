//! The accessibility checker: axe-core, run inside the page.

use serde_json::json;

use super::page::Page;

/// Which rules are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// WCAG 2.2 at levels A and AA, and what the makers of axe-core call best practice.
    All,
    /// Contrast alone: what another colour scheme can change.
    Contrast,
}

const RUN: &str = r#"
    const [options, done] = arguments;
    axe.run(document, options).then(
        found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`.replace(/\s+/g, ' ')))),
        error => done([String(error)]));"#;

/// Everything that a checker finds wrong with the open page, with rule and selector.
pub async fn violations(page: &Page, axe: &str, rules: Rules) -> Vec<String> {
    let only = match rules {
        Rules::All => json!({
            "type": "tag",
            "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }),
        Rules::Contrast => json!({ "type": "rule", "values": ["color-contrast"] }),
    };
    if page.ask("return typeof axe").await != "object" {
        page.ask(axe).await;
    }
    let options = json!({ "runOnly": only, "resultTypes": ["violations"] });
    let found = page.ask_later(RUN, options).await;
    serde_json::from_value(found).expect("the script answers with sentences")
}
