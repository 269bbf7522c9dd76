"""What ibdash guesses of every table beside the checkout, against what its columns are.

The truth is ours: file, column, field.  A column that is not named here has no field, and is right
when it is passed over.
"""

from collections.abc import Mapping

import pyarrow.parquet
import pytest

from ibdash.sources import guess
from ibdash.sources.raw_tables import raw_tables
from ibdash.sources.reading import Limits, SourceFile
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared

_LIMITS = Limits(1_000_000_000, 10_000_000)
_SCORES = {
    "CONTENT_AREA": "learning_line",
    "YEAR": "school_year",
    "ID": "pupil_key",
    "LAST_NAME": "family_name",
    "FIRST_NAME": "call_name",
    "GRADE": "year_group",
    "SCALE_SCORE": "ability_score",
    "ACHIEVEMENT_LEVEL": "level",
    "GENDER": "gender",
    "SCHOOL_NUMBER": "brin",
}
# Who teaches a pupil is no fact of ibdash; the pupil, the subject and the year are.
_TEACHERS = {"CONTENT_AREA": "learning_line", "YEAR": "school_year", "ID": "pupil_key"}
_BRANCH = {"BRIN NUMMER": "brin", "VESTIGINGSNUMMER": "location"}

TRUTH: Mapping[tuple[str, ...], Mapping[str, Mapping[str, str]]] = {
    ("data", "schools", "school_3232_scores.csv"): {"school_3232_scores": _SCORES},
    ("data", "schools", "school_7411_scores.csv"): {"school_7411_scores": _SCORES},
    ("data", "schools", "school_3232_leerkrachten.csv"): {"school_3232_leerkrachten": _TEACHERS},
    ("data", "schools", "school_7411_leerkrachten.csv"): {"school_7411_leerkrachten": _TEACHERS},
    ("data", "bdf_nl", "nlme_bdf.csv"): {
        "nlme_bdf": {
            "schoolNR": "brin",
            "pupilNR": "pupil_key",
            "classNR": "group_name",
            "aritPRET": "raw_score",
            "aritPOST": "raw_score",
            "langPRET": "raw_score",
            "langPOST": "raw_score",
        }
    },
    ("data", "messy", "alle-vestigingen-bo.csv"): {"alle-vestigingen-bo": _BRANCH},
    ("data", "messy", "gemiddelde-eindscores-bo-sbo-2018-2019.csv"): {
        "gemiddelde-eindscores-bo-sbo-2018-2019": {
            "BRIN_NUMMER": "brin",
            "VESTIGINGSNUMMER": "location",
        }
    },
    ("data", "messy", "referentieniveaus_2024-2025_eerste40.csv"): {
        "referentieniveaus_2024-2025_eerste40": {
            "INSTELLINGSCODE": "brin",
            "VESTIGINGSCODE": "location",
        }
    },
    ("data", "messy", "achterstandsscores-scholen-2019.xlsx"): {
        "Tabel 1": {"School (BRIN vestiging)": "brin"},
        "Tabel 2": {"School (BRIN vestiging)": "brin"},
    },
    # A list of surnames, of nobody.
    ("data", "names_nl", "top_1000_achternamen_2007.csv"): {"top_1000_achternamen_2007": {}},
    ("formats", "synthetic", "esis_leerlingen_synthetisch.csv"): {
        "esis_leerlingen_synthetisch": {
            "brin": "brin",
            "leerling_id": "pupil_key",
            "roepnaam": "call_name",
            "tussenvoegsel": "prefix",
            "achternaam": "family_name",
            "geboortedatum": "birth_date",
            "schooljaar": "school_year",
            "groep": "group_name",
            "jaargroep": "year_group",
        }
    },
    # Toetsversie says the moment once more, which Afnamemoment has.
    ("formats", "synthetic", "esis_toetsen_synthetisch_cp1252.csv"): {
        "esis_toetsen_synthetisch_cp1252": {
            "BrinVest": "brin",
            "EsisIdentificatienummer": "pupil_key",
            "Vormingsgebied": "learning_line",
            "Toets": "test",
            "Schooljaar": "school_year",
            "Afnamedatum": "taken_on",
            "Leerjaar": "year_group",
            "Afnamemoment": "moment",
            "DL": "dl",
            "Ruwescore": "raw_score",
            "Vaardigheidsscore": "ability_score",
            "DLE": "dle",
            "AE": "level_a_e",
            "IV": "level_i_v",
            "Norm": "norm_version",
        }
    },
}


def _wrong(columns: tuple[guess.Guess, ...], truth: Mapping[str, str]) -> list[tuple[str, str]]:
    """(column, what was guessed of it) where that is not what it is."""
    assert set(truth) <= {one.header for one in columns}
    return [(one.header, one.field) for one in columns if one.field != truth.get(one.header, "")]


@pytest.mark.parametrize("path", TRUTH, ids=lambda path: path[-1])
def test_at_least_nine_columns_in_ten_are_guessed_right(path: tuple[str, ...]) -> None:
    file = shared_file(*path)
    tables = raw_tables(SourceFile(file.name, file.read_bytes()), _LIMITS)
    assert {table.name for table in tables} >= set(TRUTH[path])
    for table in tables:
        guessed = guess.table(table.header, [row.cells for row in table.first])
        wrong = _wrong(guessed.columns, TRUTH[path].get(table.name, {}))
        print(f"{path[-1]} {table.name}: {len(table.header) - len(wrong)} / {len(table.header)}")
        assert len(wrong) <= 0.1 * len(table.header), wrong


def test_of_the_parquet_table_of_a_state() -> None:
    file = shared_file("data", "schools", "sgpData_LONG_zonder8881.parquet")
    first = next(pyarrow.parquet.ParquetFile(file).iter_batches(50))
    rows = [["" if v is None else str(v) for v in row.values()] for row in first.to_pylist()]
    guessed = guess.table(first.schema.names, rows)
    wrong = _wrong(guessed.columns, _SCORES)
    print(f"{file.name}: {len(guessed.columns) - len(wrong)} / {len(guessed.columns)}")
    assert len(wrong) <= 0.1 * len(guessed.columns), wrong
