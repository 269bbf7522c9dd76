"""The questions of Leerlijnen, asked for what is chosen; the answers as the views want them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from ibdash.domain.levels import SCALES, low_levels
from ibdash.domain.upcoming_moment import upcoming
from ibdash.questions import row_or_none
from ibdash.ui.line_controls import About
from ibdash.ui.session import Session
from ibdash.ui.source_note import Source
from ibdash.views import cross_section, learning_line, level_shares
from ibdash.views.learning_line import Line, Measure, Point
from ibdash.views.learning_line_pupil import Care, Expected

_LOW = [f"{scale}|{level}" for scale in SCALES for level in low_levels(scale)]
_CARE_NAMES = {"individual": "Plan", "group": "Groepsplan", "opp": "OPP"}


@dataclass(frozen=True)
class Answers:
    """Asks the store about one choice: whom, and which learning line."""

    session: Session
    about: About
    line: Line
    pupil_ids: list[int]
    year_groups: list[str]
    end_half_year: int

    def points(self, measure: Measure) -> list[Point]:
        """Every series, scale and moment of the line."""
        answer = self._ask(
            "line/points",
            measure=measure,
            pupil_ids=self.pupil_ids,
            year_groups=self.year_groups,
            school_year=self.about.asked["school_year"],
            end_half_year=self.end_half_year,
        )
        points = learning_line.points_of(answer)
        if self.about.subject != "school":
            return points
        # Under five pupils a school's page shows nothing, not even how many there are.
        return [point for point in points if point.is_missing or learning_line.is_large(point)]

    def level_bars(self, points: Sequence[Point]) -> list[level_shares.LevelBar]:
        """The levels of the same pupils, moment by moment."""
        answer = self._ask(
            "line/level_shares",
            pupil_ids=self.pupil_ids,
            year_groups=self.year_groups,
            low_levels=_LOW,
            end_half_year=self.end_half_year,
        )
        return level_shares.bars_of(answer, points)

    def cohorts(self, moments: Sequence[str], measure: Measure) -> list[cross_section.Cohort]:
        """The same year group at these moments in every school year."""
        answer = self._ask(
            "line/cross_section",
            measure=measure,
            moments=list(moments),
            end_half_year=self._end_of_year(),
        )
        return cross_section.cohorts_of(answer)

    def cohort_bars(self, moments: Sequence[str]) -> list[level_shares.LevelBar]:
        """Its levels in every school year."""
        answer = self._ask(
            "line/cross_levels",
            moments=list(moments),
            low_levels=_LOW,
            end_half_year=self._end_of_year(),
        )
        return level_shares.cohort_bars(answer)

    def error_bounds(self, points: Sequence[Point]) -> dict[int | None, float]:
        """Upper bounds for the error, of the scales whose publisher delivered none.

        From before the last result on the scale, so that a bound never changes by the scores that
        are judged with it.
        """
        without = {
            point.test_id: point.half_year for point in points if point.n and point.error is None
        }
        bounds: dict[int | None, float] = {}
        for test_id, half_year in without.items():
            answer = self.session.ask(
                "line/error_bound",
                school_id=self.about.asked["school_id"],
                test_id=test_id,
                before_half_year=half_year,
            )
            row = row_or_none(answer)
            if row is not None:
                bounds[test_id] = row["error"]
        return bounds

    def expected(self, points: Sequence[Point]) -> Expected | None:
        """The range of one pupil's next score; None without enough earlier pupils."""
        known = [point for point in points if point.n == 1 and point.few]
        if not known or not known[-1].series.isdigit():
            return None
        last = known[-1]
        asked = upcoming(last.moment, last.half_year, int(last.series), self.session.today)
        if not asked:
            return None
        rows = self.session.ask(
            "line/expected_range",
            school_id=self.about.asked["school_id"],
            test_id=last.test_id,
            pupil_ids=self.pupil_ids,
            moments=[one.moment for one in asked],
            half_years=[one.half_year for one in asked],
            before=asked[0].first_day,
        ).to_pylist()
        return _expected(rows[0], {one.half_year: one.middle for one in asked}) if rows else None

    def care(self) -> list[Care]:
        """Plans and support of one pupil, for this line or for all."""
        rows = self.session.ask(
            "line/care", pupil_id=self.pupil_ids[0], learning_line=self.line.learning_line
        ).to_pylist()
        return [_care(row) for row in rows]

    def sources(self) -> list[Source]:
        """File, row and day of every result on the page."""
        answer = self._ask(
            "line/sources", pupil_ids=self.pupil_ids, end_half_year=self.end_half_year
        )
        columns = (answer.column(name).to_pylist() for name in answer.column_names)
        return [Source(*row) for row in zip(*columns, strict=True)]

    def has_moments(self) -> bool:
        """Whether the tests of this line say their moment; else they are taken once a year."""
        return any(scale.has_moment for scale in self.line.scales)

    def last_part(self) -> str:
        """M or E: the part of the year in which these pupils were tested last."""
        return "ME"[max(scale.last_half_year for scale in self.line.scales) % 2]

    def _ask(self, question: str, **values: Any) -> pa.Table:
        return self.session.ask(
            question,
            school_id=self.about.asked["school_id"],
            learning_line=self.line.learning_line,
            **values,
        )

    def _end_of_year(self) -> int:
        return 2 * int(self.about.asked["school_year"][:4]) + 1


def answers(session: Session, about: About, line: Line, delivered: pa.Table) -> Answers:
    """delivered: the rows of `line/delivered`, at least one."""
    row = delivered.slice(0, 1).to_pylist()[0]
    return Answers(session, about, line, row["pupil_ids"], row["year_groups"], row["end_half_year"])


def _expected(row: dict[str, Any], days: dict[int, date]) -> Expected:
    moment = row["moment"]
    return Expected(
        f"groep {moment}" if moment.isdigit() else moment,
        days[row["half_year"]],
        row["pupils"],
        row["expected"],
        row["low"],
        row["high"],
        tuple(zip(row["alike_from"] or (), row["alike_to"] or (), strict=True)),
    )


def _care(row: dict[str, Any]) -> Care:
    if row["kind"] == "support":
        name = f"ON {row['title']}"
        return Care(name, f"Ondersteuningsniveau {row['title']}", row["from_on"], row["until_on"])
    name = _CARE_NAMES[row["kind"]]
    text = f"{name}: {row['title']}" if row["title"] else name
    return Care(name, text, row["from_on"], row["until_on"])
