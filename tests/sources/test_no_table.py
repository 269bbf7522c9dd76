"""Files without a table: refused in a sentence that quotes nothing of them, never to be mapped."""

import io

import pyarrow as pa
import pyarrow.parquet
import pytest

from ibdash.errors import FileRefused, TableUnknown
from ibdash.sources import raw_tables
from ibdash.sources.recognise import open_reading
from tests.sources.table_files import LIMITS, source, workbook, xml_row

LAYOUT = 'id = "eigen-1"\ntitle = "Toetsen"\n\n[[column]]\nheader = ["naam", "score 12"]\n'
LETTER = (
    "Beste ouders, verzorgers, opa en oma van Noor,\n\nVolgende week, op dinsdag 3 februari, gaan "
    "we naar het bos.\nNeem een lunch mee, en een jas.\n12 uur: weer op school\n"
)
NO_TABLE = [
    ("brief.txt", LETTER, "Hier staat geen tabel in"),
    ("kort.txt", "Noor Vries is ziek\n", "Hier staat geen tabel in"),
    ("namen.csv", "Noor;Vries;goed\nBo;Aker;matig\n", "Hier staat geen tabel in"),
    ("koppen.csv", "kleur;maat\n", "Hier staat geen tabel in"),
    ("leeg.xlsx", workbook({"Blad1": ""}), "Hier staat geen tabel in"),
    ("tekst.xlsx", workbook({"Blad1": xml_row(1, "Noor Vries")}), "Hier staat geen tabel in"),
    ("leeg.csv", "\n \n", "Het bestand is leeg"),
    ("kapot.json", '[["Noor", 12],\n["Bo", 13],\n', "Dit JSON-bestand is niet te lezen"),
    ("lijst.json", '[["Noor", 12],\n["Bo", 13]]\n', "Dit bestand is niet herkend"),
    ("json.txt", '{"Noor": [1,\n2, 3,\n4, 5]}', "Dit bestand is niet herkend"),
    ("indeling.toml", LAYOUT, "Dit is een indeling, geen bestand met gegevens"),
]


def refusal(name: str, content: str | bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        open_reading(source(name, content), LIMITS)
    return refused.value


@pytest.mark.parametrize(("name", "content", "title"), NO_TABLE, ids=[case[0] for case in NO_TABLE])
def test_a_file_without_a_table_cannot_be_mapped(name, content, title):
    error = refusal(name, content)
    assert (error.title, type(error)) == (title, FileRefused)
    assert name in error.text
    assert "er is niets overgenomen" in error.text
    assert not {"Noor", "Vries", "ouders", "Bo", "kleur"} & set(error.sentence().split())


def test_what_to_do_with_a_layout_and_with_broken_json():
    assert "'Indeling toevoegen'" in refusal("indeling.toml", LAYOUT).remedy
    assert refusal("kapot.json", "{").remedy.startswith("Maak de export opnieuw")


@pytest.mark.parametrize("content", ["naam;score\nNoor;3\nBo;4\n", "[naam];[score]\nNoor;3\n"])
def test_what_can_be_mapped_is_what_the_screen_finds(content):
    file = source("lijst.csv", content)
    assert isinstance(refusal(file.name, content), TableUnknown)
    assert len(raw_tables.raw_tables(file, LIMITS)) == 1


def test_an_unknown_parquet_file_is_to_be_mapped_as_another_format():
    held = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"naam": ["Noor"], "klas": ["4"]}), held)
    error = refusal("lijst.parquet", held.getvalue())
    assert (type(error), error.title) == (FileRefused, "Deze tabel is niet herkend")
    assert error.remedy.startswith("Sla de tabel op als CSV of Excel")


def test_a_row_of_pupils_is_not_taken_for_column_names():
    error = refusal("lijst.csv", "Noor;Vries;goed\nBo;Aker;matig\nCas;Bos;7\nDaan;Mol;8\n")
    assert (type(error), error.text) == (
        TableUnknown,
        "ibdash kent de indeling van lijst.csv niet; er is niets overgenomen",
    )


def test_a_missing_column_of_a_table_without_rows_is_named_but_not_mapped():
    error = refusal("resultaten.csv", "leerling_id;toets;schooljaar\n")
    assert (type(error), error.title) == (FileRefused, "Een verplichte kolom ontbreekt")
