"""The attainment page: key figures, heatmap, trend, what is not measured, the table."""

from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts import heatmap, reasons, trend
from labels import figures
from metrics import attainment, phone_rule
from screens import choices, contract, frame, here, names, tally, tiles
from screens.query import ALL, Query

MONTHS_SHOWN = 13


def key_figures(asked: Query) -> None:
    """Tiles for the period in view, against the previous quarter and the same one a year before."""
    filters, language = asked.filters(*here.fiscal()), here.language()
    quarter = asked.quarter(*here.fiscal())
    now = tally.total(filters)
    earlier = year_before = full = None
    if quarter:
        earlier = tally.total(asked.but(period=quarter.previous.name).filters(*here.fiscal()))
        last_year = f"FY{quarter.year - 1}Q{quarter.number}"
        year_before = tally.total(asked.but(period=last_year).filters(*here.fiscal()))
        full = earlier if quarter.end < here.today() else None  # a running quarter's counts do not compare yet
    months = [tally.of(row) for _, row in _months(asked).iterrows()]
    outside = sum(here.ask(phone_rule.outside, filters).values())
    st.html(
        tiles.row(
            [
                tiles.attainment(now, earlier, year_before, months, guide(), language),
                _count("breached", now, full, here.say("tile.breached_note"), bad=True),
                _count("overdue", now, full, here.say("tile.overdue_note"), bad=True),
                _count("running", now, None, here.say("tile.running_note"), bad=False),
                _count("not_measured", now, None, here.say("tile.not_measured_note", count=outside), bad=False),
            ]
        )
    )
    _reconciled(now, asked)


def heat(asked: Query) -> None:
    """Tier × severity. A click opens the cell's tickets."""
    st.subheader(here.say("sla.heatmap"), anchor=False)
    cells = _cells(asked)
    if cells.empty:
        st.info(here.say("empty.targets"))
        return
    rows = heatmap.rows(cells, guide(), here.language())
    _clickable("cell", rows, heatmap.spec(here.language()), asked, "sla.heatmap_alt")
    st.caption(here.say("sla.heatmap_note", guide=f"{guide():.0%}", near=f"{guide() - 0.05:.0%}"))


def by_month(asked: Query) -> None:
    """The last thirteen months up to the period in view."""
    st.subheader(here.say("sla.trend"), anchor=False)
    quarter = asked.quarter(*here.fiscal())
    months = _months(asked)
    if months.empty:
        st.info(here.say("empty.tickets"))
        return
    inside = set(quarter.months) if quarter else set()
    rows = trend.rows(months, inside, guide(), here.language())
    spec = trend.spec(here.language())
    st.vega_lite_chart(rows, spec, key="trend", alt=here.say("sla.trend_alt"))
    st.caption(here.say("sla.trend_note", guide=f"{guide():.0%}"))


def outside_attainment(asked: Query) -> None:
    """Not measured, by reason; the S1 that the phone rule leaves out, and what they would change."""
    filters, language = asked.filters(*here.fiscal()), here.language()
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        st.subheader(here.say("sla.not_measured"), anchor=False)
        found = here.ask(attainment.by, filters, ("reason",)).dropna(subset=["reason"])
        if found.empty:
            st.caption(here.say("empty.not_measured"))
        else:
            rows = reasons.rows(found[["reason", "tickets"]], language)
            spec = reasons.spec(language)
            _clickable("reason", rows, spec, asked, "sla.reasons_alt")
    with right:
        st.subheader(here.say("sla.phone"), anchor=False)
        st.markdown(phone_sentence(here.ask(phone_rule.outside, filters), tally.total(filters), language))
        for program in _without_targets(asked):
            found = tally.total(replace(filters, program=(program,)))
            name = names.programme(program, here.terms(), language)
            if found.tickets:
                st.markdown(here.say("sla.no_target", program=name, count=figures.count(found.tickets, language)))


def phone_sentence(outside: dict[str, int], now: tally.Tally, language: str) -> str:
    """What the phone rule leaves out, and attainment if it were counted."""
    say = here.say
    if not outside:
        return say("sla.phone_none")
    missed = outside.get("breached", 0) + outside.get("overdue", 0)
    met = now.met + outside.get("met", 0)
    judged = now.judged + outside.get("met", 0) + missed
    return say(
        "sla.phone_some",
        count=figures.count(sum(outside.values()), language),
        missed=figures.count(missed, language),
        counts=figures.counts(met, judged, language),
        share=figures.percent(met, judged),
        now=figures.counts(now.met, now.judged, language),
        now_share=figures.percent(now.met, now.judged),
    )


