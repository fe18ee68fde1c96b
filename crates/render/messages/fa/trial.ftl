# The mail that an operator sends to see whether mails arrive.

trial-subject = آزمایشی از { $site }
trial-arrived = این ایمیل از { $site } فرستاده شد و به شما رسید: ایمیل‌ها می‌رسند.
trial-look = سرآیند Authentication-Results می‌گوید ارائه‌دهندهٔ ایمیل شما چه نظری داشت: کنار spf و dkim و dmarc باید pass نوشته شده باشد.
