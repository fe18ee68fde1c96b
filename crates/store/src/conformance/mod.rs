//! What every engine promises: one function each, named as the promise.
//!
//! They use the facade alone, so that nothing about an engine can make them pass. A promise that
//! only one engine can be asked for stands in that engine's tests. `conformance_suite!` makes a
//! test of each.

pub mod beside;
pub mod bundles;
pub mod conflicts;
pub mod copy;
pub mod crowd;
pub mod dates;
#[cfg(unix)]
pub mod encrypted;
pub mod erasure;
pub mod erasures;
pub mod everything;
pub mod examining;
pub mod fixture;
pub mod folder;
pub mod issue;
pub mod issue_mail;
pub mod list;
pub mod log;
pub mod measured;
pub mod moving;
pub mod outbox;
pub mod pages;
pub mod record;
pub mod returned;
#[cfg(unix)]
pub mod server;
pub mod settings;
pub mod signing;
#[cfg(unix)]
pub mod standby;
pub mod subscription;
pub mod witness;

use async_trait::async_trait;

use crate::{Store, StoreError};

/// Where an engine keeps its data. What one store has closed the next one finds.
#[async_trait]
pub trait Place: Send + Sync {
    /// Opens the store that is kept there, an empty one at first.
    ///
    /// # Errors
    /// What the engine says.
    async fn open(&self) -> Result<Store, StoreError>;
}

