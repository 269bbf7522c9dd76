"""What asks attention by the rules of the field: one .sql file a rule, and what runs them."""

from ibdash.signals.catalogue import SEVERITIES, Limit, Rule, Severity, all_rules, rule
from ibdash.signals.engine import Asked, evidence, run, run_together, value_of
from ibdash.signals.kept import by_limits, evidence_of, limits_of, refresh, signals
from ibdash.signals.preview import LEAST_KNOWN, earlier_days, look_back, preview

__all__ = [
    "LEAST_KNOWN",
    "SEVERITIES",
    "Asked",
    "Limit",
    "Rule",
    "Severity",
    "all_rules",
    "by_limits",
    "earlier_days",
    "evidence",
    "evidence_of",
    "limits_of",
    "look_back",
    "preview",
    "refresh",
    "rule",
    "run",
    "run_together",
    "signals",
    "value_of",
]
