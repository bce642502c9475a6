"""The contract texts, read by hand: response targets (V, II, IX), codes, calendars, labels."""

import unicodedata
from datetime import date

BUSINESS, ROUND_THE_CLOCK = "business", "always"

# tier, severity → (minutes, clock, clause)
TARGETS = {
    ("standard", "S1"): (120, BUSINESS, "V"),
    ("standard", "S2"): (240, BUSINESS, "V"),
    ("standard", "S3"): (480, BUSINESS, "V"),
    ("standard", "S4"): (960, BUSINESS, "V"),
    ("enterprise", "S1"): (60, ROUND_THE_CLOCK, "V"),
    ("enterprise", "S2"): (120, BUSINESS, "V"),
    ("enterprise", "S3"): (240, BUSINESS, "V"),
    ("enterprise", "S4"): (480, BUSINESS, "V"),
    ("premium", "S1"): (30, ROUND_THE_CLOCK, "V"),
    ("premium", "S2"): (60, BUSINESS, "V"),
    ("premium", "S3"): (240, BUSINESS, "V"),
    ("premium", "S4"): (480, BUSINESS, "V"),
    ("enhanced", "S1"): (60, BUSINESS, "IX"),
    ("enhanced", "S2"): (120, BUSINESS, "IX"),
    ("enhanced", "S3"): (240, BUSINESS, "IX"),
    ("enhanced", "S4"): (480, BUSINESS, "IX"),
}
TARGETS_APPLY_FROM = date(2000, 1, 1)
ESCALATION_SECONDS = 8 * 3600

EXCLUSIONS = (
    {"x_i", "x_ii", "x_iii", "x_iv", "x_services"}
    | {f"as_scope_{n}" for n in range(1, 6)}
    | {f"as_end_{n}" for n in range(1, 5)}
)
MERGED = {"merged", "duplicate"}
BY_PHONE = {"phone", "callback"}

_WORDS = {"S1": ("重大", "critical"), "S2": ("高", "high"), "S3": ("中",), "S4": ("低", "low")}

WORKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
JAPAN_SUPPORT = {
    "time_zone": "Asia/Tokyo",
    "national_holidays": "JP",
    "hours": [{"valid_from": date(2000, 1, 1), **{day: ["09:00-17:00"] for day in WORKDAYS}}],
    "closed_yearly": [{"from": "12-29", "to": "01-03", "name": "年末年始"}],
}


def severity_of(label: str | None) -> str | None:
    """`S1`, `P1`, `1`, `重要度1`, `重大`, `S1—重大`, `Severity 1`, `Critical` → S1; anything else is unknown."""
    if not label:
        return None
    word = unicodedata.normalize("NFKC", label).strip().lower()
    for severity, words in _WORDS.items():
        n = severity[1]
        known = {f"s{n}", f"p{n}", n, f"重要度{n}", f"severity {n}", *words}
        known |= {f"s{n}—{name}" for name in words}
        if word in known:
            return severity
    return None
