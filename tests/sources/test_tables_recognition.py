"""Which table a file is, and what is said when it is none."""

import pytest

from ibdash.errors import DecisionNeeded, FileRefused
from ibdash.sources import tables
from ibdash.sources.profile import PROFILES, load, profiles
from tests.sources.table_files import LIMITS, column, read, source


def refused(
    content: str | bytes, name: str = "tabel.csv", profile: str | None = None
) -> FileRefused:
    with pytest.raises(FileRefused) as error:
        tables.read(source(name, content), LIMITS, profile)
    assert "er is niets overgenomen" in error.value.text
    assert error.value.remedy
    return error.value


def test_all_profiles_are_known_by_name():
    known = tables.known_profiles()
    assert known == sorted(path.stem for path in PROFILES.glob("*.toml"))
    assert {"esis", "leerlingen", "resultaten", "sgp_schools", "sleutels"} <= set(known)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_headers_are_compared_without_case_accents_and_signs(separator):
    header = separator.join(["Leerling-ID", "LEERLIJN", "toéts", "School jaar", "Ruwe  score"])
    cells = separator.join(["1", "rekenen", "R", "2025-2026", "4"])
    found, remarks, _ = read(f"{header}\n{cells}\n")
    assert column(found, "result", "raw_score") == [4.0]
    assert remarks == []


def test_titles_above_the_column_names_are_passed_over():
    found, _, _ = read(
        "sep=;\nToetsen van dit jaar;;;\n\nleerling_id;leerlijn;toets;schooljaar\n"
        "1;rekenen;R;2025-2026\n"
    )
    assert column(found, "result", "line") == [5]


def test_unknown_columns_are_named_once_and_left():
    _, remarks, _ = read(
        "leerling_id;leerlijn;toets;schooljaar;kleur;bsn;\n" + "1;rekenen;R;2025-2026;r;9;\n" * 3
    )
    assert [(remark.severity, remark.text) for remark in remarks] == [
        ("info", "Deze kolommen kent ibdash niet en zijn niet overgenomen: kleur, bsn")
    ]


BOTH = "plan_id;datum;met_ouders;leerling_id;niveau;vanaf\n1;2026-01-01;ja;7;zorg;2026-01-01\n"


def test_a_tie_is_a_question_that_names_both():
    with pytest.raises(DecisionNeeded) as needed:
        tables.read(source("tabel.csv", BOTH), LIMITS)
    assert "Evaluaties en bij Ondersteuning" in needed.value.text
    assert needed.value.remedy == "Kies de indeling evaluaties of ondersteuning"


def test_the_name_of_the_file_decides():
    _, _, reading = read(BOTH, name="Ondersteuning.csv")
    assert reading.profile == "ondersteuning"


def test_the_user_s_choice_decides():
    _, _, reading = read(BOTH, name="ondersteuning.csv", profile="evaluaties")
    assert reading.profile == "evaluaties"


def test_a_missing_required_column_is_named():
    error = refused("leerling_id;leerlijn;toets;moment\n1;rekenen;R;M5\n")
    assert error.text == (
        "tabel.csv lijkt op de tabel Resultaten, maar mist afnamedatum of schooljaar; "
        "er is niets overgenomen"
    )
    assert "mist leerlijn" in refused("leerling_id;toets;schooljaar\n", "resultaten.csv").text
    assert "mist plan_id" in refused("datum;tekst\n", profile="evaluaties").text


def test_an_unknown_table_names_its_columns():
    error = refused("klas;naam;prijs\nrood;L;3\n")
    assert error.title == "Deze tabel is niet herkend"
    assert "(de kolommen zijn klas, naam, prijs)" in error.text
    assert "Leerlingen" in error.remedy


def test_a_table_without_column_names_does_not_show_a_pupil():
    error = refused("1001;Noor;van der Wal;2018-03-09\n1002;Bo;Aker;2018-05-05\n")
    assert "Noor" not in error.sentence()
    assert "Bo" not in error.sentence()


def test_an_unknown_profile_names_the_known_ones():
    assert "resultaten" in refused("a;b\n", profile="parnassys").text


@pytest.mark.parametrize(
    "content",
    [
        'a;b;c\n"1;""x"";2"\n"3;""y"";4"\n',
        '"leerling_id;leerlijn;toets;schooljaar"\n"1;rekenen;R;2025-2026"\n',
        "leerling_id;leerlijn;toets;schooljaar\n1,rekenen,R,2025-2026\n",
    ],
)
def test_rows_that_do_not_come_apart_refuse_the_file(content):
    assert refused(content).title == "De regels passen niet bij de kolomnamen"


def test_two_columns_for_the_same_refuse_the_file():
    error = refused("leerling_id;leerling id;leerlijn;toets;schooljaar\n1;2;rekenen;R;2025-2026\n")
    assert "leerling_id en leerling id (2)" in error.text


@pytest.mark.parametrize("below", ["", "\n", "\n;;;\n\n;;\n"])
def test_column_names_without_rows_refuse_the_file(below):
    error = refused(f"leerling_id;leerlijn;toets;schooljaar{below}")
    assert error.title == "Er staan geen gegevens onder de kolomnamen"
    assert error.remedy == "Maak de export opnieuw, met de rijen"


def test_a_chosen_table_names_all_that_is_missing_with_commas():
    with pytest.raises(FileRefused) as error:
        tables.read(source("tabel.csv", "leerling_id;kleur\n1;rood\n"), LIMITS, "esis")
    assert "maar mist EsisIdentificatienummer, Vormingsgebied, Toets, " in error.value.text
    assert error.value.text.count(" en ") == 1


@pytest.mark.parametrize("content", ["   \n", "\n\n", "x", '"', ";;;\n;;;\n", "\x1a\x1b"])
def test_text_that_is_no_table_is_refused(content):
    refused(content)


def test_profiles_name_titles_that_differ():
    titles = [profile.title for profile in profiles().values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('convert = "date"', 'convert = "datum"'), "no converter datum"),
        (('by = "given"', 'by = "gegeven"'), "no rule gegeven"),
        (('of = ["day"]', 'of = ["night"]'), "no rule given of night"),
        (("[[rows]]", '[[rows]]\nneeds = ["x"]'), "names an unknown field"),
        (('required = [["dag"]]', 'required = [["nacht"]]'), "nacht is no column"),
        (('system = "x"', 'system = "x"\ncolour = "red"'), "no colour"),
    ],
)
def test_a_profile_that_cannot_be_meant_is_not_loaded(change, complaint):
    sound = (
        'id = "x"\ntitle = "X"\nkind = "norm"\nsystem = "x"\nrequired = [["dag"]]\n'
        'column = [{ field = "day", header = ["dag"], convert = "date" }]\n'
        '[[rule]]\nfield = "mean"\nby = "given"\nof = ["day"]\n[[rows]]\nkind = "norm"\n'
    )
    assert load(sound).title == "X"
    broken = sound.replace(*change)
    assert broken != sound
    with pytest.raises(ValueError, match=complaint):
        load(broken)
