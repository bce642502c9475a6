"""The counter of records, checked by hand."""

import pytest

from oracle.records import count


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a,b\n1,2\n3,4", 2),
        ("a,b\n\n1,2\n   \n3,4\n\n", 2),
        ('a,b\n1,"x\ny"\n2,"say ""so"""\n', 2),
        ('a,b\r1,"x\r\ry"\r\n2,z\n', 2),
        ('a,b\n1,5" disk\n2, "x"y\n', 2),
        ("title\n\n1 April\na;b\n1;2\n", 1),
        ("sep=\t\r\na\tb\r\n1\t2\r\n", 1),
        ("a,b\n1\n1,2,3\n,\n", 3),
        ('a,b\n""\n"",""\n', 1),
        ("a,b", 0),
        ('a,b\n1,"x\n2,y\n', None),
        ('a,b\n1,"x"y\n', None),
        ("c,d\n1,2\n", None),
        ("t\n" * 19 + "a,b\n1,2\n", 1),
        ("t\n" * 20 + "a,b\n1,2\n", None),
    ],
)
def test_counts_by_hand(text, records):
    assert count(text, {"a", "b"}) == records
