"""recognise -> read -> check -> compare -> apply, in one transaction, with a report."""

from ibdash.intake.report import Count, FieldChange, Report
from ibdash.intake.take_in import Options, apply, preview

__all__ = ["Count", "FieldChange", "Options", "Report", "apply", "preview"]
