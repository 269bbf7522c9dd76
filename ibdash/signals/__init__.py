"""What asks attention by the rules of the field: one .sql file a rule, and what runs them."""

from ibdash.signals.catalogue import SEVERITIES, Limit, Rule, Severity, all_rules, rule
from ibdash.signals.engine import Asked, evidence, run, value_of
from ibdash.signals.kept import evidence_of, limits_of, refresh, signals

__all__ = [
    "SEVERITIES",
    "Asked",
    "Limit",
    "Rule",
    "Severity",
    "all_rules",
    "evidence",
    "evidence_of",
    "limits_of",
    "refresh",
    "rule",
    "run",
    "signals",
    "value_of",
]
