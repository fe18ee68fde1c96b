//! What the domain reads out of a text is what the page shows.

use domain::text::Text;
use render::text::{FigureWords, to_html};

use crate::markup::tags;

const TEXT: &str = "# A title

{figure:held} people are held, *{figure:killed}* were killed; see [this](https://a.example/{figure:held}).

## We demand {.demands}

- Let them
  go! {#release}
- **Tell** us who gave the orders {#name-orders}

## After

- {figure:killed}
";

#[test]
fn figures_and_demands_of_the_outline_are_those_of_the_page() {
    let outline = Text::parse(TEXT).unwrap().outline().unwrap();
    let html = to_html(TEXT, &|id| Some(FigureWords::new(id, "en"))).html;
    let tags = tags(html.as_str());

    let mut linked: Vec<&str> = tags
        .iter()
        .filter_map(|tag| tag.get("href")?.strip_prefix("#figure-"))
        .collect();
    linked.sort_unstable();
    linked.dedup();
    let figures: Vec<&str> = outline
        .figure_ids()
        .into_iter()
        .map(domain::text::MarkId::as_str)
        .collect();
    assert_eq!(linked, figures);

    let shown: Vec<&str> = tags
        .iter()
        .filter_map(|tag| tag.get("id")?.strip_prefix("demand-"))
        .collect();
    let demands: Vec<&str> = outline
        .demands
        .iter()
        .map(|demand| demand.id.as_str())
        .collect();
    assert_eq!(shown, demands);
}
