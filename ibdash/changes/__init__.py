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
from ibdash.changes.limit_set import limit_left, limit_set
from ibdash.changes.meeting import Meeting, meeting_changed, meeting_held, meeting_removed
from ibdash.changes.note import Note, note_added, note_changed, note_removed
from ibdash.changes.signal_decided import SignalDecision, signal_decided
from ibdash.changes.taken_back import TYPED
from ibdash.changes.taken_back import take_back as edit_taken_back
from ibdash.changes.typed import About, Kept
from ibdash.changes.week_desk import WeekDesk
from ibdash.changes.week_reviewed import Dealt, line_dealt_with, week_reviewed

__all__ = [
    "TYPED",
    "About",
    "Agreement",
    "Dealt",
    "Decision",
    "Desk",
    "Judged",
    "Kept",
    "Meeting",
    "Note",
    "SignalDecision",
    "WeekDesk",
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
    "limit_left",
    "limit_set",
    "line_dealt_with",
    "meeting_changed",
    "meeting_held",
    "meeting_removed",
    "note_added",
    "note_changed",
    "note_removed",
    "signal_decided",
    "take_back",
    "week_reviewed",
]
