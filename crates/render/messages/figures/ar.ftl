exactly = { $value }
at-least = ما لا يقل عن { $lower }
more-than = أكثر من { $lower }
up-to = ما يصل إلى { $upper }
fewer-than = أقل من { $upper }
about = نحو { $value }
between = ما بين { $lower } و{ $upper }
# One word serves for both tens and dozens.
tens = عشرات
dozens = عشرات
hundreds = مئات
thousands = آلاف
unknown-number = عدد غير معروف
