from pathlib import Path

import pytest

import samples
from refusals import Refusal

SHIPPED = Path(__file__).parents[2] / "data" / "samples"


def _bytes(files: list[Path]) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in files}


def test_the_same_number_and_seed_give_the_same_bytes(tmp_path):
    assert _bytes(samples.write(tmp_path / "a", 600, 7)) == _bytes(samples.write(tmp_path / "b", 600, 7))


def test_another_seed_gives_other_tickets_but_the_same_story(tmp_path):
    one = _bytes(samples.write(tmp_path / "a", 600, 1))["tickets.csv"].decode().splitlines()
    two = _bytes(samples.write(tmp_path / "b", 600, 2))["tickets.csv"].decode().splitlines()
    assert one != two
    told = [line for line in one if line.startswith("T-A0")]
    assert len(told) > 40
    assert told == [line for line in two if line.startswith("T-A0")]


def test_the_shipped_samples_are_a_fresh_generation(exports):
    assert _bytes(sorted(SHIPPED.glob("*.csv"))) == _bytes(sorted(exports.folder.glob("*.csv")))


def test_every_shipped_file_stays_below_three_megabytes():
    assert all(file.stat().st_size < 3_000_000 for file in SHIPPED.glob("*.csv"))


def test_files_are_utf8_with_lf_and_need_no_quotes(exports):
    for file in exports.folder.glob("*.csv"):
        text = file.read_bytes().decode("utf-8")
        widths = {line.count(",") for line in text.splitlines()}
        assert text.endswith("\n")
        assert "\r" not in text
        assert '"' not in text
        assert not text.startswith("\ufeff")
        assert len(widths) == 1, file.name


@pytest.mark.parametrize("count", [500, 1234])
def test_tickets_is_the_number_of_rows(tmp_path, count):
    samples.write(tmp_path, count)
    assert len((tmp_path / "tickets.csv").read_text(encoding="utf-8").splitlines()) == count + 1


def test_fewer_tickets_than_the_story_has_still_tell_the_whole_story(tmp_path):
    samples.write(tmp_path, 0)
    lines = (tmp_path / "tickets.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines
    assert all(line.startswith("T-A") for line in lines)


def test_the_folder_is_made_and_every_file_is_named(tmp_path):
    files = samples.write(tmp_path / "new" / "folder", 300)
    assert {file.stem for file in files} == {
        "tickets", "ticket_events", "contracts", "trm_subscriptions", "trm_days", "trm_coupons",
        "entitlement_deliveries", "terms_notices", "information", "closures",
    }  # fmt: skip
    assert all(file.is_file() for file in files)


def test_a_negative_number_is_refused(tmp_path):
    with pytest.raises(Refusal, match="-1"):
        samples.write(tmp_path, -1)


def test_a_folder_that_is_a_file_is_refused_in_one_sentence(tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("x")
    with pytest.raises(Refusal, match="taken"):
        samples.write(taken)
