"""A preview counts every kind of row that taking the file in would make, and stores none."""

from pathlib import Path

import pytest

from ibdash import intake
from ibdash.intake import Options, SourceFile
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_tables_intake import rows
from tests.people import IB, settings_in

NAMED = (
    "leerling_id;roepnaam;achternaam;geboortedatum;leerlijn;toets;moment;schooljaar;niveau;"
    "niveauschaal\n7;Ali;Bos;2015-02-03;rekenen;RW;M5;2025-2026;II;I-V\n"
    "7;Ali;Bos;2015-02-03;spelling;SP;M5;2025-2026;II;I-V\n"
)
YEARLY = (
    "VALID_CASE,CONTENT_AREA,YEAR,ID,LAST_NAME,FIRST_NAME,GRADE,SCALE_SCORE,ACHIEVEMENT_LEVEL,"
    "IEP_STATUS,SCHOOL_NUMBER,SCHOOL_NAME\n"
    "VALID_CASE,MATHEMATICS,2024_2025,7,Bos,Ali,4,500,Proficient,IEP: Yes,77,Berk\n"
    "VALID_CASE,MATHEMATICS,2024_2025,8,Aker,Bo,4,510,Proficient,IEP: No,77,Berk\n"
)
LIST = edexml("2025-2026", group("G", "4A", "4"), pupil("1", "Noor", "Wal", group="G"))


@pytest.mark.parametrize(
    ("name", "text", "new"),
    [
        ("resultaten.csv", NAMED, {"school": 1, "pupil": 1, "test": 2, "result": 2}),
        (
            "a.csv",
            YEARLY,
            {
                "school": 1,
                "pupil": 2,
                "placement": 2,
                "test": 1,
                "result": 2,
                "support_level": 1,
            },
        ),
        ("a.xml", LIST, {"school": 1, "pupil": 1, "group": 1, "placement": 1}),
    ],
)
def test_a_preview_counts_every_kind_that_is_made(
    store: Store, tmp_path: Path, name: str, text: str, new: dict[str, int]
) -> None:
    file, chosen = SourceFile(name, text.encode()), settings_in(tmp_path)
    shown = intake.preview(store, file, who=IB, settings=chosen, options=Options())
    assert {kind: count.new for kind, count in shown.counts.items() if count.new} == new
    for kind in new:
        assert rows(store, f'select count(*) from "{kind}"') == [(0,)]
    done = intake.apply(
        store, file, who=IB, settings=chosen, options=Options(), expected=shown.counts
    )
    assert (done.state, done.counts) == ("applied", shown.counts)
    for kind, count in new.items():
        assert rows(store, f'select count(*) from "{kind}"') == [(count,)]
