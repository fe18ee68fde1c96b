# The mail that an operator sends to see whether mails arrive.

trial-subject = تجربة من { $site }
trial-arrived = خرجت هذه الرسالة من { $site } ووصلت إليك: الرسائل تصل.
trial-look = تذكر ترويسة Authentication-Results ما رآه مزوّد بريدك: ينبغي أن تكون كلمة pass إلى جانب كل من spf وdkim وdmarc.
