"""docs/rules.md says what the rules are, and no rule is without an example."""

from tests.signals.rules_document import DOCUMENT, examples, text


def test_the_printed_rules_are_those_of_the_program() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == text()


def test_every_rule_has_examples() -> None:
    assert {rule for rule, found in examples().items() if not found} == set()
