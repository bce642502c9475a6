"""The Renewals page: what ends when, by which day someone must act, what is at risk and why."""

from html import escape

import streamlit as st

from labels import figures
from metrics import renewals as question
from screens import filters, grid, here, names, quote, renewal_data, renewal_tables, renewal_tiles, tiles
from screens.query import Query

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
    levels = {row["level"]: names.level(row["level"], here.terms(), language) for row in rows if row["level"]}
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
        for currency in renewal_tiles.currencies(asked, quarter):
            st.html(tiles.row(renewal_tiles.of(asked, key, quarter, currency)))
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
