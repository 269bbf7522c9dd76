"""The kinds of rows that a reader can deliver: one Arrow schema a kind.

Every row carries `line`, the line (tables, XML) or row (sheets) of the file it came from.  A pupil
is named by `pupil_key`, or, where a table has no key, by the four name columns, or, in the kinds
that carry it, by an ECK iD; `brin` and `location` are null where the file says nothing, and the
intake then decides which school it is.
A reader that does not deliver a column leaves it null and names it in `Reading.delivered`.
"""

import pyarrow as pa

_TEXT = pa.string()
_DAY = pa.date32()
_NUMBER = pa.float64()
_COUNT = pa.int32()

_WHERE: list[tuple[str, pa.DataType]] = [("line", _COUNT), ("brin", _TEXT), ("location", _TEXT)]
_NAME: list[tuple[str, pa.DataType]] = [
    ("call_name", _TEXT),
    ("prefix", _TEXT),
    ("family_name", _TEXT),
    ("birth_date", _DAY),
]
_WHO: list[tuple[str, pa.DataType]] = [("pupil_key", _TEXT), *_NAME]


def _schema(*fields: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in fields])


SCHOOL = _schema(*_WHERE, ("name", _TEXT))

# gender: m, v, x or null.  eck_id lives only until the intake has hashed it.
# is_dummy_key: the key may not be used to recognise anybody in a later file (EDEXML: "#...").
PUPIL = _schema(
    *_WHERE,
    *_WHO,
    ("is_dummy_key", pa.bool_()),
    ("eck_id", _TEXT),
    ("gender", _TEXT),
    ("start_group_3", _DAY),
    ("home_language", _TEXT),
    ("entered_on", _DAY),
    ("left_on", _DAY),
)

# year_group: an EDEXML code (domain/year_groups.py); null for a composite group.
GROUP = _schema(
    *_WHERE,
    ("school_year", _TEXT),
    ("group_key", _TEXT),
    ("name", _TEXT),
    ("year_group", _TEXT),
    ("is_composite", pa.bool_()),
)

# One row per pupil and group; the home group, or a row without a group, says the year group.
PLACEMENT = _schema(
    *_WHERE,
    ("school_year", _TEXT),
    *_WHO,
    ("group_key", _TEXT),
    ("year_group", _TEXT),
    ("is_home", pa.bool_()),
    ("from_on", _DAY),
    ("until_on", _DAY),
)

# role: a code of the EDEXML list or null; role_text: free text.  A proposal, never a right.
STAFF = _schema(
    *_WHERE,
    ("staff_key", _TEXT),
    ("call_name", _TEXT),
    ("prefix", _TEXT),
    ("family_name", _TEXT),
    ("role", _TEXT),
    ("role_text", _TEXT),
)

STAFF_GROUP = _schema(
    *_WHERE,
    ("school_year", _TEXT),
    ("staff_key", _TEXT),
    ("group_key", _TEXT),
    ("role", _TEXT),
)

# Levels are canonical ASCII codes of `level_scale` ("V-"); corrected_level is on the first scale,
# corrected_level_2 on the second.
# functioning_level keeps its "<" and ">".  no_result_reason: ziek, eigen_leerlijn, vrijgesteld,
# nog_niet or null.  A row without any outcome is a result "not taken".
RESULT = _schema(
    *_WHERE,
    *_WHO,
    ("eck_id", _TEXT),
    ("source_key", _TEXT),
    ("learning_line", _TEXT),
    ("publisher", _TEXT),
    ("test", _TEXT),
    ("part", _TEXT),
    ("generation", _TEXT),
    ("norm_version", _TEXT),
    ("school_year", _TEXT),
    ("moment", _TEXT),
    ("taken_on", _DAY),
    ("year_group", _TEXT),
    ("raw_score", _NUMBER),
    ("ability_score", _NUMBER),
    ("measurement_error", _NUMBER),
    ("level_scale", _TEXT),
    ("level", _TEXT),
    ("corrected_level", _TEXT),
    ("level_scale_2", _TEXT),
    ("level_2", _TEXT),
    ("corrected_level_2", _TEXT),
    ("percentile", _NUMBER),
    ("level_value", _NUMBER),
    ("dl", _NUMBER),
    ("dle", _NUMBER),
    ("dq", _NUMBER),
    ("functioning_level", _TEXT),
    ("reference_level", _TEXT),
    ("avi", _TEXT),
    ("no_result_reason", _TEXT),
    ("comment", _TEXT),
)

NORM = _schema(
    ("line", _COUNT),
    ("publisher", _TEXT),
    ("test", _TEXT),
    ("generation", _TEXT),
    ("norm_version", _TEXT),
    ("learning_line", _TEXT),
    ("moment", _TEXT),
    ("level_scale", _TEXT),
    ("level", _TEXT),
    ("score_from", _NUMBER),
    ("score_to", _NUMBER),
    ("mean", _NUMBER),
    ("norm_source", _TEXT),
)

