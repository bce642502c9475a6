"""What a browser sends lies in a private folder and nowhere else."""

import os
import stat

import pytest

from loading import staging
from refusals import Refusal


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("tickets.csv", "tickets.csv"),
        ("../../etc/passwd", "passwd"),
        ("/etc/cron.d/x.csv", "x.csv"),
        ("C:\\Users\\a\\契約.xlsx", "契約.xlsx"),
        ("a\x00b\nc\u202efdp.csv", "abcfdp.csv"),
        ("..", "file"),
        ("", "file"),
        ('a<b>:"|?*.csv', "a_b______.csv"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_of_the_sent_name_only_a_harmless_last_part_is_shown(sent, shown):
    assert staging.shown_name(sent) == shown


def test_two_files_of_one_name_are_told_apart():
    assert staging.shown_name("a/t.csv.gz", ["t.csv.gz", "t (2).csv.gz"]) == "t (3).csv.gz"


def test_a_kept_file_lies_in_its_session_for_this_user_alone_and_is_gone_when_discarded(tmp_path):
    database, session = tmp_path / "t.duckdb", staging.new_session()
    file = staging.keep(database, session, [b"ticket_id", b",opened_at\n"])
    assert file.parent == tmp_path / "t.duckdb.d" / "staging" / session
    assert file.read_bytes() == b"ticket_id,opened_at\n"
    if os.name != "nt":
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other = staging.keep(database, staging.new_session(), [b"x"])
    staging.discard(database, session)
    assert (file.exists(), file.parent.exists(), other.exists()) == (False, False, True)


@pytest.mark.parametrize("session", ["", "..", "../..", "a" * 31, "A" * 32, "/tmp"])
def test_a_session_names_no_other_folder(tmp_path, session):
    with pytest.raises(Refusal):
        staging.discard(tmp_path / "t.duckdb", session)
    with pytest.raises(Refusal):
        staging.keep(tmp_path / "t.duckdb", session, [b""])


def test_what_is_left_behind_goes_with_age_and_nothing_else_does(tmp_path):
    database, old, young = tmp_path / "t.duckdb", staging.new_session(), staging.new_session()
    left, fresh = staging.keep(database, old, [b"1"]), staging.keep(database, young, [b"2"])
    stranger = left.parent.with_name("notes")
    stranger.mkdir()
    for place in (left.parent, stranger):
        os.utime(place, (0, 0))
    staging.sweep(database)
    assert (left.exists(), fresh.exists(), stranger.exists()) == (False, True, True)
    staging.sweep(tmp_path / "none.duckdb")
