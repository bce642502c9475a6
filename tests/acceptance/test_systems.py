"""What each ticket system exports, under its real heading line, gives the figures that the tickets have."""

import pytest
from oracle.instants import iso
from oracle.sla import World

from acceptance import systems
from acceptance.agreement import attainment_differences, explained, ticket_differences
from acceptance.command import teirei_json


@pytest.mark.parametrize("name", systems.SYSTEMS)
def test_every_ticket_of_a_system_equals_the_oracle(name, tmp_path):
    system, made = systems.SYSTEMS[name], systems.tickets(seed=len(name))
    export, contracts = systems.write(system, made, tmp_path)
    database = tmp_path / "test.duckdb"
    done = teirei_json("load", export, contracts, "--db", database, "--as-of", iso(systems.AS_OF), *system.options)
    assert (done["files"][0]["preset"], done["files"][0]["read"]) == (system.preset, len(made))
    assert done["rejects"] == []
    world = World(systems.CONTRACTS, [system.known(ticket) for ticket in made])
    facts = world.facts(systems.AS_OF)
    assert "severity" in system.lacks or {fact["outcome"] for fact in facts} > {"not_measured"}
    differ = ticket_differences(facts, database, systems.AS_OF)
    assert not differ, explained(differ, world)
    assert not attainment_differences(facts, database, ("tier", "severity", "reason"))
