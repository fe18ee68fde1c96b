//! Several nodes of one site on one PostgreSQL server, and a mail server that takes everything.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use mail_parser::MessageParser;
use store::conformance::server::Server as Postgres;
use testkit::sink::{Sink, SinkOptions};
use tokio::runtime::Runtime;

use crate::mails::{Links, links};
use crate::program::{self, Ran, wait_for, workspace};
use crate::site::{RECIPIENT, Server, copy, free_port, seal_to};
use crate::visitor::{Person, Visitor};

pub const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

/// A site that several processes serve.
pub struct Cluster {
    /// The server that was started for it.
    postgres: Option<Mutex<Postgres>>,
    folder: tempfile::TempDir,
    addresses: Vec<String>,
    post: Post,
}

/// What the mail server took.
pub struct Post {
    sink: Sink,
    read: Mutex<Read>,
    _runtime: Runtime,
}

#[derive(Default)]
struct Read {
    number: usize,
    links: HashMap<String, Links>,
    /// The `Message-ID` of every mail, by recipient.
    ids: BTreeMap<String, Vec<String>>,
}

impl Cluster {
    /// A site on which the sample about the night bus is published, with the keys on each of its nodes;
    /// nothing where the machine has no PostgreSQL, which is said aloud.
    pub fn of(nodes: usize, test: &str) -> Option<Self> {
        let Some(programs) = Postgres::programs() else {
            program::skip("tool: postgresql", test);
            return None;
        };
        let postgres = Postgres::start(&programs).unwrap();
        let mut cluster = Self::at(&postgres.address(), &[], nodes);
        cluster.postgres = Some(Mutex::new(postgres));
        Some(cluster)
    }

    /// The same, in a database that is there; `more` is said to `init`.
    pub fn at(database: &str, more: &[&str], nodes: usize) -> Self {
        let cluster = Self {
            folder: tempfile::tempdir().unwrap(),
            addresses: (0..nodes)
                .map(|_| format!("127.0.0.1:{}", free_port()))
                .collect(),
            post: Post::new(),
            postgres: None,
        };
        cluster.begin(database, more);
        for node in 1..nodes {
            cluster.add(node);
        }
        cluster
    }

