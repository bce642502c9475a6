"""TRM日数: what is left of each TRM subscription, until when, and whether it can still be used."""

import streamlit as st

from screens import here, trm, trm_load, trm_subscription

asked = trm.narrowing()
if here.asked().subscription:
    trm_subscription.show(asked)
    st.divider()
trm.headline(asked)
trm.listing(asked)
trm_load.show(asked)
trm.rest(asked)
