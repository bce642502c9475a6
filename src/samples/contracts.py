"""Support contracts: every term of every contract, with payment, licences, notices and renewal stages."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from samples.calendar import AS_OF_DAY
from samples.companies import COMPANIES

PRODUCTS = {
    "EPM": "Endpoint Manager",
    "ITSM": "Neurons for ITSM",
    "ICS": "Connect Secure",
    "PATCH": "Neurons for Patch Management",
    "MDM": "Neurons for MDM",
    "LX": "LayerX",
}
UNIT_FEE = {"standard": 4800, "enterprise": 6900, "premium": 9800, "enhanced": 5600, "saas": 7200}


class Contract(NamedTuple):
    """One contract and its unbroken run of one-year terms; `first` and `last` are the terms' starts."""

    id: str
    customer: str
    tier: str
    product: str
    first: date
    last: date
    purchased: str
    licences: int
    stage: str
    probability: str

    @property
    def program(self) -> str:
        return "asgent" if self.tier == "saas" else "ivanti"

    def terms(self) -> Iterator[tuple[date, date]]:
        """(start, last day included) of each term."""
        for year in range(self.first.year, self.last.year + 1):
            start = self.first.replace(year=year)
            yield start, start.replace(year=year + 1) - timedelta(1)


# contract, customer, tier, product, first term's start, last term's year, bought on, licences, stage, probability.
# Eleven Ivanti contracts end on 2027-03-31: notice by 2026-12-31, its working day is Monday 2026-12-28.
_TABLE = """
K-1001 C-001 standard   EPM   2023-04-01 2026 2021-03-15  800 contacted   0.8
K-5001 C-001 saas       LX    2025-07-01 2026 2025-06-20  300 not_started 0.7
K-1002 C-002 enterprise ITSM  2023-10-16 2025 2020-10-01  450 quoted      0.4
K-1003 C-003 premium    ICS   2023-04-01 2026 2019-03-25 1500 contacted   0.9
K-1004 C-004 premium    EPM   2023-04-01 2026 2020-03-18 2400 not_started 0.9
K-1005 C-005 enterprise ITSM  2023-04-01 2026 2022-03-10 1100 quoted      0.9
K-1006 C-006 standard   ICS   2023-02-01 2026 2022-01-20  380 contacted   0.3
K-1007 C-007 standard   EPM   2023-07-01 2026 2020-06-12  420 not_started 0.6
K-1008 C-008 enterprise PATCH 2023-10-01 2026 2021-09-15  640 ordered     0.9
K-1009 C-009 standard   EPM   2023-06-01 2026 2022-05-20   60 not_started 0.6
K-1010 C-010 standard   MDM   2025-09-01 2026 2025-08-22   45 not_started 0.5
K-1011 C-011 enhanced   EPM   2023-04-01 2026 2018-03-30 1800 contacted   0.7
K-1012 C-012 enhanced   ITSM  2023-11-15 2025 2019-11-01  520 committed   0.8
K-1013 C-013 standard   PATCH 2023-04-01 2026 2021-03-22 1200 not_started 0.7
K-1014 C-014 enterprise EPM   2023-04-01 2026 2019-03-28 1600 contacted   0.8
K-1015 C-014 standard   EPM   2024-04-01 2026 2024-03-22  700 contacted   0.8
K-1016 C-015 enterprise ICS   2023-12-01 2025 2022-11-18  330 declined    0.1
K-1017 C-016 standard   ITSM  2024-01-01 2026 2023-12-12  150 declined    0
K-1018 C-017 standard   EPM   2023-09-01 2025 2021-08-25  110 contacted   0.2
K-1019 C-018 standard   MDM   2023-04-01 2025 2022-03-15   90 declined    0
K-1020 C-019 enterprise ITSM  2023-07-01 2025 2021-06-18  360 renewed     1
K-1020 C-019 enterprise ITSM  2026-08-17 2026 2021-06-18  360 not_started 0.6
K-1021 C-020 premium    ITSM  2023-04-01 2026 2018-03-26 3200 committed   0.9
K-1022 C-021 enterprise PATCH 2023-04-01 2026 2022-03-17 1300 not_started 0.8
K-1023 C-022 standard   ICS   2023-04-01 2026 2023-03-20  540 not_started 0.7
K-1024 C-023 standard   EPM   2023-05-01 2026 2023-04-14  120 not_started 0.7
K-1025 C-024 enterprise ICS   2023-11-01 2026 2022-10-21  400 not_started 0.7
K-1026 C-025 standard   MDM   2023-08-01 2026 2023-07-21  260 not_started 0.7
K-1027 C-026 premium    ITSM  2023-12-16 2025 2020-12-08  900 committed   0.9
K-1028 C-027 standard   PATCH 2024-01-16 2026 2023-12-22  140 contacted   0.6
K-1029 C-028 enterprise EPM   2023-06-01 2026 2020-05-22  980 not_started 0.8
K-1030 C-029 standard   ITSM  2023-09-16 2026 2022-09-02  210 not_started 0.7
K-1031 C-030 standard   EPM   2023-10-26 2025 2023-10-10   95 ordered     0.9
K-5002 C-031 saas       LX    2023-11-01 2025 2023-10-16  180 quoted      0.8
K-5003 C-032 saas       LX    2024-02-16 2026 2024-02-05  240 not_started 0.7
K-5004 C-033 saas       LX    2024-01-10 2026 2023-12-20  350 not_started 0.8
K-5005 C-034 saas       LX    2023-09-01 2026 2023-08-18  900 not_started 0.8
K-5006 C-035 saas       LX    2024-04-15 2026 2024-04-01  420 not_started 0.6
K-5007 C-036 saas       LX    2024-06-01 2026 2024-05-20   70 not_started 0.6
K-5008 C-037 saas       LX    2023-12-01 2025 2023-11-17  510 quoted      0.7
K-5009 C-038 saas       LX    2025-02-01 2026 2025-01-24   40 contacted   0.5
K-1032 C-039 enterprise MDM   2023-07-16 2026 2022-07-04  600 not_started 0.8
K-5010 C-039 saas       LX    2024-08-01 2026 2024-07-22  280 not_started 0.8
K-1033 C-040 standard   ICS   2024-03-01 2026 2024-02-15  340 not_started 0.7
K-5011 C-040 saas       LX    2025-05-01 2026 2025-04-18  150 not_started 0.7
"""
# C-001, C-039 and C-040 hold both programmes.
# C-014 holds two terms for one product (head office, works): a ticket without contract is ambiguous there.
# C-011 and C-012 bought Enhanced before 2020-03-01. C-019 has a gap: 2026-07-01 to 2026-08-16.
# C-002 and C-030 end within 30 days with no order; C-017 lapsed on 2026-08-31 without a notice.

