"""Prints every rule with the examples that prove it: `python -m tests.signals.rules_document`.

An example is a test whose text names the rule; its name is the sentence.
"""

import ast
from pathlib import Path

from ibdash import signals

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
_TESTS = Path(__file__).parent
_HEAD = """# Rules of signals

Printed by `python -m tests.signals.rules_document` from `ibdash/signals/rules/*.sql` and the tests
of `tests/signals`; a test fails when it is out of date. What a rule says to a user is Dutch; the
examples are the names of the tests that hold it to its borders.
"""


def examples() -> dict[str, list[str]]:
    """Of each rule, the sentences of the tests that name it."""
    known = {rule.rule_id for rule in signals.all_rules()}
    found: dict[str, list[str]] = {rule_id: [] for rule_id in known}
    for path in sorted(_TESTS.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        calls = {
            node.name: _named(node, known, constants)
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_")
        }
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                rules = _named(node, known, constants)
                for name in ast.walk(node):
                    if isinstance(name, ast.Name):
                        rules |= calls.get(name.id, set())
                for rule_id in rules:
                    found[rule_id].append(node.name.removeprefix("test_").replace("_", " "))
    return found


def _named(node: ast.AST, known: set[str], constants: dict[str, object]) -> set[str]:
    """The rules that a function names, by their id or by a constant of the module."""
    named = set()
    for one in ast.walk(node):
        value = one.value if isinstance(one, ast.Constant) else None
        if isinstance(one, ast.Name):
            value = constants.get(one.id)
        if isinstance(value, str) and value in known:
            named.add(value)
    return named


def text() -> str:
    """The whole document."""
    by_rule = examples()
    parts = [_HEAD]
    for rule in signals.all_rules():
        parts.append(f"\n## {rule.rule_id} {rule.name} ({rule.severity})\n\n{rule.explains}\n")
        for limit in rule.limits:
            kind = "fixed" if limit.is_fixed else "may be set by a school"
            parts.append(f"- limit `{limit.name}` = {limit.default:g} ({limit.label}; {kind})\n")
        if rule.is_restricted:
            parts.append("- restricted: only for who may see capacity and diagnoses\n")
        if rule.replaces:
            parts.append(f"- replaces {', '.join(rule.replaces)} of the same pupil and subject\n")
        if rule.under:
            parts.append(f"- stands under {rule.under} of the pupil's group\n")
        parts.append(f"- action: {rule.action}\n- goes with: {rule.goes}\n")
        parts.append(f"- source: {rule.source}\n")
        parts.extend(f"- example: {one}\n" for one in by_rule[rule.rule_id])
    return "".join(parts)


if __name__ == "__main__":
    DOCUMENT.write_text(text(), encoding="utf-8")
