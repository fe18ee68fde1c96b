//! Connecting: one server after the other, each for its own time.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use deadpool_postgres::Connect;
use tokio::net::lookup_host;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::config::{Host, LoadBalanceHosts};
use tokio_postgres::{Client, Config, Error};

/// How long an address is given to take a connection, unless the connection string says otherwise: the
/// machine itself answers that, in a fraction of it. One that is gone says nothing.
pub(super) const REACH: Duration = Duration::from_secs(2);

/// How long the server behind the address may then take to let us in: to encrypt, to check the password
/// and to say whether it takes writes. Where it hangs, its machine takes connections all the same.
const WELCOME: Duration = Duration::from_secs(3);

type Connecting<'a> = Pin<Box<dyn Future<Output = Connected> + Send + 'a>>;
type Connected = Result<(Client, JoinHandle<()>), Error>;

/// Asks each address that is named until one lets us in.
///
/// The driver does so too, but its limit ends once the connection is taken: behind a server that hangs,
/// it would never ask the next one.
pub(super) struct InTurn<C> {
    one: C,
    asked: AtomicUsize,
}

impl<C> InTurn<C> {
    pub(super) const fn new(one: C) -> Self {
        let asked = AtomicUsize::new(0);
        Self { one, asked }
    }
}

impl<C: Connect> Connect for InTurn<C> {
    fn connect(&self, config: &Config) -> Connecting<'_> {
        let config = config.clone();
        Box::pin(async move {
            let mut hosts = each_host(&config);
            if config.get_load_balance_hosts() == LoadBalanceHosts::Random {
                let asked = self.asked.fetch_add(1, Ordering::Relaxed);
                let first = asked % hosts.len().max(1);
                hosts.rotate_left(first);
            }
            let reach = config.get_connect_timeout().copied().unwrap_or(REACH);
            let mut last = None;
            for host in hosts {
                for address in each_address(&host, reach).await {
                    let connecting = self.one.connect(&address);
                    match timeout(reach + WELCOME, connecting).await {
                        Ok(Ok(connected)) => return Ok(connected),
                        Ok(Err(error)) => last = Some(error),
                        Err(_) => last = Some(silence()),
                    }
                }
            }
            Err(last.unwrap_or_else(silence))
        })
    }
}

/// The driver makes no other error of its own kind for a server that says nothing, and has this one for
/// its blocking sister.
fn silence() -> Error {
    Error::__private_api_timeout()
}

/// One configuration for each host. Where the numbers do not fit, all in one, so that the driver says so.
fn each_host(config: &Config) -> Vec<Config> {
    let (hosts, addresses) = (config.get_hosts(), config.get_hostaddrs());
    let (ports, number) = (config.get_ports(), hosts.len().max(addresses.len()));
    let fits = |of: usize| of == 0 || of == number;
    if !fits(hosts.len()) || !fits(addresses.len()) || !(fits(ports.len()) || ports.len() == 1) {
        return vec![config.clone()];
    }
    let host = |at: usize| {
        let port = ports.get(at).or(ports.first()).copied();
        only(config, (hosts.get(at), addresses.get(at).copied(), port))
    };
    (0..number).map(host).collect()
}

/// One configuration for each address that the name of a host stands for, so that none uses up the time
/// of the others. A name that nobody knows is left to the driver, which says so; one that nobody tells in
/// time has none.
async fn each_address(host: &Config, patience: Duration) -> Vec<Config> {
    let ([Host::Tcp(name)], []) = (host.get_hosts(), host.get_hostaddrs()) else {
        return vec![host.clone()];
    };
    let port = host.get_ports().first().copied().unwrap_or(5432);
    let found = match timeout(patience, lookup_host((name.as_str(), port))).await {
        Ok(Ok(found)) => found,
        Ok(Err(_)) => return vec![host.clone()],
        Err(_) => return Vec::new(),
    };
    let address = |ip| only(host, (host.get_hosts().first(), Some(ip), Some(port)));
    found.map(|found| address(found.ip())).collect()
}

/// The same configuration with one place alone. The driver cannot forget hosts, so all else is copied.
fn only(config: &Config, place: (Option<&Host>, Option<IpAddr>, Option<u16>)) -> Config {
    let mut one = Config::new();
    match place.0 {
        Some(Host::Tcp(name)) => one.host(name),
        #[cfg(unix)]
        Some(Host::Unix(folder)) => one.host_path(folder),
        None => &mut one,
    };
    place.1.map(|address| one.hostaddr(address));
    place.2.map(|port| one.port(port));
    config.get_user().map(|user| one.user(user));
    config.get_password().map(|password| one.password(password));
    config.get_dbname().map(|name| one.dbname(name));
    config.get_options().map(|options| one.options(options));
    let name = config.get_application_name();
    name.map(|name| one.application_name(name));
    let (connect, user) = (config.get_connect_timeout(), config.get_tcp_user_timeout());
    connect.map(|time| one.connect_timeout(*time));
    user.map(|time| one.tcp_user_timeout(*time));
    let interval = config.get_keepalives_interval();
    interval.map(|time| one.keepalives_interval(time));
    let retries = config.get_keepalives_retries();
    retries.map(|number| one.keepalives_retries(number));
    one.keepalives(config.get_keepalives())
        .keepalives_idle(config.get_keepalives_idle())
        .ssl_mode(config.get_ssl_mode())
        .ssl_negotiation(config.get_ssl_negotiation())
        .channel_binding(config.get_channel_binding())
        .target_session_attrs(config.get_target_session_attrs())
        .load_balance_hosts(config.get_load_balance_hosts());
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Config {
        text.parse().unwrap()
    }

    #[test]
    fn each_host_is_asked_with_all_that_was_said_for_all() {
        let rest = "user=u password=p dbname=d options=o application_name=a sslmode=require \
                    sslnegotiation=direct connect_timeout=1 tcp_user_timeout=2 keepalives=0 \
                    keepalives_idle=3 keepalives_interval=4 keepalives_retries=5 \
                    target_session_attrs=read-only channel_binding=require \
                    load_balance_hosts=random";
        let all = read(&format!(
            "host=db1,/run/db2 hostaddr=10.0.0.1,10.0.0.2 port=1,2 {rest}"
        ));
        let first = read(&format!("host=db1 hostaddr=10.0.0.1 port=1 {rest}"));
        let second = read(&format!("host=/run/db2 hostaddr=10.0.0.2 port=2 {rest}"));
        assert_eq!(each_host(&all), [first, second]);

        let one_port = each_host(&read("host=db1,db2 port=7"));
        assert_eq!(one_port, [read("host=db1 port=7"), read("host=db2 port=7")]);
        let unfit = read("host=db1,db2,db3 port=7,8");
        assert_eq!(each_host(&unfit), [unfit]);
    }

    #[tokio::test]
    async fn a_name_stands_for_all_its_addresses() {
        let found = each_address(&read("host=localhost port=7"), REACH).await;
        assert!(found.contains(&read("host=localhost hostaddr=127.0.0.1 port=7")));
        for whole in ["host=/run/db port=7", "hostaddr=10.0.0.1", "host=a.invalid"] {
            assert_eq!(each_address(&read(whole), REACH).await, [read(whole)]);
        }
    }
}
