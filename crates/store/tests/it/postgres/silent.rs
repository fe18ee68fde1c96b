//! A server that says nothing is named before one that answers.

use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use store::{Obstacle, PostgresOptions, Store, StoreError};
use tokio::net::TcpSocket;

/// How long a connection may wait in vain for a place in the queue of a port: the fraction of a second in
/// which the loopback would have given it one.
const NO_PLACE: Duration = Duration::from_millis(200);

/// A port of which nobody takes the connections: the machine does, while there is room for them, and says
/// nothing more. To be kept.
fn nobody() -> (tokio::net::TcpListener, u16) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let listener = socket.listen(1).unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// Takes the room, so that even the first packet is left without an answer. To be kept.
fn crowd(port: u16) -> Vec<TcpStream> {
    let mut crowd = Vec::new();
    while let Ok(one) = TcpStream::connect_timeout(&([127, 0, 0, 1], port).into(), NO_PLACE) {
        crowd.push(one);
    }
    crowd
}

/// Opens what an address says, and answers how long that took.
async fn open(address: &str) -> (Result<Store, StoreError>, Duration) {
    let begun = Instant::now();
    let options = PostgresOptions::parse(address).unwrap();
    let opened = Store::open_postgres(&options).await;
    (opened, begun.elapsed())
}

/// The address of the server, with a port in front of it.
fn behind(port: u16, server: &str) -> String {
    let silent = format!("port={port},5432 host=127.0.0.1,");
    server.replacen("host=", &silent, 1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_server_is_asked_when_the_machine_of_the_first_is_gone() {
    let Some(place) = super::PostgresPlace::new() else {
        return;
    };
    let (_listener, port) = nobody();
    let _crowd = crowd(port);
    let (opened, took) = open(&behind(port, &place.address)).await;
    let store = opened.unwrap();
    store.health().await.unwrap();
    assert!(
        took >= Duration::from_secs(2),
        "it was not silent: {took:?}"
    );
    store.close().await.unwrap();

    let address = behind(port, &place.address) + " connect_timeout=1";
    let (opened, sooner) = open(&address).await;
    opened.unwrap().close().await.unwrap();
    assert!(sooner < took, "{sooner:?} {took:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_server_is_asked_when_the_first_hangs_and_its_machine_does_not() {
    let Some(place) = super::PostgresPlace::new() else {
        return;
    };
    let (_listener, port) = nobody();
    let address = behind(port, &place.address) + " connect_timeout=1";
    let (opened, took) = open(&address).await;
    opened.unwrap();
    assert!(
        took >= Duration::from_secs(4),
        "it was not silent: {took:?}"
    );
}

#[tokio::test]
async fn a_server_that_hangs_is_one_that_nobody_reaches() {
    let (_listener, port) = nobody();
    let (opened, _) = open(&format!("host=127.0.0.1 port={port} connect_timeout=1")).await;
    let error = opened.map(|_| ()).unwrap_err();
    assert_eq!(Obstacle::of(&error), Some(Obstacle::Unreachable));
}
