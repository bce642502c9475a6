import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest

from papers.model import Basis, Conditions, Entry, Ledger, Rule, TrmReport

START = date(2026, 4, 1)
NAMES = {"basic": {"ja": "TRMベーシック", "en": "TRM Basic"}, "premier": {"ja": "TRMプレミア", "en": "TRM Premier"}}
LEDGER = Ledger(
    subscription_id="TRM-900",
    customer_id="C-900",
    customer_name="試験工業",
    consultant="山田 花子",
    trm_type="basic",
    term_start=START,
    term_end=date(2027, 3, 31),
    entitled=12.0,
    used=0.0,
    planned=0.0,
    remaining=12.0,
    uncommitted=12.0,
    onsite_cap=3.0,
    onsite_used=0.0,
    onsite_planned=0.0,
    onsite_remaining=3.0,
    stranded_onsite=0.0,
    stranded_after_plan=0.0,
    expired=0.0,
    coupons_entitled=1,
    coupons_used=0,
    coupons_planned=0,
    coupons_remaining=1,
    coupons_expired=0,
    notice_by=date(2027, 1, 30),
    notice_by_working_day=date(2027, 1, 29),
    notice_on=None,
    notice_by_party=None,
    bookable_days=100,
    is_feasible=True,
    is_last=False,
    is_over=False,
)
ENTRY = Entry(
    term_start=START,
    date=START,
    days=1.0,
    mode="remote",
    counted_as="used",
    consultant="山田 花子",
    topic="定例会",
    deliverable="議事録",
    customer_confirmed_on=date(2026, 4, 10),
    block_state=None,
    is_closed_day=False,
    is_delivered_ahead=False,
    is_planned_behind=False,
)
BASIS = Basis(
    as_of=datetime(2026, 10, 4, 23, 30, tzinfo=UTC),
    version="v-000007",
    conditions=Conditions(onsite_run=2, renewal_months=12, notice_days=60),
    type_names=NAMES,
    rules=(Rule("XII", {"ja": "TRMの条項", "en": "The clause on TRM"}), Rule("A13", {"ja": "解釈", "en": "Reading"})),
)


@pytest.fixture
def entry():
    """`entry(offset, days, …)`: an entry so many days after the start of the term."""

    def made(offset: int = 0, days: float = 1.0, **more) -> Entry:
        return replace(ENTRY, date=START + timedelta(offset), days=days, **more)

    return made


@pytest.fixture
def ledger():
    """`ledger(…)`: the ledger of a basic term from 2026-04-01, with other values where given."""

    def made(**more) -> Ledger:
        return replace(LEDGER, **more)

    return made


@pytest.fixture
def report(ledger):
    """`report(*entries, …)`: the report of these entries, its ledger counted by hand."""

    def made(*entries: Entry, entitled: float = 12.0, coupons=(), basis: Basis = BASIS, **more) -> TrmReport:
        mine = [one for one in entries if one.term_start == START]
        used = sum(one.days for one in mine if one.counted_as == "used")
        planned = sum(one.days for one in mine if one.counted_as == "planned")
        rest = {"used": used, "planned": planned, "remaining": entitled - used}
        counted = {"entitled": entitled, "uncommitted": entitled - used - planned, **rest, **more}
        return TrmReport(ledger(**counted), entries, tuple(coupons), basis)

    return made


@pytest.fixture
def basis():
    return BASIS


@pytest.fixture
def pages():
    """`pages(pdf)`: the text of each page without white space, which a reader of PDF files guesses anyway."""

    def read(pdf: bytes) -> list[str]:
        return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]

    return read
