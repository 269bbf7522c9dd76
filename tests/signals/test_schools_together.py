"""Schools that are asked together each get what they get alone."""

from datetime import date
from pathlib import Path

from ibdash import signals
from ibdash.demo.load import load_demo
from ibdash.store import open_store
from ibdash.ui.session import demo_settings
from tests.people import IB, settings_in

DAY = date(2026, 2, 9)
# What both ways of asking have.
COLUMNS = ("rule", "pupil_id", "group_id", "subject", "outcome", "since", "sentence", "limit_said")


def test_each_school_gets_what_it_gets_alone(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    load_demo(settings, DAY, pupils=60, schools=2)
    store = open_store(demo_settings(settings))
    with store.read() as cursor:
        ids = [
            number
            for (number,) in cursor.execute(
                "select school_id from school where closed_by is null order by 1"
            ).fetchall()
        ]
    assert len(ids) == 2
    assert signals.refresh(store, ids, DAY) == ids
    for school_id in ids:
        asked = signals.Asked(school_id, DAY, {})
        together = signals.signals(store, asked, who=IB)
        alone = signals.run(store, asked, who=IB)
        assert together.num_rows > 20
        assert together.select(COLUMNS).to_pylist() == alone.select(COLUMNS).to_pylist()
    store.close()
