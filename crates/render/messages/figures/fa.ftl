exactly = { $value }
at-least = دست‌کم { $lower }
more-than = بیش از { $lower }
up-to = تا { $upper }
fewer-than = کمتر از { $upper }
about = حدود { $value }
between = بین { $lower } و { $upper }
# One word serves for both tens and dozens.
tens = ده‌ها
dozens = ده‌ها
hundreds = صدها
thousands = هزاران
unknown-number = شماری نامعلوم
