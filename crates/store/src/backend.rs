//! What an engine must be able to do.
//!
//! The contract, for every method: what it writes is durable when it returns `Ok`, all of it or
//! nothing; an error other than `Uncertain` means that nothing was written. An engine retries by
//! itself what may pass in an instant and returns only what the caller must deal with. Not found is
//! `Option`, an empty list or `false`, never an error. The fine print of each method stands on the
//! method of the same name of `Store`.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::id::{DeclarationId, DeliveryId};
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;

#[cfg(feature = "testing")]
use crate::Held;
use crate::backend_infomail::InfomailBackend;
use crate::backend_settings::SettingsBackend;
use crate::copy::{Input, Output};
use crate::measure::EngineReading;
use crate::{
    Accepted, AccessRow, Batch, BatchFacts, BatchQuery, CheckpointRow, ConsentRow, CopyReport,
    CosignatureRow, Counter, DeadLetters, DeclarationRow, DeliveryRow, Duty, FigureRow, FileTimes,
    FolderFile, Generation, Indexed, Lane, LaneDepth, LogHead, LogNews, LogPart, LogRange, Moment,
    NewAccess, NewDeclaration, NewReturn, OutboxDepth, PendingKey, PendingRow, RaisingRow, Reach,
    Relisting, ReturnedCount, RevisionRow, SealedContact, Service, Settled, SignatoryPage,
    SignatoryQuery, SignatureRow, Sole, StoreError, Submission, Turn, WitnessedRow,
};

type Result<T> = std::result::Result<T, StoreError>;

/// One database engine.
#[async_trait]
pub(crate) trait Backend: InfomailBackend + SettingsBackend {
    async fn declaration_create(&self, new: NewDeclaration) -> Result<()>;
    async fn declarations(&self) -> Result<Vec<DeclarationRow>>;
    async fn declaration_by_slug(&self, slug: Slug) -> Result<Option<DeclarationRow>>;
    async fn folder(&self, id: DeclarationId) -> Result<Vec<FolderFile>>;
    async fn folder_times(&self, id: DeclarationId) -> Result<Vec<FileTimes>>;
    async fn revisions(&self, id: DeclarationId) -> Result<Vec<RevisionRow>>;
    async fn revision_text(
        &self,
        id: DeclarationId,
        digest: TextDigest,
    ) -> Result<Option<RevisionRow>>;
    async fn figure_record(&self, id: DeclarationId, digest: [u8; 32]) -> Result<Option<String>>;
    async fn figure_records(&self, id: DeclarationId) -> Result<Vec<FigureRow>>;
    async fn raising_record(&self, id: DeclarationId, digest: [u8; 32]) -> Result<Option<String>>;
    async fn raising_records(&self, id: DeclarationId) -> Result<Vec<RaisingRow>>;

