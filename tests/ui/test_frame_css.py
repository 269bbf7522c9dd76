"""One file of CSS, loaded once, that touches nothing of Streamlit's own by accident."""

import re
from pathlib import Path

from ibdash import ui

CSS = Path(ui.__file__).parent / "static" / "frame.css"


def test_every_rule_stands_under_a_key() -> None:
    text = re.sub(r"/\*.*?\*/", "", CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [part.split("}")[-1].strip() for part in text.split("{")[:-1]]
    assert len(selectors) >= 5
    # A toast and a dialog of Streamlit's own stand beside the page: their rules ask for our menu.
    ours = (".st-key-", '[class*="st-key-', ":root:has(.st-key-menu)")
    assert all(s.startswith(ours) for s in selectors), selectors


def test_nothing_is_fetched_from_elsewhere() -> None:
    for file in CSS.parent.iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text, file.name
        assert "@import" not in text, file.name
