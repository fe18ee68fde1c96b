# The sign form. The consents are kept word for word for each signer: change them with care.

sign-window = امضا: { $title }
sign-again = امضای این بیانیه
sign-trouble = هنوز فرستاده نشده
sign-trouble-stale = برگه مدت زیادی باز مانده بود یا بیش از اندازه زود رسید. هر چه وارد کرده‌اید هنوز اینجاست: لطفاً یک بار دیگر بفرستید.
sign-trouble-revised = هنگامی که برگه باز بود متن تغییر کرد. هر چه وارد کرده‌اید هنوز اینجاست: لطفاً متن را به شکل کنونی بخوانید و اگر می‌خواهید امضایش کنید برگه را دوباره بفرستید.
sign-trouble-unavailable = اکنون چیزی ذخیره نشد. هر چه وارد کرده‌اید هنوز اینجاست: لطفاً چند دقیقهٔ دیگر دوباره بفرستید.
sign-mistakes =
    { $count ->
        [one] { $count } مورد نیاز به توجه شما دارد
       *[other] { $count } مورد نیاز به توجه شما دارند
    }
# A field that people never see; programs that fill in everything give themselves away by it.
sign-trap = این خانه را خالی بگذارید

sign-class = امضا می‌کنم
sign-class-person = به عنوان شخص
sign-class-organisation = از طرف یک سازمان
sign-name = نام کامل
sign-name-hint = برای سازمان، نام کامل آن.
sign-email = نشانی ایمیل
sign-email-hint = برای تأیید امضایتان یک ایمیل می‌گیرید. پس از آن نشانی شما پاک می‌شود، مگر آنکه در پایین بخواهید از ما خبر بگیرید.
sign-email-hint-forgotten = برای تأیید امضایتان یک ایمیل می‌گیرید. پس از آن نشانی شما پاک می‌شود.
sign-contact = شخص رابط
sign-contact-hint = کسی که پاسخگوی سازمان است. هرگز نشان داده نمی‌شود.
sign-place = شهر یا کشور
sign-descriptor = سمت، پیشه یا وابستگی
sign-descriptor-hint = برای نمونه: پرستار، تبریز؛ یا: شورای کارکنان، بندر
sign-optional = اختیاری
sign-organisation-only = برای سازمان‌ها
sign-authority = حق دارم از طرف این سازمان امضا کنم.
sign-organisation-shown = سازمان همیشه با نامش نشان داده می‌شود؛ شخص رابط و نشانی آن نه.
sign-listing = همه مرا چگونه می‌بینند
sign-risk = امضا کردن عقیدهٔ سیاسی را نشان می‌دهد. آنچه علنی است را هر کسی می‌تواند بخواند: کارفرما، مقامات، مخالفان، در هر کشوری و تا سال‌ها. اگر این ممکن است به شما یا نزدیکانتان آسیب بزند، بگذارید امضایتان تنها شمرده شود. امضای شما به همان اندازه به شمار می‌آید و بعدها می‌توانید این را تغییر دهید.
sign-listing-counted = مرا بشمارید و نشان ندهید.
sign-listing-initials = حروف نخست نام و جای مرا به همگان نشان دهید.
sign-listing-named = نام، سمت، جا و نظر مرا به همگان نشان دهید.
sign-comment = نظر
sign-comment-hint = تا ۱٬۰۰۰ نویسه. تنها همراه با نام نشان داده می‌شود.
sign-consents = به چه رضایت می‌دهم
sign-needed = لازم برای امضا
sign-consent-count = این بیانیه را امضا می‌کنم. می‌دانم که امضایم عقیدهٔ سیاسی را نشان می‌دهد، و رضایت می‌دهم که { $controller } آنچه را اینجا وارد کرده‌ام برای تأیید امضایم و شمردن آن به کار ببرد.
sign-consent-handover = رضایت می‌دهم که { $controller } هنگام تحویل بیانیه نام، سمت و جای مرا همراه آن کند.
sign-consent-handover-to = رضایت می‌دهم که { $controller } هنگام تحویل بیانیه نام، سمت و جای مرا همراه آن کند. تحویل به: { $addressees }.
sign-consent-infomail = می‌خواهم Infomail از { $controller } را با ایمیل دریافت کنم و هر زمان می‌توانم اشتراک را لغو کنم.
sign-consent-infomail-signed = { $controller } می‌تواند در کنار اشتراک من در Infomail ثبت کند که این بیانیه را امضا کرده‌ام، تا شماره‌های ویژهٔ امضاکنندگان را نیز دریافت کنم.
sign-consent-contact = رضایت می‌دهم که { $controller } دربارهٔ این بیانیه به من بنویسد.
sign-button = امضا
sign-then = سپس یک ایمیل می‌گیرید. امضای شما به محض آنکه تأییدش کنید شمرده می‌شود.

