//! From one engine to the other, and with the journals of several nodes.

use std::sync::OnceLock;

use store::conformance::server::Server as Postgres;

use super::super::program::{skip, wait_for};
use super::super::site::copy;
use super::Kept;

/// A server that the tests of this file share; nothing where the machine has none, which is said aloud.
fn server(test: &str) -> Option<String> {
    static SERVER: OnceLock<Option<Postgres>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let programs = Postgres::programs()?;
        Some(Postgres::start(&programs).expect("what is installed starts"))
    });
    if server.is_none() {
        skip("tool: postgresql", test);
    }
    server.as_ref().map(Postgres::address)
}

/// Names another database in the config file of a site.
fn point(kept: &Kept, address: &str, schema: &str) {
    let config = kept.site.path("site/config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("database"))
        .collect();
    let lines = format!("database = \"{address}\"\ndatabase-schema = \"{schema}\"\n");
    std::fs::write(&config, format!("{lines}{}\n", kept.join("\n"))).unwrap();
}

#[test]
fn a_backup_goes_to_the_other_engine_and_back_without_those_who_left_on_any_node() {
    let test = "a_backup_goes_to_the_other_engine_and_back_without_those_who_left_on_any_node";
    let Some(address) = server(test) else { return };
    let kept = Kept::new();
    let served = kept.site.serve();
    let ada = kept.sign("ada");
    let bo = kept.sign("bo");
    kept.sign("chi");
    let from_sqlite = kept.back_up();
    assert_eq!(served.stop().0, 0);
    // The database of another node as far as its journal goes: what was noted there, only it knows.
    let served = kept.site.serve();
    let withdraw = |token: &str| {
        let sure = [("token", token), ("sure", "yes")];
        assert_eq!(kept.visitor.post("/manage/withdraw", &sure).status, 200);
    };
    withdraw(&ada.manage);
    assert_eq!(served.stop().0, 0);
    copy(&kept.site.path("site/keys"), &kept.site.path("other"));
    std::fs::remove_file(kept.site.path("site/keys/erasures.log")).unwrap();
    let served = kept.site.serve();
    withdraw(&bo.manage);
    assert_eq!(served.stop().0, 0);
    std::fs::remove_file(kept.site.path("site/keys/night-bus.log.lock")).unwrap();

    let sqlite = std::fs::read_to_string(kept.site.path("site/config.toml")).unwrap();
    point(&kept, &address, "restored");
    let more = ["--config", "site", "--erasures", "other", "--json"];
    let report = kept.restore(&from_sqlite, &more).ended(0).json();
    assert_eq!(report["erased_again"]["signatures"], 2, "{report}");
    assert_eq!(report["withdrawals_to_enter"], 2, "{report}");
    let served = kept.site.serve();
    assert_eq!(kept.names(), ["chi Marker"]);
    // Both withdrawals are entered, since nothing says that the log was longer.
    wait_for("the count", || {
        let count = kept.visitor.json("/d/night-bus/count.json");
        (count["total"] == 1).then_some(())
    });
    let page = format!("{}/d/night-bus", kept.site.base_url);
    kept.site.run(&["verify", &page]).ended(0);
    let used = kept.restore(&from_sqlite, &["--config", "site"]).ended(2);
    assert!(used.err.contains("holds something already"), "{used:?}");
    let from_postgres = kept.back_up();
    assert_eq!(served.stop().0, 0);

    std::fs::write(kept.site.path("site/config.toml"), sqlite).unwrap();
    let more = ["--config", "site", "--replace", "--erasures", "other"];
    kept.restore(&from_postgres, &more);
    let served = kept.site.serve();
    assert_eq!(kept.names(), ["chi Marker"]);
    kept.sign("dara");
    kept.site.run(&["verify", &page]).ended(0);
    assert_eq!(served.stop().0, 0);
}
