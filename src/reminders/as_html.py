"""A digest as an HTML mail: one file, styles on the elements, nothing loaded from anywhere, 600 pixels wide."""

from collections.abc import Iterator
from html import escape

from reminders.page import Entry, Group, Page

FONT = "font-family:'Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI',Meiryo,'Segoe UI',sans-serif"
INK, QUIET, LINE = "#1b1f24", "#57606a", "#d8dee4"
TONES = {
    "today": ("#8f3100", "#fdeee4", "#d55e00", "▲ "),
    "past": ("#8f3100", "#fdeee4", "#d55e00", "▲ "),
    "soon": ("#004a77", "#e8f2f9", "#0072b2", ""),
    "news": ("#424a53", "#eef0f2", "#8c959f", "✕ "),
}
"""tone → letters, ground, edge, sign: never by colour alone."""


def as_html(page: Page) -> str:
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{page.language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(f'{page.title} {page.subtitle}')}</title>\n</head>"
    yield f'<body style="margin:0;padding:0;background:#ffffff;color:{INK};{FONT}">'
    yield _table("width:100%;max-width:600px;margin:0 auto")
    yield '<tr><td style="padding:20px 16px">'
    yield f'<h1 style="margin:0;font-size:20px;line-height:1.4">{escape(page.title)}</h1>'
    yield _paragraph(page.subtitle, f"margin:2px 0 14px;font-size:13px;line-height:1.5;color:{QUIET}")
    for number, sentence in enumerate(page.summary):
        weight = "bold" if number == 0 else "normal"
        yield _paragraph(sentence, f"margin:0 0 6px;font-size:15px;line-height:1.6;font-weight:{weight}")
    for group in page.groups:
        yield from _group(group)
    yield "</td></tr>\n</table>\n</body>\n</html>"


def _group(group: Group) -> Iterator[str]:
    style = f"margin:22px 0 8px;padding-bottom:4px;font-size:16px;line-height:1.4;border-bottom:1px solid {LINE}"
    yield f'<h2 style="{style}">{escape(group.title)}</h2>'
    yield _table("width:100%")
    for entry in group.entries:
        yield from _entry(entry)
    yield "</table>"


def _entry(entry: Entry) -> Iterator[str]:
    letters, ground, edge, sign = TONES[entry.tone]
    badge = (
        f"display:inline-block;padding:1px 8px;border-left:3px solid {edge};background:{ground};color:{letters};"
        "font-size:12px;line-height:1.6;font-weight:bold"
    )
    yield '<tr><td style="padding:6px 0 10px;vertical-align:top">'
    yield f'<span style="{badge}">{escape(sign + entry.badge)}</span>'
    yield _paragraph(entry.sentence, "margin:4px 0 0;font-size:14px;line-height:1.6")
    for detail in entry.details:
        yield _paragraph(detail, f"margin:2px 0 0;font-size:12px;line-height:1.5;color:{QUIET}")
    yield "</td></tr>"


def _paragraph(said: str, style: str) -> str:
    return f'<p style="{style};overflow-wrap:anywhere">{escape(said)}</p>'


def _table(style: str) -> str:
    plain = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
    return f'<table {plain} style="border-collapse:collapse;{style}">'
