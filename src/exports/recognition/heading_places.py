"""Which headings of a file carry which column: canonical column → their places, in the order in which they count."""

from collections.abc import Mapping, Sequence

from exports.kinds import Kind
from exports.presets import Form
from exports.recognition.headings import same

Places = dict[str, tuple[int, ...]]


def of_form(form: Form, header: Sequence[str], mapping: Mapping[str, str]) -> Places:
    """The places of each column of a form: those of `--map`, else its headings in order, else its canonical names."""
    spelled = [same(heading) for heading in header]
    named = [None if form.named_only else form.names(heading) for heading in header]
    at: Places = {}
    for column in form.kind.columns:
        if _is_mapped(column.name, mapping, spelled):
            found = [place for place, each in enumerate(spelled) if each == same(mapping[column.name]) != ""]
        else:
            accepted = [same(heading) for heading in form.headings.get(column.name, ())]
            found = [place for heading in accepted for place, each in enumerate(spelled) if each == heading]
            if not found:
                own = {same(column.name), *map(same, column.headings)}
                found = [place for place, each in enumerate(named) if each in own]
        if found:
            at[column.name] = tuple(found)
    return at


def of_kind(kind: Kind, header: Sequence[str], mapping: Mapping[str, str]) -> Places:
    """The places of each column of a kind: those of `--map`, else its name and its other headings."""
    spelled = [same(heading) for heading in header]
    at: Places = {}
    for column in kind.columns:
        accepted = {same(column.name), *map(same, column.headings)}
        if _is_mapped(column.name, mapping, spelled):
            accepted = {same(mapping[column.name])} - {""}
        if found := tuple(place for place, heading in enumerate(spelled) if heading in accepted):
            at[column.name] = found
    return at


def _is_mapped(column: str, mapping: Mapping[str, str], spelled: list[str]) -> bool:
    return column in mapping and (mapping[column] == "" or same(mapping[column]) in spelled)
