//! PDFs: letters at places, read as lines.

use intake::document::Format;
use intake::{Request, import};

use crate::codes;
use crate::documents::{imported, text};
use crate::fixtures::{Line, pdf};

fn line(foot: u32, text: &'static str) -> Line {
    Line {
        foot,
        size: 11,
        text,
    }
}

#[test]
fn the_lines_of_a_pdf_are_joined_and_its_running_heads_left_out() {
    let pages: Vec<Vec<Line>> = vec![
        vec![
            line(800, "Rundschreiben"),
            Line {
                foot: 760,
                size: 18,
                text: "Für den Nachtbus",
            },
            line(720, "Wir bitten den Rat der Stadt, die Linie zu erhal-"),
            line(706, "ten, auch in den Nächten von Sonntag auf Montag."),
            line(670, "Wir fordern:"),
            line(640, "• Die Linie bleibt."),
            line(626, "• Die Zahlen werden genannt und"),
            line(40, "1"),
        ],
        vec![
            line(800, "Rundschreiben"),
            line(760, "veröffentlicht."),
            line(40, "2"),
        ],
        vec![
            line(800, "Rundschreiben"),
            line(760, "Mit Dank."),
            line(40, "3"),
        ],
    ];
    let draft = imported(&pdf(&pages), Format::Pdf, "de");
    assert_eq!(
        text(&draft, "de"),
        "# Für den Nachtbus\n\nWir bitten den Rat der Stadt, die Linie zu erhalten, auch in den Nächten von Sonntag auf Montag.\n\n\
         Wir fordern:\n\n## Wir fordern {.demands}\n\n- Die Linie bleibt. {#linie-bleibt}\n\
         - Die Zahlen werden genannt und veröffentlicht. {#zahlen-werden-genannt-veroffentlicht}\n\nMit Dank.\n"
    );
    let joined = draft
        .findings()
        .iter()
        .find(|f| f.code == "word-joined")
        .unwrap();
    assert_eq!(joined.place.as_ref().unwrap().file, "letter.txt, page 1");
    assert!(draft.render(false).contains("Rundschreiben"));
}

#[test]
fn a_russian_pdf_is_read_and_an_arabic_one_refused_with_advice() {
    let russian = pdf(&[vec![
        line(700, "Призыв"),
        line(650, "Мы просим сохранить автобус."),
    ]]);
    let draft = imported(&russian, Format::Pdf, "ru");
    assert_eq!(
        text(&draft, "ru"),
        "# Призыв\n\nМы просим сохранить автобус.\n"
    );

    let arabic = pdf(&[vec![line(700, "ةليللا ةلفاح ظفح بلطن")]]);
    let draft = import("a.pdf", &arabic, &Request::default());
    assert_eq!(codes(&draft), [("document-visual-order", 1)]);
    assert!(draft.findings()[0].help.as_ref().unwrap().contains("DOCX"));
}
