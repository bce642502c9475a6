"""The first page: what must be done today, which deadline is near, which customer is in trouble, is the data whole."""

from datetime import timedelta
from html import escape

import streamlit as st

from exports.kinds import KINDS
from labels import figures
from metrics import loads, renewals
from reminders.digest import digest
from reminders.headlines import headlines
from screens import action_tables, customers_at_risk, frame, grid, here, renewal_data, tally, tiles
from screens.query import Query
from screens.trm_data import rows_of

DEADLINES = timedelta(days=14)
EXPECTED = ("tickets", "contracts", "trm_subscriptions", "trm_days", "closures")


def headline() -> None:
    """The sentences of the day, those of the digest, and the tiles."""
    rows, language = action_tables.due(), here.language()
    now = here.ask(digest)
    first, *rest = list(headlines(now, language)) or [here.say("overview.said_nothing")]
    gap = here.say("unit.sentence_gap")
    st.html(f'<p class="said"><b>{escape(first)}</b>{gap}{escape(gap.join(rest))}</p>')
    today = [item for item in now.items if item.band == "today"]
    tickets = sum(1 for item in today if item.area == "sla")
    near = [row for row in rows if row["area"] != "sla" and here.today() <= row["due_on"] <= here.today() + DEADLINES]
    risky, known = customers_at_risk.found(), _known_customers()
    st.html(
        tiles.row(
            [
                _attainment(language),
                tiles.figure(
                    here.say("overview.today"),
                    figures.count(len(today), language),
                    (
                        here.say("overview.tile.today_note", tickets=tickets, deadlines=len(today) - tickets),
                        here.say("overview.tile.running_note", count=len(now.running)),
                    ),
                    alarm=any(item.code == "overdue" for item in today),
                ),
                tiles.figure(
                    here.say("overview.tile.deadlines"),
                    figures.count(len(near), language),
                    (
                        here.say(
                            "overview.tile.deadlines_note",
                            renewals=sum(1 for row in near if row["area"] == "renewal"),
                            trm=sum(1 for row in near if row["area"] == "trm"),
                        ),
                    ),
                    alarm=bool(near),
                ),
                tiles.figure(
                    here.say("overview.tile.customers"),
                    here.say("overview.customer_count", number=len(risky)),
                    (here.say("overview.tile.customers_note", all=known),),
                ),
                _data(language),
            ]
        )
    )


def _known_customers() -> int:
    """Customers with a ticket, a contract or a TRM subscription."""
    with_tickets = {row["customer_id"] for row in rows_of(here.ask(renewals.health))}
    return len(with_tickets | {row["customer_id"] for row in renewal_data.terms(Query())})


def listing(asked: Query) -> None:
    """Every action, each leading to its place."""
    table, rows = action_tables.table(asked), action_tables.due(asked.who)
    with st.container(horizontal=True, vertical_alignment="center"):
        heading = here.say("customer.actions" if asked.who else "overview.actions", count=len(rows))
        st.html(
            f"<b>{escape(heading)}</b> <span class='quiet'>{escape(here.say('overview.pick'))}</span>", width="content"
        )
        st.space("stretch")
        if rows:
            grid.downloads("actions", asked)
    if not rows:
        st.info(here.say("customer.no_actions" if asked.who else "overview.no_actions"))
        return
    key = f"actions_{asked.who}_{asked.lang}"

    def pick() -> None:
        if picked := st.session_state[key]["selection"]["rows"]:
            page, query = action_tables.place(rows[picked[0]], asked)
            frame.follow(query, page)

    height = "content" if len(rows) <= 14 else 530
    grid.show(table, key=key, on_select=pick, selection_mode="single-row", height=height)


def changes(asked: Query) -> None:
    """What changed since the last load, and whether the data is fresh and whole."""
    language, latest = here.language(), here.ask(loads.latest)
    history = rows_of(here.ask(loads.history))
    now = history[0]
    st.subheader(here.say("overview.changes"), anchor=False)
    if now["added"] is None:
        st.markdown(here.say("overview.changes_first"))
    else:
        names = ("added", "changed", "vanished", "restated")
        st.markdown(here.say("overview.changes_some", **{name: f"{int(now[name]):,}" for name in names}))
    as_of, loaded = (figures.instant(getattr(latest, name), language, year=True) for name in ("as_of", "loaded_at"))
    st.markdown(here.say("overview.fresh", as_of=as_of, loaded=loaded))
    read = {name: f"{int(now[name]):,}" for name in ("read", "loaded", "rejected")}
    st.markdown(here.say("overview.complete", **read))
    present = set(here.ask(loads.files)["kind"].dropna())
    if missing := [kind for kind in EXPECTED if kind in KINDS and kind not in present]:
        kinds = here.say("unit.list").join(here.say(f"data.kind_{kind}") for kind in missing)
        st.markdown(here.say("overview.incomplete", kinds=kinds))
    st.page_link(
        st.session_state["pages"]["data"], label=here.say("overview.to_data"), query_params=asked.shared().parameters()
    )


def _attainment(language: str) -> str:
    """First responses of the running quarter, beside the last one and the same a year before."""
    quarter = renewal_data.this_quarter()
    year_before = f"FY{quarter.year - 1}Q{quarter.number}"
    now, before, earlier = (
        tally.total(Query(period=name).filters(*here.fiscal()))
        for name in (quarter.name, quarter.previous.name, year_before)
    )

    def counted(key: str, one: tally.Tally) -> str:
        share = figures.percent(one.met, one.judged)
        return here.say(f"overview.tile.{key}", counts=figures.counts(one.met, one.judged, language), share=share)

    shown = f"{figures.counts(now.met, now.judged, language)} {figures.percent(now.met, now.judged)}"
    return tiles.lead(
        here.say("overview.tile.attainment"), shown, (counted("previous", before), counted("year_before", earlier))
    )


def _data(language: str) -> str:
    latest = here.ask(loads.latest)
    rejected, warned = (int(here.ask(question)["records"].sum()) for question in (loads.rejects, loads.warnings))
    note = here.say("overview.tile.data_note", rejected=f"{rejected:,}", warnings=f"{warned:,}")
    loaded = here.say("overview.tile.loaded", day=figures.instant(latest.loaded_at, language))
    day = figures.short_day(figures.local(latest.as_of).date(), language)
    return tiles.figure(here.say("overview.tile.data"), day, (loaded, note))
