"""The kinds of rows that a reader can deliver: one Arrow schema a kind.

Every row carries `line`, the line (tables, XML) or row (sheets) of the file it came from.  A pupil
is named by `pupil_key`, or, where a table has no key, by the four name columns; `brin` and
`location` are null where the file says nothing, and the intake then decides which school it is.
A reader that does not deliver a column leaves it null and names it in `Reading.delivered`.
"""

import pyarrow as pa

from ibdash.sources.care_kinds import (
    ABSENCE,
    ABSENCE_TOTAL,
    AGREEMENT,
    ARRANGEMENT,
    CAPACITY,
    CAREER_YEAR,
    DECISION,
    DECLARATION,
    DIAGNOSIS,
    FINDING_APPROVAL,
    MEETING,
    NOTE,
    REFERRAL,
    SCHOOL_ADVICE,
    SCHOOL_CALENDAR,
    SIGNAL_DECISION,
    SIGNAL_LIMIT,
    TEST_CALENDAR,
    TRANSFER,
    WEEK_REVIEW,
)
from ibdash.sources.kind_columns import COUNT, DAY, NUMBER, TEXT, WHERE, WHO, schema

SCHOOL = schema(*WHERE, ("name", TEXT))

# gender: m, v, x or null.  eck_id lives only until the intake has hashed it.
# is_dummy_key: the key may not be used to recognise anybody in a later file (EDEXML: "#...").
# origin, here and below: who said it, where our own export tells that: "pupil_system edexml".
PUPIL = schema(
    *WHERE,
    *WHO,
    ("is_dummy_key", pa.bool_()),
    ("eck_id", TEXT),
    ("gender", TEXT),
    ("start_group_3", DAY),
    ("home_language", TEXT),
    ("entered_on", DAY),
    ("left_on", DAY),
    ("origin", TEXT),
)

# year_group: an EDEXML code (domain/year_groups.py); null for a composite group.
GROUP = schema(
    *WHERE,
    ("school_year", TEXT),
    ("group_key", TEXT),
    ("name", TEXT),
    ("year_group", TEXT),
    ("is_composite", pa.bool_()),
)

# One row per pupil and group; the home group, or a row without a group, says the year group.
PLACEMENT = schema(
    *WHERE,
    ("school_year", TEXT),
    *WHO,
    ("group_key", TEXT),
    ("year_group", TEXT),
    ("is_home", pa.bool_()),
    ("from_on", DAY),
    ("until_on", DAY),
    ("origin", TEXT),
)

# Another key by which the pupil is recognised: of which system, and which.
PUPIL_KEY = schema(*WHERE, *WHO, ("key_system", TEXT), ("key", TEXT))

# role: a code of the EDEXML list or null; role_text: free text.  A proposal, never a right.
# key_system: of which the key is, where our own export tells that.
STAFF = schema(
    *WHERE,
    ("staff_key", TEXT),
    ("call_name", TEXT),
    ("prefix", TEXT),
    ("family_name", TEXT),
    ("role", TEXT),
    ("role_text", TEXT),
    ("key_system", TEXT),
)

# is_composite: null where the key says which group it is.
STAFF_GROUP = schema(
    *WHERE,
    ("school_year", TEXT),
    ("staff_key", TEXT),
    ("group_key", TEXT),
    ("role", TEXT),
    ("is_composite", pa.bool_()),
)

# Levels are canonical ASCII codes of `level_scale` ("V-"); corrected_level is on the first scale,
# corrected_level_2 on the second.
# functioning_level keeps its "<" and ">".  no_result_reason: ziek, eigen_leerlijn, vrijgesteld,
# nog_niet or null.  A row without any outcome is a result "not taken".
RESULT = schema(
    *WHERE,
    *WHO,
    ("eck_id", TEXT),
    ("source_key", TEXT),
    ("learning_line", TEXT),
    ("publisher", TEXT),
    ("test", TEXT),
    ("part", TEXT),
    ("generation", TEXT),
    ("norm_version", TEXT),
    ("school_year", TEXT),
    ("moment", TEXT),
    ("taken_on", DAY),
    ("year_group", TEXT),
    ("raw_score", NUMBER),
    ("ability_score", NUMBER),
    ("measurement_error", NUMBER),
    ("level_scale", TEXT),
    ("level", TEXT),
    ("corrected_level", TEXT),
    ("level_scale_2", TEXT),
    ("level_2", TEXT),
    ("corrected_level_2", TEXT),
    ("percentile", NUMBER),
    ("level_value", NUMBER),
    ("dl", NUMBER),
    ("dle", NUMBER),
    ("dq", NUMBER),
    ("functioning_level", TEXT),
    ("reference_level", TEXT),
    ("avi", TEXT),
    ("no_result_reason", TEXT),
    ("comment", TEXT),
    ("origin", TEXT),
)

