//! A look at a whole page: is it accessible, does it fit, what does it look like?

use std::path::PathBuf;

use serde_json::json;

use super::axe::{Rules, violations};
use super::page::Page;
use super::stage::Stage;

/// A window as somebody has it.
struct Window {
    name: &'static str,
    width: u64,
    height: u64,
    scheme: &'static str,
}

const DESK: Window = Window {
    name: "desk",
    width: 1280,
    height: 900,
    scheme: "light",
};
const PHONE: Window = Window {
    name: "phone",
    width: 390,
    height: 844,
    scheme: "light",
};
const DARK: Window = Window {
    name: "dark",
    width: 390,
    height: 844,
    scheme: "dark",
};
/// A desk at which everything is magnified to 400 % (WCAG 2.2, 1.4.10 Reflow).
const NARROW: Window = Window {
    name: "narrow",
    width: 320,
    height: 256,
    scheme: "light",
};

/// The tallest picture that Chromium makes has 16,384 pixels; what comes below that is cut off.
const TALLEST: u64 = 16_000;

/// What sticks out of the window, unless it lies in something that scrolls by itself.
const STICKS_OUT: &str = r#"
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
    const out = [...document.body.querySelectorAll('*')].filter(e => {
        const box = e.getBoundingClientRect();
        return (box.right > innerWidth + 1 || box.left < -1) && box.width > 1 && !scrolls(e.parentElement);
    }).map(e => e.outerHTML.slice(0, 80));
    return out.length ? out : ['something wider than the window'];"#;

/// Looks at pages, remembers what is wrong with them, and leaves their pictures.
pub struct Eye<'s> {
    stage: &'s Stage,
    pictures: PathBuf,
    /// What was wrong: the page, the rule, the element.
    pub faults: Vec<String>,
}

impl<'s> Eye<'s> {
    /// An eye that has seen nothing.
    pub fn new(stage: &'s Stage) -> Self {
        let pictures = crate::program::workspace().join("target/screenshots");
        std::fs::create_dir_all(&pictures).expect("target/ can be written");
        Self {
            stage,
            pictures,
            faults: Vec::new(),
        }
    }

    /// Looks at the open page.
    pub async fn look(&mut self, page: &Page, name: &str) {
        DESK.apply(page);
        self.check(page, name, Rules::All).await;
        self.picture(page, name, &DESK).await;
        PHONE.apply(page);
        self.picture(page, name, &PHONE).await;
        DARK.apply(page);
        self.check(page, name, Rules::Contrast).await;
        self.picture(page, name, &DARK).await;
        NARROW.apply(page);
        let out: Vec<String> =
            serde_json::from_value(page.ask(STICKS_OUT).await).expect("a list of elements");
        let out = out.into_iter().take(3);
        self.faults
            .extend(out.map(|element| format!("{name} at 320 px: {element}")));
        DESK.apply(page);
    }

    /// Fails when something was wrong anywhere, and says all of it.
    pub fn saw_nothing_wrong(&self) {
        assert!(self.faults.is_empty(), "\n{}\n", self.faults.join("\n"));
    }

    async fn check(&mut self, page: &Page, name: &str, rules: Rules) {
        let found = violations(page, &self.stage.axe, rules).await;
        self.faults
            .extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }

    async fn picture(&self, page: &Page, name: &str, window: &Window) {
        let height = page
            .ask("return document.documentElement.scrollHeight")
            .await;
        let height = height.as_u64().unwrap_or(window.height);
        Window {
            height: height.clamp(window.height, TALLEST),
            ..*window
        }
        .apply(page);
        let file = self.pictures.join(format!("{name}.{}.png", window.name));
        std::fs::write(file, page.picture().await).expect("target/ can be written");
    }
}

impl Window {
    fn apply(&self, page: &Page) {
        let size = json!({
            "width": self.width,
            "height": self.height,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        page.devtools("Emulation.setDeviceMetricsOverride", &size);
        page.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }));
        let scheme = json!({ "name": "prefers-color-scheme", "value": self.scheme });
        page.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [scheme] }),
        );
    }
}
