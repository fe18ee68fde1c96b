use std::collections::{HashMap, HashSet};

use render::page::{Preview, previews};
use render::words::Words;

use crate::markup::{Node, Tag, read, tags, words};

/// Every page with every sample in every language, one at a time, with its name in the message of a failure.
fn on_every_page(check: impl Fn(&'static Words, &str, &[Tag])) {
    for words in Words::all() {
        for Preview { name, html } in previews(words) {
            let name = format!("{name} in {}", words.lang());
            let tags = std::panic::catch_unwind(|| tags(&html))
                .unwrap_or_else(|_| panic!("cannot be read: {name}\n{html}"));
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                check(words, &html, &tags);
            }));
            assert!(result.is_ok(), "the page is: {name}");
        }
    }
}

fn named<'t>(tags: &'t [Tag], name: &str) -> Vec<&'t Tag> {
    tags.iter().filter(|tag| tag.name == name).collect()
}

#[test]
fn every_page_has_its_language_its_landmarks_and_one_heading() {
    on_every_page(|words, _, tags| {
        let html = named(tags, "html")[0];
        assert_eq!(html.get("lang"), Some(words.lang()));
        assert_eq!(html.get("dir"), Some(words.dir()));
        for landmark in ["title", "main", "h1"] {
            assert_eq!(named(tags, landmark).len(), 1, "<{landmark}>");
        }
        assert!(
            tags.iter().any(|tag| tag.get("href") == Some("#main")),
            "a link to skip to the content"
        );
    });
}

#[test]
fn headings_never_leave_a_level_out() {
    on_every_page(|_, _, tags| {
        let below_summary = tags
            .iter()
            .filter(|tag| !tag.inside.contains(&"details".to_owned()));
        let levels = below_summary.filter_map(|tag| tag.name.strip_prefix('h')?.parse::<u8>().ok());
        let mut last = 0;
        for level in levels.skip_while(|level| *level != 1) {
            assert!(level <= last + 1, "h{level} after h{last}");
            last = level;
        }
    });
}

#[test]
fn every_field_has_a_label_and_every_group_a_legend() {
    on_every_page(|_, _, tags| {
        let labelled: HashSet<_> = named(tags, "label")
            .iter()
            .filter_map(|tag| tag.get("for"))
            .collect();
        for field in tags
            .iter()
            .filter(|tag| ["input", "textarea", "select"].contains(&tag.name.as_str()))
        {
            let by_id = field.get("id").is_some_and(|id| labelled.contains(id));
            let around = field.inside.contains(&"label".to_owned());
            assert!(
                field.get("type") == Some("hidden") || by_id || around,
                "no label: {field:?}"
            );
        }
        assert_eq!(named(tags, "fieldset").len(), named(tags, "legend").len());
        for button in named(tags, "button") {
            assert!(button.inside.contains(&"form".to_owned()));
        }
    });
}

#[test]
fn ids_are_unique_and_everything_that_is_pointed_to_exists() {
    on_every_page(|_, _, tags| {
        let ids: Vec<_> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        let unique: HashSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id stands twice");
        for tag in tags {
            let lists = ["for", "aria-describedby", "aria-labelledby"]
                .iter()
                .filter_map(|name| tag.get(name));
            let mut targets: Vec<&str> = lists.flat_map(str::split_whitespace).collect();
            targets.extend(tag.get("href").and_then(|href| href.strip_prefix('#')));
            for target in targets {
                assert!(
                    unique.contains(target),
                    "nothing has the id {target}: {tag:?}"
                );
            }
        }
    });
}

#[test]
fn nothing_needs_a_script_an_inline_style_or_another_site() {
    on_every_page(|_, _, tags| {
        for tag in tags {
            // The mailbox of a demo shows mails as they are, in a frame that may run nothing.
            let powers = tag.get("sandbox").unwrap_or("allow-scripts");
            let is_tame = tag.name == "iframe" && !powers.contains("script");
            let acts = ["script", "style", "iframe", "img", "object"].contains(&tag.name.as_str());
            assert!(!acts || is_tame, "{tag:?}");
            for (name, value) in &tag.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{tag:?}");
                // A canonical address loads nothing; that of a copy is its original's.
                let is_loaded = tag.name == "link" && tag.get("rel") != Some("canonical");
                let leads_out =
                    ["src", "action"].contains(&name.as_str()) || (is_loaded && name == "href");
                let ours = value.starts_with('/') || value.starts_with("https://sign.example/");
                assert!(!leads_out || ours, "{tag:?}");
                assert!(
                    !value
                        .to_ascii_lowercase()
                        .trim_start()
                        .starts_with("javascript:"),
                    "{tag:?}"
                );
            }
        }
    });
}

#[test]
fn every_message_exists_and_has_all_its_arguments() {
    let keys = crate::catalogues::defined("en");
    on_every_page(|_, html, _| {
        for node in read(html) {
            let Node::Text(text) = node else { continue };
            assert!(
                !text.contains("{$") && !text.contains("{ $"),
                "an argument is missing: {text}"
            );
            assert!(
                !keys.contains_key(text.trim()),
                "a message is missing: {text}"
            );
        }
    });
}

