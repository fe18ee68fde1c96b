# A signer changes the listing or withdraws.

manage-window = امضای شما: { $title }
manage-heading = امضای شما
manage-changed = انتخاب شما ذخیره شد. فهرست هم‌اکنون آن را نشان می‌دهد.
manage-busy = اکنون چیزی ذخیره نشد. لطفاً یک دقیقهٔ دیگر دوباره بیازمایید.
manage-name = نام
manage-signed-on = تاریخ امضا
manage-listed = در دید همگان
manage-listed-counted = امضای شما شمرده می‌شود و نشان داده نمی‌شود.
manage-listed-initials = شما با حروف نخست نامتان نشان داده می‌شوید.
manage-listed-named = شما با نامتان نشان داده می‌شوید.
manage-change = تغییر شیوهٔ دیده شدن من
manage-change-button = ذخیره
manage-withdraw = پس گرفتن امضای من
manage-withdraw-what = لازم نیست دلیلش را بگویید.
manage-withdraw-ask = پس گرفتن امضای من…
manage-withdraw-window = پس گرفتن: { $title }
manage-withdraw-sure = امضایتان را پس می‌گیرید؟
manage-withdraw-effect = امضای { $name } بی‌درنگ از فهرست و از شمار بیرون می‌رود و آنچه وارد کرده‌اید پاک می‌شود.
manage-withdraw-effect-yours = امضای شما بی‌درنگ از فهرست و از شمار بیرون می‌رود و آنچه وارد کرده‌اید پاک می‌شود.
manage-withdraw-log = در دفتر عمومی سطر می‌ماند و پس از آن سطری می‌آید که آن را پس می‌گیرد. نام شما در هیچ‌یک نیست، و بدون رسید شما کسی نمی‌تواند بگوید از آن کیستند.
manage-withdraw-button = بله، پس می‌گیرم
manage-withdraw-keep = نه، نگهش می‌دارم
manage-withdrawn-window = پس گرفته شد: { $title }
manage-withdrawn = امضای شما پس گرفته شد
manage-withdrawn-what = دیگر شمرده نمی‌شود و نشان داده نمی‌شود. آنچه وارد کرده بودید پاک شد.
manage-withdrawn-again = اگر نظرتان تغییر کرد، می‌توانید دوباره امضا کنید.