    /// The server that was started for it, to be stopped and started again.
    pub fn postgres(&self) -> MutexGuard<'_, Postgres> {
        self.postgres.as_ref().unwrap().lock().unwrap()
    }

    fn begin(&self, database: &str, more: &[&str]) {
        let (address, base_url) = (&self.addresses[0], self.base_url());
        let site = [
            "init",
            "node-0",
            "--base-url",
            &base_url,
            "--listen",
            address,
        ];
        let named = ["--name", "Test", "--database", database];
        self.run(&[&site[..], &named[..], more].concat()).ended(0);
        self.edit(0, |config| {
            let mut lines: Vec<&str> = config.lines().collect();
            lines.retain(|line| !line.starts_with("capture"));
            let port = self.post.sink.port;
            let smtp = "\n[mail.smtp]\nhost = \"127.0.0.1\"\nsecurity = \"none\"\nport = ";
            format!("{}{smtp}{port}\n", lines.join("\n"))
        });
        let folder = self.path("night-bus");
        copy(&workspace().join("samples/night-bus"), &folder);
        seal_to(&folder, RECIPIENT);
        self.run(&["publish", "night-bus", "--config", "node-0"])
            .ended(0);
    }

    /// One more node: the config file and the keys of the first.
    fn add(&self, node: usize) {
        copy(&self.path("node-0"), &self.path(&format!("node-{node}")));
        let (first, own) = (&self.addresses[0], &self.addresses[node]);
        let listen = |address| format!("listen = \"{address}\"");
        self.edit(node, |config| config.replace(&listen(first), &listen(own)));
    }

    /// Changes the config file of a node.
    pub fn edit(&self, node: usize, change: impl FnOnce(&str) -> String) {
        self.edit_in(&format!("node-{node}"), change);
    }

    /// Changes the config file in a folder.
    pub fn edit_in(&self, folder: &str, change: impl FnOnce(&str) -> String) {
        let file = self.path(&format!("{folder}/config.toml"));
        let config = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, change(&config)).unwrap();
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        program::run(self.folder.path(), arguments)
    }

    pub fn number(&self) -> usize {
        self.addresses.len()
    }

    /// The address of the site, at which its first node happens to listen.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.addresses[0])
    }

    /// Starts a node; ready when this returns.
    pub fn serve(&self, node: usize) -> Server {
        let mut command = program::command(self.folder.path());
        let name = format!("node-{node}");
        command.args(["serve", "--config", &name]);
        Server::start(command, "listening on", &self.path(&format!("{name}.log")))
    }

    /// Somebody whom the balancer leads to a node.
    pub fn visitor(&self, node: usize) -> Visitor {
        Visitor::new(&format!("http://{}", self.addresses[node]))
    }

    /// Signs at one node and presses the button at another; answers the status of the page after it.
    pub fn sign(&self, (here, there): (usize, usize), name: &str) -> u16 {
        let links = self.submit(here, name);
        self.press(there, &links)
    }

    /// Signs at a node, and waits for the mail.
    pub fn submit(&self, node: usize, name: &str) -> Links {
        let visitor = self.visitor(node);
        let token = visitor.form_token(NIGHT_BUS);
        let who = person(name);
        assert_eq!(visitor.sign(NIGHT_BUS, &token, &who).status, 200);
        wait_for("the mail", || self.post.look(&who.email))
    }

    /// Presses the button at a node; answers the status of the page after it.
    pub fn press(&self, node: usize, links: &Links) -> u16 {
        let fields = [("token", links.confirm.as_str())];
        self.visitor(node).post("/confirm", &fields).status
    }

    /// Waits until a node shows a count.
    #[track_caller]
    pub fn shows(&self, node: usize, total: u64) {
        let visitor = self.visitor(node);
        wait_for("the count", || {
            let count = visitor.json("/d/night-bus/count.json");
            (count["total"] == total).then_some(())
        });
    }

    /// What the mail server took.
    pub const fn post(&self) -> &Post {
        &self.post
    }
}

impl Post {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let sink = runtime.block_on(Sink::start(SinkOptions::default()));
        Self {
            sink: sink.unwrap(),
            read: Mutex::default(),
            _runtime: runtime,
        }
    }

    /// The mail to an address, if it has come.
    pub fn look(&self, address: &str) -> Option<Links> {
        let mut read = self.read.lock().unwrap();
        if self.sink.number() as usize > read.number {
            read.take_in(&self.sink);
        }
        read.links.get(address).cloned()
    }

    /// How many of these addresses got their mail, and how many second copies came; each mail has one
    /// `Message-ID`, however often it came.
    pub fn counted(&self, promised: &[String]) -> (usize, usize) {
        let mut read = self.read.lock().unwrap();
        read.take_in(&self.sink);
        for ids in read.ids.values_mut() {
            let copies = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), 1, "two mails for one address");
            let id = ids[0].clone();
            ids.resize(copies, id);
        }
        let arrived = promised.iter().filter(|to| read.ids.contains_key(*to));
        let again = read.ids.values().map(|ids| ids.len() - 1).sum();
        (arrived.count(), again)
    }
}

impl Read {
    fn take_in(&mut self, sink: &Sink) {
        for taken in sink.taken().iter().skip(self.number) {
            self.number += 1;
            self.links.extend(links(&taken.message));
            let message = MessageParser::default().parse(&taken.message).unwrap();
            let id = message.message_id().unwrap().to_owned();
            let ids = self.ids.entry(taken.recipient.clone()).or_default();
            ids.push(id);
        }
    }
}

pub fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: format!("{}@example.org", name.to_lowercase().replace(' ', "-")),
        listing: "named",
    }
}
