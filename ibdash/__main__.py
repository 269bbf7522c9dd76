"""The command line: `python -m ibdash VERB`.  The clock is read here, and nowhere deeper."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from ibdash import commands, fault_log
from ibdash.errors import IbdashError
from ibdash.settings import load

WRONG_USE = 64


class _Parser(argparse.ArgumentParser):
    """Ends with 64 (wrong use) where argparse would end with 2: "a person must decide"."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m ibdash", description="Zorgoverzicht van een basisschool.")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)

    start = verbs.add_parser("start", help="het dashboard openen in de browser")
    start.add_argument("--port", type=int, help="poort; standaard 8501 of de eerste vrije")

    take = verbs.add_parser("import", help="bestanden overnemen")
    take.add_argument("files", nargs="+", metavar="FILE", type=Path)
    take.add_argument("--profile", help="lees het bestand volgens deze indeling")
    take.add_argument("--school", metavar="BRIN", help="van welke school de regels zijn")
    take.add_argument(
        "--replace", action="store_true", help="sluit wat niet meer in de lijst staat"
    )
    take.add_argument("--confirm", action="store_true", help="ook als de aantallen opvallend zijn")
    take.add_argument("--dry-run", action="store_true", help="alleen laten zien, niets overnemen")
    take.add_argument("--json", action="store_true", help="JSON Lines op stdout")

    ask = verbs.add_parser("ask", help="een vraag stellen aan de gegevens")
    ask.add_argument("question", nargs="?", metavar="SUBJECT/QUESTION")
    ask.add_argument("values", nargs="*", metavar="name=value")
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table")

    verbs.add_parser("check", help="nagaan of de gegevens kloppen met hun eigen regels")

    demo = verbs.add_parser("demo", help="de demoschool maken en overnemen")
    demo.add_argument("--schools", type=int, default=1)
    demo.add_argument("--pupils", type=int, default=240)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--today", type=date.fromisoformat, help="de dag waarop de demo speelt")

    bench = verbs.add_parser("bench", help="meten hoe snel alles is")
    bench.add_argument("--browser", action="store_true", help="ook tekenen in Chromium meten")
    bench.add_argument("--small", action="store_true", help="een kleine meting, als proef")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    given = _parser().parse_args(arguments)
    verbs: dict[str, Callable[..., int]] = {
        "start": commands.start,
        "import": commands.take_in,
        "ask": commands.ask,
        "check": commands.check,
        "demo": commands.demo,
        "bench": commands.bench,
    }
    settings = None
    try:
        settings = load(Path.cwd())
        return verbs[given.verb](given, settings, date.today())
    except IbdashError as error:
        print(error.sentence(), file=sys.stderr)
        return 1
    except Exception as error:
        # A message of a library may quote a pupil, so only its kind and place are kept.
        log = fault_log.path(settings.data) if settings else None
        if settings:
            fault_log.write(settings.data, error)
        print(
            "Er ging iets mis dat ibdash niet verwachtte. Er is niets half overgenomen."
            + (f" Wat er gebeurde staat, zonder namen, in {log.name}." if log else ""),
            file=sys.stderr,
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
