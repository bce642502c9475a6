"""The reasons' rows: the most frequent first, in words."""

import pandas as pd

from charts import reasons


def test_the_most_frequent_reason_comes_first_with_its_count_in_words():
    frame = pd.DataFrame({"reason": ["withdrawn", "no_target"], "tickets": [7, 1092]})
    rows = reasons.rows(frame, "ja").to_dict("records")
    assert [(row["reason"], row["name"], row["count"]) for row in rows] == [
        ("no_target", "目標の定めなし", "1,092件"),
        ("withdrawn", "取り下げ", "7件"),
    ]
