//! PostgreSQL as an engine: which work is for a reader, which needs a snapshot, and which writes.
//!
//! Long because a trait is implemented in one block; each method is a line of its own work.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::id::{DeclarationId, DeliveryId};
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;

use super::pools::Pools;
use super::{
    PostgresBackend, Result, accept, commit, consents, copy, dates, declarations, erase, erasures,
    examining, facts, folder, glance, hours, issue_mail, list, log, measured, outbox, pending,
    relist, returned, service, settings, signatories, signatures, sole, suppression, witness,
};
#[cfg(feature = "testing")]
use crate::Held;
use crate::backend::Backend;
use crate::copy::{Input, Output};
use crate::measure::EngineReading;
use crate::{
    Accepted, AccessRow, Batch, BatchFacts, BatchQuery, CheckpointRow, ConsentRow, CopyReport,
    CosignatureRow, Counter, DeadLetters, DeclarationRow, DeliveryRow, Duty, FigureRow, FileTimes,
    FolderFile, Generation, Indexed, Lane, LaneDepth, LogHead, LogNews, LogPart, LogRange, Moment,
    NewAccess, NewDeclaration, NewReturn, OutboxDepth, PendingKey, PendingRow, RaisingRow, Reach,
    Relisting, ReturnedCount, RevisionRow, SealedContact, Service, Settled, SignatoryPage,
    SignatoryQuery, SignatureRow, Sole, Submission, Turn, WitnessedRow,
};

