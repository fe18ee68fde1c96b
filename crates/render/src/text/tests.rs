use proptest::prelude::*;

use super::*;

fn figures(id: &str) -> Option<FigureWords> {
    (id == "killed").then(|| FigureWords::new("more than 160", "en"))
}

fn check(markdown: &str, expected: &str) {
    assert_eq!(to_html(markdown, &figures).html.as_str(), expected);
}

#[test]
fn the_first_heading_is_the_title_and_leaves_the_body() {
    let body = to_html("# Clean *rivers* & us\n\nWords.\n", &figures);
    assert_eq!(body.title, "Clean rivers & us");
    assert_eq!(body.html.as_str(), "<p>Words.</p>\n");
}

#[test]
fn emphasis_quotations_and_lists_are_kept() {
    check(
        "> *Once* **more**\n\n1. a\n2. b\n",
        "<blockquote>\n<p><em>Once</em> <strong>more</strong></p>\n</blockquote>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n",
    );
}

#[test]
fn a_figure_is_a_link_to_its_source_and_capitalised_where_a_sentence_begins() {
    check(
        "{figure:killed} died. We mourn {figure:killed} people.\n",
        "<p><a class=\"figure\" href=\"#figure-killed\">More than 160</a> died. We mourn \
         <a class=\"figure\" href=\"#figure-killed\">more than 160</a> people.</p>\n",
    );
}

#[test]
fn a_figure_that_was_taken_back_says_so_outside_the_text() {
    let figures = |id: &str| Some(figures(id)?.taken_back(Words::for_language("en")));
    let text = "Over {figure:killed} died.\n";
    assert_eq!(
        to_html(text, &figures).html.as_str(),
        "<p>Over <a class=\"figure\" href=\"#figure-killed\">more than 160</a> \
         <span class=\"warn\" lang=\"en\" dir=\"ltr\">(retracted)</span> died.</p>\n",
    );
    assert!(!to_text(text, &figures).contains("retracted"));
}

#[test]
fn emphasis_does_not_begin_a_sentence() {
    check(
        "They say *{figure:killed}* died.\n",
        "<p>They say <em><a class=\"figure\" href=\"#figure-killed\">more than 160</a></em> died.</p>\n",
    );
}

fn frame(language: &str, cite: Option<&str>) -> Frame {
    Frame {
        language: language.to_owned(),
        cite: cite.map(str::to_owned),
        caption: Html::trusted("Ada".to_owned()),
        omitted: "left \"out\"".to_owned(),
    }
}

#[test]
fn the_outermost_quotations_get_their_frames_in_their_order() {
    let frames = [
        frame("ar", None),
        frame("en", Some("https://a.example/?b&c")),
    ];
    let markdown = "# One\n\n> a\n>\n> > b\n\nWords.\n\n> c\n\n> d\n";
    let html = to_html_quoting(markdown, &figures, &frames);
    assert_eq!(
        html.as_str(),
        "<h2>One</h2>\n<figure class=\"quotation\"><blockquote lang=\"ar\" dir=\"rtl\">\n<p>a</p>\n\
         <blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n<figcaption>Ada</figcaption></figure>\n\
         <p>Words.</p>\n<figure class=\"quotation\"><blockquote lang=\"en\" dir=\"ltr\" \
         cite=\"https://a.example/?b&amp;c\">\n<p>c</p>\n</blockquote>\n<figcaption>Ada</figcaption></figure>\n\
         <blockquote>\n<p>d</p>\n</blockquote>\n"
    );
}

#[test]
fn what_is_left_out_of_a_quotation_says_so_and_nothing_is_run_together() {
    let html = to_html_quoting(
        "(…) x\n\n> a (…) & [...] b\n",
        &figures,
        &[frame("en", None)],
    );
    let marked = |mark: &str| {
        format!("<abbr class=\"omission\" title=\"left &quot;out&quot;\">{mark}</abbr>")
    };
    let words = format!("<p>a {} &amp; {} b</p>", marked("(…)"), marked("[...]"));
    assert!(html.as_str().contains(&words), "{}", html.as_str());
    assert!(html.as_str().starts_with("<p>(…) x</p>"));
}

#[test]
fn a_figure_nobody_knows_stays_visible() {
    check("{figure:lost} died.\n", "<p>{figure:lost} died.</p>\n");
}

#[test]
fn demands_carry_their_ids_and_their_section_ends_with_the_next_heading() {
    check(
        "## We demand {.demands}\n\n- Release *all*! {#release}\n- No more\n  of it. {#no-more}\n\n## After\n\n- x {#y}\n",
        "<section class=\"demands\">\n<h2>We demand</h2>\n<ul>\n<li id=\"demand-release\">Release <em>all</em>!</li>\n\
         <li id=\"demand-no-more\">No more\nof it.</li>\n</ul>\n</section>\n<h2>After</h2>\n<ul>\n<li>x {#y}</li>\n</ul>\n",
    );
}

#[test]
fn demands_apart_by_empty_lines_and_with_lists_inside_keep_their_ids() {
    check(
        "## D {.demands}\n\n- a {#a}\n\n- b {#b}\n  - inner\n",
        "<section class=\"demands\">\n<h2>D</h2>\n<ul>\n<li id=\"demand-a\"><p>a</p></li>\n\
         <li id=\"demand-b\"><p>b</p>\n<ul>\n<li>inner</li>\n</ul></li>\n</ul>\n</section>\n",
    );
}

#[test]
fn only_links_to_pages_and_mailboxes_are_links() {
    check(
        "[a](https://a.example/?x=1&y=2)\n",
        "<p><a href=\"https://a.example/?x=1&amp;y=2\">a</a></p>\n",
    );
    check(
        "<who@a.example>\n",
        "<p><a href=\"mailto:who@a.example\">who@a.example</a></p>\n",
    );
    check(
        "[a](javascript:alert(1)) [b](/local) [c](JaVaScRiPt:x)\n",
        "<p>a b c</p>\n",
    );
    check("[a](data:text/html,x)\n", "<p>a</p>\n");
}

