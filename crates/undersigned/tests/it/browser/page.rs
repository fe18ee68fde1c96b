//! A browser window, and what a person does in it. Everything is found by the words that are read.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::wait_for;

/// How long another page may take: a loaded machine, not a slow site.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often is looked whether it is there.
const GLANCE: Duration = Duration::from_millis(20);

/// A browser with one window. Dropping it closes the browser.
pub struct Page {
    client: Client,
    /// Where the driver takes commands for this browser.
    session: String,
    downloads: TempDir,
}

impl Page {
    /// A browser that was just opened.
    pub async fn new(client: Client, driver: &str, downloads: TempDir) -> Self {
        let session = client.session_id().await.ok().flatten();
        let session = session.expect("an open browser has a session");
        Self {
            client,
            session: format!("{driver}/session/{session}"),
            downloads,
        }
    }

    /// Goes to an address.
    pub async fn goto(&self, url: &str) {
        let gone = self.client.goto(url).await;
        gone.unwrap_or_else(|error| panic!("cannot open {url}: {error}"));
    }

    /// Goes to an address, past what the browser keeps.
    pub async fn goto_fresh(&self, url: &str) {
        self.goto(url).await;
        self.client
            .refresh()
            .await
            .expect("the page must load again");
    }

    /// Where the window is.
    pub async fn url(&self) -> String {
        let url = self.client.current_url().await;
        url.expect("a window has an address").to_string()
    }

    /// The title of the window.
    pub async fn title(&self) -> String {
        self.client.title().await.expect("a page has a title")
    }

    /// The main heading.
    pub async fn heading(&self) -> String {
        self.words("h1").await
    }

    /// What is read in the first element that matches a selector.
    pub async fn words(&self, selector: &str) -> String {
        let element = self.found(Locator::Css(selector), selector).await;
        element.text().await.expect("an element has words")
    }

    /// The document of the page.
    pub async fn source(&self) -> String {
        self.client.source().await.expect("a page has a source")
    }

    /// How many elements match a selector.
    pub async fn how_many(&self, selector: &str) -> usize {
        let found = self.client.find_all(Locator::Css(selector)).await;
        found.expect("the selector must be one").len()
    }

    /// Follows the link that reads so, to another page.
    pub async fn follow(&self, words: &str) {
        self.leaving(self.jump(words)).await;
    }

    /// Follows the link that reads so, to another part of this page.
    pub async fn jump(&self, words: &str) {
        self.click(&format!("//a[normalize-space(.)=\"{words}\"]"))
            .await;
    }

    /// Presses the button that reads so and leads to another page.
    pub async fn press(&self, words: &str) {
        self.leaving(self.save(words)).await;
    }

    /// Presses the button that reads so and saves a file.
    pub async fn save(&self, words: &str) {
        self.click(&format!("//button[normalize-space(.)=\"{words}\"]"))
            .await;
    }

