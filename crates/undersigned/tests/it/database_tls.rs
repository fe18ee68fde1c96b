//! A database that is spoken to over the network: encrypted, and with nobody but the server that was
//! meant. Whoever runs the site is told which of the two sides to mend.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use store::conformance::encrypted;
use store::conformance::server::Server as Postgres;

use super::encrypted::{Identity, identity, identity_until};
use super::nodes::cluster::Cluster;
use super::program::{self, Ran};

const PASSWORD: &str = "geheim";

fn start(own: &Identity) -> Option<(Postgres, u16)> {
    let Some(programs) = Postgres::programs() else {
        program::skip("tool: postgresql", "a database over TLS");
        return None;
    };
    let own = encrypted::Identity {
        certificate: own.pem.clone(),
        key: own.key_pem(),
    };
    Some(Postgres::start_encrypted(&programs, &own, PASSWORD).unwrap())
}

fn address(host: &str, port: u16, mode: &str) -> String {
    format!("host={host} port={port} user=undersigned dbname=postgres sslmode={mode}")
}

/// What `init` is told beside the address: where password and authority are.
struct Files {
    password: PathBuf,
    authority: PathBuf,
}

impl Files {
    fn in_folder(folder: &Path, trusted: &Identity) -> Self {
        let files = Self {
            password: folder.join("password"),
            authority: folder.join("authority.pem"),
        };
        std::fs::write(&files.password, format!("{PASSWORD}\n")).unwrap();
        std::fs::set_permissions(&files.password, Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&files.authority, &trusted.pem).unwrap();
        files
    }

    fn arguments(&self) -> [&str; 4] {
        [
            "--database-password-file",
            self.password.to_str().unwrap(),
            "--database-ca-file",
            self.authority.to_str().unwrap(),
        ]
    }
}

/// The command failed, said of which server it speaks, and what to do.
#[track_caller]
fn is_told(ran: &Ran, host: &str, advice: &str) {
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_ne!(ran.code, 0, "{said}");
    assert!(said.contains(&format!("PostgreSQL at {host}")), "{said}");
    assert!(said.contains(advice), "{said}");
    assert!(!said.contains(PASSWORD), "{said}");
}

#[test]
fn people_sign_through_a_connection_that_is_encrypted() {
    let (own, foreign) = (identity(), identity());
    let Some((_postgres, port)) = start(&own) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_folder(folder.path(), &own);
    let meant = address("localhost", port, "verify-full");
    let cluster = Cluster::at(&meant, &files.arguments(), 1);
    let node = cluster.serve(0);
    assert_eq!(cluster.sign((0, 0), "Ada"), 200);
    assert_eq!(node.stop().0, 0);

    let open = |database: &str| {
        cluster.edit(0, |config| config.replace(&meant, database));
        let ran = cluster.run(&["publish", "night-bus", "--config", "node-0"]);
        cluster.edit(0, |config| config.replace(database, &meant));
        ran
    };
    let elsewhere = address("127.0.0.1", port, "verify-full");
    let advice = "as the server's certificate names it";
    is_told(&open(&elsewhere), "127.0.0.1", advice);
    let open_to_all = address("localhost", port, "disable");
    is_told(&open(&open_to_all), "localhost", "pg_hba.conf");
    std::fs::write(&files.authority, &foreign.pem).unwrap();
    is_told(&open(&meant), "localhost", "`database-ca-file`");
    std::fs::write(&files.authority, &own.pem).unwrap();
    open(&meant).ended(0);
}

#[test]
fn a_certificate_that_has_expired_is_to_be_renewed() {
    let own = identity_until(2_020);
    let Some((_postgres, port)) = start(&own) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_folder(folder.path(), &own);
    let database = address("localhost", port, "require");
    let site = ["init", "site", "--base-url", "http://localhost:8080"];
    let named = ["--database", &database];
    let arguments = [&site[..], &named[..], &files.arguments()].concat();
    let refused = program::run(folder.path(), &arguments);
    is_told(&refused, "localhost", "renew the certificate");
}
