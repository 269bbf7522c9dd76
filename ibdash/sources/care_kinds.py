"""Kinds of rows about care: what a former school delivers, and what a school keeps in tables.

See kinds.py for what all kinds have in common.
"""

import pyarrow as pa

from ibdash.sources.kind_columns import COUNT, DAY, NUMBER, TEXT, WHERE, WHO, schema

# What a former school delivered of a pupil, by an overstapdossier.  `<part>_part`: delivered,
# empty, opted_out (the parents did not want it) or not_applicable.
TRANSFER = schema(
    *WHERE,
    *WHO,
    ("made_on", DAY),
    ("version", TEXT),
    ("transfer_kind", TEXT),
    ("delivery_kind", TEXT),
    ("from_brin", TEXT),
    ("from_location", TEXT),
    ("from_name", TEXT),
    ("is_provisional", pa.bool_()),
    ("parents_saw", pa.bool_()),
    ("parents_agree", TEXT),
    ("objection", TEXT),
    ("consent", TEXT),
    ("attention", TEXT),
    ("career_part", TEXT),
    ("advice_part", TEXT),
    ("support_part", TEXT),
    ("absence_part", TEXT),
    ("final_test_part", TEXT),
    ("tests_part", TEXT),
    ("plans_part", TEXT),
    ("attachments", COUNT),
    ("damaged_attachments", COUNT),
)

CAREER_YEAR = schema(
    *WHERE,
    *WHO,
    ("school_year", TEXT),
    ("year_group", TEXT),
    ("group_name", TEXT),
    ("from_on", DAY),
    ("until_on", DAY),
    ("at_brin", TEXT),
    ("at_location", TEXT),
    ("school_kind", TEXT),
    ("at_name", TEXT),
    ("particularity", TEXT),
    ("source_key", TEXT),
)

# Restricted.  One row per test, and one per part of it; part is null for the whole.
CAPACITY = schema(
    *WHERE,
    *WHO,
    ("eck_id", TEXT),
    ("test_code", TEXT),
    ("test", TEXT),
    ("part", TEXT),
    ("taken_on", DAY),
    ("year_group", TEXT),
    ("iq", NUMBER),
    ("qualification", TEXT),
    ("ability_score", NUMBER),
    ("raw_score", NUMBER),
    ("bound_low", NUMBER),
    ("bound_high", NUMBER),
    ("taken_by", TEXT),
    ("comment", TEXT),
    ("source_key", TEXT),
)

# declaration_kind: tlv or lwoo.
DECLARATION = schema(
    *WHERE,
    *WHO,
    ("declaration_kind", TEXT),
    ("number", TEXT),
    ("swv_number", TEXT),
    ("category", TEXT),
    ("from_on", DAY),
    ("until_on", DAY),
)

# arrangement_kind: cluster12 or pao.
ARRANGEMENT = schema(
    *WHERE,
    *WHO,
    ("arrangement_kind", TEXT),
    ("from_on", DAY),
    ("until_on", DAY),
    ("description", TEXT),
    ("number", TEXT),
    ("at_brin", TEXT),
    ("at_location", TEXT),
)

# Restricted.
DIAGNOSIS = schema(
    *WHERE,
    *WHO,
    ("codes", TEXT),
    ("name", TEXT),
    ("made_on", DAY),
    ("made_by", TEXT),
    ("institution", TEXT),
    ("source_key", TEXT),
)

# Totals over the twelve months before until_on.
ABSENCE_TOTAL = schema(
    *WHERE,
    *WHO,
    ("until_on", DAY),
    ("half_days_allowed", COUNT),
    ("half_days_unallowed", COUNT),
    ("hours_allowed", COUNT),
    ("hours_unallowed", COUNT),
    ("over_a_quarter", pa.bool_()),
    ("times_unallowed", COUNT),
    ("attendance_officer", pa.bool_()),
    ("dropout_reported", pa.bool_()),
)

# advice_kind: school, provisional, revised, test, parents or pupil.  advice: a code of DUO (OSO,
# codelijst 2), or of the doorstroomtoets chain (provisional, test).
SCHOOL_ADVICE = schema(
    *WHERE,
    *WHO,
    ("eck_id", TEXT),
    ("advice_kind", TEXT),
    ("known_on", DAY),
    ("advice", TEXT),
    ("profile", TEXT),
    ("reasoning", TEXT),
    ("school_year", TEXT),
    ("secondary_school", TEXT),
    ("oso_status", TEXT),
    ("source_key", TEXT),
)

