"""Which columns of each fact say what it is, and which may change."""

from ibdash.store.versions import Fact

SCHOOL = Fact("school", "school_id", ("public_key", "brin", "location"), ("name",))

PUPIL = Fact(
    "pupil",
    "pupil_id",
    ("school_id", "public_key"),
    (
        "call_name",
        "prefix",
        "family_name",
        "birth_date",
        "gender",
        "start_group_3",
        "home_language",
        "entered_on",
        "left_on",
    ),
    carried=("display_name", "sort_name", "match_name", "system", "as_of", "source_role"),
)
PUPIL_ALIAS = Fact("pupil_alias", "pupil_id", ("school_id", "system", "key"), ())
PUPIL_MATCH = Fact(
    "pupil_match",
    "pupil_match_id",
    ("school_id", "system", "key", "words"),
    ("pupil_id", "is_new"),
    carried=("asked",),
)
PUPIL_JOIN = Fact("pupil_join", "pupil_join_id", ("school_id", "pupil_id", "joined_id"), ())
PUPIL_JOIN_FACT = Fact(
    "pupil_join_fact",
    "pupil_join_fact_id",
    ("pupil_join_id", "fact", "fact_id", "system", "key", "is_hidden"),
    (),
)

GROUP = Fact(
    "group",
    "group_id",
    ("school_id", "public_key", "school_year", "system", "key", "is_composite"),
    ("name", "year_group"),
)
PLACEMENT = Fact(
    "placement",
    "placement_id",
    ("school_id", "school_year", "pupil_id", "is_home"),
    ("group_id", "year_group", "from_on", "until_on"),
    carried=("system", "source_role"),
)
STAFF = Fact(
    "staff",
    "staff_id",
    ("school_id", "system", "key"),
    ("display_name", "sort_name", "role", "role_text"),
    carried=("call_name", "prefix", "family_name"),
)
STAFF_GROUP = Fact(
    "staff_group",
    "staff_group_id",
    ("school_id", "school_year", "staff_id", "group_id", "role"),
    (),
)
TEST = Fact(
    "test",
    "test_id",
    ("learning_line", "publisher", "name", "generation", "part"),
    (),
)
# A row that its source recognises by its own key may change in everything else.  system: whose key
# that is, so the source that said it first.
RESULT = Fact(
    "result",
    "result_id",
    ("school_id", "system", "source_key", "source_role"),
    (
        "pupil_id",
        "test_id",
        "learning_line",
        "school_year",
        "moment",
        "half_year",
        "taken_on",
        "norm_version",
        "year_group",
        "raw_score",
        "ability_score",
        "measurement_error",
        "level_scale",
        "level",
        "corrected_level",
        "level_scale_2",
        "level_2",
        "corrected_level_2",
        "percentile",
        "level_value",
        "dl",
        "dle",
        "dq",
        "functioning_level",
        "reference_level",
        "avi",
        "no_result_reason",
        "comment",
        "is_taken",
    ),
)
# What each source says of a result, once a second one speaks of it.  Its file stands in
# from_change, because the words of the first source are written down when the second comes.
RESULT_CLAIM = Fact(
    "result_claim",
    "result_claim_id",
    ("result_id", "school_id", "system", "role", "source_key"),
    RESULT.values,
    carried=("rank", "from_change", "decided_by", "decided_on"),
)
# What a school said once of tables of one shape.
IMPORT_PROFILE = Fact("import_profile", "profile_id", ("shape",), ("name", "toml"))
NORM = Fact(
    "norm",
    "norm_id",
    (
        "publisher",
        "test",
        "generation",
        "norm_version",
        "learning_line",
        "moment",
        "level_scale",
        "level",
    ),
    ("score_from", "score_to", "mean", "norm_source"),
)
PLAN = Fact(
    "plan",
    "plan_id",
    ("school_id", "source_key"),
    (
        "pupil_id",
        "group_id",
        "plan_kind",
        "title",
        "learning_line",
        "goal",
        "approach",
        "help_kind",
        "minutes_per_week",
        "carried_out_by",
        "starts_on",
        "evaluate_on",
        "ends_on",
        "status",
        "follow_up",
        "outflow_destination",
        "hindering_factors",
        "helping_factors",
        "reasoning",
        "established_on",
        "parents_agreed_on",
        "pupil_heard_on",
        "signed_on",
    ),
    family="care",
)
EVALUATION = Fact(
    "evaluation",
    "evaluation_id",
    ("school_id", "plan_id", "source_key"),
    ("evaluated_on", "with_parents", "with_pupil", "goal_reached", "judgement", "text"),
    family="care",
)
SUPPORT_LEVEL = Fact(
    "support_level",
    "support_level_id",
    ("school_id", "source_key"),
    ("pupil_id", "level", "phase", "from_on", "until_on", "reason"),
    family="care",
)

# Columns that the program fills from delivered ones: they count as delivered with their source.
FOLLOWS = {
    "group_id": "group_key",
    "test_id": "test",
    "half_year": "moment",
    "pupil_id": "pupil_key",
    "is_taken": "",
    "display_name": "family_name",
    "sort_name": "family_name",
}
