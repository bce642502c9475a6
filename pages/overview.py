"""概要: what must be done today, which deadline is near, which customer is in trouble and why."""

import streamlit as st

from screens import customers_at_risk, here, overview, renewal_pictures

asked = here.asked().but(who="")
overview.headline()
overview.listing(asked)
renewal_pictures.ahead()
left, right = st.columns([1.9, 1], gap="large")
with left:
    customers_at_risk.show(asked)
with right:
    overview.changes(asked)
