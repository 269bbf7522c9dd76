"""The arrows of the house, and the things about pages and start-up that only a test can hold."""

import configparser
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "pages"


def test_nothing_lies_directly_in_pages() -> None:
    """Streamlit runs a `.py` there without app.py, so without its guard (streamlit.md 4.1)."""
    assert not list(PAGES.glob("*.py"))


def test_there_is_no_init_in_pages() -> None:
    """The import linter would pass over the pages beside it in silence."""
    assert not list(PAGES.rglob("__init__.py"))


def test_every_page_begins_with_the_guard() -> None:
    for page in PAGES.rglob("*.py"):
        code = [
            line
            for line in page.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith((" ", "#", '"', "'", "import", "from", ")"))
        ]
        first = next((line for line in code if not line.startswith("def ")), "")
        assert first == "session = guard.page()", page.name


def test_the_linter_sees_every_page_and_module() -> None:
    graph = grimp.build_graph("ibdash", "pages", include_external_packages=True, cache_dir=None)
    seen = {name for name in graph.modules if name.startswith(("ibdash", "pages."))}
    files = [*(ROOT / "ibdash").rglob("*.py"), *PAGES.rglob("*.py")]
    wanted = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in files
    }
    assert wanted <= seen


def test_every_room_has_a_contract() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    held = {
        module
        for section in contracts.sections()
        for module in contracts.get(section, "source_modules", fallback="").split()
    }
    rooms = {f"ibdash.{found.parent.name}" for found in (ROOT / "ibdash").glob("*/__init__.py")}
    assert rooms | {"pages"} <= held


@pytest.mark.parametrize("room", ["questions", "access", "store", "domain", "views", "sources"])
def test_a_room_without_a_screen_does_not_load_streamlit(room: str) -> None:
    code = f"import sys, ibdash.{room}; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_command_line_does_not_load_streamlit_to_answer_a_question() -> None:
    code = "import sys, ibdash.__main__; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_entry_stays_small() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 60