#[test]
fn raw_html_is_shown_and_not_interpreted() {
    check(
        "a <b onclick=\"x\">c</b>\n",
        "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>\n",
    );
    check(
        "<script>alert(1)</script>\n",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n",
    );
    check("![words](https://a.example/x.png)\n", "<p>words</p>\n");
}

/// Every tag this module writes, without attributes.
const TAGS: [&str; 13] = [
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "blockquote",
    "em",
    "strong",
    "a",
    "section",
    "br",
    "hr",
];

/// The attributes each of them may carry, in full up to the value.
const ATTRIBUTES: [&str; 5] = [
    "class=\"demands\"",
    "class=\"figure\" href=\"#figure-",
    "href=\"http",
    "href=\"mailto:",
    "id=\"demand-",
];

fn assert_only_known_markup(html: &str) {
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("every tag is closed");
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(
            TAGS.contains(&name.trim_start_matches('/')),
            "unknown tag <{tag}>"
        );
        let known = |start: &&str| attributes.to_ascii_lowercase().starts_with(*start);
        assert!(
            attributes.is_empty() || ATTRIBUTES.iter().any(known),
            "unknown attributes <{tag}>"
        );
        assert!(
            attributes.matches('"').count() % 2 == 0 && attributes.matches('"').count() <= 4,
            "<{tag}>"
        );
    }
}

/// Pieces that are likely to meet badly.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script>"),
        Just("</p>"),
        Just("<img src=x onerror=y>"),
        Just("[x]("),
        Just("javascript:a"),
        Just(")"),
        Just("https://a.example/\""),
        Just("{figure:killed}"),
        Just("{figure:\"><b>}"),
        Just("{#a}"),
        Just("{#\"><b>}"),
        Just("## d {.demands}\n\n"),
        Just("- "),
        Just("> "),
        Just("\n\n"),
        Just("*"),
        Just("`"),
        Just("    "),
        Just("'\""),
        Just("&lt;"),
        Just("&#60;"),
        Just("\n"),
        Just("# "),
        Just("![a](b)"),
        Just("<!--"),
        Just("]]>"),
        Just("<https:x>"),
    ];
    proptest::collection::vec(
        prop_oneof![piece.prop_map(str::to_owned), "\\PC{0,6}"],
        0..24,
    )
    .prop_map(|all| all.concat())
}

proptest! {
    #[test]
    fn whatever_is_written_only_our_own_elements_come_out(markdown in hostile()) {
        let body = to_html(&markdown, &figures);
        assert_only_known_markup(body.html.as_str());
    }

    #[test]
    fn every_element_that_opens_is_closed_in_order(markdown in hostile()) {
        let html = to_html(&markdown, &figures).html;
        let mut open = Vec::new();
        for tag in html.as_str().split('<').skip(1) {
            let name = tag.split(['>', ' ']).next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(name) => prop_assert_eq!(open.pop(), Some(name.to_owned()), "in {}", html.as_str()),
                None if name == "br" || name == "hr" => {}
                None => open.push(name.to_owned()),
            }
        }
        prop_assert!(open.is_empty(), "left open: {:?} in {}", open, html.as_str());
    }
}

fn anchored(markdown: &str) -> String {
    let anchors: Vec<Anchor> = domain::text::paragraphs(markdown)
        .iter()
        .enumerate()
        .map(|(number, paragraph)| Anchor {
            start: paragraph.start,
            id: format!("p-{number}"),
            behind: number == 2,
        })
        .collect();
    to_anchored_html(markdown, &figures, &anchors)
        .html
        .as_str()
        .to_owned()
}

#[test]
fn each_paragraph_carries_its_name_on_its_first_element() {
    assert_eq!(
        anchored("# T\n\nWords.\n\n## Next\n\n> a\n>\n> b\n\n1. one\n\n   more\n2. two\n"),
        "<p id=\"p-1\">Words.</p>\n<h2 id=\"p-2\" class=\"behind\">Next</h2>\n<blockquote id=\"p-3\">\n<p>a</p>\n\
         <p id=\"p-4\">b</p>\n</blockquote>\n<ol>\n<li id=\"p-5\"><p>one</p>\n<p id=\"p-6\">more</p>\n</li>\n\
         <li id=\"p-7\"><p>two</p>\n</li>\n</ol>\n"
    );
}

#[test]
fn a_demand_has_one_name() {
    assert_eq!(
        anchored("# T\n\n## D {.demands}\n\n- Stop it. {#stop}\n- Pay. {#pay}\n"),
        "<section class=\"demands\">\n<h2 id=\"p-1\">D</h2>\n<ul>\n<li id=\"demand-stop\" class=\"behind\">Stop it.</li>\n\
         <li id=\"demand-pay\">Pay.</li>\n</ul>\n</section>\n"
    );
}

proptest! {
    #[test]
    fn names_never_change_the_words_and_never_stand_twice(lines in prop::collection::vec("(- |> |1\\. |## )?[ab *]{0,5}", 0..12)) {
        let text = format!("# T\n{}\n", lines.join("\n"));
        let named = anchored(&text);
        let bare = to_html(&text, &figures).html;
        let without: String = named
            .split_inclusive('>')
            .map(|piece| match piece.split_once(" id=\"p-") {
                Some((start, _)) => format!("{start}>"),
                None => piece.to_owned(),
            })
            .collect();
        prop_assert_eq!(without, bare.as_str());
        let ids: Vec<&str> = named.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        prop_assert_eq!(unique.len(), ids.len());
    }
}
