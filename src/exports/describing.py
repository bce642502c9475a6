"""The column table as people read it."""

from exports.kinds import Kind
from exports.presets import Form
from exports.recognition.priorities import LEVELS, Priorities


def table(kind: Kind) -> str:
    """A Markdown table of a kind's columns: name (`*` = required), type, Japanese headings, closed list."""
    lines = ["| column | type | Japanese headings | values |", "|---|---|---|---|"]
    for column in kind.columns:
        name = f"{column.name}{'*' if column.required else ''}"
        lines.append(f"| {name} | {column.type} | {'、'.join(column.headings)} | {', '.join(column.codes or ())} |")
    return "\n".join(lines)


def form(form: Form) -> str:
    """How files of a form are recognised, what carries which column and how its values are spelled, as Markdown."""
    marks = ", ".join(" or ".join(f"*{heading}*" for heading in group) for group in form.marks)
    signs = ", ".join(f"*{heading}*" for heading in form.signs)
    lines = [f"Recognised by {marks}, and two of {signs}.", "", "| column | headings |", "|---|---|"]
    lines += [f"| {column} | {', '.join(headings)} |" for column, headings in form.headings.items()]
    if form.codes:
        lines += ["", "| column | code | as written |", "|---|---|---|"]
    for column, listed in form.codes.items():
        lines += [f"| {column} | {code} | {', '.join(written)} |" for code, written in listed.items() if written]
    return "\n".join(lines)


def priorities(table: Priorities) -> str:
    """The table of priorities as Markdown: one row a system."""
    lines = ["| preset | S1 | S2 | S3 | S4 |", "|---|---|---|---|---|"]
    for system, levels in table.items():
        lines.append(f"| {system} | {' | '.join(', '.join(levels[level]) for level in LEVELS)} |")
    return "\n".join(lines)