/// Makes a test of each promise, in a place of its own: the argument is evaluated for each. The
/// crate that calls it needs `tokio` with its test attribute.
#[macro_export]
macro_rules! conformance_suite {
    ($place:expr) => {
        $crate::conformance_suite!(@ $place, log:
            a_batch_of_files_alone_signs_the_same_size,
            a_commit_answers_the_moment_behind_it,
            a_committed_batch_survives_reopening,
            a_publication_replaces_the_folder_and_adds_revisions,
            entries_are_read_without_gaps_and_cut_to_what_exists,
            every_checkpoint_is_kept,
            facts_tell_who_signed_who_left_and_who_confirmed,
            of_two_batches_on_one_size_one_is_committed,
            slug_and_origin_are_taken_once,
        );
        $crate::conformance_suite!(@ $place, conflicts:
            a_batch_is_all_or_nothing,
            a_duplicate_tag_changes_nothing,
            a_row_that_is_not_pending_changes_nothing,
            a_stale_tree_size_changes_nothing,
        );
        $crate::conformance_suite!(@ $place, beside:
            a_turn_ends_and_comes_again,
            every_change_that_pages_show_is_counted,
            news_of_a_log_are_what_it_gained_since,
        );
        $crate::conformance_suite!(@ $place, dates:
            what_a_clock_dated_ahead_is_taken_back,
            what_is_dated_rightly_is_not_taken_back,
        );
        $crate::conformance_suite!(@ $place, folder:
            a_file_keeps_the_moments_it_came_and_changed,
        );
        $crate::conformance_suite!(@ $place, bundles:
            a_commit_that_fails_fills_no_bundle,
            a_full_bundle_reads_as_its_entries_did,
            an_entry_too_long_for_a_bundle_is_refused,
            the_bundles_of_another_log_are_others,
        );
        $crate::conformance_suite!(@ $place, erasure:
            a_name_that_is_hidden_is_told_of_when_nobody_waits,
            a_departed_signature_leaves_its_place_and_nothing_else,
            a_departed_address_may_sign_again,
            a_signature_leaves_once,
            consents_are_kept_word_for_word_and_in_order,
            tag_record_and_ledger_are_told_until_a_signature_leaves,
            counters_equal_a_fold_of_the_log,
            relisting_moves_a_signature_between_counters_and_lists,
            relisting_what_is_not_as_believed_changes_nothing,
            links_lead_to_their_signature_until_they_expire,
        );
        $crate::conformance_suite!(@ $place, erasures:
            a_departure_is_noted_and_a_signature_is_not,
            a_move_is_noted_with_both_places,
            a_refusal_for_ever_is_noted_with_its_address,
            a_signature_is_forgotten_and_counted_until_it_leaves,
            what_was_not_done_is_not_noted_and_the_other_way_round,
        );
        $crate::conformance_suite!(@ $place, moving:
            a_list_of_one_revision_leaves_out_the_others,
            a_move_needs_one_that_leaves_and_one_that_counts,
            a_moved_signature_counts_once_and_keeps_its_tag,
            links_follow_a_signature_wherever_it_moved,
            what_was_agreed_to_beside_signing_goes_along,
        );
        $crate::conformance_suite!(@ $place, signing:
            a_confirmed_row_cannot_be_refused,
            a_hash_used_twice_changes_nothing,
            a_signature_is_found_by_its_tag_and_given_one_more_link,
            a_suppressed_address_gets_no_mail,
            a_tab_may_try_a_few_codes_only,
            a_try_that_does_not_stand_is_given_back,
            a_try_that_nobody_waits_for_is_given_back,
            caps_hold_under_fifty_concurrent_submissions,
            caps_open_again_after_their_window,
            every_submission_is_kept_whatever_mail_it_causes,
            expired_rows_go_and_confirmed_ones_stay_until_they_expire,
            refusing_takes_back_row_and_mail,
        );
        $crate::conformance_suite!(@ $place, outbox:
            a_mail_given_up_is_only_counted,
            a_mail_is_in_one_hand_at_a_time,
            a_mail_that_failed_comes_back_when_it_is_due,
            claimed_mail_can_be_released_before_its_lease,
            claimed_mail_returns_after_its_lease,
            each_lane_waits_for_itself,
            mail_that_failed_can_be_hurried,
            mail_that_is_not_due_waits,
            one_process_has_a_duty,
        );
        $crate::conformance_suite!(@ $place, list:
            a_cursor_of_another_list_begins_anew,
            each_signatory_stands_once_in_a_search,
            filters_leave_out_the_others_in_every_order,
            new_collation_keys_take_the_place_of_old_ones,
            only_the_listed_have_openings,
            pages_show_every_signatory_once_while_others_sign,
            the_list_of_another_declaration_is_another,
        );
        $crate::conformance_suite!(@ $place, pages:
            a_search_has_no_numbers,
            changes_are_told_to_those_who_watch,
            count_and_size_are_of_one_moment,
            every_page_is_found_by_its_number,
        );
        $crate::conformance_suite!(@ $place, record:
            a_carried_log_is_listed_once_it_is_whole,
            a_closed_log_takes_no_signature,
            a_signature_from_elsewhere_counts_without_record_and_link,
            raisings_add_up_and_are_found_by_digest,
            the_history_is_paged_backwards,
        );
        $crate::conformance_suite!(@ $place, witness:
            a_cosignature_needs_a_checkpoint_of_its_size,
            a_witness_steps_forwards_from_what_it_remembers,
            a_witness_that_signs_again_replaces_its_line,
            cosigned_checkpoints_are_paged_backwards,
            of_many_steps_from_one_size_one_is_taken,
        );
        $crate::conformance_suite!(@ $place, returned:
            a_full_hour_makes_mails_wait,
            returns_are_forgotten_and_their_counts_later,
            suppressing_takes_back_what_waits_and_can_be_lifted,
            the_same_return_counts_once,
        );
        $crate::conformance_suite!(@ $place, issue:
            a_draft_changes_until_it_appears,
            a_few_of_many_are_found_in_steps,
            a_stretch_comes_back_without_those_who_have_a_receipt,
            an_audience_is_of_languages_and_of_signatories,
            an_issue_goes_to_those_who_were_there_when_it_appeared,
            an_issue_is_moved_by_one_of_many,
            each_subscriber_is_taken_once,
        );
        $crate::conformance_suite!(@ $place, issue_mail:
            a_copy_given_up_is_counted_with_all_mails,
            copies_that_failed_can_be_hurried,
            a_domain_is_named_once_many_mails_went_there,
            a_mail_that_failed_is_taken_again_when_it_is_due,
            an_earlier_issue_is_sent_to_whoever_asks,
            receipts_of_old_issues_go_and_their_counts_stay,
            settling_twice_counts_once,
            what_came_back_is_counted_once_for_each_mail,
        );
        $crate::conformance_suite!(@ $place, subscription:
            a_link_is_mailed_to_subscribers_alone,
            a_permission_is_asked_for_once_and_lapses_without_an_answer,
            a_subscription_begins_with_its_batch_or_not_at_all,
            a_subscription_changes_and_one_that_ended_does_not,
            a_subscription_that_ended_leaves_a_count_and_nothing_else,
            a_wish_begins_one_subscription_and_none_after_it_ended,
            a_wish_that_is_refused_or_forgotten_goes_with_its_mail,
            an_address_moves_to_a_newer_key_and_is_found_all_the_time,
            an_address_subscribes_once_and_may_say_so_again,
            every_wish_is_kept_whatever_mail_it_causes,
        );
        $crate::conformance_suite!(@ $place, copy:
            a_copy_is_of_one_moment_while_others_sign,
            a_copy_of_a_copy_is_the_same,
            a_damaged_copy_changes_nothing,
            a_database_in_use_takes_no_copy,
            a_loaded_database_counts_on,
            a_retired_database_refuses_every_write,
            an_unfinished_copy_is_replaced,
        );
        $crate::conformance_suite!(@ $place, examining:
            indexes_are_whole_after_people_come_and_go,
            the_clock_of_a_server_is_told,
        );
        $crate::conformance_suite!(@ $place, measured:
            a_glance_sees_what_is_there_and_stops,
            an_idle_engine_has_nobody_waiting,
            what_was_written_was_measured,
        );
        $crate::conformance_suite!(@ $place, settings:
            a_closed_store_is_unavailable,
            a_new_store_is_healthy_and_empty,
            a_value_is_changed_by_whoever_knows_what_stands_there,
            empty_and_absent_are_different,
            values_are_found_by_how_their_keys_begin,
        );
    };
    (@ $place:expr, $module:ident: $($promise:ident,)+) => {
        mod $module {
            use super::*;
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $promise() -> Result<(), $crate::StoreError> {
                    $crate::conformance::$module::$promise(&$place).await
                }
            )+
        }
    };
}
