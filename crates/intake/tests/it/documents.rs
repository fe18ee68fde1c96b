//! Documents in the formats people have, each with its structure and every word.

use domain::text::Text;
use intake::coverage::missing_words;
use intake::document::{self, Format};
use intake::{Draft, DraftKind, Request, folder, import};

use crate::fixtures::{docx, odt, run, word_paragraph, word_part};
use crate::{codes, count, language};

/// Imports a document and checks what holds for all: nothing lost, everything readable.
pub fn imported(bytes: &[u8], format: Format, tag: &str) -> Draft {
    let document = document::read("letter", bytes, None).expect("the document was read");
    assert_eq!(document.format(), format);
    let language = language(tag);
    let request = Request {
        language: Some(&language),
        ..Request::default()
    };
    // The name says nothing: every format is known by its content.
    let draft = import("letter.txt", bytes, &request);
    assert_eq!(
        missing_words(document.text(), &draft),
        [],
        "{}",
        draft.render(false)
    );
    if draft.kind() == DraftKind::Declaration {
        let path = format!("text/{tag}.md");
        let text = draft.files().text(&path).expect("the document was read");
        let body = text.rsplit("+++\n").next().expect("the document was read");
        Text::parse(body)
            .expect("the document was read")
            .outline()
            .expect("the document was read");
    }
    let toml = folder::inspect(draft.files()).findings;
    assert!(toml.iter().all(|finding| finding.code != "toml-malformed"));
    draft
}

/// The text of a draft without its front matter.
pub fn text<'d>(draft: &'d Draft, tag: &str) -> &'d str {
    let text = draft
        .files()
        .text(&format!("text/{tag}.md"))
        .expect("the document was read");
    text.rsplit("+++\n").next().expect("the document was read")
}

/// What every structured format makes of the same letter.
const LETTER: &str = "# Keep the night bus

