"""契約条件: the contracts as Teirei reads them, with clauses and assumptions."""

from screens import contract

programme = contract.pick()
contract.summary(programme)
contract.outline(programme)
contract.assumptions(programme)
