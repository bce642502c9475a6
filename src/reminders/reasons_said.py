"""Why a term is at risk, by the named rules: reasons of renewals, warnings of TRM terms, what else is due on it."""

from collections.abc import Iterator

from labels import figures, text
from reminders import words
from reminders.actions import Item
from reminders.known import Row

IN_THE_SENTENCE = frozenset(
    {"payment_open", "notice_window", "notice_near", "expiring_30", "expiring_60", "expiring_90", "overuse"}
)


def reasons(item: Item, language: str) -> str:
    """The reasons in a list, "" without any."""
    return words.joined(dict.fromkeys(_each(item, language)), language)


def _each(item: Item, language: str) -> Iterator[str]:
    said = set(IN_THE_SENTENCE) | {item.code if item.area == "renewal" else ""}
    for row in item.reasons:
        if row["code"] not in said:
            yield _warning(row, language) if item.area == "trm" else _reason(row, language)
            said.add(row["code"])
    for code in item.codes:
        if item.area == "renewal" and code not in said:
            yield text(f"digest.code.{code}", language)


def _warning(row: Row, language: str) -> str:
    """ "使い切れないオンサイト枠1日"."""
    if row["code"] in ("coupons_expiring", "coupons_over"):
        amount = text("trm.coupon_amount", language, number=int(row["amount"]))
    else:
        amount = figures.days(row["amount"], language)
    until = figures.short_day(row["until"], language)
    return text(f"trm.warning.{row['code']}", language, amount=amount, until=until)


def _reason(row: Row, language: str) -> str:
    """ "保守対象ライセンス不足 4"."""
    code, amount = row["code"], row["amount"]
    if code == "attainment_below":
        permille = int(amount * 1000 + 1e-6)
        shown = f"{int(row['met']):,}/{int(row['judged']):,} {permille // 10}.{permille % 10}%"
    else:
        shown = figures.days(amount, language) if code == "trm_expiring" else f"{amount:,.0f}"
    return text("digest.with_amount", language, what=text(f"digest.reason.{code}", language), amount=shown)
