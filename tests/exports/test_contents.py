"""Bytes as they lie on disk, packed or not, and never more of them than may be read."""

import gzip
import tracemalloc
import zlib

import pytest

from exports.files import contents
from refusals import Refusal

HEADER = b"ticket_id,opened_at\n"


def test_gzip_members_one_after_the_other_are_one_content(write, read):
    packed = gzip.compress(HEADER + b"T1,2026-04-01\n") + gzip.compress(b"T2,2026-04-02\n") + bytes(512)
    path = write(packed, "e.csv.gz")
    assert contents.read(path).data == HEADER + b"T1,2026-04-01\nT2,2026-04-02\n"
    assert read(path).files[0].read == 2


@pytest.mark.parametrize("level", [0, 1, 9])
def test_every_byte_comes_out_of_a_gzip_of_any_length(write, level):
    import random

    chosen = random.Random(level)
    for size in (1, 1 << 16, (1 << 20) - 1, 1 << 20, 3_000_017):
        data = bytes(chosen.randrange(65, 70) for _ in range(min(size, 5000))) * (size // 5000 + 1)
        assert contents.read(write(gzip.compress(data, level), "e.csv.gz")).data == data


@pytest.mark.parametrize("behind", [b"x", b"\x1f\x8b"])
def test_what_stands_behind_a_gzip_and_is_none_is_refused(write, behind):
    with pytest.raises(Refusal, match=r"damaged gzip file|ends too early"):
        contents.read(write(gzip.compress(HEADER) + behind, "e.csv.gz"))


def test_a_file_over_the_limit_is_refused_without_being_read(write, monkeypatch):
    monkeypatch.setenv("TEIREI_MAX_FILE_MB", "1")
    path = write(HEADER + b"T1,2026-04-01\n" * 80_000)
    with pytest.raises(Refusal, match="larger than 1 MB unpacked"):
        contents.read(path)
    monkeypatch.setenv("TEIREI_MAX_FILE_MB", "2")
    assert contents.read(path).size == path.stat().st_size


def test_unpacking_stops_at_the_limit(write, monkeypatch):
    monkeypatch.setenv("TEIREI_MAX_FILE_MB", "8")
    path = write(gzip.compress(HEADER) + gzip.compress(b"T1,2026-04-01\n" * 4_000_000, 1), "e.csv.gz")
    tracemalloc.start()
    with pytest.raises(Refusal, match="larger than 8 MB unpacked"):
        contents.read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 << 20


def test_what_unpacks_to_hundreds_of_times_its_size_is_refused(write):
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    with pytest.raises(Refusal, match="more than 400 times its size"):
        contents.read(write(packed, "bomb.csv.gz"))


@pytest.mark.parametrize("given", ["much", "0", "-1", "1.5"])
def test_a_limit_that_is_no_number_is_refused(write, monkeypatch, given):
    monkeypatch.setenv("TEIREI_MAX_FILE_MB", given)
    with pytest.raises(Refusal, match=f'TEIREI_MAX_FILE_MB is "{given}"'):
        contents.read(write(HEADER))
