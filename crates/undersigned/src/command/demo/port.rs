//! The port of the demo. It stands in the names of the demo's logs, so it cannot change afterwards.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result, anyhow};
use tokio::net::TcpListener;

use super::folder::Folder;
use crate::config::Config;
use crate::help::Help;
use crate::output;

/// The port where nothing else is said.
const USUAL: u16 = 8080;

/// Listens for a demo that begins: at the port asked for, or at the usual one or any that is free.
///
/// # Errors
/// When the port asked for is taken.
pub(super) async fn first(asked: Option<u16>, any: bool) -> Result<TcpListener> {
    if let Some(port) = asked {
        return listen(port)
            .await
            .help("give another port with `--port`, or none for a free one");
    }
    if any {
        return listen(0)
            .await
            .help("see that this machine has a loopback interface");
    }
    match bind(USUAL).await {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            let listener = listen(0)
                .await
                .help("stop the program that listens on port 8080")?;
            let port = listener.local_addr()?.port();
            output::aside(format!(
                "port {USUAL} is in use: the demo takes {port}, and keeps it"
            ));
            Ok(listener)
        }
        bound => bound
            .with_context(|| format!("cannot listen on port {USUAL}"))
            .help("give another port with `--port`"),
    }
}

/// Listens for a demo that was filled before, at the port it has.
///
/// # Errors
/// When another port is asked for, or its own is taken.
pub(super) async fn again(
    config: &Config,
    asked: Option<u16>,
    folder: &Folder,
) -> Result<TcpListener> {
    let port = config.listen.port();
    let shown = folder.path().display();
    if asked.is_some_and(|asked| asked != port) {
        let advice = format!(
            "start it without `--port`, begin another demo with `--folder`, or delete {shown} to begin anew"
        );
        return Err(anyhow!(
            "the demo in {shown} has port {port}: its logs are named after its address"
        ))
        .help(advice);
    }
    listen(port).await.help(format!(
        "it may be this demo: open {}. Else stop the program that listens there, or begin another \
         demo with `--folder`",
        config.base_url
    ))
}

async fn listen(port: u16) -> Result<TcpListener> {
    bind(port).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => anyhow!("port {port} is in use"),
        _ => anyhow::Error::new(error).context(format!("cannot listen on port {port}")),
    })
}

async fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await
}
