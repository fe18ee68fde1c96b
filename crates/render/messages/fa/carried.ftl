# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy = این رونوشتی است که در { $day } با { $count } ثبت از دفتر عمومی گرفته شده است. اصل:
carried-sign = این سایت بیانیه را بازنشر می‌کند، اما برای آن امضا جمع نمی‌کند. می‌توانید آن را جایی امضا کنید که امضاها جمع می‌شوند؛ دکمه شما را به آنجا می‌برد.
# A link to the original.
carried-sign-there = امضا در سایت اصلی
