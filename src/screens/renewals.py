"""The Renewals page: what ends when, by which day someone must act, what is at risk and why."""

from html import escape

import pandas as pd
import streamlit as st

from labels import figures
from metrics import renewals as question
from metrics.quarters import Quarter
from screens import filters, grid, here, names, quote, renewal_data, renewal_tables, tiles
from screens.query import Query
from screens.renewal_data import Row

VIEWS = ("", "all")


def narrowing() -> Query:
    """Owner, customer, reseller, kind and level, kept in the URL. Without any contract: says so and ends the page."""
    rows = renewal_data.terms(Query())
    if not rows:
        st.info(here.say("renewal.none"))
        st.code(f"teirei load FILE… --db {here.database()}", language="sh")
        st.stop()
    language = here.language()
    companies = {row["customer_id"]: row["customer_name"] or row["customer_id"] for row in rows}
    levels = {row["level"]: renewal_tables.level(row, language) or "" for row in rows if row["level"]}
    options = {
        "owner": {row["owner"]: row["owner"] for row in rows if row["owner"]},
        "customer": companies,
        "reseller": {row["reseller"]: row["reseller"] for row in rows if row["reseller"]},
        "kind": {kind: here.say(f"renewal.kind.{kind}") for kind in ("support", "trm")},
        "level": levels,
    }
    for column, (name, known) in zip(st.columns(len(options), gap="small"), options.items(), strict=True):
        with column:
            filters.many(name, sorted(known, key=known.__getitem__), known.__getitem__)
    return here.asked()


def glance(asked: Query) -> None:
    """This quarter and the next: due, weighted, renewed, rates with their denominators, what to act on."""
    now = renewal_data.this_quarter()
    for key, quarter in (("this_quarter", now), ("next_quarter", renewal_data.following(now))):
        for currency in _currencies(asked, quarter):
            st.html(tiles.row(_tiles(asked, key, quarter, currency)))
    tax = here.say("renewal.tax.included" if here.ask(question.fees_include_tax) else "renewal.tax.excluded")
    joint = here.say("unit.sentence_gap")
    st.caption(joint.join((f"{tax}{here.say('unit.stop')}", here.say("renewal.currency_note"))))


def listing(asked: Query) -> None:
    """What to act on, or every term; a row opens the contract."""
    shown = asked.view if asked.view in VIEWS else ""
    table = renewal_tables.everything(asked) if shown else renewal_tables.actions(asked)
    with st.container(horizontal=True, vertical_alignment="center"):
        heading = here.say("renewal.list_all" if shown else "renewal.list", count=len(table.rows))
        st.html(
            f"<b>{escape(heading)}</b> <span class='quiet'>{escape(here.say('renewal.pick'))}</span>", width="content"
        )
        st.space("stretch")
        _view(shown)
        grid.downloads(table.name, asked)
    _picked(asked)
    if table.rows.empty:
        st.info(here.say("renewal.none_found"))
        return
    key = f"renewals_{asked.but(contract='')}"

    def pick() -> None:
        if rows := st.session_state[key]["selection"]["rows"]:
            st.query_params["contract"] = str(table.rows.iloc[rows[0]]["id"])

    grid.show(table, key=key, on_select=pick, selection_mode="single-row", height=_height(table, asked))
    grid.cut(table)


def rest(asked: Query) -> None:
    """Revised terms, levels that are sold no more, tickets without cover."""
    for key, table, note in (
        ("revisions", renewal_tables.revisions(asked), _revisions_note()),
        ("upgrades", renewal_tables.upgrades(asked), _upgrades_note()),
        ("uncovered", renewal_tables.uncovered(asked), here.say("renewal.uncovered_note")),
    ):
        if not table.rows.empty:
            with st.expander(here.say(f"renewal.{key}", count=len(table.rows))):
                st.caption(note)
                grid.downloads(table.name, asked)
                grid.show(table, key=key)
                grid.cut(table)


def quotes() -> None:
    """The quotes of any contract."""
    with st.expander(here.say("renewal.quotes")):
        quote.show(None)


def _height(table, asked: Query) -> int | str:
    return "content" if len(table.rows) <= grid.LOW else 420 if asked.contract else 640


def _view(shown: str) -> None:
    st.session_state["renewals_view"] = shown
    st.segmented_control(
        here.say("renewal.view_all"),
        VIEWS,
        format_func={"": here.say("renewal.view_actions"), "all": here.say("renewal.view_all")}.__getitem__,
        key="renewals_view",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: st.query_params.update(view=st.session_state["renewals_view"]),
    )


