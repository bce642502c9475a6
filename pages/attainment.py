"""目標達成率: how often the first response met the contract's target, and where it did not."""

import streamlit as st

from screens import attainment, filters, grid, tables

asked = filters.row()
attainment.key_figures(asked)
with st.container(key="pictures"):
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        attainment.heat(asked)
    with right:
        attainment.by_month(asked)
    attainment.outside_attainment(asked)
grid.breakdown(asked, tables.attainment)
