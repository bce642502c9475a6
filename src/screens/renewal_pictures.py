"""The pictures of the Renewals page."""

from screens.query import Query


def show(asked: Query) -> None:
    """Pipeline, retention, timeline."""
