//! A form can be filled in by anybody with anybody's address, so its words stand in no mail (REQ-44).

use domain::comment::Comment;
use domain::name::Name;
use proptest::prelude::*;

use crate::harness::Stage;

/// The mail that follows a form, on a site where everything but the words in the form is the same.
fn mail_after(name: &str, comment: &str) -> Option<Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let stage = Stage::open().await;
        let mut command = stage.command("Ada", "ada@example.org").await;
        command.signer.name = Name::parse(name).ok()?;
        command.signer.place = Name::parse(name).ok();
        command.signer.comment = Comment::parse(comment).ok()?;
        stage.submit(command).await;
        stage.newest_mail().await;
        let taken = stage.mails.taken.lock().unwrap();
        taken.last().cloned()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_word_of_the_form_changes_a_byte_of_the_mail(
        name in "(\\PC{1,30}|[A-Z][a-z]{1,9} (example[.]org|win now|[$]{3})|[А-Я][а-я]{1,9})",
        comment in "\\PC{0,60}",
    ) {
        let Some(mail) = mail_after(&name, &comment) else {
            return Ok(());
        };
        prop_assert_eq!(Some(mail), mail_after("Ada", "For my children."));
    }
}
