# Behind the mailed link: a summary and one button.

confirm-window = تأیید: { $title }
confirm-busy = در این لحظه بسیاری در حال تأیید هستند. چیزی از دست نرفته است: لطفاً یک دقیقهٔ دیگر دوباره دکمه را بزنید.
confirm-heading = امضای خود را تأیید کنید
confirm-name = نام
confirm-public = آنچه همه می‌بینند
confirm-public-nothing = هیچ چیز از شما: امضای شما شمرده می‌شود و نشان داده نمی‌شود.
confirm-private = آنچه کسی نمی‌بیند
confirm-email-private = نشانی‌ای که این ایمیل به آن رسید
confirm-class = امضا می‌کنم
confirm-organisation = از طرف یک سازمان
confirm-consents = رضایت می‌دهم به
confirm-listing = همه مرا چگونه می‌بینند
confirm-text = متنی که امضا می‌کنید
confirm-newer = پس از آنکه فرم را پر کردید، متن تازه‌تری منتشر شد، شمارهٔ { $number }. با این دکمه متن شمارهٔ { $signed } را امضا می‌کنید.
confirm-button = تأیید امضای من
confirm-deleted = اگر کاری نکنید، همه چیز در { $day } پاک می‌شود.