We **ask** the *council*, as [the report](https://example.org/report) says.

{figure:people-killed} people were killed on the road.

## Why

> Without it I walk home.

- by night
   - in winter
1. first
2. second

## What we demand {.demands}

- Keep the bus. {#keep-bus}
- Publish the numbers\\[2]. {#publish-numbers}

\\[2] See also the annual statement.
";

fn check_letter(draft: &Draft) {
    assert_eq!(text(draft, "en"), LETTER, "{}", draft.render(false));
    let figures = draft
        .files()
        .text("figures.toml")
        .expect("the document was read");
    assert!(
        figures.contains("url = \"https://example.org/count\""),
        "{figures}"
    );
    assert!(figures.contains("note = \"Police count\""), "{figures}");
    assert_eq!(count(draft, "source-found"), 1);
    assert_eq!(count(draft, "source-missing"), 0);
    assert_eq!(count(draft, "footnotes-kept"), 1);
}

#[test]
fn markdown_keeps_its_structure() {
    let draft = imported(
        b"# Keep the night bus\n\nWe **ask** the *council*, as\n[the report](https://example.org/report) says.\n\n\
          More than 160 people were killed[^a] on the road.\n\n## Why\n\n> Without it I walk home.\n\n\
          - by night\n  - in winter\n\n1. first\n2. second\n\n## What we demand\n\n- Keep the bus.\n\
          - Publish the numbers[^b].\n\n[^a]: Police count, https://example.org/count.\n\
          [^b]: See also the annual statement.\n",
        Format::Markdown,
        "en",
    );
    check_letter(&draft);
}

#[test]
fn a_saved_page_gives_its_text_and_says_what_stood_around_it() {
    let page = "<!DOCTYPE html><html><head><title>Night bus - Town News</title><style>p{}</style>\
        <script>var menu = 'never';</script></head><body><nav><a href=/>Home</a> <a href=/a>About us</a></nav>\
        <main><h1>Keep the night bus</h1><p>We <b>ask</b> the <em>council</em>, as \
        <a href='https://example.org/report'>the report</a> says.<p>More than 160 people were killed\
        <sup><a href='#n1' id='r1'>1</a></sup> on the road.<h2>Why</h2><blockquote><p>Without it I walk home.</p>\
        </blockquote><ul><li>by night<ul><li>in winter</ul></ul><ol><li>first<li>second</ol>\
        <h2>What we demand</h2><ul><li><p>Keep the bus.</p></li><li>Publish the numbers<sup><a href='#n2'>2</a>\
        </sup>.</ul><div id='n1'><p>Police count, <a href='https://example.org/count'>https://example.org/count</a>. \
        <a href='#r1'>\u{21a9}</a></div><ol><li id='n2'>See also the annual statement.</ol></main>\
        <footer>Imprint and contact</footer></body></html>";
    let draft = imported(page.as_bytes(), Format::Html, "en");
    check_letter(&draft);
    let said = draft.render(false);
    for words in [
        "Home About us",
        "Imprint and contact",
        "Night bus - Town News",
    ] {
        assert!(said.contains(words), "{said}");
    }
    assert!(!said.contains("never"));
}

#[test]
fn a_page_leads_nowhere_but_where_everybody_can_go() {
    let page = "<html><body><h1>Title</h1><p>A <a href='javascript:alert(1)'>trap</a>, \
        a <a href='/local'>place</a> and a <a href='mailto:a@example.org'>mailbox</a>.</p><p>More text here.</p>";
    let draft = imported(page.as_bytes(), Format::Html, "en");
    let text = text(&draft, "en");
    assert!(
        text.contains("A trap, a place and a [mailbox](mailto:a@example.org)."),
        "{text}"
    );
    assert_eq!(count(&draft, "link-left-out"), 1);
}

#[test]
fn a_page_in_an_old_encoding_is_read_as_it_says() {
    let page = b"<html><meta charset=windows-1251><h1>\xcf\xf0\xe8\xe7\xfb\xe2</h1><p>\xcc\xfb \xef\xf0\xee\xf1\xe8\xec.</p>";
    let draft = imported(page, Format::Html, "ru");
    assert_eq!(text(&draft, "ru"), "# Призыв\n\nМы просим.\n");
}

const STYLES: &str = "<w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>\
    <w:style w:styleId=\"Eigen\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"H2\"/></w:style>\
    <w:style w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>";
const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/></w:num>";
const LINKS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://x/hyperlink\" Target=\"https://example.org/report\" TargetMode=\"External\"/>\
    </Relationships>";

fn word_item(list: u8, depth: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

fn word_reference(id: u8) -> String {
    format!(
        "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
    )
}

#[test]
fn a_docx_keeps_its_structure() {
    let body = [
        word_paragraph("Titel", &run("Keep the night bus")),
        word_paragraph(
            "",
            &format!(
                "{}<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:b w:val=\"1\"/></w:rPr><w:t>sk</w:t></w:r>\
                 {}<w:r><w:rPr><w:i/></w:rPr><w:t>council</w:t></w:r>{}\
                 <w:hyperlink r:id=\"rId1\">{}</w:hyperlink>{}",
                run("We "),
                run(" the "),
                run(", as "),
                run("the report"),
                run(" says.")
            ),
        ),
        word_paragraph(
            "",
            &format!("{}{}{}", run("More than 160 people were killed"), word_reference(2), run(" on the road.")),
        ),
        word_paragraph("Eigen", &run("Why")),
        word_paragraph("Zitat", &run("Without it I walk home.")),
        word_item(5, 0, "by night"),
        word_item(5, 1, "in winter"),
        word_item(6, 0, "first"),
        word_item(6, 0, "second"),
        word_paragraph("H2", &run("What we demand")),
        word_item(5, 0, "Keep the bus."),
        word_paragraph(
            "",
            &format!(
                "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>{}{}{}",
                run("Publish the numbers"),
                word_reference(3),
                run(".")
            ),
        ),
    ]
    .concat();
    let note = |id, text: &str| {
        format!(
            "<w:footnote w:id=\"{id}\">{}</w:footnote>",
            word_paragraph("", &run(text))
        )
    };
    let notes = [
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>".to_owned(),
        note(3, "See also the annual statement."),
        note(2, "Police count, https://example.org/count."),
    ]
    .concat();
    let bytes = docx(
        &body,
        &[
            ("word/styles.xml", &word_part("styles", STYLES)),
            ("word/numbering.xml", &word_part("numbering", NUMBERING)),
            ("word/footnotes.xml", &word_part("footnotes", &notes)),
            ("word/_rels/document.xml.rels", LINKS),
        ],
    );
    check_letter(&imported(&bytes, Format::Docx, "en"));
}

#[test]
fn what_a_docx_hides_is_left_out_and_said() {
    let body = format!(
        "{}<w:p>{}<w:del><w:r><w:delText>secretly</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>\
         <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/a\" </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        word_paragraph("", &run("Title")),
        run("We "),
        run("openly ask."),
        run("Here"),
    );
    let comments = word_part("comments", &word_paragraph("", &run("Between us")));
    let head = word_part("hdr", &word_paragraph("", &run("Draft 3")));
    let bytes = docx(
        &body,
        &[
            ("word/comments.xml", &comments),
            ("word/header1.xml", &head),
        ],
    );
    let draft = imported(&bytes, Format::Docx, "en");
    assert_eq!(
        text(&draft, "en"),
        "# Title\n\nWe openly ask.\n\n[Here](https://example.org/a)\n"
    );
    let said = draft.render(false);
    for words in ["secretly", "Between us", "Draft 3"] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn an_odt_keeps_its_structure() {
    let styles = "<style:style style:name=\"B\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
        <style:style style:name=\"I\"><style:text-properties fo:font-style=\"italic\"/></style:style>\
        <style:style style:name=\"P1\" style:parent-style-name=\"Quotations\"/>\
        <text:list-style style:name=\"N\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/></text:list-style>";
    let note = |id, text: &str| {
        format!(
            "<text:note text:id=\"{id}\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>\
             <text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let text = format!(
        "<text:tracked-changes><text:deletion><text:p>withdrawn</text:p></text:deletion></text:tracked-changes>\
         <text:h text:outline-level=\"1\">Keep the night bus</text:h><text:p>We <text:span text:style-name=\"B\">ask</text:span> \
         the <text:span text:style-name=\"I\">council</text:span>, as <text:a xlink:href=\"https://example.org/report\">the report</text:a> \
         says.<office:annotation><text:p>Aside</text:p></office:annotation></text:p><text:p>More<text:s/>than 160 people were killed{} on the road.</text:p>\
         <text:h text:outline-level=\"2\">Why</text:h><text:p text:style-name=\"P1\">Without it I walk home.</text:p>\
         <text:list><text:list-item><text:p>by night</text:p><text:list><text:list-item><text:p>in winter</text:p>\
         </text:list-item></text:list></text:list-item></text:list><text:list text:style-name=\"N\"><text:list-item><text:p>first</text:p>\
         </text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list>\
         <text:h text:outline-level=\"2\">What we demand</text:h><text:list><text:list-item><text:p>Keep the bus.</text:p></text:list-item>\
         <text:list-item><text:p>Publish the numbers{}.</text:p></text:list-item></text:list>",
        note("f1", "Police count, https://example.org/count."),
        note("f2", "See also the annual statement."),
    );
    let draft = imported(&odt(styles, &text), Format::Odt, "en");
    check_letter(&draft);
    let said = draft.render(false);
    assert!(
        said.contains("withdrawn") && said.contains("Aside"),
        "{said}"
    );
}

#[test]
fn the_rows_of_a_table_become_paragraphs_in_every_format() {
    let word_cell = |text: &str| format!("<w:tc>{}</w:tc>", word_paragraph("", &run(text)));
    let word = format!(
        "{}<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl>",
        word_paragraph("", &run("Title")),
        word_cell("Line N7"),
        word_cell("forty trips")
    );
    let open = "<text:h>Title</text:h><table:table><table:table-column table:number-columns-repeated=\"2\"/><table:table-row>\
        <table:table-cell><text:p>Line N7</text:p></table:table-cell><table:table-cell><text:p>forty trips</text:p></table:table-cell>\
        </table:table-row></table:table>";
    let page = "<html><h1>Title</h1><table><tr><td>Line N7</td><td>forty trips</td></tr></table>";
    let marked = "# Title\n\n| Line N7 | forty trips |\n| --- | --- |\n";
    for (bytes, format) in [
        (docx(&word, &[]), Format::Docx),
        (odt("", open), Format::Odt),
        (page.into(), Format::Html),
        (marked.into(), Format::Markdown),
    ] {
        let draft = imported(&bytes, format, "en");
        assert_eq!(
            text(&draft, "en"),
            "# Title\n\nLine N7 | forty trips\n",
            "{format}"
        );
        assert_eq!(count(&draft, "table-unrolled"), 1, "{format}");
    }
}

#[test]
fn arabic_in_a_docx_is_read_in_its_order() {
    let body = [
        word_paragraph("", &run("نداء")),
        word_paragraph("", &run("نطلب من المجلس الحفاظ على حافلة الليل.")),
    ]
    .concat();
    let draft = imported(&docx(&body, &[]), Format::Docx, "ar");
    assert_eq!(
        text(&draft, "ar"),
        "# نداء\n\nنطلب من المجلس الحفاظ على حافلة الليل.\n"
    );
}

#[test]
fn the_language_is_guessed_and_said() {
    let text =
        "Aufruf\n\nWir bitten den Rat der Stadt, die Linie auch in den Nächten zu erhalten.\n";
    let draft = import("x", text.as_bytes(), &Request::default());
    assert!(draft.files().get("text/de.md").is_some());
    assert_eq!(count(&draft, "language-guessed"), 1);
    let english = language("en");
    let named = Request {
        language: Some(&english),
        ..Request::default()
    };
    let draft = import("x", text.as_bytes(), &named);
    assert!(draft.files().get("text/en.md").is_some());
    assert_eq!(count(&draft, "language-differs"), 1);
    let draft = import("x", b"N7 04:30", &Request::default());
    assert_eq!(draft.kind(), DraftKind::Unreadable);
    assert_eq!(codes(&draft), [("language-unclear", 1)]);
}
