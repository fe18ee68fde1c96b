//! From letters at places to lines of text.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// The most letters of a document: twice what its text may have in bytes.
const MAX_LETTERS: usize = 2 * crate::decode::MAX_DOCUMENT;
/// A gap of this part of the size of the letters is a space.
const SPACE: f64 = 0.15;
/// Letters whose feet differ by this part of their size stand on different lines.
const LINE: f64 = 0.5;
/// Lines further apart than this many times the usual distance belong to different paragraphs.
const PARAGRAPH: f64 = 1.3;
/// Letters larger or smaller by this factor belong to something else: a heading, a note.
const OTHER_SIZE: f64 = 1.12;

/// One line on a page.
pub(super) struct Line {
    pub(super) text: String,
    /// The height of its feet above the lower edge, and the size of its letters.
    foot: f64,
    size: f64,
    end: f64,
}

/// Where letters stand: the beginning and end of their feet, and their size.
struct Glyph {
    x: f64,
    y: f64,
    size: f64,
    end: f64,
}

/// One page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
}

/// The pages while letters arrive.
#[derive(Default)]
pub(super) struct Layout {
    pages: Vec<Page>,
    letters: usize,
}

impl Layout {
    /// Whether there were too many letters.
    pub(super) const fn is_full(&self) -> bool {
        self.letters > MAX_LETTERS
    }

    pub(super) fn finish(self) -> Vec<Page> {
        self.pages
    }
}

impl OutputDev for Layout {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.pages.push(Page::default());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        letters: &str,
    ) -> Result<(), OutputError> {
        self.letters += letters.len().max(1);
        if self.is_full() {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let (x, y) = (place.m31, place.m32);
        let size = font_size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let is_placed = [x, y, size, width].iter().all(|number| number.is_finite());
        if let Some(page) = self.pages.last_mut().filter(|_| is_placed) {
            let glyph = Glyph {
                x,
                y,
                size,
                end: x + width * size,
            };
            page.add(&glyph, letters);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Page {
    fn add(&mut self, glyph: &Glyph, letters: &str) {
        let Glyph { x, y, size, end } = *glyph;
        let open = self.lines.last_mut().filter(|line| {
            // Small letters above the line are still on it.
            let reach = LINE * line.size.max(size);
            (line.foot - y).abs() < reach && x > line.end - line.size.max(size)
        });
        match open {
            Some(line) => {
                let has_gap = x > line.end + SPACE * line.size;
                if has_gap && !line.text.ends_with(' ') && !letters.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(letters);
                line.end = end;
                line.size = line.size.max(size);
            }
            None if letters.trim().is_empty() => {}
            None => self.lines.push(Line {
                text: letters.to_owned(),
                foot: y,
                size,
                end,
            }),
        }
    }

    /// The page as text: an empty line between what does not belong together.
    pub(super) fn text(&self) -> String {
        let usual = self.usual_distance();
        let mut text = String::new();
        let mut before: Option<&Line> = None;
        for line in self
            .lines
            .iter()
            .filter(|line| !line.text.trim().is_empty())
        {
            if let Some(before) = before {
                let distance = before.foot - line.foot;
                let ratio = (before.size / line.size).max(line.size / before.size);
                let is_apart = distance > usual * PARAGRAPH || distance < 0.0 || ratio > OTHER_SIZE;
                text.push_str(if is_apart { "\n\n" } else { "\n" });
            }
            text.push_str(&one_space(&line.text));
            before = Some(line);
        }
        text
    }

    /// The distance of lines that most lines have: the middle of all.
    fn usual_distance(&self) -> f64 {
        let pairs = self.lines.windows(2);
        let mut distances: Vec<f64> = pairs
            .map(|pair| pair[0].foot - pair[1].foot)
            .filter(|distance| *distance > 0.0)
            .collect();
        distances.sort_unstable_by(f64::total_cmp);
        // Short texts have more gaps than lines; the smaller third is nearer to lines, and no lines
        // stand further apart than one and a half of their letters.
        let size = self.lines.iter().map(|line| line.size).fold(0.0, f64::max);
        let usual = distances.get(distances.len() / 3).copied().unwrap_or(0.0);
        usual.min(size * 1.5)
    }
}

fn one_space(text: &str) -> String {
    let ligatures = [
        ("ﬀ", "ff"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
    ];
    let words: Vec<&str> = text
        .split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    let joined = words.join(" ").replace(['\n', '\r', '\u{c}'], " ");
    ligatures
        .iter()
        .fold(joined, |text, (sign, letters)| text.replace(sign, letters))
}
