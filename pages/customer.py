"""お客様: one customer whole, the page one opens when the phone rings."""

import streamlit as st

from screens import customer, customer_contracts, here, overview

if who := customer.pick():
    asked = here.asked()
    customer.heading(who)
    left, right = st.columns([1.55, 1], gap="large")
    with left:
        overview.listing(asked)
        customer.open_tickets(who, asked)
        customer_contracts.contracts(who, asked)
    with right:
        customer_contracts.days(who, asked)
        customer.by_quarter(who)
        customer.people(who)
        customer_contracts.deliveries(who)