# plan_kind: individual, group, opp.  status: the words of the open table.  group_name where the
# plan is a group's.
PLAN = _schema(
    *_WHERE,
    *_WHO,
    ("group_name", _TEXT),
    ("source_key", _TEXT),
    ("plan_kind", _TEXT),
    ("title", _TEXT),
    ("learning_line", _TEXT),
    ("goal", _TEXT),
    ("approach", _TEXT),
    ("help_kind", _TEXT),
    ("minutes_per_week", _NUMBER),
    ("carried_out_by", _TEXT),
    ("starts_on", _DAY),
    ("evaluate_on", _DAY),
    ("ends_on", _DAY),
    ("status", _TEXT),
    ("follow_up", _TEXT),
    ("outflow_destination", _TEXT),
    ("hindering_factors", _TEXT),
    ("helping_factors", _TEXT),
    ("reasoning", _TEXT),
    ("established_on", _DAY),
    ("parents_agreed_on", _DAY),
    ("pupil_heard_on", _DAY),
    ("signed_on", _DAY),
)

# goal_reached: ja, deels, nee.  judgement: -2 to 2.
EVALUATION = _schema(
    *_WHERE,
    ("plan_source_key", _TEXT),
    ("source_key", _TEXT),
    ("evaluated_on", _DAY),
    ("with_parents", pa.bool_()),
    ("with_pupil", pa.bool_()),
    ("goal_reached", _TEXT),
    ("judgement", _NUMBER),
    ("text", _TEXT),
)

SUPPORT_LEVEL = _schema(
    *_WHERE,
    *_WHO,
    ("source_key", _TEXT),
    ("level", _TEXT),
    ("phase", _TEXT),
    ("from_on", _DAY),
    ("until_on", _DAY),
    ("reason", _TEXT),
)

# What a former school delivered of a pupil, by an overstapdossier.  `<part>_part`: delivered,
# empty, opted_out (the parents did not want it) or not_applicable.
TRANSFER = _schema(
    *_WHERE,
    *_WHO,
    ("made_on", _DAY),
    ("version", _TEXT),
    ("transfer_kind", _TEXT),
    ("delivery_kind", _TEXT),
    ("from_brin", _TEXT),
    ("from_location", _TEXT),
    ("from_name", _TEXT),
    ("is_provisional", pa.bool_()),
    ("parents_saw", pa.bool_()),
    ("parents_agree", _TEXT),
    ("objection", _TEXT),
    ("consent", _TEXT),
    ("attention", _TEXT),
    ("career_part", _TEXT),
    ("advice_part", _TEXT),
    ("support_part", _TEXT),
    ("absence_part", _TEXT),
    ("final_test_part", _TEXT),
    ("tests_part", _TEXT),
    ("plans_part", _TEXT),
    ("attachments", _COUNT),
    ("damaged_attachments", _COUNT),
)

CAREER_YEAR = _schema(
    *_WHERE,
    *_WHO,
    ("school_year", _TEXT),
    ("year_group", _TEXT),
    ("group_name", _TEXT),
    ("from_on", _DAY),
    ("until_on", _DAY),
    ("at_brin", _TEXT),
    ("at_location", _TEXT),
    ("school_kind", _TEXT),
)

# Restricted.  One row per test, and one per part of it; part is null for the whole.
CAPACITY = _schema(
    *_WHERE,
    *_WHO,
    ("eck_id", _TEXT),
    ("test_code", _TEXT),
    ("test", _TEXT),
    ("part", _TEXT),
    ("taken_on", _DAY),
    ("year_group", _TEXT),
    ("iq", _NUMBER),
    ("qualification", _TEXT),
    ("ability_score", _NUMBER),
    ("raw_score", _NUMBER),
    ("bound_low", _NUMBER),
    ("bound_high", _NUMBER),
    ("taken_by", _TEXT),
    ("comment", _TEXT),
)

# declaration_kind: tlv or lwoo.
DECLARATION = _schema(
    *_WHERE,
    *_WHO,
    ("declaration_kind", _TEXT),
    ("number", _TEXT),
    ("swv_number", _TEXT),
    ("category", _TEXT),
    ("from_on", _DAY),
    ("until_on", _DAY),
)

# arrangement_kind: cluster12 or pao.
ARRANGEMENT = _schema(
    *_WHERE,
    *_WHO,
    ("arrangement_kind", _TEXT),
    ("from_on", _DAY),
    ("until_on", _DAY),
    ("description", _TEXT),
    ("number", _TEXT),
    ("at_brin", _TEXT),
    ("at_location", _TEXT),
)

# Restricted.
DIAGNOSIS = _schema(
    *_WHERE,
    *_WHO,
    ("codes", _TEXT),
    ("name", _TEXT),
    ("made_on", _DAY),
    ("made_by", _TEXT),
    ("institution", _TEXT),
)

# Totals over the twelve months before until_on.
ABSENCE_TOTAL = _schema(
    *_WHERE,
    *_WHO,
    ("until_on", _DAY),
    ("half_days_allowed", _COUNT),
    ("half_days_unallowed", _COUNT),
    ("hours_allowed", _COUNT),
    ("hours_unallowed", _COUNT),
    ("over_a_quarter", pa.bool_()),
    ("times_unallowed", _COUNT),
    ("attendance_officer", pa.bool_()),
    ("dropout_reported", pa.bool_()),
)

# advice_kind: school, provisional, revised, test, parents or pupil.  advice: a code of DUO (OSO,
# codelijst 2), or of the doorstroomtoets chain (provisional, test).
SCHOOL_ADVICE = _schema(
    *_WHERE,
    *_WHO,
    ("eck_id", _TEXT),
    ("advice_kind", _TEXT),
    ("known_on", _DAY),
    ("advice", _TEXT),
    ("profile", _TEXT),
    ("reasoning", _TEXT),
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
}
