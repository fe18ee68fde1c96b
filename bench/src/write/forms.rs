//! Forms as browsers send them.

use anyhow::Context;
use hyper::{Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::load::{Call, Packing, post};
use crate::stage::{Stage, Waiting};

/// The form of a declaration, as its page shows it.
pub struct Forms {
    token: String,
}

impl Forms {
    /// Reads the page. The token in its form is anybody's, for a day; but not at once, since nobody fills
    /// in a form so fast.
    ///
    /// # Errors
    /// When there is no form.
    pub async fn of(stage: &Stage) -> anyhow::Result<Self> {
        let mut stream = TcpStream::connect(stage.address).await?;
        let request = "GET /d/bench/en HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await?;
        let mut page = String::new();
        stream.read_to_string(&mut page).await?;
        let behind = page.split_once("name=\"form-token\" value=\"");
        let token = behind.and_then(|(_, rest)| rest.split_once('"'));
        let (token, _) = token.context("the page has no form")?;
        tokio::time::sleep(std::time::Duration::from_secs(4)).await;
        Ok(Self {
            token: token.to_owned(),
        })
    }

    /// The form as the signer of a number fills it in.
    pub fn submission(&self, number: u64) -> Call {
        let body = format!(
            "form-token={}&website=&class=person&name=Signer+Number+{number}\
             &email=signer{number}%40example.org&place=Lindenau&descriptor=&contact=&comment=\
             &listing=counted&consent-count=yes",
            self.token
        );
        post("/d/bench/en/sign", body, StatusCode::OK)
    }
}

/// The button behind the mailed link.
pub fn button(waiting: &Waiting) -> Call {
    let body = format!("token={}", waiting.mailed.link.reveal());
    post("/confirm", body, StatusCode::OK)
}

/// The code, typed into the open tab.
pub fn code(waiting: &Waiting) -> Call {
    let (tab, code) = (waiting.tab.reveal(), waiting.mailed.code.reveal());
    Call {
        method: Method::POST,
        path: "/d/bench/en/code".to_owned(),
        body: format!("tab={tab}&code={code}&email=signer%40example.org"),
        packing: Packing::Gzip,
        expected: StatusCode::OK,
    }
}
