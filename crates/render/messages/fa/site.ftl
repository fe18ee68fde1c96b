# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = خطا: { $window } – { $site }
site-skip = رفتن به محتوا
site-languages = زبان‌ها
site-footer = این سایت کوکی نمی‌گذارد، اسکریپتی اجرا نمی‌کند و چیزی از جای دیگر بار نمی‌کند.
site-demo = این یک نمایش است: ایمیل‌ها فرستاده نمی‌شوند و اینجا نگه داشته می‌شوند.
site-mailbox = خواندن ایمیل‌ها
site-moment = { $day }، { $clock } UTC
site-check-receipt = بررسی یک رسید
