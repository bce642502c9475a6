"""Whatever a text holds: as many records are read as stand in it, and each is loaded or rejected."""

import codecs
import gzip
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.records import count

import exports
from exports.batch import Batch
from refusals import Refusal

TERMS = SimpleNamespace(programmes={}, exclusion_codes={}, closure_codes={})
REQUIRED = {"ticket_id", "opened_at"}
HEADINGS = ["ticket_id", "Opened_At", "subject", "memo", "memo", "severity"]
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "cp932": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}

odd = st.text(st.sampled_from("aT1あ漢ｱ縺 　\t,;\"'=\r\n\0|"), max_size=5)
usual = st.sampled_from(
    [
        "T1",
        "T2",
        "2026-04-01",
        "2026/4/2 9:05",
        "",
        "合計",
        "Total",
        "S1",
        "件名",
        "1,200",
        '"a, b"',
        '"two\nlines"',
        '""',
    ]
)
row = st.lists(st.one_of(usual, usual, odd), min_size=1, max_size=8)
above = st.lists(
    st.sampled_from(["チケット一覧", "出力日,2026-04-01", "", "  ", "a;b;c", '"x,\ny"', 'a "b"', "合計"]), max_size=4
)


@st.composite
def texts(draw) -> str:
    """A heading line and rows, written by somebody who does not know the rules well."""
    separator, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    lines = [separator.join(draw(st.permutations(HEADINGS)))]
    lines += [separator.join(each) for each in draw(st.lists(row, max_size=8))]
    lines = [*draw(above), *lines]
    if draw(st.booleans()):
        lines.insert(0, f"sep={separator}")
    return end.join(lines) + draw(st.sampled_from(["", end, end * 3, separator, '"']))


def loaded(path, data: bytes) -> Batch | None:
    """What is read, every record accounted for; None for a refusal of one line."""
    path.write_bytes(data)
    try:
        batch = exports.read([path], TERMS, {"japan-support"})
    except Refusal as refusal:
        assert "\n" not in str(refusal)
        assert str(path) in str(refusal)
        return None
    (file,) = batch.files
    assert file.read == file.loaded + file.rejected
    assert len(batch.rejects) == file.rejected
    lines = [each.line for each in batch.rejects]
    assert len(set(lines)) == len(lines)
    assert all(each.record for each in batch.rejects)
    return batch


@pytest.fixture
def path(tmp_path):
    return tmp_path / "export.csv"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts(), encoding=st.sampled_from(sorted(ENCODINGS)), packed=st.booleans())
def test_as_many_records_are_read_as_an_independent_count_finds(path, text, encoding, packed):
    data = ENCODINGS[encoding] + text.encode(encoding)
    batch = loaded(path, gzip.compress(data) if packed else data)
    expected = count(text, REQUIRED)
    if batch is None:
        assert expected is None or "\0" in text
    else:
        assert batch.files[0].read == expected


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=texts(),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    damage=st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=3), st.integers(0, 9)), min_size=1, max_size=4),
    packed=st.booleans(),
)
def test_damaged_bytes_are_accounted_for_or_refused_in_one_sentence(path, text, encoding, damage, packed):
    data = ENCODINGS[encoding] + text.encode(encoding)
    data = gzip.compress(data, mtime=0) if packed else data
    for at, put, taken in damage:
        data = data[:at] + put + data[at + taken :]
    loaded(path, data)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_any_bytes_below_a_heading_line(path, data):
    loaded(path, b"ticket_id,opened_at,subject\n" + data)
