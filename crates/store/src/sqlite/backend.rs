//! SQLite as an engine: which work is for a reader and which for the writer.
//!
//! Long because a trait is implemented in one block; each method is a line of its own work.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use domain::id::{DeclarationId, DeliveryId};
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;

use super::{
    Result, SqliteBackend, accept, commit, consents, copy, dates, declarations, erase, erasures,
    facts, folder, glance, hours, issue_mail, list, log, measured, outbox, pending, piles, relist,
    returned, service, settings, signatories, signatures, sole, suppression, witness,
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
impl Backend for SqliteBackend {
    async fn declaration_create(&self, new: NewDeclaration) -> Result<()> {
        self.writer
            .transact(move |transaction| declarations::create(transaction, &new))
            .await
    }

    async fn declarations(&self) -> Result<Vec<DeclarationRow>> {
        self.readers.read(declarations::all).await
    }

    async fn declaration_by_slug(&self, slug: Slug) -> Result<Option<DeclarationRow>> {
        self.readers
            .read(move |connection| declarations::by_slug(connection, &slug))
            .await
    }

    async fn folder(&self, id: DeclarationId) -> Result<Vec<FolderFile>> {
        self.readers
            .read(move |connection| folder::files(connection, id))
            .await
    }

    async fn folder_times(&self, id: DeclarationId) -> Result<Vec<FileTimes>> {
        self.readers
            .read(move |connection| folder::times(connection, id))
            .await
    }

    async fn revisions(&self, id: DeclarationId) -> Result<Vec<RevisionRow>> {
        self.readers
            .read(move |connection| declarations::revisions(connection, id))
            .await
    }

    async fn revision_text(
        &self,
        id: DeclarationId,
        digest: TextDigest,
    ) -> Result<Option<RevisionRow>> {
        self.readers
            .read(move |connection| declarations::revision_text(connection, id, digest))
            .await
    }

    async fn figure_record(&self, id: DeclarationId, digest: [u8; 32]) -> Result<Option<String>> {
        self.readers
            .read(move |connection| declarations::figure_record(connection, id, &digest))
            .await
    }

    async fn figure_records(&self, id: DeclarationId) -> Result<Vec<FigureRow>> {
        self.readers
            .read(move |connection| declarations::figure_records(connection, id))
            .await
    }

    async fn raising_record(&self, id: DeclarationId, digest: [u8; 32]) -> Result<Option<String>> {
        self.readers
            .read(move |connection| declarations::raising_record(connection, id, &digest))
            .await
    }

    async fn raising_records(&self, id: DeclarationId) -> Result<Vec<RaisingRow>> {
        self.readers
            .read(move |connection| declarations::raising_records(connection, id))
            .await
    }

    async fn log_head(&self, id: DeclarationId) -> Result<Option<LogHead>> {
        self.readers
            .read(move |connection| log::head(connection, id))
            .await
    }

    async fn log_news(&self, id: DeclarationId, size: u64, most: u64) -> Result<Option<LogNews>> {
        self.readers
            .read(move |connection| log::news(connection, id, size, most))
            .await
    }

    async fn log_missed(&self, id: DeclarationId, note: String) -> Result<()> {
        self.writer
            .transact(move |transaction| log::missed(transaction, id, &note))
            .await
    }

    async fn generations(&self) -> Result<Vec<(DeclarationId, Generation)>> {
        self.readers.read(log::generations).await
    }

    async fn log_entries(&self, id: DeclarationId, start: u64, end: u64) -> Result<Vec<Vec<u8>>> {
        self.readers
            .read(move |connection| log::entries(connection, id, start, end))
            .await
    }

    async fn log_bundle(&self, id: DeclarationId, index: u64) -> Result<Option<Vec<u8>>> {
        self.readers
            .read(move |connection| log::bundle(connection, id, index))
            .await
    }

    async fn log_subtrees(
        &self,
        id: DeclarationId,
        level: u8,
        start: u64,
        end: u64,
    ) -> Result<Vec<[u8; 32]>> {
        self.readers
            .read(move |connection| log::subtrees(connection, id, level, start, end))
            .await
    }

    async fn log_parts(&self, id: DeclarationId, ranges: Vec<LogRange>) -> Result<Vec<LogPart>> {
        self.readers
            .read(move |connection| log::parts(connection, id, &ranges))
            .await
    }

    async fn checkpoint_at(&self, id: DeclarationId, size: u64) -> Result<Option<String>> {
        self.readers
            .read(move |connection| log::checkpoint_at(connection, id, size))
            .await
    }

    async fn checkpoints(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CheckpointRow>> {
        self.readers
            .read(move |connection| log::checkpoints(connection, id, before, most))
            .await
    }

    async fn cosign(
        &self,
        id: DeclarationId,
        size: u64,
        rows: Vec<CosignatureRow>,
    ) -> Result<bool> {
        self.writer
            .transact(move |transaction| witness::cosign(transaction, id, size, &rows))
            .await
    }

    async fn cosignatures(
        &self,
        id: DeclarationId,
        least: u64,
        most: u64,
    ) -> Result<Vec<(u64, CosignatureRow)>> {
        self.readers
            .read(move |connection| witness::cosignatures(connection, id, least, most))
            .await
    }

    async fn checkpoint_with_cosignatures(
        &self,
        id: DeclarationId,
        size: Option<u64>,
    ) -> Result<Option<(CheckpointRow, Vec<CosignatureRow>)>> {
        self.readers
            .read(move |connection| witness::checkpoint(connection, id, size))
            .await
    }

    async fn cosigned(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<(CheckpointRow, Vec<CosignatureRow>)>> {
        self.readers
            .read(move |connection| witness::cosigned(connection, id, before, most))
            .await
    }

    async fn cosigned_by(&self, id: DeclarationId, witness: String) -> Result<Option<u64>> {
        self.readers
            .read(move |connection| witness::cosigned_by(connection, id, &witness))
            .await
    }

    async fn witnessed(&self, origin: String) -> Result<Option<WitnessedRow>> {
        self.readers
            .read(move |connection| witness::witnessed(connection, &origin))
            .await
    }

    async fn witness_advance(
        &self,
        origin: String,
        expected: Option<u64>,
        row: WitnessedRow,
    ) -> Result<bool> {
        self.writer
            .transact(move |transaction| witness::advance(transaction, &origin, expected, &row))
            .await
    }

    async fn batch_facts(&self, id: DeclarationId, query: BatchQuery) -> Result<BatchFacts> {
        let piles = Arc::clone(&self.piles);
        self.before_batches
            .read(move |connection| facts::batch_facts(connection, &piles, id, &query))
            .await
    }

    async fn commit(&self, batch: Batch) -> Result<Moment> {
        let piles = Arc::clone(&self.piles);
        self.writer
            .transact(move |transaction| commit::commit(transaction, &piles, &batch))
            .await
    }

    async fn accept(&self, submission: Submission) -> Result<Accepted> {
        self.writer
            .transact(move |transaction| accept::accept(transaction, &submission))
            .await
    }

    async fn pending(&self, key: PendingKey) -> Result<Option<PendingRow>> {
        self.links
            .read(move |connection| pending::find(connection, key))
            .await
    }

    async fn pending_try(&self, tab_hash: [u8; 32], most: u32) -> Result<Option<u32>> {
        self.writer
            .transact(move |transaction| pending::count_try(transaction, &tab_hash, most))
            .await
    }

    async fn pending_try_back(&self, tab_hash: [u8; 32]) -> Result<()> {
        self.writer
            .transact(move |transaction| pending::give_back_try(transaction, &tab_hash))
            .await
    }

    async fn pending_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool> {
        self.writer
            .transact(move |transaction| pending::refuse(transaction, &refuse_hash, suppress))
            .await
    }

    async fn pending_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| pending::expire(transaction, now, most))
            .await
    }

    async fn caps_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| pending::expire_caps(transaction, before, most))
            .await
    }

    async fn access_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| signatures::expire_access(transaction, now, most))
            .await
    }

    async fn dates_take_back(&self, now: Timestamp, reach: Reach) -> Result<u64> {
        self.writer
            .transact(move |transaction| dates::take_back(transaction, now, reach))
            .await
    }

    async fn signature(&self, id: DeclarationId, leaf: u64) -> Result<Option<SignatureRow>> {
        self.readers
            .read(move |connection| signatures::find(connection, id, leaf))
            .await
    }

    async fn link_signed(
        &self,
        id: DeclarationId,
        tag: [u8; 32],
        link: NewAccess,
    ) -> Result<Option<u64>> {
        signatures::link_signed(self, (id, tag), link).await
    }

    async fn access(&self, hash: [u8; 32]) -> Result<Option<AccessRow>> {
        self.readers
            .read(move |connection| signatures::access(connection, &hash))
            .await
    }

    async fn relist(&self, relisting: Relisting) -> Result<bool> {
        self.writer
            .transact(move |transaction| relist::relist(transaction, &relisting))
            .await
    }

    async fn signature_forget(&self, id: DeclarationId, leaf: u64, tag: [u8; 32]) -> Result<bool> {
        let piles = Arc::clone(&self.piles);
        self.writer
            .transact(move |transaction| erasures::forget(transaction, &piles, (id, leaf), &tag))
            .await
    }

    async fn suppression_to_refuse(&self, refuse_hash: [u8; 32]) -> Result<Option<[u8; 32]>> {
        self.readers
            .read(move |connection| erasures::suppression_to_refuse(connection, &refuse_hash))
            .await
    }

    async fn consents(&self, id: DeclarationId, leaf: u64) -> Result<Vec<ConsentRow>> {
        self.readers
            .read(move |connection| consents::of_signature(connection, id, leaf))
            .await
    }

    async fn contacts(&self, id: DeclarationId) -> Result<Vec<(u64, SealedContact)>> {
        self.readers
            .read(move |connection| signatures::contacts(connection, id))
            .await
    }

    async fn moment(&self, id: DeclarationId) -> Result<Option<Moment>> {
        self.links
            .read(move |connection| list::moment(connection, id))
            .await
    }

    async fn counters(&self, id: DeclarationId) -> Result<Vec<Counter>> {
        self.readers
            .read(move |connection| list::counters(connection, id))
            .await
    }

    async fn signatories(&self, query: SignatoryQuery) -> Result<SignatoryPage> {
        self.readers
            .read(move |connection| list::signatories(connection, &query))
            .await
    }

    async fn openings(
        &self,
        id: DeclarationId,
        start: u64,
        end: u64,
    ) -> Result<Vec<(u64, Vec<u8>)>> {
        self.readers
            .read(move |connection| list::openings(connection, id, start, end))
            .await
    }

    async fn sort_keys_replace(
        &self,
        id: DeclarationId,
        locale: String,
        keys: Vec<(u64, Vec<u8>)>,
    ) -> Result<()> {
        self.writer
            .transact(move |transaction| {
                signatories::replace_sort_keys(transaction, id, &locale, &keys)
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
        self.writer
            .transact(move |transaction| outbox::claim(transaction, lane, (now, lease_until), most))
            .await
    }

    async fn deliveries_settle(
        &self,
        settled: Vec<(DeliveryId, Settled)>,
        least_to_name: u64,
    ) -> Result<()> {
        self.writer
            .transact(move |transaction| outbox::settle(transaction, &settled, least_to_name))
            .await
    }

    async fn deliveries_release(&self, lane: Lane) -> Result<u64> {
        self.writer
            .transact(move |transaction| outbox::release(transaction, lane))
            .await
    }

    async fn deliveries_hurry(&self, lane: Lane, now: Timestamp) -> Result<u64> {
        self.writer
            .transact(move |transaction| match lane {
                Lane::Issue => issue_mail::hurry(transaction, now),
                Lane::Confirmation | Lane::Service => outbox::hurry(transaction, lane, now),
            })
            .await
    }

    async fn outbox_depth(&self, now: Timestamp) -> Result<OutboxDepth> {
        self.readers
            .read(move |connection| outbox::depth(connection, now))
            .await
    }

    async fn outbox_glance(&self, now: Timestamp, most: u32) -> Result<Vec<LaneDepth>> {
        self.readers
            .read(move |connection| glance::outbox(connection, now, most))
            .await
    }

    async fn dead_letters(&self, from_day: u32, most: u32) -> Result<Vec<DeadLetters>> {
        self.readers
            .read(move |connection| outbox::dead_letters(connection, from_day, most))
            .await
    }

    async fn dead_letters_expire(&self, before_day: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| outbox::forget_dead(transaction, before_day))
            .await
    }

    async fn sole(&self, duty: Duty) -> Result<Option<Sole>> {
        sole::take(&self.path, duty)
    }

    fn is_shared(&self) -> bool {
        false
    }

    fn measured(&self) -> EngineReading {
        measured::reading(self)
    }

    /// The one writer keeps its order by itself.
    async fn turn(&self, _: DeclarationId) -> Result<Turn> {
        Ok(Turn::free())
    }

    async fn mail_returned(&self, new: NewReturn) -> Result<bool> {
        self.writer
            .transact(move |transaction| returned::count(transaction, &new))
            .await
    }

    async fn mail_was_returned(&self, mail: [u8; 16], class: &'static str) -> Result<bool> {
        self.readers
            .read(move |connection| returned::is_counted(connection, &mail, class))
            .await
    }

    async fn returned_counts(&self, from_day: u32) -> Result<Vec<ReturnedCount>> {
        self.readers
            .read(move |connection| returned::counts(connection, from_day))
            .await
    }

    async fn returned_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| returned::forget(transaction, before, most))
            .await
    }

    async fn returned_counts_expire(&self, before_day: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| returned::forget_counts(transaction, before_day))
            .await
    }

    async fn suppress(&self, key: [u8; 32]) -> Result<()> {
        self.writer
            .transact(move |transaction| suppression::add(transaction, &key))
            .await
    }

    async fn suppression_lift(&self, key: [u8; 32], infomail: [u8; 32]) -> Result<bool> {
        self.writer
            .transact(move |transaction| suppression::lift(transaction, &key, &infomail))
            .await
    }

    async fn is_suppressed(&self, key: [u8; 32]) -> Result<bool> {
        self.readers
            .read(move |connection| suppression::contains(connection, &key))
            .await
    }

    async fn mails_by_hour(&self, now: Timestamp) -> Result<Vec<(Timestamp, u64)>> {
        self.readers
            .read(move |connection| hours::from(connection, now))
            .await
    }

    async fn service_set(&self, service: Service) -> Result<()> {
        self.writer
            .transact(move |transaction| service::set(transaction, &service))
            .await
    }

    async fn dump(&self, output: Output) -> Result<CopyReport> {
        self.readers.read(settings::can_read).await?;
        copy::dump(&self.path, output).await
    }

    async fn load(&self, input: Input) -> Result<CopyReport> {
        self.writer.transact(|_| Ok(())).await?;
        copy::load(&self.path, self.folds, input).await
    }

    async fn settle(&self) -> Result<()> {
        self.write_anew(erase::settle).await
    }

    async fn compact(&self) -> Result<()> {
        self.write_anew(erase::compact).await
    }

    async fn space(&self) -> Result<BTreeMap<String, u64>> {
        self.readers.read(settings::space).await
    }

    async fn integrity_check(&self) -> Result<()> {
        self.readers.read(settings::integrity_check).await
    }

    async fn index_check(&self) -> Result<Indexed> {
        let checked = self.readers.read(piles::check).await?;
        Ok(Indexed::Whole { checked })
    }

    async fn server_time(&self) -> Result<Option<Timestamp>> {
        Ok(None)
    }

    async fn health(&self) -> Result<()> {
        self.readers.read(settings::can_read).await?;
        self.writer.transact(|_| Ok(())).await
    }

    async fn close(&self) -> Result<()> {
        self.readers.close();
        self.before_batches.close();
        self.links.close();
        self.writer.close().await
    }

    #[cfg(feature = "testing")]
    async fn hold_writer(&self) -> Result<Held> {
        self.writer.hold().await.map(Held::new)
    }

    #[cfg(feature = "testing")]
    async fn hold_readers(&self) -> Result<Held> {
        self.readers.hold().await.map(Held::new)
    }
}
