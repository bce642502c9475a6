"""The tiles of one TRM term: days not booked, days left, onsite, coupons, expiry."""

import streamlit as st

from labels import figures
from screens import here, tiles, trm_data, trm_words
from screens.trm_data import Row


def show(ledger: Row) -> None:
    language = here.language()

    def days(name: str) -> str:
        return figures.days(ledger[name], language)

    onsite = [
        here.say(
            "trm.tile.onsite_note", cap=days("onsite_cap"), used=days("onsite_used"), planned=days("onsite_planned")
        )
    ]
    if ledger["stranded_after_plan"]:
        onsite.append(here.say("trm.tile.stranded_note", stranded=days("stranded_after_plan")))
    coupons = here.say(
        "trm.tile.coupons_note",
        entitled=ledger["coupons_entitled"],
        used=ledger["coupons_used"],
        planned=ledger["coupons_planned"],
    )
    st.html(
        tiles.row(
            [
                _lead(ledger),
                tiles.figure(
                    here.say("trm.tile.remaining"),
                    days("remaining"),
                    (here.say("trm.tile.remaining_note", entitled=days("entitled"), used=days("used")),),
                    alarm=ledger["remaining"] < 0 or not ledger["is_feasible"],
                ),
                tiles.figure(
                    here.say("trm.tile.onsite"),
                    days("onsite_remaining"),
                    onsite,
                    alarm=bool(ledger["stranded_after_plan"]) or ledger["onsite_remaining"] < 0,
                ),
                tiles.figure(
                    here.say("trm.tile.coupons"),
                    here.say("trm.tile.coupon_count", number=ledger["coupons_remaining"]),
                    (coupons,),
                    alarm=ledger["coupons_remaining"] < 0,
                ),
                _expiry(ledger),
            ]
        )
    )


def _lead(ledger: Row) -> str:
    """Days not booked, or once the term is over those that expired."""
    language = here.language()
    shown = {name: figures.days(ledger[name], language) for name in ("entitled", "used", "planned")}
    if ledger["is_over"]:
        note = here.say("trm.tile.remaining_note", **shown)
        return tiles.lead(here.say("column.expired"), figures.days(ledger["expired"], language), (note,))
    bookable = "–" if ledger["bookable_days"] is None else str(int(ledger["bookable_days"]))
    notes = (here.say("trm.tile.booked_note", bookable=bookable, **shown), *_pace(ledger))
    return tiles.lead(here.say("trm.tile.uncommitted"), figures.days(ledger["uncommitted"], language), notes)


def _expiry(ledger: Row) -> str:
    language = here.language()
    if ledger["is_over"]:
        note = here.say("trm.tile.ended_note", expired=figures.days(ledger["expired"], language))
    else:
        left, elapsed = (ledger["term_end"] - here.today()).days, f"{int(ledger['elapsed_share'] * 100)}%"
        note = here.say("trm.tile.expires_note", days=left, elapsed=elapsed)
    return tiles.figure(here.say("trm.tile.expires"), trm_words.expires_on(ledger["term_end"], language), (note,))


def _pace(ledger: Row) -> tuple[str, ...]:
    if ledger["forecast"] is None or ledger["is_over"]:
        return ()
    return (
        here.say(
            "trm.tile.pace_note",
            used=f"{int(ledger['used_share'] * 100)}%",
            elapsed=f"{int(ledger['elapsed_share'] * 100)}%",
            expiring=trm_data.amount("pace_behind", ledger["forecast_expiring"], here.language()),
        ),
    )