#[test]
fn foreign_titles_carry_their_language_and_direction() {
    let title = "أعيدوا إلينا نهرنا";
    on_every_page(|_, html, _| {
        let nodes = read(html);
        for pair in nodes.windows(2) {
            let [Node::Open(tag), Node::Text(text)] = pair else {
                continue;
            };
            if text.trim() == title && !["title", "bdi", "h1"].contains(&tag.name.as_str()) {
                assert_eq!(
                    (tag.get("lang"), tag.get("dir")),
                    (Some("ar"), Some("rtl")),
                    "{tag:?}"
                );
            }
        }
    });
}

#[test]
fn isolation_marks_stay_out_of_titles_and_attributes() {
    on_every_page(|_, html, tags| {
        let title = html
            .split("<title>")
            .nth(1)
            .and_then(|rest| rest.split("</title>").next())
            .unwrap();
        assert!(
            !title.contains(['\u{2068}', '\u{2069}']) && !title.trim().is_empty(),
            "{title}"
        );
        assert!(
            tags.iter()
                .flat_map(|tag| tag.attributes.values())
                .all(|value| !value.contains('\u{2068}'))
        );
    });
}

#[test]
fn a_form_with_mistakes_says_so_first_and_leads_to_each() {
    for words in Words::all() {
        let page = previews(words)
            .into_iter()
            .find(|page| page.name == "sign-2")
            .unwrap();
        let error = words
            .say("site-window-failed")
            .text("window", "")
            .text("site", "")
            .plain();
        let first_word = error.split(':').next().unwrap();
        assert!(
            page.html.contains(&format!("<title>{first_word}: ")),
            "{first_word}"
        );
        let before_heading = page.html.split("<h1>").next().unwrap();
        for field in [
            "class",
            "name",
            "email",
            "contact",
            "place",
            "descriptor",
            "authority",
            "listing",
            "comment",
        ] {
            assert!(
                before_heading.contains(&format!("href=\"#sign-{field}\"")),
                "{field}"
            );
        }
        assert!(page.html.contains("novalidate"));
        assert!(
            !page.html.contains("<script>alert"),
            "what was entered is shown, not run"
        );
    }
}

#[test]
fn fields_say_what_a_browser_may_fill_in() {
    let page = previews(Words::for_language("en"))
        .into_iter()
        .find(|page| page.name == "declaration-1")
        .unwrap();
    let fields: HashMap<String, Tag> = tags(&page.html)
        .into_iter()
        .filter_map(|tag| Some((tag.get("name")?.to_owned(), tag)))
        .collect();
    assert_eq!(fields["name"].get("autocomplete"), Some("name"));
    assert_eq!(fields["name"].get("spellcheck"), Some("false"));
    assert_eq!(fields["email"].get("autocomplete"), Some("email"));
    assert_eq!(fields["email"].get("type"), Some("email"));
    assert_eq!(fields["website"].get("autocomplete"), Some("off"));
}

#[test]
fn nothing_is_ticked_and_nobody_is_shown_before_they_choose() {
    let page = previews(Words::for_language("en"))
        .into_iter()
        .find(|page| page.name == "declaration-1")
        .unwrap();
    let checked: Vec<(String, String)> = tags(&page.html)
        .into_iter()
        .filter(|tag| tag.attributes.contains_key("checked"))
        .map(|tag| {
            (
                tag.get("name").unwrap().to_owned(),
                tag.get("value").unwrap().to_owned(),
            )
        })
        .collect();
    let chosen = [("class", "person"), ("listing", "counted")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(checked, chosen);
}

#[test]
fn the_listing_can_be_lowered_but_not_raised_before_confirming() {
    let offered = |number: usize| -> Vec<String> {
        let pages = previews(Words::for_language("en"));
        let page = pages
            .into_iter()
            .find(|page| page.name == format!("confirm-{number}"))
            .unwrap();
        let listings = tags(&page.html)
            .into_iter()
            .filter(|tag| tag.get("name") == Some("listing"));
        listings
            .map(|tag| tag.get("value").unwrap().to_owned())
            .collect()
    };
    assert_eq!(offered(0), ["counted"]);
    assert_eq!(offered(1), ["counted", "initials", "named"]);
}

#[test]
fn the_log_is_explained_without_the_words_of_its_makers() {
    for words_of in Words::all() {
        let page = previews(words_of)
            .into_iter()
            .find(|page| page.name == "log-1")
            .unwrap();
        let text = words(&page.html).to_lowercase();
        for word in [
            "blockchain",
            "merkle",
            "hash",
            "inclusion",
            "consistency",
            "konsistenz",
            "token",
        ] {
            assert!(!text.contains(word), "{word} in {}", words_of.lang());
        }
    }
}