def guide() -> float:
    """The internal guide value of attainment (A16): a setting beside the terms, in no contract."""
    known = here.terms()
    found = (known.find(program, "attainment.guide", here.today()) for program in known.programmes)
    share: Any = next(entry.value for entry in found if entry)
    return float(share)


def _clickable(selection: str, rows: pd.DataFrame, spec: dict, asked: Query, alt: str) -> None:
    """A chart whose marks open the tickets they count."""
    key = f"{selection}_{asked}"

    def open_tickets() -> None:
        if picked := st.session_state[key]["selection"].get(selection):
            frame.follow(asked.but(**{field: (value,) for field, value in picked[0].items()}))

    st.vega_lite_chart(rows, spec, key=key, on_select=open_tickets, alt=here.say(alt))


def _count(outcome: str, now: tally.Tally, earlier: tally.Tally | None, note: str, bad: bool) -> str:
    before = getattr(earlier, outcome) if earlier else None
    return tiles.count(f"outcome.{outcome}", getattr(now, outcome), before, note, here.language(), bad)


def _reconciled(now: tally.Tally, asked: Query) -> None:
    language = here.language()
    waiting = tally.total(asked.anytime())
    with st.container(key="reconciled", horizontal=True, vertical_alignment="center"):
        shown = {
            name: figures.count(number, language)
            for name, number in (
                ("tickets", now.tickets),
                ("judged", now.judged),
                ("running", now.running),
                ("not_measured", now.not_measured),
            )
        }
        st.html(f'<span class="quiet">{escape(here.say("tile.reconciled", **shown))}</span>', width="content")
        st.space("stretch")
        if waiting.overdue + waiting.running:
            label = here.say(
                "tile.waiting",
                count=figures.count(waiting.overdue + waiting.running, language),
                overdue=figures.count(waiting.overdue, language),
            )
            query = asked.but(period=ALL, outcome=("overdue", "running"))
            st.page_link(st.session_state["pages"]["tickets"], label=label, query_params=query.parameters())


def _months(asked: Query) -> pd.DataFrame:
    """Month by month up to the period in view; its filters, not its dates."""
    found = here.ask(attainment.by, asked.anytime(), ("month",)).dropna(subset=["month"]).sort_values("month")
    quarter = asked.quarter(*here.fiscal())
    last = quarter.months[-1] if quarter else f"{here.today():%Y-%m}"
    return found[found["month"] <= last].tail(MONTHS_SHOWN).reset_index(drop=True)


def _cells(asked: Query) -> pd.DataFrame:
    """One row per tier × severity with a target in force, counted or not."""
    language = here.language()
    present = set(choices.values("tier"))
    targets = [
        target
        for target in contract.in_force(here.terms(), _judged_on(asked))
        if target.tier in (asked.tier or present)
        and target.program in (asked.program or (target.program,))
        and target.severity in (asked.severity or (target.severity,))
    ]
    found = here.ask(attainment.by, asked.filters(*here.fiscal()), ("program", "tier", "severity"))
    counted = {(row.program, row.tier, row.severity): row for row in found.itertuples(index=False)}
    rows = []
    for target in targets:
        row = counted.get((target.program, target.tier, target.severity))
        rows.append(
            {
                "program": target.program,
                "tier": target.tier,
                "tier_name": names.tier(target.tier, here.terms(), language),
                "severity": target.severity,
                "minutes": target.minutes,
                "clock": target.clock,
                **{outcome: int(getattr(row, outcome)) if row else 0 for outcome in tally.OUTCOMES},
            }
        )
    return pd.DataFrame(rows)


def _judged_on(asked: Query) -> date:
    quarter = asked.quarter(*here.fiscal())
    return min(quarter.end, here.today()) if quarter else here.today()


def _without_targets(asked: Query) -> list[str]:
    with_targets = {target.program for target in here.terms().targets()}
    present = [program for program in choices.values("program") if program not in with_targets]
    return [program for program in present if program in (asked.program or present)]