sign-privacy = چه کسی پاسخگوی داده‌های شماست
sign-privacy-kept = اگر تأیید نکنید، آنچه وارد می‌کنید پس از { $days } روز پاک می‌شود. نام‌ها حداکثر { $months } ماه پس از پایان امضا برداشته می‌شوند.
sign-privacy-rights = هر رضایتی آزادانه داده می‌شود. می‌توانید هر زمان با پیوند درون ایمیلتان آن را پس بگیرید؛ آنچه تا آن هنگام انجام شده قانونی می‌ماند. حق دارید داده‌های خود را ببینید، اصلاح و پاک کنید و رونوشتی از آن‌ها دریافت کنید.
sign-controller = مسئول داده‌ها
sign-complaints = شکایت به
sign-purpose-count = امضا و شمارش
sign-purpose-publish = نشان دادن نام‌ها
sign-purpose-handover = تحویل
sign-purpose-infomail = Infomail
sign-purpose-infomail-signed = Infomail ویژهٔ امضاکنندگان
sign-purpose-contact = تماس

# Said in the summary above the form and again at the field.
sign-problem-missing =
    { $field ->
        [name] نام کامل خود را وارد کنید.
        [email] نشانی ایمیل خود را وارد کنید.
        [contact] وارد کنید چه کسی پاسخگوی سازمان است.
       *[other] این خانه را پر کنید.
    }
sign-problem-too-long =
    { $field ->
        [name] نام { $length } نویسه دارد؛ حداکثر { $limit } ممکن است.
        [email] نشانی ایمیل { $length } نویسه دارد؛ حداکثر { $limit } ممکن است.
        [contact] نام شخص رابط { $length } نویسه دارد؛ حداکثر { $limit } ممکن است.
        [place] نام جا { $length } نویسه دارد؛ حداکثر { $limit } ممکن است.
        [descriptor] سمت { $length } نویسه دارد؛ حداکثر { $limit } ممکن است.
        [comment] نظر { $length } نویسه دارد؛ حداکثر { $limit } ممکن است.
       *[other] اینجا { $length } نویسه هست؛ حداکثر { $limit } ممکن است.
    }
sign-problem-character =
    { $field ->
        [name] نویسهٔ { $position } نام ({ $code }) را نمی‌توان نشان داد. لطفاً نام را به جای چسباندن بنویسید.
        [email] نویسهٔ { $position } نشانی ایمیل ({ $code }) نمی‌تواند در نشانی بیاید.
        [comment] نویسهٔ { $position } نظر ({ $code }) را نمی‌توان نشان داد. لطفاً آن را بردارید.
       *[other] نویسهٔ { $position } این خانه ({ $code }) را نمی‌توان نشان داد. لطفاً واژه‌ها را به جای چسباندن بنویسید.
    }
sign-problem-marks =
    { $field ->
        [name] در نام، حرفی نشانه‌های بیش از اندازه دارد.
        [comment] در نظر، حرفی نشانه‌های بیش از اندازه دارد.
       *[other] اینجا حرفی نشانه‌های بیش از اندازه دارد.
    }
sign-problem-link =
    { $field ->
        [name] در نام نمی‌تواند نشانی وب باشد.
        [place] در نام جا نمی‌تواند نشانی وب باشد.
        [descriptor] در سمت نمی‌تواند نشانی وب باشد.
        [comment] در نظر نمی‌تواند نشانی وب باشد.
       *[other] اینجا نمی‌تواند نشانی وب باشد.
    }
sign-problem-address = نشانی ایمیلی به شکل name@example.org وارد کنید.
sign-problem-unreachable = سرور ایمیل این سایت نمی‌تواند به نشانی‌هایی با چنین حروفی پیش از @ بنویسد. نشانی دیگری وارد کنید.
sign-problem-not-chosen =
    { $field ->
        [class] برگزینید که به عنوان شخص امضا می‌کنید یا از طرف یک سازمان.
        [authority] تأیید کنید که حق دارید از طرف سازمان امضا کنید.
        [listing] برگزینید که همه شما را چگونه ببینند.
        [consent-count] به امضا و شمرده شدن رضایت دهید: بدون آن امضا ممکن نیست.
       *[other] یکی را برگزینید.
    }
