"""What a run imported stays out of later garbage collections, once."""

import gc
import sys
from types import ModuleType

import pytest

from ibdash.ui import imported


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was called of gc, in order; nothing is frozen in the process of the tests."""
    called: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: called.append("collect"))
    monkeypatch.setattr(gc, "freeze", lambda: called.append("freeze"))
    monkeypatch.setattr(imported, "_modules_left_out", 0)
    return called


def test_garbage_goes_first(frozen: list[str]) -> None:
    imported.leave_out_of_collections()
    assert frozen == ["collect", "freeze"]


def test_only_a_run_that_imported_something_costs_time(
    frozen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    imported.leave_out_of_collections()
    imported.leave_out_of_collections()
    assert len(frozen) == 2
    monkeypatch.setitem(sys.modules, "only_of_this_test", ModuleType("only_of_this_test"))
    imported.leave_out_of_collections()
    assert len(frozen) == 4