    /// Does what leads to another page, and waits until that is there whole.
    pub async fn leaving(&self, act: impl Future<Output = ()>) {
        self.ask("window.isLeft = true").await;
        act.await;
        let is_there = "return !window.isLeft && document.readyState === 'complete'";
        let begun = Instant::now();
        // Between two pages there is none to ask.
        while self.client.execute(is_there, Vec::new()).await.ok() != Some(Value::Bool(true)) {
            assert!(begun.elapsed() < PATIENCE, "still at {}", self.url().await);
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Ticks or chooses what has the label that begins so.
    pub async fn choose(&self, label: &str) {
        self.click(&labelled(label)).await;
    }

    /// Writes into the field with the label that begins so, in place of what stands there.
    pub async fn fill(&self, label: &str, value: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(value).await.expect("a field can be filled");
    }

    /// Chooses a file in the field with the label that begins so.
    pub async fn attach(&self, label: &str, path: &str) {
        let field = self.field(label).await;
        field.send_keys(path).await.expect("a file can be chosen");
    }

    /// Opens what is folded under these words.
    pub async fn open_details(&self, words: &str) {
        self.click(&format!("//summary[normalize-space(.)=\"{words}\"]"))
            .await;
    }

    /// What stands in the field with this name.
    pub async fn value(&self, name: &str) -> String {
        let selector = format!("[name='{name}']");
        let field = self.found(Locator::Css(&selector), &selector).await;
        field.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// Presses a key, wherever the focus is.
    pub async fn key(&self, key: Key) {
        self.type_keys(&char::from(key).to_string()).await;
    }

    /// Types, wherever the focus is.
    pub async fn type_keys(&self, text: &str) {
        let keys = text
            .chars()
            .fold(KeyActions::new("keyboard".into()), |keys, value| {
                keys.then(KeyAction::Down { value })
                    .then(KeyAction::Up { value })
            });
        let typed = self.client.perform_actions(keys).await;
        typed.expect("keys can be pressed");
    }

    /// Runs a script of the tests, which works where pages may not run their own, too.
    pub async fn ask(&self, script: &str) -> Value {
        let answer = self.client.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{error}\nin the script: {script:.300}"))
    }

    /// Runs a script of the tests that calls its last argument with its answer.
    pub async fn ask_later(&self, script: &str, argument: Value) -> Value {
        let answer = self.client.execute_async(script, vec![argument]).await;
        answer.unwrap_or_else(|error| panic!("{error}\nin the script: {script:.300}"))
    }

    /// A picture of what is in the window.
    pub async fn picture(&self) -> Vec<u8> {
        self.client
            .screenshot()
            .await
            .expect("a window can be pictured")
    }

    /// Gives a command of the Chrome DevTools Protocol, and returns its result.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters }).to_string();
        let mut answer = ureq::post(&format!("{}/goog/cdp/execute", self.session))
            .content_type("application/json")
            .send(body)
            .unwrap_or_else(|error| panic!("{command}: {error}"));
        let answer = answer.body_mut().read_to_string();
        let answer = answer.expect("the driver answers with text");
        let mut answer: Value = serde_json::from_str(&answer).expect("the driver answers in JSON");
        answer["value"].take()
    }

    /// Waits for a file that the browser saves.
    pub fn saved(&self, name: &str) -> PathBuf {
        let file = self.downloads.path().join(name);
        wait_for(name, || file.exists().then_some(()));
        file
    }

    /// Asserts that pages in this browser can run scripts, or cannot.
    pub async fn runs_scripts(&self, expected: bool) {
        self.goto("data:text/html,<title>off</title><script>document.title='on'</script>")
            .await;
        assert_eq!(self.title().await == "on", expected);
    }

    async fn click(&self, path: &str) {
        let element = self.found(Locator::XPath(path), path).await;
        let clicked = element.click().await;
        clicked.unwrap_or_else(|error| panic!("cannot click {path}: {error}"));
    }

    /// The field with the label that begins so.
    async fn field(&self, label: &str) -> Element {
        let path = labelled(label);
        let label = self.found(Locator::XPath(&path), &path).await;
        let id = label.attr("for").await.ok().flatten();
        let id = id.expect("a label names its field");
        self.found(Locator::Id(&id), &id).await
    }

    async fn found(&self, locator: Locator<'_>, what: &str) -> Element {
        match self.client.find(locator).await {
            Ok(element) => element,
            Err(error) => {
                let text = self.ask("return document.body.innerText").await;
                let text = text.as_str().unwrap_or_default();
                panic!("no {what} at {}: {error}\n{text}", self.url().await);
            }
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // Without waiting for an async runtime, which may be on its way down with a failed journey.
        // Should it fail, the browser ends with its driver.
        let _ = ureq::delete(&self.session).call();
    }
}

/// A label by the words it begins with. The field that only programs fill in is never meant.
fn labelled(words: &str) -> String {
    format!(
        "//label[starts-with(normalize-space(.), \"{words}\") and not(ancestor::*[@class='trap'])]"
    )
}
