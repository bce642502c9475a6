"""The documents of the sample subscriptions, from the rows of the TRM tables."""

from pathlib import Path

import pytest

from metrics import trm
from papers import trm_report, trm_term_end
from papers.model import Coupon, Entry, Ledger, TrmReport, TrmTermEnd
from teirei.main import main
from warehouse import open_published

SAMPLES = Path(__file__).parents[2] / "data" / "samples"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    database = tmp_path_factory.mktemp("trm") / "trm.duckdb"
    files = [str(SAMPLES / f"trm_{kind}.csv") for kind in ("subscriptions", "days", "coupons")]
    assert main(["load", *files, "--db", str(database), "--as-of", "2026-10-05T08:30:00+09:00"]) == 0
    return open_published(database)


def test_every_term_has_its_documents(published, basis, pages):
    ledgers = [Ledger.of(row) for row in trm.ledgers(published).to_pylist()]
    entries, coupons = trm.entries(published).to_pylist(), trm.coupons(published).to_pylist()
    assert len(ledgers) > 15
    for ledger in ledgers:
        own = {
            kind: tuple(kind.of(row) for row in rows if row["subscription_id"] == ledger.subscription_id)
            for kind, rows in ((Entry, entries), (Coupon, coupons))
        }
        report = TrmReport(ledger, own[Entry], own[Coupon], basis)
        for language in ("ja", "en"):
            assert trm_report.document(report, language).startswith(b"%PDF-")
            assert len(pages(trm_term_end.document(TrmTermEnd((ledger,), basis), language))) == 1
