# Behind the mailed link: a summary and one button.

confirm-window = تأكيد: { $title }
confirm-busy = يؤكّد كثيرون جدًا في هذه اللحظة. لم يضع شيء: يُرجى الضغط على الزر مرة أخرى بعد دقيقة.
confirm-heading = تأكيد توقيعك
confirm-name = الاسم
confirm-public = ما يظهر للعموم
confirm-public-nothing = لا شيء عنك: يُحسب توقيعك ولا يُعرض.
confirm-private = ما لا يظهر للعموم
confirm-email-private = العنوان الذي أُرسلت إليه هذه الرسالة
confirm-class = أوقّع
confirm-organisation = باسم منظمة
confirm-consents = أوافق على
confirm-listing = كيف أظهر للعموم
confirm-text = النص الذي يُوقَّع
confirm-newer = نُشر بعد ملء الاستمارة نص أحدث، رقم { $number }. وبهذا الزر يُوقَّع النص رقم { $signed }.
confirm-button = تأكيد توقيعي
confirm-deleted = إن لم يحدث شيء من جانبك، فسيُحذف كل شيء في { $day }.
