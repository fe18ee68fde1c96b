# One exact text.

text-window = متن دقیق: { $title }
text-superseded = این متنی پیشین است؛ امضاهایش با آن می‌مانند.
text-about = دربارهٔ این متن
text-for-ever = این صفحه متنی را نشان می‌دهد که هرگز تغییر نمی‌کند.
text-revision = ویرایش
text-signed = امضاهای زیر دقیقاً همین متن
text-digest = اثر انگشت (SHA-256)
text-latest = بیانیه چنان‌که اکنون می‌توان امضا کرد
text-predecessor = متن پیش از این
text-successor = متن پس از این
