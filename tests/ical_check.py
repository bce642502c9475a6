"""What RFC 5545 asks of a file of all-day events, read from its bytes without any library."""

import re

LINE = re.compile(rb"[A-Z0-9-]+(;[A-Z0-9-]+=[^\x00-\x08\x0a-\x1f\x7f\";:,]+)*:[^\x00-\x08\x0a-\x1f\x7f]*")
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "TRANSP", "DESCRIPTION"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
INSIDE = {"VEVENT": "VCALENDAR", "VALARM": "VEVENT", "VTIMEZONE": "VCALENDAR", "STANDARD": "VTIMEZONE"}


def check(content: bytes) -> list[dict[str, str]]:
    """The events as property → value; AssertionError with what is wrong."""
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    for line in physical:
        assert b"\r" not in line and b"\n" not in line, f"a bare line break: {line!r}"
        assert 0 < len(line) <= 75, f"{len(line)} octets: {line!r}"
        line.decode()  # folded between characters, never inside one
    logical: list[bytes] = []
    for line in physical:
        if line.startswith((b" ", b"\t")):
            logical[-1] += line[1:]
        else:
            logical.append(line)
    return _components(logical)


def _components(lines: list[bytes]) -> list[dict[str, str]]:
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-1] == b"END:VCALENDAR"
    open_ones: list[tuple[str, list[str], dict[str, str]]] = []
    events, content = [], 0
    for line in lines:
        assert LINE.fullmatch(line), f"no content line: {line!r}"
        named, _, value = line.decode().partition(":")
        name = named.split(";")[0]
        if name == "BEGIN":
            assert (open_ones[-1][0] if open_ones else None) == INSIDE.get(value), f"{value} in the wrong place"
            open_ones.append((value, [], {}))
            content += value in ("VEVENT", "VTIMEZONE")
        elif name == "END":
            kind, names, values = open_ones.pop()
            assert kind == value
            for needed in ONCE[kind]:
                assert names.count(needed) == 1, f"{kind} needs {needed} once"
            if kind == "VEVENT":
                events.append(values)
        else:
            open_ones[-1][1].append(name)
            open_ones[-1][2][named] = value
    assert not open_ones and content, "a calendar holds at least one component"
    return events