#[async_trait]
impl Backend for PostgresBackend {
    async fn declaration_create(&self, new: NewDeclaration) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { declarations::create(transaction, &new).await })
            })
            .await
    }

    async fn declarations(&self) -> Result<Vec<DeclarationRow>> {
        declarations::all(&self.pools.reader().await?).await
    }

    async fn declaration_by_slug(&self, slug: Slug) -> Result<Option<DeclarationRow>> {
        declarations::by_slug(&self.pools.reader().await?, &slug).await
    }

    async fn folder(&self, id: DeclarationId) -> Result<Vec<FolderFile>> {
        folder::files(&self.pools.reader().await?, id).await
    }

    async fn folder_times(&self, id: DeclarationId) -> Result<Vec<FileTimes>> {
        folder::times(&self.pools.reader().await?, id).await
    }

    async fn revisions(&self, id: DeclarationId) -> Result<Vec<RevisionRow>> {
        declarations::revisions(&self.pools.reader().await?, id).await
    }

    async fn revision_text(
        &self,
        id: DeclarationId,
        digest: TextDigest,
    ) -> Result<Option<RevisionRow>> {
        declarations::revision_text(&self.pools.reader().await?, id, digest).await
    }

    async fn figure_record(&self, id: DeclarationId, digest: [u8; 32]) -> Result<Option<String>> {
        declarations::figure_record(&self.pools.reader().await?, id, &digest).await
    }

    async fn figure_records(&self, id: DeclarationId) -> Result<Vec<FigureRow>> {
        declarations::figure_records(&self.pools.reader().await?, id).await
    }

    async fn raising_record(&self, id: DeclarationId, digest: [u8; 32]) -> Result<Option<String>> {
        declarations::raising_record(&self.pools.reader().await?, id, &digest).await
    }

    async fn raising_records(&self, id: DeclarationId) -> Result<Vec<RaisingRow>> {
        declarations::raising_records(&self.pools.reader().await?, id).await
    }

    async fn log_head(&self, id: DeclarationId) -> Result<Option<LogHead>> {
        log::head(&self.pools.reader().await?, id).await
    }

    async fn log_news(&self, id: DeclarationId, size: u64, most: u64) -> Result<Option<LogNews>> {
        Pools::snapshot(&self.pools.before_batches, move |transaction| {
            Box::pin(async move { log::news(transaction, id, size, most).await })
        })
        .await
    }

    async fn log_missed(&self, id: DeclarationId, note: String) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { log::missed(transaction, id, &note).await })
            })
            .await
    }

    async fn generations(&self) -> Result<Vec<(DeclarationId, Generation)>> {
        log::generations(self.pools.reader().await?).await
    }

    async fn log_entries(&self, id: DeclarationId, start: u64, end: u64) -> Result<Vec<Vec<u8>>> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { log::entries(transaction, id, start, end).await })
        })
        .await
    }

    async fn log_bundle(&self, id: DeclarationId, index: u64) -> Result<Option<Vec<u8>>> {
        log::bundle(&self.pools.reader().await?, id, index).await
    }

    async fn log_subtrees(
        &self,
        id: DeclarationId,
        level: u8,
        start: u64,
        end: u64,
    ) -> Result<Vec<[u8; 32]>> {
        log::subtrees(&self.pools.reader().await?, id, level, start, end).await
    }

    async fn log_parts(&self, id: DeclarationId, ranges: Vec<LogRange>) -> Result<Vec<LogPart>> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { log::parts(transaction, id, &ranges).await })
        })
        .await
    }

    async fn checkpoint_at(&self, id: DeclarationId, size: u64) -> Result<Option<String>> {
        log::checkpoint_at(&self.pools.reader().await?, id, size).await
    }

    async fn checkpoints(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CheckpointRow>> {
        log::checkpoints(&self.pools.reader().await?, id, before, most).await
    }

    async fn cosign(
        &self,
        id: DeclarationId,
        size: u64,
        rows: Vec<CosignatureRow>,
    ) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { witness::cosign(transaction, id, size, &rows).await })
            })
            .await
    }

    async fn cosignatures(
        &self,
        id: DeclarationId,
        least: u64,
        most: u64,
    ) -> Result<Vec<(u64, CosignatureRow)>> {
        witness::cosignatures(&self.pools.reader().await?, id, least, most).await
    }

    async fn checkpoint_with_cosignatures(
        &self,
        id: DeclarationId,
        size: Option<u64>,
    ) -> Result<Option<(CheckpointRow, Vec<CosignatureRow>)>> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { witness::checkpoint(transaction, id, size).await })
        })
        .await
    }

    async fn cosigned(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<(CheckpointRow, Vec<CosignatureRow>)>> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { witness::cosigned(transaction, id, before, most).await })
        })
        .await
    }

    async fn cosigned_by(&self, id: DeclarationId, witness: String) -> Result<Option<u64>> {
        witness::cosigned_by(&self.pools.reader().await?, id, &witness).await
    }

    async fn witnessed(&self, origin: String) -> Result<Option<WitnessedRow>> {
        witness::witnessed(&self.pools.reader().await?, &origin).await
    }

    async fn witness_advance(
        &self,
        origin: String,
        expected: Option<u64>,
        row: WitnessedRow,
    ) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(
                    async move { witness::advance(transaction, &origin, expected, &row).await },
                )
            })
            .await
    }

    async fn batch_facts(&self, id: DeclarationId, query: BatchQuery) -> Result<BatchFacts> {
        Pools::snapshot(&self.pools.before_batches, move |transaction| {
            Box::pin(async move { facts::batch_facts(transaction, id, &query).await })
        })
        .await
    }

    async fn commit(&self, batch: Batch) -> Result<Moment> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { commit::commit(transaction, &batch).await })
            })
            .await
    }

    async fn accept(&self, submission: Submission) -> Result<Accepted> {
        let places = self.pools.places.clone();
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { accept::accept(transaction, &submission, &places).await })
            })
            .await
    }

    async fn pending(&self, key: PendingKey) -> Result<Option<PendingRow>> {
        pending::find(&self.pools.reader().await?, key).await
    }

    async fn pending_try(&self, tab_hash: [u8; 32], most: u32) -> Result<Option<u32>> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { pending::count_try(transaction, &tab_hash, most).await })
            })
            .await
    }

    async fn pending_try_back(&self, tab_hash: [u8; 32]) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { pending::give_back_try(transaction, &tab_hash).await })
            })
            .await
    }

    async fn pending_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { pending::refuse(transaction, &refuse_hash, suppress).await })
            })
            .await
    }

    async fn pending_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { pending::expire(transaction, now, most).await })
            })
            .await
    }

    async fn caps_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { pending::expire_caps(transaction, before, most).await })
            })
            .await
    }

    async fn access_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { signatures::expire_access(transaction, now, most).await })
            })
            .await
    }

    async fn dates_take_back(&self, now: Timestamp, reach: Reach) -> Result<u64> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { dates::take_back(transaction, now, reach).await })
            })
            .await
    }

    async fn signature(&self, id: DeclarationId, leaf: u64) -> Result<Option<SignatureRow>> {
        signatures::find(&self.pools.reader().await?, id, leaf).await
    }

    async fn link_signed(
        &self,
        id: DeclarationId,
        tag: [u8; 32],
        link: NewAccess,
    ) -> Result<Option<u64>> {
        self.pools
            .transact(move |transaction| {
                Box::pin(
                    async move { signatures::link_signed(transaction, (id, &tag), &link).await },
                )
            })
            .await
    }

    async fn access(&self, hash: [u8; 32]) -> Result<Option<AccessRow>> {
        signatures::access(&self.pools.reader().await?, &hash).await
    }

    async fn relist(&self, relisting: Relisting) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { relist::relist(transaction, &relisting).await })
            })
            .await
    }

    async fn signature_forget(&self, id: DeclarationId, leaf: u64, tag: [u8; 32]) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { erasures::forget(transaction, (id, leaf), &tag).await })
            })
            .await
    }

    async fn suppression_to_refuse(&self, refuse_hash: [u8; 32]) -> Result<Option<[u8; 32]>> {
        erasures::suppression_to_refuse(&self.pools.reader().await?, &refuse_hash).await
    }

    async fn consents(&self, id: DeclarationId, leaf: u64) -> Result<Vec<ConsentRow>> {
        consents::of_signature(&self.pools.reader().await?, id, leaf).await
    }

    async fn contacts(&self, id: DeclarationId) -> Result<Vec<(u64, SealedContact)>> {
        signatures::contacts(&self.pools.reader().await?, id).await
    }

    async fn moment(&self, id: DeclarationId) -> Result<Option<Moment>> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { list::moment(transaction, id).await })
        })
        .await
    }

    async fn counters(&self, id: DeclarationId) -> Result<Vec<Counter>> {
        list::counters(&self.pools.reader().await?, id).await
    }

    async fn signatories(&self, query: SignatoryQuery) -> Result<SignatoryPage> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { list::signatories(transaction, &query).await })
        })
        .await
    }

    async fn openings(
        &self,
        id: DeclarationId,
        start: u64,
        end: u64,
    ) -> Result<Vec<(u64, Vec<u8>)>> {
        list::openings(&self.pools.reader().await?, id, start, end).await
    }

    async fn sort_keys_replace(
        &self,
        id: DeclarationId,
        locale: String,
        keys: Vec<(u64, Vec<u8>)>,
    ) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move {
                    signatories::replace_sort_keys(transaction, id, &locale, &keys).await
                })
            })
            .await
    }

    async fn deliveries_claim(
        &self,
        lane: Lane,
        now: Timestamp,
        lease_until: Timestamp,
        most: u32,
    ) -> Result<Vec<DeliveryRow>> {
        let times = (now, lease_until);
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { outbox::claim(transaction, lane, times, most).await })
            })
            .await
    }

    async fn deliveries_settle(
        &self,
        settled: Vec<(DeliveryId, Settled)>,
        least_to_name: u64,
    ) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { outbox::settle(transaction, &settled, least_to_name).await })
            })
            .await
    }

    async fn deliveries_release(&self, lane: Lane) -> Result<u64> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { outbox::release(transaction, lane).await })
            })
            .await
    }

    async fn deliveries_hurry(&self, lane: Lane, now: Timestamp) -> Result<u64> {
        self.pools
            .transact(move |transaction| match lane {
                Lane::Issue => Box::pin(issue_mail::hurry(transaction, now)),
                Lane::Confirmation | Lane::Service => {
                    Box::pin(outbox::hurry(transaction, lane, now))
                }
            })
            .await
    }

    async fn outbox_depth(&self, now: Timestamp) -> Result<OutboxDepth> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { outbox::depth(transaction, now).await })
        })
        .await
    }

    async fn outbox_glance(&self, now: Timestamp, most: u32) -> Result<Vec<LaneDepth>> {
        glance::outbox(&self.pools.reader().await?, now, most).await
    }

    async fn dead_letters(&self, from_day: u32, most: u32) -> Result<Vec<DeadLetters>> {
        outbox::dead_letters(&self.pools.reader().await?, from_day, most).await
    }

    async fn dead_letters_expire(&self, before_day: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { outbox::forget_dead(transaction, before_day).await })
            })
            .await
    }

    async fn sole(&self, duty: Duty) -> Result<Option<Sole>> {
        sole::take(&self.pools, duty).await
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn measured(&self) -> EngineReading {
        measured::reading(&self.pools)
    }

    async fn turn(&self, id: DeclarationId) -> Result<Turn> {
        sole::turn(&self.pools, id).await
    }

    async fn mail_returned(&self, new: NewReturn) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { returned::count(transaction, &new).await })
            })
            .await
    }

    async fn mail_was_returned(&self, mail: [u8; 16], class: &'static str) -> Result<bool> {
        returned::is_counted(&self.pools.reader().await?, &mail, class).await
    }

    async fn returned_counts(&self, from_day: u32) -> Result<Vec<ReturnedCount>> {
        returned::counts(&self.pools.reader().await?, from_day).await
    }

    async fn returned_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { returned::forget(transaction, before, most).await })
            })
            .await
    }

    async fn returned_counts_expire(&self, before_day: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { returned::forget_counts(transaction, before_day).await })
            })
            .await
    }

    async fn suppress(&self, key: [u8; 32]) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { suppression::add(transaction, &key).await })
            })
            .await
    }

    async fn suppression_lift(&self, key: [u8; 32], infomail: [u8; 32]) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { suppression::lift(transaction, &key, &infomail).await })
            })
            .await
    }

    async fn is_suppressed(&self, key: [u8; 32]) -> Result<bool> {
        suppression::contains(&self.pools.reader().await?, &key).await
    }

    async fn mails_by_hour(&self, now: Timestamp) -> Result<Vec<(Timestamp, u64)>> {
        hours::from(&self.pools.reader().await?, now).await
    }

    async fn service_set(&self, service: Service) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { service::set(transaction, &service).await })
            })
            .await
    }

    async fn dump(&self, output: Output) -> Result<CopyReport> {
        copy::dump(&self.pools, output).await
    }

    async fn load(&self, input: Input) -> Result<CopyReport> {
        copy::load(&self.pools, input).await
    }

    async fn settle(&self) -> Result<()> {
        erase::settle(&self.pools.writer().await?).await
    }

    async fn compact(&self) -> Result<()> {
        erase::compact(&self.pools.writer().await?).await
    }

    async fn space(&self) -> Result<BTreeMap<String, u64>> {
        settings::space(&self.pools.reader().await?).await
    }

    async fn integrity_check(&self) -> Result<()> {
        Pools::snapshot(&self.pools.readers, |transaction| {
            Box::pin(settings::integrity_check(transaction))
        })
        .await
    }

    async fn index_check(&self) -> Result<Indexed> {
        examining::index_check(&self.pools.reader().await?).await
    }

    async fn server_time(&self) -> Result<Option<Timestamp>> {
        let time = examining::server_time(&self.pools.reader().await?).await?;
        Ok(Some(time))
    }

    async fn health(&self) -> Result<()> {
        settings::health(&self.pools.reader().await?).await?;
        settings::health(&self.pools.writer().await?).await
    }

    async fn close(&self) -> Result<()> {
        self.pools.close().await;
        Ok(())
    }

    #[cfg(feature = "testing")]
    async fn hold_writer(&self) -> Result<Held> {
        Pools::hold(&self.pools.writers).await.map(Held::new)
    }

    #[cfg(feature = "testing")]
    async fn hold_readers(&self) -> Result<Held> {
        Pools::hold(&self.pools.readers).await.map(Held::new)
    }
}
