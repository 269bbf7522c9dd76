"""What an intake says about one file: to the page, to the command line and to the store."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ibdash.errors import option_words
from ibdash.intake.delivery import Delivered
from ibdash.intake.transfer import Dossier
from ibdash.intake.who_is_who import Doubt
from ibdash.intake.year_change import YearChange
from ibdash.sources.reading import Remark

# What a report in words calls the rows of each kind.
KIND_NAMES = {
    "school": "scholen",
    "pupil": "leerlingen",
    "group": "groepen",
    "placement": "plaatsingen",
    "staff": "medewerkers",
    "test": "toetsen",
    "result": "resultaten",
    "result_claim": "bronnen",
    "norm": "normregels",
    "plan": "plannen",
    "evaluation": "evaluaties",
    "support_level": "ondersteuning",
    "transfer": "dossiers",
    "career_year": "schoolloopbaan",
    "capacity": "capaciteit",
    "declaration": "verklaringen",
    "arrangement": "arrangementen",
    "diagnosis": "diagnoses",
    "absence_total": "verzuim",
    "school_advice": "adviezen",
    "absence": "verzuim",
    "school_calendar": "schoolkalender",
    "test_calendar": "toetskalender",
    "referral": "verwijzingen",
    "note": "notities",
    "agreement": "afspraken",
    "meeting": "besprekingen",
    "decision": "besluiten",
    "signal_decision": "signaalbesluiten",
    "signal_limit": "grenzen van signalen",
    "week_review": "afgeronde weken",
    "finding_approval": "goedgemelde bevindingen",
    "pupil_key": "sleutels",
    "source_choice": "keuzes tussen bronnen",
    "import_profile": "indelingen",
}

State = Literal["ready", "applied", "unchanged", "refused", "waiting"]


@dataclass
class Count:
    """Rows of one kind: as they were applied, or would be."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    refused: int = 0


@dataclass(frozen=True)
class FieldChange:
    """One value of a known row that changes, for the preview.

    what: the row in words ("spelling M6"); pupil: the display name, "" where it is of nobody.
    kind: of the row.  is_personal: whether the value may name somebody.
    """

    line: int
    pupil: str
    what: str
    column: str
    old: str | float | None
    new: str | float | None
    scale: str | None
    kind: str = "result"
    is_personal: bool = False


@dataclass
class Report:
    """One file.

    state: ready (preview), applied, unchanged (taken in, but nothing differed), refused (whole) or
    waiting (a person must decide); title, text and remedy say why in the last two, option what the
    command line adds, and choice what the decision is about (errors.DecisionNeeded).
    school: BRIN, or the school's key; moments: of its results, lowest year group first.
    year_change: what a new year's list says of the pupils of the year before; None where it is
    no such list.
    against: where another source goes before this file: `old` is what counts, `new` what it says.
    wants_pupils: refused only because the pupils, or their school, are to come first.
    profile: the layout that a table was read by, where it is one.
    dossier: what an overstapdossier says of itself; None where the file is none.
    delivered: how many rows carried a value in which column; empty in a preview.
    to_map: numbers of the sheets with a table that nobody knows, beside others that are known.
    doubts: pupils of whom it is not certain who they are, with the answers that were given.
    """

    file: str
    state: State = "ready"
    format: str | None = None
    school: str | None = None
    school_year: str | None = None
    moments: list[str] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)
    against: list[FieldChange] = field(default_factory=list)
    year_change: YearChange | None = None
    dossier: Dossier | None = None
    profile: str | None = None
    delivered: Delivered = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    to_map: tuple[int, ...] = ()
    choice: str = ""
    wants_pupils: bool = False
    title: str = ""
    text: str = ""
    remedy: str = ""
    option: str = ""

    @property
    def applied(self) -> bool:
        return self.state in ("applied", "unchanged")

    @property
    def exit_code(self) -> int:
        """0 taken in, 1 refused whole, 2 a person must decide."""
        return {"refused": 1, "waiting": 2}.get(self.state, 0)

    def total(self, what: Literal["new", "changed", "same", "gone", "refused"]) -> int:
        return sum(getattr(count, what) for count in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """The object of `import --json`: one line a file; year_change and who_is_who only where
        there is one."""
        remarks = [
            {"line": remark.line, "severity": remark.severity, "text": _whole(remark)}
            for remark in self.remarks
        ]
        if self.title:
            severity = "refused" if self.state == "refused" else "warning"
            parts = (part.strip().rstrip(".") for part in (self.title, self.text, self.remedy))
            text = " ".join([*(f"{part}." for part in parts if part), option_words(self.option)])
            text = text.strip()
            remarks.insert(0, {"line": 0, "severity": severity, "text": text})
        return {
            "file": self.file,
            "format": self.format,
            "school": self.school,
            "school_year": self.school_year,
            "applied": self.applied,
            "counts": {kind: asdict(count) for kind, count in self.counts.items()},
            "remarks": remarks,
            **({"year_change": self.year_change.as_json()} if self.year_change else {}),
            **({"who_is_who": [one.as_json() for one in self.doubts]} if self.doubts else {}),
        }


def _whole(remark: Remark) -> str:
    return f"{remark.text}. {remark.remedy}." if remark.remedy else remark.text
