"""Odd input: each class has the outcome that the guide promises, and every record is accounted for."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import catalogue
import exports
import terms
from catalogue import making
from refusals import Refusal

GUIDE = Path(__file__).parents[2] / "docs" / "imports.md"
CONTEXT = {
    "contracts": "contract_id,customer_id,customer_name,program,tier,start_on,end_on\n"
    "C1,K1,青葉精機,ivanti,standard,2026-04-01,2027-03-31\n",
    "trm_subscriptions": "subscription_id,customer_id,trm_type,purchased_on\n"
    "TS1,K1,basic,2026-04-01\nTS2,K1,basic,2026-04-01\n",
}
SOUND = {
    "tickets": {
        "ticket_id": "T1", "contract_id": "C1", "severity": "S3", "channel": "phone",
        "opened_at": "2026-04-01 09:00",
    },
    "contracts": {
        "contract_id": "C2", "customer_id": "K2", "program": "ivanti", "tier": "standard",
        "start_on": "2026-04-01", "end_on": "2027-03-31",
    },
    "trm_days": {"subscription_id": "TS1", "date": "2026-05-01", "days": "1", "mode": "remote"},
}  # fmt: skip
BESIDE = {"far_date": {"not_twelve_months"}}
"""Warnings that an input brings beside its own: a contract until 9999 is no contract of twelve months."""


def cases() -> list:
    return [
        pytest.param(odd, case, id=f"{odd.group}: {odd.id} {case.title}".strip())
        for odd in catalogue.classes()
        for case in odd.cases
    ]


@pytest.fixture
def paths(case, tmp_path, monkeypatch):
    """The files of a case, the odd one last, beside a contract C1 and the subscriptions TS1 and TS2."""
    if case.make in making.OVER_THE_CAP:
        monkeypatch.setenv("TEIREI_MAX_FILE_MB", str(making.CAP_MB))
    for kind, text in CONTEXT.items():
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
    return [*(tmp_path / f"{kind}.csv" for kind in CONTEXT), *_written(tmp_path, case)]


@pytest.mark.parametrize(("odd", "case"), cases())
def test_odd_input_has_the_outcome_that_the_guide_promises(odd, case, paths):
    if odd.outcome == "refuse":
        with pytest.raises(Refusal) as refused:
            _read(paths, case)
        assert odd.says in str(refused.value)
        assert Path(case.name).name in str(refused.value)
        assert "\n" not in str(refused.value)
        return
    batch, odd_file = _read(paths, case), str(paths[-1])
    (report,) = [file for file in batch.files if file.file == odd_file]
    rejects = [each for each in batch.rejects if each.file == odd_file]
    warned = {each.code for each in batch.warnings if each.file == odd_file}
    assert (report.loaded, report.rejected, report.read) == (case.loaded, case.rejected, case.loaded + case.rejected)
    assert len(rejects) == report.rejected
    assert all(each.line and each.ja and each.en and each.record for each in rejects)
    match odd.outcome:
        case "load":
            assert not warned
        case "warn":
            assert set(odd.codes) <= warned <= set(odd.codes) | BESIDE.get(odd.id, set())
        case "reject":
            assert rejects
            assert {each.code for each in rejects} <= set(odd.codes)
    loaded = [row for row in batch.tables[report.kind].to_pylist() if row["source_file"] == odd_file]
    assert [_plain(row, wanted) for row, wanted in zip(loaded, case.values, strict=bool(case.values))] == case.values


def test_the_guide_shows_the_table():
    assert catalogue.table() in GUIDE.read_text(encoding="utf-8")


def test_the_catalogue_holds_every_class():
    assert len(catalogue.classes()) >= 84


def _read(paths, case):
    return exports.read(paths, terms.read(), ("japan-support",), exports.Options(**case.options))


def _written(folder: Path, case) -> list[Path]:
    if case.make:
        return making.write(case.make, folder, case.name)
    path, text = folder / case.name, case.text
    if case.cell:
        column, written = case.cell
        row = {**SOUND[case.kind], column: written}
        quoted = ['"' + value.replace('"', '""') + '"' for value in row.values()]
        text = ",".join(row) + "\n" + ",".join(quoted) + "\n"
    if ".." in case.name:
        (folder / Path(case.name).parts[0]).mkdir()
    path.write_bytes(text.encode(case.encoding))
    return [path]


def _plain(row: dict, wanted: dict) -> dict:
    """The wanted columns of a row as the table writes them: an empty text for what is missing."""
    return {name: _as_written(row[name]) for name in wanted}


def _as_written(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
