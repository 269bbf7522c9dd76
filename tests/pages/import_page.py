"""The page Importeren under AppTest: two small files, and how a test goes through the page."""

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from ibdash.store import Store
from ibdash.ui.intake_desk import Desk
from tests.intake.small_edexml import edexml, group, pupil

Open = Callable[[], AppTest]

NOOR = pupil("1", "Noor", "Wal", prefix="van der", born="2017-03-09", group="G4")
BO = pupil("2", "Bo", "Aker", born="2017-05-05", group="G4")
PUPILS = edexml("2025-2026", group("G4", "4A", "4"), NOOR, BO)
HEAD = "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore;niveau;niveauschaal"
RESULTS = "\n".join(
    [
        HEAD,
        "1;woordlezen;DMT;M4;2025-2026;38;IV;I-V",
        "2;woordlezen;DMT;M4;2025-2026;41;III;I-V",
        "9;woordlezen;DMT;M4;2025-2026;20;V;I-V",
    ]
)


def run(what: AppTest | Any) -> AppTest:
    """Runs the app, or the app of a widget whose value was just set."""
    app: AppTest = what.run()
    assert not app.exception
    return app


def visit(app: Open) -> AppTest:
    """A fresh visit of the page."""
    return run(run(app()).switch_page("pages/data/import.py"))


def desk(app: AppTest) -> Desk:
    """The desk of this visit, which has only one."""
    (only,) = app.session_state["intake_desks"].values()
    assert isinstance(only, Desk)
    return only


def settled(app: AppTest) -> AppTest:
    """The page as it is once the worker has nothing left to do."""
    assert desk(app).wait(20)
    return run(app)


def upload(app: AppTest, *files: tuple[str, str | bytes]) -> AppTest:
    """Chooses files (name, content) in the uploader."""
    given = [
        (name, content.encode() if isinstance(content, str) else content, "text/plain")
        for name, content in files
    ]
    return settled(run(app.file_uploader[0].set_value(given)))


def click(app: AppTest, key: str) -> AppTest:
    """Clicks, and waits for what the worker has to do because of it."""
    return settled(run(app.button(key=key).click()))


def text(app: AppTest) -> str:
    """All our HTML; a no-break space is shown as a space and bold is left out."""
    found = "\n".join(str(element.value) for element in app.get("html"))
    return (
        found.replace("\u00a0", " ")
        .replace("<strong style='font-weight:600'>", "")
        .replace("</strong>", "")
    )


def keys(app: AppTest) -> set[str]:
    """Of all buttons."""
    return {str(button.key) for button in app.button}


def count(app: AppTest, table: str) -> int:
    """Rows of a table of the store, closed versions too."""
    with desk(app).store.read() as cursor:
        (number,) = cursor.execute(f'select count(*) from "{table}"').fetchall()[0]
    return int(number)


def counts(app: AppTest) -> list[list[Any]]:
    """The table of counts: kind, new, changed, same, gone, refused."""
    found: list[list[Any]] = app.table[0].value.to_numpy().tolist()
    return found


def store_of(app: AppTest) -> Store:
    """The open store of the app, for what happens beside the page."""
    return desk(app).store


def with_pupils(app: Open) -> AppTest:
    """A visit after Noor and Bo were taken in through the page."""
    return click(upload(visit(app), ("leerlingen.xml", PUPILS)), "go_intake_1")
