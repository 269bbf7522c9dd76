"""What happens to single values and rows of a table: taken, refused with a reason, or said once."""

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import tables
from ibdash.sources.reading import Limits
from tests.sources.table_files import LIMITS, column, filled, read, refusals, rows_of, source

RESULT = "leerling_id;leerlijn;toets;afnamedatum"


def one_result(headers: str, cells: str):
    """The rows and remarks of a table with one result, on line 2."""
    return read(f"{RESULT};{headers}\n1;rekenen;Rekenen;2026-01-20;{cells}\n")


def refused_for(headers: str, cells: str) -> str:
    found, remarks, _ = one_result(headers, cells)
    assert found == {}
    ((line, text),) = refusals(remarks)
    assert line == 2
    assert all(remark.remedy for remark in remarks if remark.severity == "refused")
    return text


@pytest.mark.parametrize(
    ("written", "number"),
    [("178,4", 178.4), ("178.4", 178.4), ("-2", -2.0), ("\u22122", -2.0), (" 7 ", 7.0), ("0", 0.0)],
)
def test_numbers(written, number):
    found, _, _ = one_result("vaardigheidsscore", written)
    assert column(found, "result", "ability_score") == [number]


@pytest.mark.parametrize("written", ["1.234,5", "1e5", "inf", "nan", "12a", "1 2", "9" * 16])
def test_what_is_no_number_refuses_the_row(written):
    assert refused_for("vaardigheidsscore", written).endswith("Dat is geen getal")


@pytest.mark.parametrize(
    "written",
    [
        *("31-02-2026", "2026-13-01", "1-1-26", "20261301", "31/2/2026", "2026-02-31 00:00:00"),
        "31 febr. 2026",
    ],
)
def test_what_is_no_date_refuses_the_row_and_is_quoted(written):
    found, remarks, _ = read(f"{RESULT}\n1;rekenen;Rekenen;{written}\n")
    assert found == {}
    assert refusals(remarks) == [
        (
            2,
            f"In kolom afnamedatum staat '{written}'."
            " Dat is geen datum zoals 31-01-2026 of 2026-01-31",
        )
    ]


@pytest.mark.parametrize(
    "written",
    ["abc", "Noor", "12 Noor 2017", "1000123", "1234 AB", "06-12345678", "3 feb 2026, na de bel"],
)
def test_what_is_no_date_at_all_is_not_quoted(written):
    _, remarks, _ = read(f"{RESULT}\n1;rekenen;Rekenen;{written}\n")
    assert refusals(remarks)[0][1].startswith("De waarde in kolom afnamedatum is niet begrepen. ")


def test_a_birth_date_is_not_quoted_in_its_own_column():
    _, remarks, _ = read(
        "leerling_id;roepnaam;geboortedatum;schooljaar;groep;jaargroep\n"
        "1;A;31-02-2017;2025-2026;5A;5\n"
    )
    assert refusals(remarks)[0][1].startswith("De waarde in kolom geboortedatum is niet begrepen.")


def test_school_years_that_do_not_follow_are_quoted():
    _, remarks, _ = read("leerling_id;leerlijn;toets;schooljaar\n1;rekenen;R;2025-2027\n")
    assert refusals(remarks)[0][1].startswith("In kolom schooljaar staat '2025-2027'")


@pytest.mark.parametrize(
    "written",
    [
        *("03-11-2016", "3-11-16", "3/11/16", "3 5 16", "16-3-5"),
        *("1234AB", "1234 ab", "a 1234 AB"),
        *("0612345678", "06-12345678", "1000001"),
    ],
)
def test_what_may_be_somebodys_is_never_quoted(written):
    # Nor is the number that it was read as.
    text = refused_for("percentiel", written)
    assert text.startswith("De waarde in kolom percentiel is niet begrepen. ")
    assert written.lstrip("0") not in text


@pytest.mark.parametrize("written", ["101", "180", "12/20", "99,95%", "3-5", "180,12345678"])
def test_short_scores_are_quoted(written):
    assert refused_for("percentiel", written).startswith(f"In kolom percentiel staat '{written}'")


@pytest.mark.parametrize(
    ("header", "limit"), [("leerlijn", 500), ("toets", 500), ("opmerking", 20_000)]
)
def test_a_text_is_only_as_long_as_its_column_asks(header, limit):
    def table(length):
        columns = {"leerling_id": "1", "leerlijn": "rekenen", "toets": "R", "opmerking": "x"}
        columns |= {"schooljaar": "2025-2026", header: "é" * length}
        return f"{';'.join(columns)}\n{';'.join(columns.values())}\n"

    found, remarks, _ = read(table(limit))
    assert (len(found["result"]), remarks) == (1, [])
    found, remarks, _ = read(table(limit + 1))
    assert found == {}
    assert refusals(remarks) == [(2, f"Een tekst in kolom {header} is te lang")]
    assert remarks[0].remedy.startswith(f"Kort de tekst in tot {limit} tekens")


