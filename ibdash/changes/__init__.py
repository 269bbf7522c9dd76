"""What a person types or decides: one function per command, applied in one change."""

from ibdash.changes.agreement import (
    Agreement,
    agreement_changed,
    agreement_made,
    agreement_removed,
)
from ibdash.changes.decision import (
    Decision,
    decision_changed,
    decision_removed,
    decision_taken,
)
from ibdash.changes.desk import Desk
from ibdash.changes.draft import draft_dropped, draft_kept
from ibdash.changes.finding_approved import Judged, approve, take_back
from ibdash.changes.meeting import Meeting, meeting_changed, meeting_held, meeting_removed
from ibdash.changes.note import Note, note_added, note_changed, note_removed
from ibdash.changes.taken_back import TYPED
from ibdash.changes.taken_back import take_back as edit_taken_back
from ibdash.changes.typed import About, Kept

__all__ = [
    "TYPED",
    "About",
    "Agreement",
    "Decision",
    "Desk",
    "Judged",
    "Kept",
    "Meeting",
    "Note",
    "agreement_changed",
    "agreement_made",
    "agreement_removed",
    "approve",
    "decision_changed",
    "decision_removed",
    "decision_taken",
    "draft_dropped",
    "draft_kept",
    "edit_taken_back",
    "meeting_changed",
    "meeting_held",
    "meeting_removed",
    "note_added",
    "note_changed",
    "note_removed",
    "take_back",
]
