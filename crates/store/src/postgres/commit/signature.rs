//! The rows of signatures that are confirmed: one statement for each table, however many sign.

use deadpool_postgres::Transaction;

use crate::postgres::column::{Column, raws};
use crate::postgres::consents::{self, Forms, Line};
use crate::postgres::statement::{self, Values};
use crate::postgres::{Result, pending, signatories};
use crate::rows::kept::kept;
use crate::rows::place::place;
use crate::{NewAccess, NewSignature, SealedContact, StoredState};

pub(super) async fn insert(
    transaction: &Transaction<'_>,
    key: i64,
    new: &[NewSignature],
) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    // What conflicts comes first, so that it costs little.
    let done: Vec<_> = of_each(new, |signature| signature.pending.as_slice());
    pending::confirm(transaction, &done).await?;
    insert_rows(transaction, key, new).await?;
    insert_records(transaction, key, new).await?;
    insert_access(transaction, key, new).await?;
    let shown: Vec<_> = new
        .iter()
        .filter_map(|signature| {
            let place = (signature.leaf, signature.bucket.revision);
            Some((place, signature.signatory.as_ref()?))
        })
        .collect();
    signatories::insert(transaction, key, &shown).await?;
    let contacts: Vec<(u64, &SealedContact)> = of_each(new, |signature| &signature.contacts);
    insert_contacts(transaction, key, &contacts).await
}

/// What belongs to signatures, each beside its leaf.
fn of_each<'n, T>(
    new: &'n [NewSignature],
    of: impl Fn(&'n NewSignature) -> &'n [T],
) -> Vec<(u64, &'n T)> {
    new.iter()
        .flat_map(|signature| of(signature).iter().map(|part| (signature.leaf, part)))
        .collect()
}

/// The index over tags refuses a second signature of the same address here, whatever was believed
/// when the batch was built.
async fn insert_rows(transaction: &Transaction<'_>, key: i64, new: &[NewSignature]) -> Result<()> {
    let sql = "INSERT INTO signature
                   (declaration, leaf, revision, class, evidence, state, listing, day, tag, link)
               SELECT $1, s.leaf, s.revision, s.class, s.evidence, $2, s.listing, s.day, s.tag, s.link
               FROM unnest($3::bigint[], $4::bigint[], $5::smallint[], $6::smallint[],
                           $7::smallint[], $8::integer[], $9::bytea[], $10::bytea[])
                   AS s (leaf, revision, class, evidence, listing, day, tag, link)";
    let tags: Vec<Vec<u8>> = new.iter().map(|row| kept(&row.tag).to_vec()).collect();
    let own = |row: &NewSignature| row.access.as_ref().and_then(NewAccess::own);
    let links: Vec<Option<Vec<u8>>> = new.iter().map(|row| Some(own(row)?.to_vec())).collect();
    let values: Values<'_> = &[
        &key,
        &StoredState::Confirmed.raw(),
        &raws(new, |row| row.leaf),
        &raws(new, |row| row.bucket.revision),
        &raws(new, |row| row.bucket.class),
        &raws(new, |row| row.bucket.evidence),
        &raws(new, |row| row.listing),
        &raws(new, |row| row.day),
        &tags,
        &links,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// Records, each with the first line of its ledger, and the lines behind these.
async fn insert_records(
    transaction: &Transaction<'_>,
    key: i64,
    new: &[NewSignature],
) -> Result<()> {
    let forms = Forms::of(transaction, new.iter().flat_map(|new| &new.consents)).await?;
    let (mut places, mut records, mut firsts) = (Vec::new(), Vec::new(), Vec::new());
    let mut behind: Vec<(u64, Line)> = Vec::new();
    for signature in new {
        let mut lines = signature.consents.iter().map(|consent| forms.line(consent));
        let first = lines.next().transpose()?;
        for line in lines {
            behind.push((signature.leaf, line?));
        }
        if signature.record.is_some() || first.is_some() {
            places.push(place(key, signature.leaf)?);
            records.push(signature.record.as_deref());
            firsts.push(first);
        }
    }
    let column = |of: fn(&Line) -> i64| -> Vec<Option<i64>> {
        firsts.iter().map(|first| first.as_ref().map(of)).collect()
    };
    if !places.is_empty() {
        let sql = "INSERT INTO signature_record (place, record, form, asked, confirmed)
                   SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::bigint[],
                                        $5::bigint[])";
        let values: Values<'_> = &[
            &places,
            &records,
            &column(|line| line.form),
            &column(|line| line.asked),
            &column(|line| line.confirmed),
        ];
        statement::execute(transaction, sql, values).await?;
    }
    consents::append(transaction, key, &behind).await
}

async fn insert_access(
    transaction: &Transaction<'_>,
    key: i64,
    new: &[NewSignature],
) -> Result<()> {
    let mut links: Vec<(u64, &NewAccess)> = of_each(new, |signature| signature.access.as_slice());
    links.retain(|(_, link)| link.own().is_none());
    if links.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO access (hash, declaration, leaf, purpose, expires)
               SELECT a.hash, $1, a.leaf, a.purpose, a.expires
               FROM unnest($2::bytea[], $3::bigint[], $4::smallint[], $5::bigint[])
                   AS a (hash, leaf, purpose, expires)";
    let expires: Vec<Option<i64>> = links
        .iter()
        .map(|(_, link)| link.expires.map(|expires| expires.raw()))
        .collect();
    let values: Values<'_> = &[
        &key,
        &raws(&links, |(_, link)| link.hash),
        &raws(&links, |(leaf, _)| *leaf),
        &raws(&links, |(_, link)| link.purpose),
        &expires,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

async fn insert_contacts(
    transaction: &Transaction<'_>,
    key: i64,
    contacts: &[(u64, &SealedContact)],
) -> Result<()> {
    if contacts.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO sealed_contact (declaration, leaf, purpose, sealed)
               SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bytea[])";
    let sealed: Vec<&[u8]> = contacts.iter().map(|(_, c)| c.sealed.as_slice()).collect();
    let values: Values<'_> = &[
        &key,
        &raws(contacts, |(leaf, _)| *leaf),
        &raws(contacts, |(_, c)| c.purpose),
        &sealed,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}
