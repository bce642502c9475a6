"""Onsite dates that are thought of: the blocks they make, the cap, what is left, before anything is booked."""

from datetime import date

import pandas as pd
import streamlit as st

from labels import figures
from metrics import trm
from planning.intended import intended
from refusals import Refusal
from screens import grid, here
from screens.query import Query
from screens.trm_data import Row, rows_of

SIGNS = {"valid": "✓", "bridged": "⌒", "short": "✕"}


def show(ledger: Row, asked: Query) -> None:
    """The dates as typed, kept in the URL, and what they come to."""
    st.session_state["check_dates"] = asked.dates
    st.text_area(
        here.say("trm.check.dates"),
        key="check_dates",
        height=92,
        max_chars=4000,
        on_change=lambda: st.query_params.update(dates=st.session_state["check_dates"].strip()),
    )
    st.caption(here.say("trm.check.intro"))
    if not asked.dates.strip():
        return
    try:
        dates = intended(asked.dates, ledger["term_start"], ledger["term_end"], here.language())
    except Refusal as refusal:
        st.error(str(refusal))
        return
    if dates:
        _checked(ledger, dates)


def _checked(ledger: Row, dates: list[tuple[date, float]]) -> None:
    ledgers, blocks = here.ask(trm.if_booked, ledger["subscription_id"], tuple(dates), None)
    terms = [row for row in ledgers.to_pylist() if row["term_start"] == ledger["term_start"]]
    days = [day for day, _ in dates]
    inside = sum(each for day, each in dates if ledger["term_start"] <= day <= ledger["term_end"])
    if terms:
        _balance(terms[0], inside)
    _odd(ledger, days)
    _blocks(
        [block for block in blocks.to_pylist() if any(block["first"] <= day <= block["last"] for day in days)], days
    )


def _balance(then: Row, inside: float) -> None:
    language = here.language()

    def shown(number: float) -> str:
        return figures.days(number, language)

    left = then["onsite_remaining"] - then["onsite_planned"]
    st.markdown(
        here.say(
            "trm.check.cap",
            cap=shown(then["onsite_cap"]),
            used=shown(then["onsite_used"]),
            planned=shown(then["onsite_planned"]),
            intended=shown(inside),
            left=shown(left),
        )
    )
    over = then["onsite_used"] + then["onsite_planned"] - then["onsite_cap"]
    if over > 0:
        st.error(here.say("trm.check.over", over=shown(over)))
    if then["uncommitted"] < 0:
        st.error(here.say("trm.check.over_days", over=shown(-then["uncommitted"])))


def _odd(ledger: Row, days: list[date]) -> None:
    """Dates outside the term, on closed days, where the consultant is elsewhere, or with an entry already."""
    found = here.ask(trm.calendar, ledger["subscription_id"], min(days), max(days), None)
    known = {row["date"]: row for row in rows_of(found)}
    odd = {
        "outside": [day for day in days if not ledger["term_start"] <= day <= ledger["term_end"]],
        "closed": [day for day in days if day in known and not known[day]["is_open"]],
        "clash": [day for day in days if day in known and known[day]["days_elsewhere"] > 0],
        "own": [day for day in days if day in known and known[day]["own_days"] > 0],
    }
    language = here.language()
    start, end = (figures.day(ledger[name], language) for name in ("term_start", "term_end"))
    for kind, dates in odd.items():
        if dates:
            listed = here.say("unit.list").join(figures.day(day, language, year=False) for day in dates)
            (st.error if kind == "outside" else st.warning)(
                here.say(f"trm.check.{kind}", dates=listed, start=start, end=end)
            )


def _blocks(blocks: list[Row], days: list[date]) -> None:
    if not blocks:
        return
    language = here.language()
    rows = pd.DataFrame(
        {
            "state": [
                f"{SIGNS[state]} {here.say(f'trm.block.{state}')}" for state in (block["state"] for block in blocks)
            ],
            "first": [figures.day(block["first"], language) for block in blocks],
            "last": [figures.day(block["last"], language) for block in blocks],
            "days": [figures.days_number(block["days"]) for block in blocks],
            "dates_in": [
                here.say("unit.list").join(
                    figures.day(day, language, year=False) for day in days if block["first"] <= day <= block["last"]
                )
                for block in blocks
            ],
        }
    )
    titles = {name: here.say(f"trm.check.{name}") for name in ("state", "first", "last")}
    titles |= {"days": here.say("column.days"), "dates_in": here.say("trm.check.dates_in")}
    st.markdown(f"**{here.say('trm.check.blocks')}**")
    grid.plain(rows, titles, width="content")
