"""Every method of sections 0 to 7 against worked examples: others' in place, and our own."""

from pathlib import Path

import pytest

from tests.domain.method_examples import LATER, METHODS, differences, read_examples
from tests.shared_files import shared_file

OWN = Path(__file__).parents[1] / "golden" / "methods" / "examples.csv"


def test_own_examples_come_out_and_cover_every_method() -> None:
    examples = read_examples(OWN)
    assert {example.method for example in examples} == set(METHODS)
    assert [wrong for example in examples for wrong in differences(example)] == []


@pytest.mark.shared
def test_shared_examples_come_out() -> None:
    examples = read_examples(shared_file("domain", "methods_examples.csv"))
    methods = {example.method for example in examples}
    assert methods - LATER == set(METHODS)
    now = [example for example in examples if example.method not in LATER]
    assert len(now) >= 51
    assert [wrong for example in now for wrong in differences(example)] == []
