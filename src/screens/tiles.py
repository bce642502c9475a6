"""The row of key figures. Counts lead, the share follows with its n, a sign says which way it went."""

from collections.abc import Sequence
from html import escape

from charts import sparkline
from labels import figures, text
from screens.tally import Tally


def attainment(
    now: Tally, earlier: Tally | None, year_before: Tally | None, months: Sequence[Tally], guide: float, language: str
) -> str:
    """The lead tile: met of judged, the share, what it was, the last months as a line."""
    shares = [month.met / month.judged if month.judged else None for month in months]
    lines = [
        _compared(key, now, before, language)
        for key, before in (("tile.previous", earlier), ("tile.year_before", year_before))
        if before is not None
    ]
    guide_text = text("tile.guide", language, value=f"{guide:.0%}")
    share = f'<span class="share">{figures.percent(now.met, now.judged)}</span>'
    return (
        '<div class="tile lead">'
        f'<div class="name">{escape(text("column.attainment", language))}'
        f"<small>{escape(text('tile.first_response', language))}</small></div>"
        f'<div class="figure">{figures.counts(now.met, now.judged, language)}{share}'
        f'<span class="spark">{sparkline.image(shares)}</span></div>'
        f'<div class="notes">{"".join(lines)}</div><div class="guide">{escape(guide_text)}</div></div>'
    )


def count(key: str, number: int, before: int | None, note: str, language: str, bad: bool) -> str:
    """A count, its change against the previous period, one note. `bad`: more of it is worse."""
    change = "" if before is None else _change(number - before, before, bad, language)
    mark = ' data-alarm="1"' if bad and number else ""
    return (
        f'<div class="tile"><div class="name">{escape(text(key, language))}</div>'
        f'<div class="figure"{mark}>{figures.count(number, language)}</div>'
        f'<div class="notes">{change}<p>{escape(note)}</p></div></div>'
    )


def lead(name: str, shown: str, notes: Sequence[str]) -> str:
    """The first tile of a row, wider than the others."""
    lines = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f'<div class="tile lead"><div class="name">{escape(name)}</div><div class="figure">{escape(shown)}</div>'
        f'<div class="notes">{lines}</div></div>'
    )


def figure(name: str, shown: str, notes: Sequence[str], alarm: bool = False) -> str:
    """A figure in its unit with notes; `alarm`: it asks for something to be done."""
    mark = ' data-alarm="1"' if alarm else ""
    lines = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f'<div class="tile"><div class="name">{escape(name)}</div>'
        f'<div class="figure"{mark}>{escape(shown)}</div><div class="notes">{lines}</div></div>'
    )


def row(tiles: Sequence[str]) -> str:
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _compared(key: str, now: Tally, before: Tally, language: str) -> str:
    change = figures.points(now.met, now.judged, before.met, before.judged)
    sign = "" if not change or change.startswith("±") else _sign(change.startswith("+"), good=change.startswith("+"))
    amount = f"{change} {text('unit.points', language)}" if change else ""
    share = figures.percent(before.met, before.judged)
    was = text(key, language, counts=figures.counts(before.met, before.judged, language), share=share)
    return f"<p>{sign}<b>{escape(amount)}</b> {escape(was)}</p>"


def _change(change: int, before: int, bad: bool, language: str) -> str:
    sign = _sign(change > 0, good=(change > 0) != bad) if change else ""
    amount = f"{'+' if change > 0 else '−' if change < 0 else '±'}{abs(change):,}"
    was = text("tile.previous_count", language, count=figures.count(before, language))
    return f"<p>{sign}<b>{amount}</b> {escape(was)}</p>"


def _sign(up: bool, good: bool) -> str:
    return f'<span class="{"good" if good else "bad"}">{"▲" if up else "▼"}</span>'
