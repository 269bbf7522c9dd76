"""How much is measured: everything as the targets are stated, or a small trial."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """schools, pupils: of the large store (pupils a school).  rounds: pairs of intakes.

    runs: timed runs of a page.  starts: fresh processes.  visits, changes: in the browser.
    """

    schools: int
    pupils: int
    rounds: int
    runs: int
    starts: int
    visits: int
    changes: int

    @property
    def results(self) -> int:
        """Rows of `resultaten` for the large store: 120 a pupil (result_file.py)."""
        return 120 * self.schools * self.pupils


# 50 schools of 250 pupils have 1,500,000 results.
FULL = Scale(schools=50, pupils=250, rounds=5, runs=20, starts=5, visits=5, changes=20)
# 2 schools of 84 pupils have 20,160.
SMALL = Scale(schools=2, pupils=84, rounds=2, runs=3, starts=1, visits=1, changes=4)