_PAID_ON = {
    ("K-1007", 2025): date(2025, 9, 12),  # lapsed on 2025-06-30 and paid later: reinstated from 2025-07-01 (VII)
    ("K-1008", 2026): None,  # an unpaid successor term: payment open (VI)
    ("K-1025", 2026): date(2026, 9, 25),  # renewed early: its next term is upcoming
}
_NOTICE_ON = {
    ("K-1016", 2025): date(2026, 9, 10),  # late: its term ends 2026-11-30, notice was due by 2026-09-01
    ("K-1017", 2026): date(2026, 9, 15),  # in time: its term ends 2026-12-31, notice was due by 2026-10-02
    ("K-1019", 2025): date(2025, 12, 10),  # in time, and the term has ended
}
_IN_USE = {"K-1013": 1350, "K-1031": 99}  # more in use than covered: licence shortfall (VI)
_NO_ADMINISTRATOR = {"K-5004"}  # Asgent 1 asks for one
_IN_DOLLARS = {"K-1033"}


def _contract(line: str) -> Contract:
    id, customer, tier, product, first, last, purchased, licences, stage, probability = line.split()
    start = date.fromisoformat(first)
    end = start.replace(year=int(last))
    return Contract(id, customer, tier, PRODUCTS[product], start, end, purchased, int(licences), stage, probability)


CONTRACTS = [_contract(line) for line in _TABLE.strip().splitlines()]


def rows(draw: Callable[[], float]) -> Iterator[dict[str, str]]:
    """One row per contract and term."""
    for contract in CONTRACTS:
        for start, end in contract.terms():
            yield _row(contract, start, end, _paid_on(contract, start, draw()))


def _row(contract: Contract, start: date, end: date, paid: date | None) -> dict[str, str]:
    company = COMPANIES[contract.customer]
    is_last = start == contract.last
    notice = _NOTICE_ON.get((contract.id, start.year))
    return {
        "contract_id": contract.id,
        "customer_id": company.id,
        "customer_name": company.name,
        "reseller": company.reseller,
        "program": contract.program,
        "tier": contract.tier,
        "product": contract.product,
        "purchased_on": contract.purchased,
        "start_on": start.isoformat(),
        "end_on": end.isoformat(),
        "annual_fee": _fee(contract, start),
        "currency": "USD" if contract.id in _IN_DOLLARS else "JPY",
        "licences_purchased": str(contract.licences),
        "licences_in_use": str(_IN_USE.get(contract.id, contract.licences * 93 // 100)),
        "licences_covered": str(contract.licences),
        "payment_confirmed_on": paid.isoformat() if paid else "",
        "nonrenewal_notice_on": notice.isoformat() if notice else "",
        "renewal_stage": contract.stage if is_last else "renewed",
        "renewal_probability": contract.probability if is_last else "1",
        "account_owner": company.owner,
        "region": "JP",
        "calendar": "japan-support" if contract.program == "asgent" else "",
        "system_administrator": "" if contract.id in _NO_ADMINISTRATOR else f"{company.name} 情報システム部",
    }


def _fee(contract: Contract, start: date) -> str:
    """3 % dearer each year, in whole thousands of yen."""
    fee = contract.licences * UNIT_FEE[contract.tier]
    for _ in range(contract.first.year, start.year):
        fee = fee * 103 // 100
    return str(fee // 150) if contract.id in _IN_DOLLARS else str(fee // 1000 * 1000)


def _paid_on(contract: Contract, start: date, chance: float) -> date | None:
    if (contract.id, start.year) in _PAID_ON:
        return _PAID_ON[contract.id, start.year]
    paid = start - timedelta(2 + int(chance * 24))
    return paid if paid < AS_OF_DAY else None
