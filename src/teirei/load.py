"""`teirei load`: exports → a new version of the database, or nothing at all."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import exports
import loading
import warehouse
from loading.places import database
from refusals import Refusal
from teirei.filters import moment
from teirei.output import FORMATS, instant, write
from teirei.progress import Progress


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders of exports")
    command.add_argument("--add", action="store_true", help="add to what is published; same key: the added row wins")
    how(command)
    command.add_argument("--format", choices=FORMATS, default="table")


def how(command: argparse.ArgumentParser) -> None:
    """The options of a load but for what is loaded, and whether it is added."""
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    command.add_argument(
        "--as-of", metavar="INSTANT", help="the instant the figures are for (default: the data's latest)"
    )
    command.add_argument("--timezone", help="of timestamps without an offset (default: Asia/Tokyo)")
    command.add_argument("--calendars", type=Path, metavar="DIR", help="a folder with more calendars (same name wins)")
    command.add_argument(
        "--terms", type=Path, metavar="DIR", help="a folder with more terms: another vendor's programmes"
    )
    command.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=HEADER", help="read a column from a header"
    )
    command.add_argument(
        "--fixed", action="append", default=[], metavar="COLUMN=VALUE", help="the value of a column in every record"
    )
    command.add_argument("--kind", help="the kind of all files, where their columns shall not tell it")
    command.add_argument("--sheet", help="the sheet of Excel workbooks: its name, or its number from 1")
    command.add_argument("--preset", choices=exports.PRESETS, default="auto", help="the system that wrote the exports")
    command.add_argument(
        "--mapping", action="append", default=[], type=Path, metavar="FILE", help="a saved mapping, or a folder of them"
    )
    command.add_argument("--priorities", type=Path, metavar="FILE", help="which priority of a system is which severity")
    command.add_argument(
        "--date-order", choices=("dmy", "mdy", "ymd"), help="where a column of dates does not prove it"
    )


def request(chosen: argparse.Namespace, paths: Sequence[Path]) -> loading.Request:
    """What the options say. Refusal for the first that is wrong."""
    return loading.Request(
        paths=paths,
        database=database(chosen.db),
        options=exports.Options(
            timezone=str(zone_of(chosen)),
            preset=chosen.preset,
            mapping=_pairs("--map", chosen.map, "COLUMN=HEADER, such as customer_id=location"),
            date_order=chosen.date_order,
            kind=chosen.kind,
            sheet=chosen.sheet,
            mappings=exports.mappings.read(*chosen.mapping),
            priorities=exports.priorities.read(chosen.priorities),
            fixed=_pairs("--fixed", chosen.fixed, "COLUMN=VALUE, such as program=ivanti"),
        ),
        as_of=moment(chosen.as_of, "--as-of", zone_of(chosen)),
        terms=chosen.terms,
        calendars=chosen.calendars,
        add=chosen.add,
    )


def run(chosen: argparse.Namespace) -> int:
    zone = zone_of(chosen)
    asked = request(chosen, chosen.paths)
    with Progress(sys.stderr) as progress:
        loaded = loading.load(asked, progress)
    try:
        _tell(chosen.format, loaded, zone)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal(f"{loaded.version} is published, but its report could not be written ({error})") from error
    return 0


def _tell(form: str, loaded: loading.Loaded, zone: ZoneInfo) -> None:
    if loaded.as_of_found:
        print(
            f"teirei load: no --as-of given: the figures are as of {instant(loaded.as_of, zone)},"
            f" {'the latest instant of the tickets' if loaded.as_of < loaded.now.replace(microsecond=0) else 'now'}",
            file=sys.stderr,
        )
    _report(form, loaded.batch, instant(loaded.as_of, zone))
    sys.stdout.flush()


def answer(batch: exports.Batch, as_of: str) -> dict:
    """What `--format json` says of a load."""
    files = [
        {
            name: getattr(file, name)
            for name in ("file", "kind", "preset", "encoding", "read", "loaded", "rejected", "replaced")
        }
        for file in batch.files
    ]
    rejects = [
        {"file": found.file, "line": found.line, "column": found.column, "value": found.value, "reason": found.en}
        for found in batch.rejects
    ]
    totals = {name: sum(file[name] for file in files) for name in ("read", "loaded", "rejected")}
    return {"as_of": as_of, "files": files, "rejects": rejects, **totals}


def _report(form: str, batch: exports.Batch, as_of: str) -> None:
    said = answer(batch, as_of)
    write(form, said, list(said["files"][0]) if said["files"] else [], "files")
    for found in batch.rejects[:10] if form != "json" else []:
        print(f"rejected: {found.file}, line {found.line}: {found.en}", file=sys.stderr)
    by_code: dict[str, list[exports.Finding]] = {}
    for found in batch.warnings:
        by_code.setdefault(found.code, []).append(found)
    for findings in by_code.values():
        first = findings[0]
        count = sum(found.count for found in findings)
        more = f" ({count} in all; the Data page lists them)" if count > 1 else ""
        where = f"{first.file}, line {first.line}" if first.line else first.file
        print(f"warning: {where}: {first.en}{more}", file=sys.stderr)


def _pairs(option: str, given: list[str], form: str) -> dict[str, str]:
    found = {}
    for pair in given:
        column, sign, value = pair.partition("=")
        if not sign or not column.strip() or not value.strip():
            raise Refusal(f'{option} "{pair}": give {form}')
        if column.strip() in found:
            raise Refusal(f'{option} "{pair}": {column.strip()} is given twice; give each column once')
        found[column.strip()] = value.strip()
    return found


def zone_of(chosen: argparse.Namespace) -> ZoneInfo:
    """The zone that was asked for, else that of the published load where files are added to it, else Tokyo."""
    if chosen.timezone is None:
        return warehouse.open_published(database(chosen.db)).zone if chosen.add else ZoneInfo("Asia/Tokyo")
    try:
        return ZoneInfo(chosen.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal(f'--timezone "{chosen.timezone}": give a zone of the IANA list, such as Asia/Tokyo') from None
