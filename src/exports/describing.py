"""The column table as people read it."""

from exports.kinds import Kind


def table(kind: Kind) -> str:
    """A Markdown table of a kind's columns: name (`*` = required), type, Japanese headings, closed list."""
    lines = ["| column | type | Japanese headings | values |", "|---|---|---|---|"]
    for column in kind.columns:
        name = f"{column.name}{'*' if column.required else ''}"
        lines.append(f"| {name} | {column.type} | {'、'.join(column.headings)} | {', '.join(column.codes or ())} |")
    return "\n".join(lines)
