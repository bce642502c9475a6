"""契約更新: what ends when, by which day someone must act, what is at risk and why."""

import streamlit as st

from screens import here, renewal_contract, renewal_pictures, renewals

asked = renewals.narrowing()
if here.asked().contract:
    renewal_contract.show(asked)
    st.divider()
    renewals.listing(asked)
else:
    renewals.glance(asked)
    renewals.listing(asked)
    renewal_pictures.show(asked)
    renewals.rest(asked)
    renewals.quotes()
