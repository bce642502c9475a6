"""Salesforce: cases as tickets; contracts, service contracts and entitlements as contracts."""

from exports.checks import Rule
from exports.codes import Codes
from exports.kinds import Column
from exports.presets.model import Form, Preset, kind

CASE_HEADINGS: dict[str, tuple[str, ...]] = {
    "ticket_id": ("CaseNumber", "Case Number"),
    "contract_id": ("EntitlementId",),
    "customer_id": ("AccountId", "Account Name"),
    "severity": ("Priority",),
    "channel": ("Origin", "Case Origin"),
    "opened_at": ("CreatedDate", "Date/Time Opened"),
    "resolved_at": ("ClosedDate", "Date/Time Closed"),  # Salesforce knows one end of a case
    "closed_at": ("ClosedDate", "Date/Time Closed"),
    "status": ("Status",),
    "subject": ("Subject",),
    "category": ("Type",),
    "assignee": ("OwnerId", "Case Owner"),
    "is_deleted": ("IsDeleted",),
}
CASE_CODES: dict[str, Codes] = {
    "channel": {"phone": ("Phone", "電話"), "portal": ("Web",), "email": ("Email", "メール"), "chat": ("Chat",)},
    "status": {
        "new": ("New", "新規"),
        "open": ("Working", "Escalated", "On Hold", "In Progress", "対応中", "エスカレーション済み", "保留"),
        "closed": ("Closed", "クローズ", "完了"),
    },
}
_OF_ALL_CONTRACTS: dict[str, tuple[str, ...]] = {
    "customer_id": ("AccountId",),
    "start_on": ("StartDate",),
    "end_on": ("EndDate",),
    "currency": ("CurrencyIsoCode",),
    "is_deleted": ("IsDeleted",),
}
CONTRACT_HEADINGS = _OF_ALL_CONTRACTS | {
    "contract_id": ("ContractNumber",),
    "term_months": ("ContractTerm",),
    "contract_status": ("StatusCode", "Status"),
}
SERVICE_CONTRACT_HEADINGS = _OF_ALL_CONTRACTS | {"contract_id": ("ContractNumber",), "term_months": ("Term",)}
ENTITLEMENT_HEADINGS = _OF_ALL_CONTRACTS | {"contract_id": ("Id",)}

_CUSTOM = r"(.+)__c"
_DELETED = Rule("is_deleted", "deleted_record", "is_deleted", rejects=True)
_CONTRACT_KIND = kind(
    "contracts",
    "contracts",
    Column("term_months", "count"),
    Column("contract_status"),
    Column("is_deleted", "flag"),
    computed={"program", "end_on"},
)
_CONTRACT_RULES = (
    _DELETED,
    Rule("program", "no_program", "program is null", rejects=True),
    Rule("end_on", "no_end", "start_on is not null and end_on is null", rejects=True),
    Rule("contract_status", "not_activated", "lower(contract_status) not in ('activated', '有効', '有効化済み')"),
)

CASES = Form(
    kind("tickets", "cases", Column("is_deleted", "flag")),
    CASE_HEADINGS,
    marks=(("CaseNumber", "Case Number"), ("CreatedDate", "Date/Time Opened")),
    signs=("ClosedDate", "Origin", "AccountId", "IsClosed", "Status", "Case Origin", "Account Name", "Case Owner"),
    codes=CASE_CODES,
    custom=_CUSTOM,
    rules=(_DELETED,),
)
CONTRACTS = Form(
    _CONTRACT_KIND,
    CONTRACT_HEADINGS,
    marks=(("ContractNumber",), ("StartDate",), ("ContractTerm",)),
    signs=("AccountId", "StatusCode", "OwnerExpirationNotice", "ActivatedDate", "CustomerSignedDate"),
    custom=_CUSTOM,
    derive="salesforce_terms",
    computes=("end_on",),
    rules=_CONTRACT_RULES,
)
SERVICE_CONTRACTS = Form(
    _CONTRACT_KIND,
    SERVICE_CONTRACT_HEADINGS,
    marks=(("ContractNumber",), ("StartDate",), ("Term", "EndDate")),
    signs=("AccountId", "ApprovalStatus", "ParentServiceContractId", "AdditionalDiscount", "ActivationDate"),
    custom=_CUSTOM,
    derive="salesforce_terms",
    computes=("end_on",),
    rules=_CONTRACT_RULES,
)
ENTITLEMENTS = Form(
    _CONTRACT_KIND,
    ENTITLEMENT_HEADINGS,
    marks=(("Id",), ("AccountId",), ("StartDate",), ("EndDate",)),
    signs=("SlaProcessId", "IsPerIncident", "RemainingCases", "ServiceContractId", "BusinessHoursId"),
    custom=_CUSTOM,
    derive="salesforce_terms",
    computes=("end_on",),
    rules=_CONTRACT_RULES,
)
PRESET = Preset("salesforce", "Salesforce", (CASES, CONTRACTS, SERVICE_CONTRACTS, ENTITLEMENTS))
