"""Every kind is found by its columns, in English or Japanese."""

import re
from pathlib import Path

import pytest

from exports.describing import table
from exports.kinds import KINDS, schema
from exports.recognition.recognise import recognise, same
from refusals import Refusal

INTERFACE = {
    "tickets": "ticket_id* contract_id customer_id severity reported_severity channel opened_at* first_response_at "
    "resolved_at closed_at status enquiry_kind subject product category assignee team region language closure_reason "
    "exclusion_reason escalated_to_manager_at escalated_to_vendor_at vendor_answered_at vendor_declined "
    "transferred_regions parent_ticket_id reopened_count csat next_action_on source_sla_met",
    "ticket_events": "ticket_id* at* field* old new*",
    "contracts": "contract_id* customer_id* customer_name reseller program* tier product purchased_on start_on* "
    "end_on* annual_fee currency licences_purchased licences_in_use licences_covered payment_confirmed_on "
    "nonrenewal_notice_on renewal_stage renewal_probability account_owner region calendar system_administrator",
    "trm_subscriptions": "subscription_id* customer_id* customer_name trm_type* purchased_on* consultant annual_fee "
    "currency nonrenewal_notice_on notice_by_party calendar",
    "trm_days": "subscription_id* date* days* mode* status consultant topic deliverable customer_confirmed_on note",
    "trm_coupons": "subscription_id* used_on* quantity course attendee",
    "entitlement_deliveries": "contract_id* item* date* note",
    "terms_notices": "contract_id* notified_on* objected_on",
    "information": "date* kind* title product",
    "closures": "calendar* date* name*",
}


@pytest.mark.parametrize("kind", INTERFACE)
def test_the_column_table_is_that_of_the_data_contract(kind):
    columns = " ".join(column.name + "*" * column.required for column in KINDS[kind].columns)
    assert columns == INTERFACE[kind]


@pytest.mark.parametrize("kind", INTERFACE)
@pytest.mark.parametrize("only_required", [True, False])
def test_canonical_headings_give_the_kind(kind, only_required):
    header = [column.name for column in KINDS[kind].columns if column.required or not only_required]
    assert recognise("f", header).kind.name == kind


@pytest.mark.parametrize("kind", INTERFACE)
def test_japanese_headings_give_the_same_columns(kind):
    header = [column.headings[0] for column in KINDS[kind].columns]
    found = recognise("f", header)
    assert found.kind.name == kind
    assert list(found.at) == [column.name for column in KINDS[kind].columns]


@pytest.mark.parametrize("kind", INTERFACE)
def test_no_heading_means_two_columns_of_a_kind(kind):
    spelled = [same(each) for column in KINDS[kind].columns for each in {column.name, *column.headings}]
    assert len(spelled) == len(set(spelled))


def test_case_width_and_spaces_of_a_heading_do_not_matter():
    found = recognise("f", [" Ticket ID", "ＯＰＥＮＥＤ＿ＡＴ", "ﾁｬﾈﾙ"])
    assert found.at == {"ticket_id": (0,), "channel": (2,), "opened_at": (1,)}


def test_an_unknown_kind_names_the_nearest_and_what_it_lacks():
    with pytest.raises(Refusal, match=r'nearest is tickets, which lacks "opened_at"'):
        recognise("f", ["ticket_id", "severity", "channel", "subject"])


def test_no_known_heading_at_all():
    with pytest.raises(Refusal, match="no heading of line 1 is known"):
        recognise("f", ["foo", "bar"])


def test_two_headings_of_one_meaning_are_refused():
    with pytest.raises(Refusal, match="all mean ticket_id"):
        recognise("f", ["ticket_id", "チケットID", "opened_at"])


def test_every_table_has_its_promised_types(write, read):
    batch = read(write("ticket_id,opened_at\nT1,2026-04-01\n"))
    assert batch.tables["tickets"].schema == schema("tickets")


def test_the_guide_shows_the_column_table():
    guide = (Path(__file__).parents[2] / "docs" / "imports.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        assert table(kind) in guide, kind.name


def test_the_guide_names_every_reason():
    root = Path(__file__).parents[2]
    guide = (root / "docs" / "imports.md").read_text(encoding="utf-8")
    texts = (root / "src" / "labels" / "texts" / "exports.toml").read_text(encoding="utf-8")
    for code in re.findall(r"^\[exports\.(?:reject|warning)\.(\w+)\]", texts, re.M):
        assert f"`{code}`" in guide