    async fn log_head(&self, id: DeclarationId) -> Result<Option<LogHead>>;
    async fn log_news(&self, id: DeclarationId, size: u64, most: u64) -> Result<Option<LogNews>>;
    async fn log_missed(&self, id: DeclarationId, note: String) -> Result<()>;
    async fn generations(&self) -> Result<Vec<(DeclarationId, Generation)>>;
    async fn log_entries(&self, id: DeclarationId, start: u64, end: u64) -> Result<Vec<Vec<u8>>>;
    async fn log_bundle(&self, id: DeclarationId, index: u64) -> Result<Option<Vec<u8>>>;
    async fn log_subtrees(
        &self,
        id: DeclarationId,
        level: u8,
        start: u64,
        end: u64,
    ) -> Result<Vec<[u8; 32]>>;
    async fn log_parts(&self, id: DeclarationId, ranges: Vec<LogRange>) -> Result<Vec<LogPart>>;
    async fn checkpoint_at(&self, id: DeclarationId, size: u64) -> Result<Option<String>>;
    async fn checkpoints(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CheckpointRow>>;

    async fn cosign(&self, id: DeclarationId, size: u64, rows: Vec<CosignatureRow>)
    -> Result<bool>;
    async fn cosignatures(
        &self,
        id: DeclarationId,
        least: u64,
        most: u64,
    ) -> Result<Vec<(u64, CosignatureRow)>>;
    async fn checkpoint_with_cosignatures(
        &self,
        id: DeclarationId,
        size: Option<u64>,
    ) -> Result<Option<(CheckpointRow, Vec<CosignatureRow>)>>;
    async fn cosigned(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<(CheckpointRow, Vec<CosignatureRow>)>>;
    async fn cosigned_by(&self, id: DeclarationId, witness: String) -> Result<Option<u64>>;
    async fn witnessed(&self, origin: String) -> Result<Option<WitnessedRow>>;
    async fn witness_advance(
        &self,
        origin: String,
        expected: Option<u64>,
        row: WitnessedRow,
    ) -> Result<bool>;

    async fn batch_facts(&self, id: DeclarationId, query: BatchQuery) -> Result<BatchFacts>;
    async fn commit(&self, batch: Batch) -> Result<Moment>;

    async fn accept(&self, submission: Submission) -> Result<Accepted>;
    async fn pending(&self, key: PendingKey) -> Result<Option<PendingRow>>;
    async fn pending_try(&self, tab_hash: [u8; 32], most: u32) -> Result<Option<u32>>;
    async fn pending_try_back(&self, tab_hash: [u8; 32]) -> Result<()>;
    async fn pending_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool>;
    async fn pending_expire(&self, now: Timestamp, most: u32) -> Result<u32>;
    async fn caps_expire(&self, before: Timestamp, most: u32) -> Result<u32>;
    async fn access_expire(&self, now: Timestamp, most: u32) -> Result<u32>;
    async fn dates_take_back(&self, now: Timestamp, reach: Reach) -> Result<u64>;

    async fn signature(&self, id: DeclarationId, leaf: u64) -> Result<Option<SignatureRow>>;
    async fn link_signed(
        &self,
        id: DeclarationId,
        tag: [u8; 32],
        link: NewAccess,
    ) -> Result<Option<u64>>;
    async fn access(&self, hash: [u8; 32]) -> Result<Option<AccessRow>>;
    async fn relist(&self, relisting: Relisting) -> Result<bool>;
    async fn signature_forget(&self, id: DeclarationId, leaf: u64, tag: [u8; 32]) -> Result<bool>;
    async fn suppression_to_refuse(&self, refuse_hash: [u8; 32]) -> Result<Option<[u8; 32]>>;
    async fn consents(&self, id: DeclarationId, leaf: u64) -> Result<Vec<ConsentRow>>;
    async fn contacts(&self, id: DeclarationId) -> Result<Vec<(u64, SealedContact)>>;

    async fn moment(&self, id: DeclarationId) -> Result<Option<Moment>>;
    async fn counters(&self, id: DeclarationId) -> Result<Vec<Counter>>;
    async fn signatories(&self, query: SignatoryQuery) -> Result<SignatoryPage>;
    async fn openings(
        &self,
        id: DeclarationId,
        start: u64,
        end: u64,
    ) -> Result<Vec<(u64, Vec<u8>)>>;
    async fn sort_keys_replace(
        &self,
        id: DeclarationId,
        locale: String,
        keys: Vec<(u64, Vec<u8>)>,
    ) -> Result<()>;

    async fn deliveries_claim(
        &self,
        lane: Lane,
        now: Timestamp,
        lease_until: Timestamp,
        most: u32,
    ) -> Result<Vec<DeliveryRow>>;
    async fn deliveries_settle(
        &self,
        settled: Vec<(DeliveryId, Settled)>,
        least_to_name: u64,
    ) -> Result<()>;
    async fn deliveries_release(&self, lane: Lane) -> Result<u64>;
    async fn deliveries_hurry(&self, lane: Lane, now: Timestamp) -> Result<u64>;
    async fn outbox_depth(&self, now: Timestamp) -> Result<OutboxDepth>;
    async fn outbox_glance(&self, now: Timestamp, most: u32) -> Result<Vec<LaneDepth>>;
    async fn dead_letters(&self, from_day: u32, most: u32) -> Result<Vec<DeadLetters>>;
    async fn dead_letters_expire(&self, before_day: u32) -> Result<u32>;
    async fn sole(&self, duty: Duty) -> Result<Option<Sole>>;
    fn is_shared(&self) -> bool;
    fn measured(&self) -> EngineReading;
    async fn turn(&self, id: DeclarationId) -> Result<Turn>;

    async fn mail_returned(&self, new: NewReturn) -> Result<bool>;
    async fn mail_was_returned(&self, mail: [u8; 16], class: &'static str) -> Result<bool>;
    async fn returned_counts(&self, from_day: u32) -> Result<Vec<ReturnedCount>>;
    async fn returned_expire(&self, before: Timestamp, most: u32) -> Result<u32>;
    async fn returned_counts_expire(&self, before_day: u32) -> Result<u32>;
    async fn suppress(&self, key: [u8; 32]) -> Result<()>;
    async fn suppression_lift(&self, key: [u8; 32], infomail: [u8; 32]) -> Result<bool>;
    async fn is_suppressed(&self, key: [u8; 32]) -> Result<bool>;
    async fn mails_by_hour(&self, now: Timestamp) -> Result<Vec<(Timestamp, u64)>>;

    async fn service_set(&self, service: Service) -> Result<()>;
    async fn dump(&self, output: Output) -> Result<CopyReport>;
    async fn load(&self, input: Input) -> Result<CopyReport>;
    async fn settle(&self) -> Result<()>;
    async fn compact(&self) -> Result<()>;
    async fn space(&self) -> Result<BTreeMap<String, u64>>;
    async fn integrity_check(&self) -> Result<()>;
    async fn index_check(&self) -> Result<Indexed>;
    async fn server_time(&self) -> Result<Option<Timestamp>>;
    async fn health(&self) -> Result<()>;
    async fn close(&self) -> Result<()>;

    /// See [`Store::hold_writer`](crate::Store::hold_writer).
    #[cfg(feature = "testing")]
    async fn hold_writer(&self) -> Result<Held>;
    /// See [`Store::hold_readers`](crate::Store::hold_readers).
    #[cfg(feature = "testing")]
    async fn hold_readers(&self) -> Result<Held>;
}
