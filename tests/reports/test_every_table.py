"""No table of the store is forgotten by the export: each goes out, or is named with a reason."""

import re

from ibdash import questions
from ibdash.store import Store

# What `export/*` must read to bring a fact out: by table of the store, the open table.
OUT = {
    "absence": "verzuim",
    "absence_total": "verzuimtotalen",
    "agreement": "afspraken",
    "arrangement": "arrangementen",
    "capacity": "capaciteit",
    "career_year": "loopbaan",
    "declaration": "verklaringen",
    "decision": "besluiten",
    "diagnosis": "diagnoses",
    "evaluation": "evaluaties",
    "finding_approval": "goed_gemeld",
    "group": "groepen",
    "import_profile": "indelingen",
    "norm": "normtabellen",
    "meeting": "besprekingen",
    "note": "notities",
    "placement": "plaatsingen",
    "plan": "plannen",
    "pupil": "leerlingen",
    "pupil_alias": "sleutels",
    "referral": "verwijzingen",
    "result": "resultaten",
    "result_claim": "bronkeuzes",
    "school": "scholen",
    "school_advice": "adviezen",
    "school_calendar": "schoolkalender",
    "signal_decision": "signaalbesluiten",
    "signal_limit": "signaalgrenzen",
    "staff": "personeel",
    "staff_group": "personeel",
    "support_level": "ondersteuning",
    "test": "resultaten",
    "test_calendar": "toetskalender",
    "transfer": "dossiers",
    "week_review": "weekafrondingen",
}
# What does not go out as rows, and why nothing that was typed or decided is lost by it.
NOT_OUT = {
    "signal": "made anew from the facts; what was decided about it is in `signaalbesluiten`",
    "signal_run": "of which day the signals of this store are",
    "draft": "words that nobody kept; no fact, and of one person alone",
    "change": "when and by whom this store was changed; the new one has changes of its own",
    "intake": "which file a fact came from; in the new store that is the export",
    "intake_again": "files that changed nothing",
    "intake_count": "counts of an intake",
    "intake_delivery": "counts of an intake",
    "intake_remark": "remarks of an intake",
    "migration": "which schema this file has",
    "store_secret": "of one store alone: it keeps the hashes of ECK iDs secret",
    "store_version": "counters of one store",
    "pupil_match": (
        "an answer about a pupil with a key gave the pupil that key, which is in `sleutels`; one"
        " without a key is a hash of a name with the secret of its store, and is asked again"
    ),
    "pupil_join": "the joined record's facts and keys go out as those of the one that stays",
    "pupil_join_fact": "only for parting the two again, which is done before the export",
}


def tables(store: Store) -> set[str]:
    with store.read() as cursor:
        return {
            name
            for (name,) in cursor.execute(
                "select table_name from duckdb_tables() where database_name = 'ibdash'"
            ).fetchall()
        }


def test_every_table_goes_out_or_is_named_with_a_reason(store: Store) -> None:
    assert tables(store) - set(OUT) - set(NOT_OUT) == set()


def test_nothing_is_named_that_is_not_there_or_named_twice(store: Store) -> None:
    assert (set(OUT) | set(NOT_OUT)) - tables(store) == set()
    assert set(OUT) & set(NOT_OUT) == set()
    assert all(NOT_OUT.values())


def test_the_open_table_reads_the_table_that_it_brings_out() -> None:
    asked = {one.name: one for one in questions.all_questions()}
    for table, out in OUT.items():
        named = re.findall(r'\b(?:from|join) "?(\w+)', asked[f"export/{out}"].sql)
        assert table in named, (table, out)
