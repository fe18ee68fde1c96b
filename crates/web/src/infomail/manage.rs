//! A subscription behind a fresh link: changed, or ended.

use app::infomail::manage::{Change, Changed, OwnSubscription};
use app::secret::Token;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::infomail::IssueNumber;
use domain::locale::Language;
use render::page::infomail::{Choice, Left, Manage, News, Noted};

use super::{Listed, view};
use crate::error::PageError;
use crate::fields::Fields;
use crate::mailed::{self, Mailed};
use crate::{Shared, respond};

/// `/i/m/{token}`: shows the subscription. Changes nothing.
pub(crate) async fn manage_page(
    State(site): State<Shared>,
    Mailed(token): Mailed,
    _headers: HeaderMap,
) -> Result<Response, PageError> {
    shown(&site, &token, News::None).await
}

/// `POST /i/manage`: `do` says what.
pub(crate) async fn manage(
    State(site): State<Shared>,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    let own = own(&site, &token).await?;
    match fields.text("do") {
        "save" => save(&site, &token, own, &fields).await,
        "leave" => {
            change(&site, &token, Change::Leave).await?;
            let listed = Listed::suiting(own.list, &own.language);
            let page = Left {
                page: view::private(&site, &listed),
            };
            Ok(respond::page(StatusCode::OK, render::page::html(&page)))
        }
        "send" => {
            let number = IssueNumber::parse(fields.text("issue")).ok_or(PageError::Malformed)?;
            change(&site, &token, Change::SendIssue(number)).await?;
            shown(&site, &token, News::OnItsWay).await
        }
        _ => Err(PageError::Malformed),
    }
}

async fn save(
    site: &Shared,
    token: &Token,
    own: OwnSubscription,
    fields: &Fields,
) -> Result<Response, PageError> {
    let language = Language::parse(fields.text("language")).map_err(|_| PageError::Malformed)?;
    if language != own.language {
        change(site, token, Change::Language(language)).await?;
    }
    for slug in own.signed {
        if !fields.all("keep").any(|kept| kept == slug.as_str()) {
            change(site, token, Change::ForgetSigned(slug)).await?;
        }
    }
    shown(site, token, News::Saved).await
}

async fn change(site: &Shared, token: &Token, change: Change) -> Result<(), PageError> {
    match site.change_subscription(token, change).await? {
        Changed::Done => Ok(()),
        Changed::Gone => Err(PageError::LinkGone),
    }
}

async fn own(site: &Shared, token: &Token) -> Result<OwnSubscription, PageError> {
    let own = site.own_subscription(token).await?;
    own.ok_or(PageError::LinkGone)
}

async fn shown(site: &Shared, token: &Token, news: News) -> Result<Response, PageError> {
    let own = own(site, token).await?;
    let mut noted = Vec::new();
    for slug in &own.signed {
        let declaration = site.declaration(slug).await?;
        let title = declaration.map(|published| published.title(&own.language));
        noted.push(Noted {
            slug: slug.to_string(),
            title: title.unwrap_or_else(|| slug.to_string()),
        });
    }
    let chosen = own.language.clone();
    let listed = Listed::suiting(own.list, &chosen);
    let languages = listed.published.list.languages().map(|language| Choice {
        language: language.to_string(),
        chosen: *language == chosen,
    });
    let page = Manage {
        page: view::private(site, &listed),
        list: view::name(&listed)?,
        token: token.reveal(),
        languages: languages.collect(),
        noted,
        sent: view::sent_issues(&listed),
        news,
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}
