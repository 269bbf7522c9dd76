"""Facts that are taken in by one rule: what a former school delivered, and the open tables.

The same fact is the one with the same key of its source, else the one with the same words.
"""

from dataclasses import dataclass
from typing import Literal

from ibdash.store.versions import Fact

About = Literal["pupil", "pupil_or_group", "pupil_or_school", "school"]


@dataclass(frozen=True)
class PlainFact:
    """One fact, and how a row finds it.

    words: what makes it the same where it has no key of its source.
    about: a pupil; a pupil or else a group (of the school year that the row gives, else of
    the column `day`, else the newest in which the name is known); a pupil, or where the row names
    none the school; or the school.
    has_key: whether it may have a key of its source.
    """

    fact: Fact
    words: tuple[str, ...]
    about: About = "pupil"
    day: str = ""
    has_key: bool = True

    @property
    def natural(self) -> str:
        """What no two open facts share, in SQL; {0} is the alias."""
        words = ", ".join(f"{{0}}.{word}" for word in self.words)
        if not self.has_key:
            return f"{{0}}.school_id, {words}"
        return (
            "{0}.school_id, {0}.source_key,"
            f" case when {{0}}.source_key is null then hash({words}) end"
        )


def _plain(
    table: str,
    words: tuple[str, ...],
    values: tuple[str, ...],
    about: About = "pupil",
    day: str = "",
    *,
    has_key: bool = True,
) -> PlainFact:
    """With a key of its source a fact may change in everything; else its words are what it is."""
    identity = ("school_id", "source_key") if has_key else ("school_id", *words)
    changing = (*words, *values) if has_key else values
    fact = Fact(table, f"{table}_id", identity, changing, family="care")
    return PlainFact(fact, words, about, day, has_key)


TRANSFER = _plain(
    "transfer",
    (
        "pupil_id",
        "from_brin",
        "from_location",
        "made_on",
    ),
    (
        "version",
        "transfer_kind",
        "delivery_kind",
        "from_name",
        "is_provisional",
        "parents_saw",
        "parents_agree",
        "objection",
        "consent",
        "attention",
        "career_part",
        "advice_part",
        "support_part",
        "absence_part",
        "final_test_part",
        "tests_part",
        "plans_part",
        "attachments",
        "damaged_attachments",
    ),
    has_key=False,
)
CAREER_YEAR = _plain(
    "career_year",
    (
        "pupil_id",
        "school_year",
        "from_on",
        "at_brin",
        "at_location",
    ),
    (
        "year_group",
        "group_name",
        "until_on",
        "school_kind",
        "at_name",
        "particularity",
    ),
)
CAPACITY = _plain(
    "capacity",
    (
        "pupil_id",
        "test_code",
        "test",
        "part",
        "taken_on",
    ),
    (
        "year_group",
        "iq",
        "qualification",
        "ability_score",
        "raw_score",
        "bound_low",
        "bound_high",
        "taken_by",
        "comment",
    ),
)
DECLARATION = _plain(
    "declaration",
    (
        "pupil_id",
        "declaration_kind",
        "number",
        "from_on",
    ),
    (
        "swv_number",
        "category",
        "until_on",
    ),
    has_key=False,
)
ARRANGEMENT = _plain(
    "arrangement",
    (
        "pupil_id",
        "arrangement_kind",
        "number",
        "from_on",
        "at_brin",
        "at_location",
        "description",
    ),
    ("until_on",),
    has_key=False,
)
DIAGNOSIS = _plain(
    "diagnosis",
    (
        "pupil_id",
        "codes",
        "name",
        "made_on",
    ),
    (
        "made_by",
        "institution",
    ),
)
ABSENCE_TOTAL = _plain(
    "absence_total",
    (
        "pupil_id",
        "until_on",
    ),
    (
        "half_days_allowed",
        "half_days_unallowed",
        "hours_allowed",
        "hours_unallowed",
        "over_a_quarter",
        "times_unallowed",
        "attendance_officer",
        "dropout_reported",
    ),
    has_key=False,
)
SCHOOL_ADVICE = _plain(
    "school_advice",
    (
        "pupil_id",
        "advice_kind",
        "known_on",
        "school_year",
    ),
    (
        "advice",
        "profile",
        "reasoning",
        "secondary_school",
        "oso_status",
    ),
)
ABSENCE = _plain(
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
SCHOOL_CALENDAR = _plain(
    "school_calendar",
    (
        "calendar_kind",
        "from_on",
        "year_group",
    ),
    ("until_on",),
    about="school",
)
TEST_CALENDAR = _plain(
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
REFERRAL = _plain(
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
NOTE = _plain(
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
AGREEMENT = _plain(
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
MEETING = _plain(
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
DECISION = _plain(
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
SIGNAL_DECISION = _plain(
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
SIGNAL_LIMIT = _plain(
    "signal_limit",
    (
        "rule",
        "name",
    ),
    ("value",),
    about="school",
)
WEEK_REVIEW = _plain(
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
FINDING_APPROVAL = _plain(
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

PLAIN_FACTS = (
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
