"""A school of eight pupils, written straight into a store: for tests of the frame, not of intake.

2025-2026: groups 1/2a (Aya in 1, Bo in 2), 6a (Bram Jansen twice, Noor van den Aakster), 6b and
10x (nobody), the composite Plusklas (Noor), Cas without a group.  2024-2025: 5a and 6a (Dewi, who
left).  Public keys are "k-" and the name.
"""

from datetime import date
from typing import Any

from ibdash.domain import names
from ibdash.store import Change, Store

SCHOOL = 1
GROUPS = {
    "1/2a": ("2025-2026", "1", False),
    "10x": ("2025-2026", None, False),
    "6b": ("2025-2026", "6", False),
    "6a": ("2025-2026", "6", False),
    "Plusklas": ("2025-2026", None, True),
    "5a oud": ("2024-2025", "5", False),
    "6a oud": ("2024-2025", "6", False),
}
PUPILS = {
    "aya": ("Aya", None, "Yilmaz", date(2021, 1, 5), None),
    "bo": ("Bo", "de", "Wit", date(2019, 11, 2), None),
    "bram1": ("Bram", None, "Jansen", date(2015, 3, 12), None),
    "bram2": ("Bram", None, "Jansen", date(2015, 9, 30), None),
    "noor": ("Noor", "van den", "Aakster", date(2015, 5, 17), None),
    "cas": ("Cas", None, "Bakker", date(2016, 7, 1), None),
    "dewi": ("Dewi", None, "Soekarno", date(2013, 2, 2), date(2025, 7, 10)),
    "eva": ("Eva", None, "Mulder", date(2015, 12, 24), date(2025, 12, 1)),
}
PLACED = [
    ("aya", "1/2a", "1", True),
    ("bo", "1/2a", "2", True),
    ("bram1", "6a", "6", True),
    ("bram2", "6a", "6", True),
    ("noor", "6a", "6", True),
    ("noor", "Plusklas", None, False),
    ("cas", None, "5", True),
    ("eva", "6a", "6", True),
    ("bram1", "5a oud", "5", True),
    ("dewi", "6a oud", "6", True),
]


def fill(store: Store) -> None:
    """Writes the school in one change, closed rows and all."""
    with store.change("proef", "intake") as change:
        _insert(change, "school", school_id=SCHOOL, public_key="k-school", name="De Proef")
        group_ids = {name: 100 + place for place, name in enumerate(GROUPS)}
        pupil_ids = {name: 200 + place for place, name in enumerate(PUPILS)}
        for name, (year, year_group, composite) in GROUPS.items():
            _insert(
                change,
                '"group"',
                group_id=group_ids[name],
                school_id=SCHOOL,
                public_key=f"k-{name}",
                school_year=year,
                name=name.removesuffix(" oud"),
                year_group=year_group,
                is_composite=composite,
            )
        for name, (call, prefix, family, born, left) in PUPILS.items():
            _insert(
                change,
                "pupil",
                pupil_id=pupil_ids[name],
                school_id=SCHOOL,
                public_key=f"k-{name}",
                call_name=call,
                prefix=prefix,
                family_name=family,
                birth_date=born,
                left_on=left,
                display_name=names.display_name(call, prefix, family),
                sort_name=names.sort_key(prefix, family, call),
            )
        for number, (pupil, group, year_group, home) in enumerate(PLACED, start=300):
            _insert(
                change,
                "placement",
                placement_id=number,
                school_id=SCHOOL,
                school_year=GROUPS[group][0] if group else "2025-2026",
                pupil_id=pupil_ids[pupil],
                group_id=group_ids[group] if group else None,
                year_group=year_group,
                is_home=home,
            )
        # A closed version must not count.
        _insert(
            change,
            "placement",
            placement_id=399,
            school_id=SCHOOL,
            school_year="2025-2026",
            pupil_id=pupil_ids["aya"],
            group_id=group_ids["6b"],
            closed_by=change.change_id,
        )
        change.touch("facts")


def _insert(change: Change, table: str, **values: Any) -> None:
    values["opened_by"] = change.change_id
    columns = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    change.cursor.execute(
        f"insert into {table} ({columns}) values ({marks})",
        list(values.values()),
    )
