"""What the page Leerling asks of one pupil; the answers as the views want them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ibdash.domain import school_year
from ibdash.domain.upcoming_moment import upcoming
from ibdash.questions import row_or_none
from ibdash.ui.choose import Pupil, School
from ibdash.ui.session import Session
from ibdash.views import pupil_lines, pupil_strips
from ibdash.views.pupil_lines import PupilLine, Step
from ibdash.views.pupil_strips import Expected

# Fewer delivered pairs of a score and its percentile do not say how one follows from the other.
_LEAST_PAIRS = 10


@dataclass(frozen=True)
class Answers:
    """Asks the store about one pupil, each question once a run."""

    session: Session
    school: School
    pupil: Pupil

    @cached_property
    def lines(self) -> list[PupilLine]:
        """Every learning line with a result."""
        return pupil_lines.lines_of(self._ask("pupil/lines", school_id=self.school.school_id))

    @cached_property
    def care(self) -> list[dict[str, Any]]:
        """Plans, support levels and arrangements of the pupil's own."""
        return self._ask("pupil/care")

    @cached_property
    def career(self) -> list[dict[str, Any]]:
        """Year groups by school year, here and elsewhere."""
        return self._ask("pupil/career", school_id=self.school.school_id)

    @cached_property
    def timeline(self) -> list[dict[str, Any]]:
        """What happened, newest first."""
        return self._ask(
            "pupil/timeline",
            school_id=self.school.school_id,
            restricted=self.session.who.may_read_restricted(),
        )

    @cached_property
    def absence(self) -> list[dict[str, Any]]:
        """Absence by school year and kind."""
        return self._ask("pupil/absence")

    @cached_property
    def requests(self) -> list[dict[str, Any]]:
        """Referrals, declarations and advice."""
        return self._ask("pupil/requests")

    @cached_property
    def bounds(self) -> dict[int, float]:
        """Upper bounds of the error, of the tests whose newest result was delivered without one."""
        found: dict[int, float] = {}
        for line in self.lines:
            last = line.last
            if last.score is None or last.error is not None or last.test_id is None:
                continue
            row = row_or_none(
                self.session.ask(
                    "line/error_bound",
                    school_id=self.school.school_id,
                    test_id=last.test_id,
                    before_half_year=last.half_year,
                )
            )
            if row is not None:
                found[last.test_id] = row["error"]
        return found

    @cached_property
    def steps(self) -> dict[str, Step | None]:
        """The last growth of each line."""
        return {line.code: pupil_lines.step(line, self.bounds) for line in self.lines}

    @cached_property
    def expected(self) -> list[Expected]:
        """The range of the next score, of each line with enough earlier pupils."""
        group = self._year_group()
        if group is None:
            return []
        found = (self._expected(line, group) for line in self.lines)
        return [one for one in found if one is not None]

    def _year_group(self) -> int | None:
        """The pupil's own in the school year of today; None for who is not here then."""
        now = school_year.of(self.session.today)
        here = [row for row in self.career if row["is_here"] and row["school_year"] == now]
        text = here[-1]["year_group"] if here else None
        return int(text) if text and text.isdigit() and not self.pupil.is_former else None

    def _expected(self, line: PupilLine, group: int) -> Expected | None:
        last = line.last
        if last.score is None or last.test_id is None:
            return None
        asked = upcoming(last.moment, last.half_year, group, self.session.today)
        if not asked:
            return None
        row = row_or_none(
            self.session.ask(
                "line/expected_range",
                school_id=self.school.school_id,
                test_id=last.test_id,
                pupil_ids=[self.pupil.pupil_id],
                moments=[one.moment for one in asked],
                half_years=[one.half_year for one in asked],
                before=asked[0].first_day,
            )
        )
        if row is None:
            return None
        day = next(one.middle for one in asked if one.half_year == row["half_year"])
        low, high = self._percentiles(last.test_id, row["moment"], row["low"], row["high"])
        return Expected(
            line.code,
            last.test_id,
            f"groep {row['moment']}" if row["moment"].isdigit() else row["moment"],
            day,
            row["low"],
            row["high"],
            row["pupils"],
            low,
            high,
        )

    def _percentiles(
        self, test_id: int, moment: str, low: float, high: float
    ) -> tuple[float | None, float | None]:
        rows = self.session.ask(
            "pupil/norm_pairs",
            school_id=self.school.school_id,
            test_id=test_id,
            moment=moment,
        ).to_pylist()
        if len(rows) < _LEAST_PAIRS:
            return None, None
        pairs = [(row["score"], row["percentile"]) for row in rows]
        return pupil_strips.percentile_of(low, pairs), pupil_strips.percentile_of(high, pairs)

    def _ask(self, question: str, **values: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.session.ask(
            question, pupil_id=self.pupil.pupil_id, **values
        ).to_pylist()
        return rows
