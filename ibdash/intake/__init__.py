"""recognise -> read -> check -> compare -> apply, in one transaction, with a report."""

from ibdash.intake.report import Count, FieldChange, Report
from ibdash.intake.take_in import Options, apply, preview
from ibdash.sources.reading import SourceFile

__all__ = ["Count", "FieldChange", "Options", "Report", "SourceFile", "apply", "preview"]
