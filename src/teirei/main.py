"""`teirei COMMAND …`: exit code 0 done, 1 the input or the request is wrong (one sentence), 2 usage."""

import argparse
import os
import sys
from importlib import import_module

from refusals import Refusal

COMMANDS = {
    "load": "build a new version of the database from exports",
    "rejects": "write the rejected records as CSV files to mend and to load again",
    "watch": "add what lands in a folder to the database",
    "clock": "business time between two instants, or the due time",
    "tickets": "one row per ticket: the SLA facts",
    "sla": "attainment of the contract's response targets",
    "trm": "TRM days: ledgers, onsite blocks, coupons",
    "renewals": "support and TRM terms: states, deadlines, amounts, licences",
    "plan": "propose dates for the TRM days that are not booked yet",
    "quote": "calculate a reinstatement, or the licences that are not covered",
    "digest": "what to act on in the next days, to send by mail, Slack or Teams",
    "ics": "a calendar file of notice dates, ends of terms and objection dates",
    "sample": "write synthetic exports",
    "dashboard": "open the web pages",
}


def main(arguments: list[str] | None = None) -> int:
    asked = sys.argv[1:] if arguments is None else arguments
    if not asked or asked[0] not in COMMANDS:
        return _explain(asked)
    name, *rest = asked
    module = import_module(f"teirei.{name}")  # the other commands are not imported: each starts fast
    command = argparse.ArgumentParser(prog=f"teirei {name}", description=COMMANDS[name])
    module.options(command)
    prepared = getattr(module, "prepared", list)
    try:
        code = module.run(command.parse_intermixed_args(prepared(rest)))
        sys.stdout.flush()
        return code
    except Refusal as refusal:
        print(f"teirei {name}: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"teirei {name}: stopped; nothing was changed", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        return 0
    except Exception as error:
        if os.environ.get("TEIREI_DEBUG"):
            raise
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        print(f"teirei {name}: failed ({said}); nothing was changed; TEIREI_DEBUG=1 tells where", file=sys.stderr)
        return 1
    finally:
        _end_output()


def _end_output() -> None:
    """What cannot be written now is not tried again at exit, where it would say so a second time."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _explain(asked: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="teirei",
        description="定例: the numbers a support team brings to its regular review.",
        epilog="\n".join(f"  {name:10} {purpose}" for name, purpose in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below")
    parser.parse_args(asked)
    return 2
