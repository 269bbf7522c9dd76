"""What a page shows of an error never names an option of the command line, which a page has not."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ibdash.errors import DecisionNeeded, IbdashError
from ibdash.intake import Options
from ibdash.intake.report import Report
from ibdash.store import Store
from tests.people import taken_in
from tests.sources.oso_files import golden

ROOT = Path(__file__).resolve().parents[1]
# Rooms whose errors reach a page; `start` and `commands` speak to the command line alone.
ROOMS = ("access", "domain", "intake", "questions", "reports", "sources", "store", "ui", "views")
PUPILS = "brin;leerling_id;roepnaam;achternaam;schooljaar;groep;jaargroep\n"


def shown_texts(path: Path) -> Iterator[str]:
    """The texts in the first three places of what is raised or returned: title, text, remedy."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        call = {ast.Raise: "exc", ast.Return: "value"}.get(type(node))
        made = getattr(node, call) if call else None
        for given in made.args[:3] if isinstance(made, ast.Call) else []:
            yield from (
                part.value
                for part in ast.walk(given)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def test_the_command_line_adds_the_option_and_a_page_does_not() -> None:
    error = IbdashError("Niet zeker", "Er is niets overgenomen", "Kies", option="--school BRIN")
    assert error.sentence() == "Niet zeker. Er is niets overgenomen. Kies."
    assert error.on_command_line() == f"{error.sentence()} Op de opdrachtregel: --school BRIN."
    assert DecisionNeeded("Niet zeker").on_command_line() == "Niet zeker."


def waits_for_a_school(store: Store, folder: Path) -> Report:
    two = f"{PUPILS}11AA;1;Bo;Aker;2025-2026;4A;4\n22BB;2;Noor;Wal;2025-2026;4A;4\n"
    taken_in(store, folder, "leerlingen.csv", two)
    return taken_in(store, folder, "dossier.xml", golden())


def waits_for_pupils(store: Store, folder: Path) -> Report:
    return taken_in(store, folder, "dossier.xml", golden())


def waits_for_a_yes(store: Store, folder: Path) -> Report:
    taken_in(store, folder, "a.csv", f"{PUPILS}11AA;1;Bo;Aker;2025-2026;4A;4\n", Options())
    return taken_in(store, folder, "b.csv", f"{PUPILS}22BB;2;Noor;Wal;2025-2026;4A;4\n")


@pytest.mark.parametrize(
    ("waits", "option"),
    [
        (waits_for_a_school, "--school BRIN"),
        (waits_for_pupils, "--school BRIN mag ook"),
        (waits_for_a_yes, "--confirm of --school 22BB"),
    ],
)
def test_a_file_that_waits_says_it_both_ways(
    waits: Callable[[Store, Path], Report], option: str, store: Store, tmp_path: Path
) -> None:
    report = waits(store, tmp_path)
    assert report.state == "waiting"
    assert "--" not in f"{report.title} {report.text} {report.remedy}"
    assert report.option == option
    assert report.as_json()["remarks"][0]["text"].endswith(f" Op de opdrachtregel: {option}.")


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_of_an_error_names_an_option(room: str) -> None:
    named = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in sorted((ROOT / "ibdash" / room).rglob("*.py"))
        for text in shown_texts(path)
        if "--" in text
    ]
    assert named == []
