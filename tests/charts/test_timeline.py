"""One ticket on the clock: what is drawn, and where it ends."""

from datetime import datetime, timedelta

from charts import timeline

OPENED = datetime(2026, 9, 18, 7, 40)  # Friday 16:40 in Tokyo
DUE = datetime(2026, 9, 24, 3, 40)
NOW = datetime(2026, 10, 4, 23, 30)
FRIDAY = (datetime(2026, 9, 18, 0), datetime(2026, 9, 18, 8))
THURSDAY = (datetime(2026, 9, 24, 0), datetime(2026, 9, 24, 8))


def frames(answered, resolved=None, due=DUE, windows=(FRIDAY, THURSDAY)):
    return timeline.frames(list(windows), OPENED, due, answered, resolved, NOW, "ja")


def wall(*moment):
    return (datetime(*moment) - datetime(1970, 1, 1)).total_seconds() * 1000


def test_an_answer_in_time_is_one_bar_up_to_the_answer():
    bars = frames(DUE - timedelta(minutes=30))["bars"].to_dict("records")
    assert bars == [{"part": "within", "start": wall(2026, 9, 18, 16, 40), "end": wall(2026, 9, 24, 12, 10)}]


def test_a_late_answer_has_a_second_bar_from_the_due_time_on():
    bars = frames(DUE + timedelta(hours=1))["bars"].to_dict("records")
    assert [bar["part"] for bar in bars] == ["within", "beyond"]
    assert bars[1]["start"] == wall(2026, 9, 24, 12, 40)


def test_an_answer_at_the_due_time_itself_is_not_late():
    assert len(frames(DUE)["bars"]) == 1


def test_an_unanswered_ticket_runs_to_the_as_of_instant_and_says_so():
    drawn = frames(None)
    assert drawn["bars"]["end"].max() == wall(2026, 10, 5, 8, 30)
    assert "集計時点 10/5(月) 08:30" in drawn["events"]["label"].tolist()


def test_labels_carry_the_wall_clock_of_the_calendar():
    labels = frames(DUE - timedelta(minutes=30))["events"]["label"].tolist()
    assert labels == ["受付 9/18(金) 16:40", "初回対応 9/24(木) 12:10", "期限 9/24(木) 12:40"]


def test_open_hours_are_cut_to_the_picture():
    drawn = frames(DUE)
    first, last = drawn["edges"]["at"]
    assert drawn["bands"]["start"].min() >= first and drawn["bands"]["end"].max() <= last
    assert len(drawn["bands"]) == 2


def test_a_resolution_weeks_later_does_not_squash_the_response():
    late = frames(DUE, resolved=OPENED + timedelta(days=60))
    soon = frames(DUE, resolved=DUE + timedelta(days=1))
    assert "resolved" not in late["events"]["name"].tolist()
    assert "resolved" in soon["events"]["name"].tolist()


def test_a_ticket_without_target_has_no_due_rule_and_no_late_bar():
    drawn = frames(DUE, due=None)
    assert "due" not in drawn["events"]["name"].tolist()
    assert drawn["bars"]["part"].tolist() == ["unjudged"]