# absence_kind: ziek, verlof, ongeoorloofd, te_laat, schorsing.  day_part: o, m, d, or hours.
ABSENCE = schema(
    *WHERE,
    *WHO,
    ("source_key", TEXT),
    ("absent_on", DAY),
    ("day_part", TEXT),
    ("hours", NUMBER),
    ("absence_kind", TEXT),
    ("reported_on", DAY),
)

# calendar_kind: vakantie, studiedag, feestdag.  year_group: null for all.
SCHOOL_CALENDAR = schema(
    *WHERE,
    ("source_key", TEXT),
    ("from_on", DAY),
    ("until_on", DAY),
    ("calendar_kind", TEXT),
    ("year_group", TEXT),
)

TEST_CALENDAR = schema(
    *WHERE,
    ("source_key", TEXT),
    ("year_group", TEXT),
    ("moment", TEXT),
    ("learning_line", TEXT),
    ("test", TEXT),
    ("from_on", DAY),
    ("until_on", DAY),
)

# referral_kind: tlv_sbo, tlv_so, arrangement, dyslexie, lwoo, pro, jeugdhulp, leerplicht, overig.
REFERRAL = schema(
    *WHERE,
    *WHO,
    ("source_key", TEXT),
    ("referral_kind", TEXT),
    ("institution", TEXT),
    ("question", TEXT),
    ("requested_on", DAY),
    ("step", TEXT),
    ("turn_of", TEXT),
    ("decision", TEXT),
    ("decided_on", DAY),
    ("valid_from", DAY),
    ("valid_until", DAY),
)

# note_kind: gesprek_ouders, gesprek_leerling, observatie, leerlingbespreking, groepsbespreking,
# ondersteuningsteam, overig.  A confidential note is restricted.  school_year: of the group.
NOTE = schema(
    *WHERE,
    *WHO,
    ("group_name", TEXT),
    ("school_year", TEXT),
    ("source_key", TEXT),
    ("noted_on", DAY),
    ("note_kind", TEXT),
    ("text", TEXT),
    ("author", TEXT),
    ("is_confidential", pa.bool_()),
)

AGREEMENT = schema(
    *WHERE,
    *WHO,
    ("group_name", TEXT),
    ("school_year", TEXT),
    ("source_key", TEXT),
    ("what", TEXT),
    ("done_by", TEXT),
    ("due_on", DAY),
    ("done_on", DAY),
    ("came_from", TEXT),
)

# meeting_kind: leerlingbespreking, groepsbespreking, ondersteuningsteam, overig.  A confidential
# one is restricted.
MEETING = schema(
    *WHERE,
    *WHO,
    ("group_name", TEXT),
    ("school_year", TEXT),
    ("source_key", TEXT),
    ("held_on", DAY),
    ("meeting_kind", TEXT),
    ("present", TEXT),
    ("text", TEXT),
    ("is_confidential", pa.bool_()),
)

DECISION = schema(
    *WHERE,
    *WHO,
    ("group_name", TEXT),
    ("school_year", TEXT),
    ("source_key", TEXT),
    ("decided_on", DAY),
    ("what", TEXT),
    ("reason", TEXT),
    ("decided_by", TEXT),
    ("until_on", DAY),
)

SIGNAL_DECISION = schema(
    *WHERE,
    *WHO,
    ("group_name", TEXT),
    ("school_year", TEXT),
    ("source_key", TEXT),
    ("rule", TEXT),
    ("subject", TEXT),
    ("since", DAY),
    ("weight", NUMBER),
    ("decision", TEXT),
    ("reason", TEXT),
    ("until_on", DAY),
    ("decided_by", TEXT),
    ("decided_on", DAY),
)

SIGNAL_LIMIT = schema(
    *WHERE,
    ("source_key", TEXT),
    ("rule", TEXT),
    ("name", TEXT),
    ("value", NUMBER),
)

WEEK_REVIEW = schema(
    *WHERE,
    ("source_key", TEXT),
    ("reviewed_on", DAY),
    ("reviewed_by", TEXT),
    ("points", COUNT),
    ("came", COUNT),
    ("gone", COUNT),
)

# Of a pupil, or where the row names none, of the school.
FINDING_APPROVAL = schema(
    *WHERE,
    *WHO,
    ("check_name", TEXT),
    ("mark", TEXT),
    ("said", TEXT),
    ("reason", TEXT),
    ("approved_by", TEXT),
    ("approved_on", DAY),
)
