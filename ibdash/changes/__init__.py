"""What a person types or decides: one function per command, applied in one change."""

from ibdash.changes.finding_approved import Judged, approve, take_back

__all__ = ["Judged", "approve", "take_back"]