# A result, as its own row names it, of which a person decided what is kept whatever sources say.
SOURCE_CHOICE = schema(
    *WHERE,
    *WHO,
    ("source_key", TEXT),
    ("learning_line", TEXT),
    ("publisher", TEXT),
    ("test", TEXT),
    ("part", TEXT),
    ("generation", TEXT),
    ("school_year", TEXT),
    ("moment", TEXT),
    ("taken_on", DAY),
    ("decided_by", TEXT),
    ("decided_on", DAY),
)

# One line of the file of a layout that a school made; number: its place in that file.
IMPORT_PROFILE = schema(("line", COUNT), ("name", TEXT), ("number", NUMBER), ("text", TEXT))

NORM = schema(
    ("line", COUNT),
    ("publisher", TEXT),
    ("test", TEXT),
    ("generation", TEXT),
    ("norm_version", TEXT),
    ("learning_line", TEXT),
    ("moment", TEXT),
    ("level_scale", TEXT),
    ("level", TEXT),
    ("score_from", NUMBER),
    ("score_to", NUMBER),
    ("mean", NUMBER),
    ("norm_source", TEXT),
)

# plan_kind: individual, group, opp.  status: the words of the open table.  group_name where the
# plan is a group's.
PLAN = schema(
    *WHERE,
    *WHO,
    ("group_name", TEXT),
    ("source_key", TEXT),
    ("plan_kind", TEXT),
    ("title", TEXT),
    ("learning_line", TEXT),
    ("goal", TEXT),
    ("approach", TEXT),
    ("help_kind", TEXT),
    ("minutes_per_week", NUMBER),
    ("carried_out_by", TEXT),
    ("starts_on", DAY),
    ("evaluate_on", DAY),
    ("ends_on", DAY),
    ("status", TEXT),
    ("follow_up", TEXT),
    ("outflow_destination", TEXT),
    ("hindering_factors", TEXT),
    ("helping_factors", TEXT),
    ("reasoning", TEXT),
    ("established_on", DAY),
    ("parents_agreed_on", DAY),
    ("pupil_heard_on", DAY),
    ("signed_on", DAY),
)

# goal_reached: ja, deels, nee.  judgement: -2 to 2.
EVALUATION = schema(
    *WHERE,
    ("plan_source_key", TEXT),
    ("source_key", TEXT),
    ("evaluated_on", DAY),
    ("with_parents", pa.bool_()),
    ("with_pupil", pa.bool_()),
    ("goal_reached", TEXT),
    ("judgement", NUMBER),
    ("text", TEXT),
)

SUPPORT_LEVEL = schema(
    *WHERE,
    *WHO,
    ("source_key", TEXT),
    ("level", TEXT),
    ("phase", TEXT),
    ("from_on", DAY),
    ("until_on", DAY),
    ("reason", TEXT),
)

KINDS: dict[str, pa.Schema] = {
    "school": SCHOOL,
    "pupil": PUPIL,
    "group": GROUP,
    "placement": PLACEMENT,
    "staff": STAFF,
    "staff_group": STAFF_GROUP,
    "result": RESULT,
    "norm": NORM,
    "plan": PLAN,
    "evaluation": EVALUATION,
    "support_level": SUPPORT_LEVEL,
    "transfer": TRANSFER,
    "career_year": CAREER_YEAR,
    "capacity": CAPACITY,
    "declaration": DECLARATION,
    "arrangement": ARRANGEMENT,
    "diagnosis": DIAGNOSIS,
    "absence_total": ABSENCE_TOTAL,
    "school_advice": SCHOOL_ADVICE,
    "absence": ABSENCE,
    "school_calendar": SCHOOL_CALENDAR,
    "test_calendar": TEST_CALENDAR,
    "referral": REFERRAL,
    "note": NOTE,
    "agreement": AGREEMENT,
    "meeting": MEETING,
    "decision": DECISION,
    "signal_decision": SIGNAL_DECISION,
    "signal_limit": SIGNAL_LIMIT,
    "week_review": WEEK_REVIEW,
    "finding_approval": FINDING_APPROVAL,
    "pupil_key": PUPIL_KEY,
    "source_choice": SOURCE_CHOICE,
    "import_profile": IMPORT_PROFILE,
}
