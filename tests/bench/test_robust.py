"""200 damaged copies of our own files: no fault, no silence, no half intake, within 1 GB."""

from pathlib import Path

import pytest

from ibdash.bench import robust
from ibdash.bench.child import Place
from ibdash.bench.mutations import damaged
from tests.people import settings_in
from tests.sources.table_files import workbook, xml_row

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SAMPLES = (
    "edexml/edexml21.xml",
    "edexml/edexml103_lvs.xml",
    "uwlr/uwlr22_leerlinggegevens_soap.xml",
    "tables/leerlingen.csv",
    "tables/resultaten.csv",
    "tables/open/verzuim.csv",
    "oso/oso_2019.xml",
    "uwlr/uwlr22_resultaten.xml",
    "doorstroom/deelnemers.json",
    "doorstroom/leerlingresultaat.json",
)


def _sheet(table: str) -> str:
    lines = (GOLDEN / "tables" / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return "".join(xml_row(number, *line.split(";")) for number, line in enumerate(lines, 1))


@pytest.fixture
def samples(tmp_path: Path) -> list[Path]:
    book = tmp_path / "school.xlsx"
    book.write_bytes(workbook({name: _sheet(name) for name in ("leerlingen", "resultaten")}))
    return [*(GOLDEN / name for name in SAMPLES), book]


def test_damaged_copies_are_taken_in_or_refused_with_a_sentence(
    samples: list[Path], tmp_path: Path
) -> None:
    outcome = robust.in_own_process(Place(settings_in(tmp_path), tmp_path), samples, 200)
    assert outcome.told == ()
    figures = {figure.name: figure.value for figure in outcome.section.figures}
    assert figures["kopieën"] == 200
    assert figures["overgenomen (soms zonder de beschadigde regels)"] > 0
    assert figures["geweigerd, of er is een keuze nodig"] > 100
    assert figures["piekgeheugen"] < 1024


def test_the_same_seed_damages_in_the_same_way() -> None:
    content = (GOLDEN / "edexml" / "edexml21.xml").read_bytes()
    first, again, other = (list(damaged(content, 14, seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len({name for name, _ in first}) == 14
    assert all(copy != content for name, copy in first if name != "lines shuffled")