def test_a_long_text_refuses_only_its_own_row():
    long = "x" * 501
    found, remarks, _ = read(
        f"{RESULT};niveau;niveauschaal\n{long};rekenen;R;2026-01-20;;\n"
        f"2;rekenen;R;2026-01-20;{long};eigen\n3;rekenen;R;2026-01-20;{long};eigen\n"
        "4;rekenen;R;2026-01-20;goed;eigen\n"
    )
    assert column(found, "result", "pupil_key") == ["4"]
    assert [line for line, _ in refusals(remarks)] == [2, 3, 4]


def test_a_level_outside_its_scale_refuses_the_row():
    assert refused_for("niveau;niveauschaal", "VI;I-V").startswith("In kolom niveau staat 'VI'")


def test_a_level_needs_its_scale():
    text = refused_for("niveau;niveauschaal;niveau_2;niveauschaal_2", "II;;B;A-E")
    assert text == "In kolom niveau staat 'II'. De niveauschaal ontbreekt"


def test_a_corrected_scale_belongs_in_the_column_for_it():
    text = refused_for("niveau;niveauschaal", "II;CIV")
    assert text.endswith("Een gecorrigeerd niveau staat in een kolom van zichzelf")


@pytest.mark.parametrize(("written", "quoted"), [("101", "'101'"), ("-1", "'-1'")])
def test_a_percentile_is_from_0_to_100(written, quoted):
    assert quoted in refused_for("percentiel", written)


def test_a_moment_that_is_not_understood_refuses_the_row():
    assert refused_for("moment", "M9").startswith("In kolom moment staat 'M9'")


@pytest.mark.parametrize(
    ("test", "moment", "expected"),
    [
        ("Rekenen M5", "", "M5"),
        ("Rekenen M5", "E4", "E4"),
        ("AVI M5", "", None),
        ("AVI", "M5", "M5"),
        ("Rekenen", "", None),
    ],
)
def test_the_moment_is_of_its_column_else_of_the_test_never_of_the_date(test, moment, expected):
    found, _, _ = read(f"{RESULT};moment\n1;rekenen;{test};2026-01-20;{moment}\n")
    assert column(found, "result", "moment") == [expected]


@pytest.mark.parametrize("value", ["Jansen", "Bo", "overlegd met moeder", "geb. 3 mei 2017"])
def test_a_value_that_may_be_a_name_is_never_repeated(value):
    text = refused_for("vaardigheidsscore", value)
    assert text == "De waarde in kolom vaardigheidsscore is niet begrepen. Dat is geen getal"


def test_a_number_that_may_be_a_key_is_never_repeated():
    text = refused_for("niveau;niveauschaal", "1000123;I-V")
    assert text.startswith("De waarde in kolom niveau is niet begrepen")


def test_a_birth_date_is_never_repeated():
    found, remarks, _ = read(
        "leerling_id;roepnaam;geboortedatum;schooljaar;jaargroep\n1;A;31-02-2018;2025-2026;4\n"
    )
    assert found == {}
    ((_, text),) = refusals(remarks)
    assert "2018" not in text
    assert "geboortedatum" in text


def test_an_empty_required_cell_refuses_the_row():
    _, remarks, _ = read(f"{RESULT}\n;rekenen;Rekenen;2026-01-20\n1;rekenen; ;2026-01-20\n")
    assert refusals(remarks) == [(2, "Kolom leerling_id is leeg"), (3, "Kolom toets is leeg")]


def test_one_of_two_columns_is_enough():
    found, remarks, _ = read(
        "leerling_id;leerlijn;toets;afnamedatum;schooljaar\n"
        "1;rekenen;R;;2025-2026\n2;rekenen;R;2026-01-20;\n3;rekenen;R;;\n"
    )
    assert column(found, "result", "school_year") == ["2025-2026", "2025-2026"]
    assert refusals(remarks) == [(4, "Elk van de kolommen afnamedatum en schooljaar is leeg")]


def test_suppressed_values_are_no_value_and_counted_once():
    found, remarks, _ = read(
        f"{RESULT};ruwe_score;percentiel;functioneringsniveau\n"
        "1;rekenen;R;2026-01-20;<5;40;<M3\n"
        "2;rekenen;R;2026-01-20;*;<5;>E8\n"
        "3;rekenen;R;2026-01-20;5;50;M5\n"
    )
    assert column(found, "result", "raw_score") == [None, None, 5.0]
    assert column(found, "result", "functioning_level") == ["<M3", ">E8", "M5"]
    assert [remark.text for remark in remarks if remark.severity == "warning"] == [
        "In kolom ruwe_score staat bij 2 regels '<5' of '*': afgeschermd, niet overgenomen",
        "In kolom percentiel staat bij 1 regel '<5' of '*': afgeschermd, niet overgenomen",
    ]


def test_a_result_of_which_all_is_suppressed_is_not_a_test_that_was_not_taken():
    assert "afgeschermd" in refused_for("ruwe_score;percentiel", "<5;")


def test_rows_of_another_width_are_refused_with_their_line():
    found, remarks, _ = read(f"{RESULT}\n\n1;rekenen;R\n2;rekenen;R;2026-01-20\n3;a;b;c;d;e\n")
    assert column(found, "result", "line") == [4]
    assert refusals(remarks) == [
        (3, "Deze regel heeft 3 cellen in plaats van 4"),
        (5, "Deze regel heeft 6 cellen in plaats van 4"),
    ]


