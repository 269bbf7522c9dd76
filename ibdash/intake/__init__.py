"""recognise -> read -> check -> compare -> apply, in one transaction, with a report; and undo."""

from ibdash.intake import mapping, profiles_kept
from ibdash.intake.report import Count, FieldChange, Report
from ibdash.intake.take_in import Options, apply, preview
from ibdash.intake.undo import Later, Taken, Undoing, undo
from ibdash.intake.undo import preview as preview_undo
from ibdash.sources.reading import SourceFile

__all__ = [
    "Count",
    "FieldChange",
    "Later",
    "Options",
    "Report",
    "SourceFile",
    "Taken",
    "Undoing",
    "apply",
    "mapping",
    "preview",
    "preview_undo",
    "profiles_kept",
    "undo",
]