def _picked(asked: Query) -> None:
    """What was picked in the pipeline, and the way out of it."""
    if asked.ends or asked.stage:
        shown = [figures.month(asked.ends, here.language(), year=True)] if asked.ends else []
        shown += [here.say(f"renewal_chart.stage.{asked.stage}")] if asked.stage else []
        rest = asked.but(ends="", stage="").parameters()
        st.button("✕ " + " · ".join(shown), key="unpick", on_click=st.query_params.from_dict, args=(rest,))


def _of(asked: Query, quarter: Quarter, currency: str | None) -> Row | None:
    found = here.ask(question.retention, renewal_data.filters(asked))
    rows = [row for row in renewal_data.rows_of(found) if row["period"] == quarter.name]
    return next((row for row in rows if row["currency"] == currency), None)


def _currencies(asked: Query, quarter: Quarter) -> list[str | None]:
    """Those of the quarter's terms, yen first; yen alone where nothing ends."""
    found = here.ask(question.retention, renewal_data.filters(asked))
    known = found[found["period"] == quarter.name]["currency"].tolist()
    present = [None if pd.isna(each) else str(each) for each in known]
    return sorted(present, key=lambda each: (each != "JPY", each or "")) or ["JPY"]


def _tiles(asked: Query, key: str, quarter: Quarter, currency: str | None) -> list[str]:
    language, row = here.language(), _of(asked, quarter, currency) or {}
    terms = [
        each
        for each in renewal_data.terms(asked)
        if quarter.start <= each["end_on"] <= quarter.end and each["currency"] == currency
    ]
    acted = renewal_data.to_act_on(terms)
    late = sum(1 for each in acted if each["act_by"] < here.today())

    def shown(amount) -> str:
        return figures.round_money(amount or 0, currency, language)

    named = here.say(f"renewal.{key}", name=names.period(quarter.name, here.fiscal()[1], language))
    undecided = shown(row.get("undecided_due"))
    return [
        tiles.lead(
            here.say("renewal.tile.due", quarter=named),
            shown(row.get("due")),
            (here.say("renewal.tile.due_note", count=len(terms), undecided=undecided),),
        ),
        _weighted(terms, currency, undecided, language),
        tiles.figure(
            here.say("renewal.tile.renewed"),
            shown(row.get("renewed")),
            (here.say("renewal.tile.renewed_note", decided=shown(row.get("decided_due"))),),
        ),
        _rates(row),
        tiles.figure(
            here.say("renewal.tile.risk"),
            figures.count(len(acted), language),
            (here.say("renewal.tile.risk_note", late=late),),
            alarm=bool(acted),
        ),
    ]


def _weighted(terms: list[Row], currency: str | None, undecided: str, language: str) -> str:
    open_terms = [row for row in terms if row["state"] not in ("renewed", "ended", "lapsed")]
    known = [row for row in open_terms if row["probability"] is not None and row["annual_fee"] is not None]
    amount = sum(float(row["annual_fee"]) * row["probability"] for row in known)
    left_out = len(open_terms) - len(known)
    missing = here.say("renewal.tile.weighted_missing", count=left_out) if left_out else ""
    note = here.say("renewal.tile.weighted_note", amount=undecided, missing=missing)
    return tiles.figure(here.say("renewal.tile.weighted"), figures.round_money(amount, currency, language), (note,))


def _rates(row: Row) -> str:
    decided = row.get("renewed_terms", 0) + row.get("gone_terms", 0)
    if not decided:
        return tiles.figure(here.say("renewal.tile.rates"), figures.EMPTY, (here.say("renewal.tile.rates_empty"),))
    note = here.say(
        "renewal.tile.rates_note",
        nrr=_share(row["nrr"]),
        n=decided,
        renewed=row["renewed_terms"],
        share=figures.percent(row["renewed_terms"], decided),
    )
    return tiles.figure(here.say("renewal.tile.rates"), _share(row["grr"]), (note,))


def _share(value: float | None) -> str:
    return figures.EMPTY if value is None else f"{int(value * 1000) / 10:.1f}%"


def _revisions_note() -> str:
    known = here.terms()
    found = (known.find(program, "revision.objection_days", here.today()) for program in known.programmes)
    days = next((entry.value for entry in found if entry and entry.value is not None), figures.EMPTY)
    return here.say("renewal.revisions_note", days=days)


def _upgrades_note() -> str:
    known, language = here.terms(), here.language()
    for program, programme in known.programmes.items():
        to = known.find(program, "enhanced.upgrade_to", here.today())
        sold_before = next((tier.sold_before for tier in programme.tiers.values() if tier.sold_before), None)
        if to is not None and sold_before is not None:
            day = figures.day(sold_before, language)
            return here.say("renewal.upgrades_note", day=day, tier=names.tier(str(to.value), known, language))
    return ""
