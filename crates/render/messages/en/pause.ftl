# Said while an operator lets signing rest, or everything but reading.

pause-signing = Signing is paused for a while.
pause-links = With a link that was mailed before, a signature can still be confirmed.
pause-read-only = For a while this site can only be read: nothing can be signed, confirmed or changed. Links in mails stay valid.
pause-form = Signing is paused for a while, so nothing was sent. Everything you entered is still here: please send it again later.
pause-confirm = For a while this site can only be read. Nothing is lost and your link stays valid: please press the button again later.
pause-code = For a while this site can only be read. Nothing is lost: please enter the code again later, or use the link in the mail.
pause-until = Expected to go on: { $day }, { $time } UTC.
pause-notice = For a while this site can only be read
pause-notice-next = Nothing was changed. Please try again later; links in mails stay valid.
