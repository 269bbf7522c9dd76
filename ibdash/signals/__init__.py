"""What asks attention by the rules of the field: one .sql file a rule, and what runs them."""

from ibdash.signals.catalogue import SEVERITIES, Limit, Rule, Severity, all_rules, rule
from ibdash.signals.engine import Asked, evidence, run, value_of
from ibdash.signals.kept import evidence_of, limits_of, refresh, signals
from ibdash.signals.preview import LEAST_KNOWN, earlier_days, look_back, preview

__all__ = [
    "LEAST_KNOWN",
    "SEVERITIES",
    "Asked",
    "Limit",
    "Rule",
    "Severity",
    "all_rules",
    "earlier_days",
    "evidence",
    "evidence_of",
    "limits_of",
    "look_back",
    "preview",
    "refresh",
    "rule",
    "run",
    "signals",
    "value_of",
]
