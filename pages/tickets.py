"""チケット: which tickets, and why each was judged as it was."""

import streamlit as st

from screens import here, ticket, tickets

if here.asked().ticket:
    ticket.show(here.asked())
    st.divider()
asked = tickets.narrowing()
tickets.listing(asked)
