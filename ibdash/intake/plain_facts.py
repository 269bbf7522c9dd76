"""Facts that are taken in by one rule: what a former school delivered, and the open tables."""

from ibdash.intake.dossier_facts import (
    ABSENCE_TOTAL,
    ARRANGEMENT,
    CAPACITY,
    CAREER_YEAR,
    DECLARATION,
    DIAGNOSIS,
    SCHOOL_ADVICE,
    TRANSFER,
)
from ibdash.intake.plain_fact import PlainFact, plain

ABSENCE = plain(
    "absence",
    (
        "pupil_id",
        "absent_on",
        "day_part",
        "absence_kind",
    ),
    (
        "hours",
        "reported_on",
    ),
)
SCHOOL_CALENDAR = plain(
    "school_calendar",
    (
        "calendar_kind",
        "from_on",
        "year_group",
    ),
    ("until_on",),
    about="school",
)
TEST_CALENDAR = plain(
    "test_calendar",
    (
        "year_group",
        "moment",
        "learning_line",
        "test",
    ),
    (
        "from_on",
        "until_on",
    ),
    about="school",
)
REFERRAL = plain(
    "referral",
    (
        "pupil_id",
        "referral_kind",
        "requested_on",
    ),
    (
        "institution",
        "question",
        "step",
        "turn_of",
        "decision",
        "decided_on",
        "valid_from",
        "valid_until",
    ),
)
NOTE = plain(
    "note",
    (
        "pupil_id",
        "group_id",
        "noted_on",
        "note_kind",
        "text",
    ),
    (
        "author",
        "is_confidential",
    ),
    about="pupil_or_group",
    day="noted_on",
)
AGREEMENT = plain(
    "agreement",
    (
        "pupil_id",
        "group_id",
        "what",
        "due_on",
    ),
    (
        "done_by",
        "done_on",
        "came_from",
    ),
    about="pupil_or_group",
    day="due_on",
)
MEETING = plain(
    "meeting",
    (
        "pupil_id",
        "group_id",
        "held_on",
        "meeting_kind",
        "text",
    ),
    (
        "present",
        "is_confidential",
    ),
    about="pupil_or_group",
    day="held_on",
)
DECISION = plain(
    "decision",
    (
        "pupil_id",
        "group_id",
        "decided_on",
        "what",
    ),
    (
        "reason",
        "decided_by",
        "until_on",
    ),
    about="pupil_or_group",
    day="decided_on",
)
SIGNAL_DECISION = plain(
    "signal_decision",
    (
        "pupil_id",
        "group_id",
        "rule",
        "subject",
        "since",
    ),
    (
        "decision",
        "weight",
        "reason",
        "until_on",
        "decided_by",
        "decided_on",
    ),
    about="pupil_or_group",
    day="since",
)
# A limit of a rule that the school set.
SIGNAL_LIMIT = plain(
    "signal_limit",
    (
        "rule",
        "name",
    ),
    ("value",),
    about="school",
)
WEEK_REVIEW = plain(
    "week_review",
    ("reviewed_on",),
    (
        "reviewed_by",
        "points",
        "came",
        "gone",
    ),
    about="school",
    day="reviewed_on",
)
# Other values that are odd are another finding, and have another mark.
FINDING_APPROVAL = plain(
    "finding_approval",
    (
        "pupil_id",
        "check_name",
        "mark",
    ),
    (
        "said",
        "reason",
        "approved_by",
        "approved_on",
    ),
    about="pupil_or_school",
    has_key=False,
)

PLAIN_FACTS: tuple[PlainFact, ...] = (
    TRANSFER,
    CAREER_YEAR,
    CAPACITY,
    DECLARATION,
    ARRANGEMENT,
    DIAGNOSIS,
    ABSENCE_TOTAL,
    SCHOOL_ADVICE,
    ABSENCE,
    SCHOOL_CALENDAR,
    TEST_CALENDAR,
    REFERRAL,
    NOTE,
    AGREEMENT,
    MEETING,
    DECISION,
    SIGNAL_DECISION,
    SIGNAL_LIMIT,
    WEEK_REVIEW,
    FINDING_APPROVAL,
)