def test_rows_with_nothing_in_them_are_passed_over():
    found, remarks, reading = read(f"{RESULT}\n1;rekenen;R;2026-01-20\n;;;\n;;\n")
    assert len(found["result"]) == 1
    assert remarks == []
    assert reading.delivered["result"] == frozenset(
        {"pupil_key", "learning_line", "test", "taken_on", "school_year", "moment"}
    )


def test_results_with_key_and_names_bring_their_pupils():
    found, _, reading = read(
        "leerling_id;roepnaam;achternaam;geboortedatum;leerlijn;toets;schooljaar\n"
        "1;Noor;Wal;2018-03-09;rekenen;R;2025-2026\n"
        "1;Noor;Wal;2018-03-09;spelling;S;2025-2026\n"
        ";Bo;Aker;;spelling;S;2025-2026\n"
    )
    assert reading.makes_pupils
    assert column(found, "pupil", "pupil_key") == ["1"]
    assert column(found, "result", "call_name") == ["Noor", "Noor", "Bo"]


def test_results_with_names_only_look_for_pupils():
    _, _, reading = read("roepnaam;leerlijn;toets;schooljaar\nNoor;rekenen;R;2025-2026\n")
    assert reading.makes_pupils is False


def test_a_group_that_excel_made_a_date_of_is_refused():
    _, remarks, _ = read(
        "leerling_id;roepnaam;schooljaar;groep;jaargroep\n1;A;2025-2026;5-jun;5\n"
        "2;B;2025-2026;5/6;5\n"
    )
    assert refusals(remarks) == [
        (
            2,
            "De waarde in kolom groep is niet begrepen. "
            "Excel heeft de groepsnaam in een datum veranderd",
        )
    ]


def test_plans_evaluations_support_and_norms():
    plans, remarks, _ = read(
        "plan_id;leerling_id;groep;soort;begindatum;minuten_per_week;status;ouders_akkoord_op\n"
        "p1;7;;OPP;2025-09-01;30;lopend;2-9-2025\np2;;5A;groepsplan;2025-09-01;;;\n"
        "p3;7;;wens;2025-09-01;;;\n"
    )
    assert column(plans, "plan", "plan_kind") == ["opp", "group"]
    assert column(plans, "plan", "source_key") == ["p1", "p2"]
    assert column(plans, "plan", "group_name") == [None, "5A"]
    assert len(refusals(remarks)) == 1
    evaluations, remarks, _ = read(
        "plan_id;datum;met_ouders;doel_behaald;oordeel\np1;2026-01-09;Ja;deels;-2\n"
        "p1;2026-02-09;nee;ja;3\n"
    )
    assert filled(evaluations["evaluation"][0]) | {"evaluated_on": None} == {
        "line": 2,
        "plan_source_key": "p1",
        "evaluated_on": None,
        "with_parents": True,
        "goal_reached": "deels",
        "judgement": -2.0,
    }
    assert refusals(remarks) == [(3, "In kolom oordeel staat '3'. Het getal is groter dan 2")]
    support, _, _ = read("leerling_id;niveau;vanaf;fase\n7;zorgniveau 3;1-2-2026;fase 2\n")
    assert column(support, "support_level", "level") == ["zorgniveau 3"]
    norms, remarks, reading = read(
        "uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;"
        "score_van;score_tot_en_met\nU;T;3;2018;Rekenen;m5;AE;a;181;250\n"
        "U;T;3;2018;Rekenen;m5;AE;b;180;160\nU;T;;;Rekenen;;AE;c;100;159\n"
    )
    assert reading.replaces_norms
    # Norms that came in a message of a test system have no version; our export brings them back.
    assert column(norms, "norm", "level") == ["A", "C"]
    assert column(norms, "norm", "norm_version") == ["2018", None]
    assert column(norms, "norm", "score_to") == [250.0, 159.0]
    assert [line for line, _ in refusals(remarks)] == [3]


def test_a_file_of_several_pieces_keeps_lines_order_and_one_row_per_pupil():
    lines = [
        f"{n % 100};Naam{n % 100};rekenen;R;2025-2026;{n};een lange opmerking om plaats te nemen"
        for n in range(80_000)
    ]
    header = "leerling_id;roepnaam;leerlijn;toets;schooljaar;ruwe_score;opmerking"
    content = "\n".join([header, *lines])
    assert len(content) > 4 * 2**20
    (reading,) = tables.read(source("x.csv", content), LIMITS)
    found = rows_of(reading)
    assert column(found, "result", "line") == list(range(2, 80_002))
    assert column(found, "result", "raw_score") == [float(n) for n in range(80_000)]
    assert column(found, "pupil", "line") == list(range(2, 102))


def test_more_rows_than_allowed_refuse_the_file():
    (reading,) = tables.read(
        source("x.csv", f"{RESULT}\n" + "1;rekenen;R;2026-01-20\n" * 11), Limits(10_000, 10)
    )
    with pytest.raises(FileRefused, match="te veel regels"):
        list(reading.batches)
