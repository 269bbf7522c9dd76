"""Takes the staged rows of each kind in: find keys, compare, write; one function a kind."""

from collections.abc import Callable, Mapping
from functools import partial

from ibdash.intake import (
    changed_results,
    claims,
    facts,
    joined_pupils,
    own_tables,
    people,
    plain_facts,
    plain_rows,
    schools,
    source_rank,
)
from ibdash.intake.changed_values import changed_values
from ibdash.intake.name_words import write_name_words
from ibdash.intake.norm_bands import refuse_overlapping
from ibdash.intake.plain_fact import PlainFact
from ibdash.intake.report import Count, FieldChange
from ibdash.intake.statements import run
from ibdash.intake.who_is_who import Doubt
from ibdash.sources.reading import Reading
from ibdash.store import Change, versions
from ibdash.store.versions import Fact, Verdicts

_NAMES = ("call_name", "prefix", "family_name")
# What the program itself finds for a row counts as delivered with every row.
_ALWAYS = frozenset({"pupil_id", "test_id", "learning_line", "school_year", "moment", "half_year"})


class Intake:
    """One reading on its way into the store, inside one open change.

    write: False for a preview, which leaves out the one large write (the results).  same: who
    doubtful pupils are (Options.same).
    """

    def __init__(
        self,
        change: Change,
        reading: Reading,
        file: str,
        school: str | None,
        own_name: str,
        write: bool,
        same: Mapping[str, str],
    ) -> None:
        self.change = change
        self.reading = reading
        self.file = file
        self.school = school
        self.own_name = own_name
        self.write = write or reading.results_are_named
        self.same = same
        self.doubts: list[Doubt] = []
        self.counts: dict[str, Count] = {}
        self.changes: list[FieldChange] = []
        self.against: list[FieldChange] = []
        self.complete = False

    def run(self) -> None:
        """Every kind that the file carries, in the order in which they need each other."""
        self._school()
        self._group()
        joins = joined_pupils.set_apart(self.change)
        self._pupil()
        if self._has("placement"):
            self._placement()
        self._staff()
        if self._has("result"):
            self._result()
        for kind, take in self._small_kinds().items():
            if self._has(kind):
                take()
        joined_pupils.bring_together(self.change, joins, has_placements=self._has("placement"))
        if self.lists_pupils:
            self._gone()

    @property
    def lists_pupils(self) -> bool:
        """Whether the file is the complete list of pupils of its school and year."""
        return self.reading.covers_school_year and self._has("placement")

    def _small_kinds(self) -> dict[str, Callable[[], None]]:
        return {
            "norm": self._norm,
            "plan": self._plan,
            "evaluation": self._evaluation,
            "support_level": self._support_level,
            **{kind: partial(self._by_itself, kind) for kind in own_tables.TAKEN_BY},
            **{plain.fact.table: partial(self._plain, plain) for plain in plain_facts.PLAIN_FACTS},
        }

    def _has(self, kind: str) -> bool:
        """Whether the file carries this kind of row, even if all of them were refused."""
        if kind in self.reading.delivered:
            return True
        row = self.change.cursor.execute(f"select count(*) from staged_{kind}").fetchone()
        return bool(row and row[0])

    def _delivered(self, kind: str, fact: Fact) -> set[str]:
        columns = self.reading.delivered.get(kind)
        if columns is None:
            return set(fact.values)
        if any(name in columns for name in _NAMES):
            columns = columns.union(_NAMES)
        return {
            value
            for value in fact.values
            if value in _ALWAYS
            or facts.FOLLOWS.get(value, value) in columns
            or facts.FOLLOWS.get(value) == ""
        }

    def _take(self, kind: str, fact: Fact, order_by: str = "", write: bool = True) -> Verdicts:
        delivered = self._delivered(kind, fact)
        verdicts = versions.compare(self.change.cursor, fact, delivered)
        self.changes += changed_values(self.change.cursor, fact, verdicts, delivered)
        if write:
            versions.apply(self.change, fact, verdicts, delivered, order_by)
        self._count(kind, verdicts)
        return verdicts

    def _count(self, kind: str, verdicts: Verdicts) -> None:
        self.counts[kind] = Count(verdicts.new, verdicts.changed, verdicts.same)

    def _school(self) -> None:
        self._count(
            "school",
            schools.resolve(self.change, self.reading, self.school, self.own_name),
        )

    def _group(self) -> None:
        cursor = self.change.cursor
        run(cursor, "facts", "found_group")
        known = "select known_id from found_group"
        source_rank.judge(cursor, facts.GROUP, known, source_rank.each(facts.GROUP))
        run(cursor, "facts", "incoming_group")
        if self._has("group"):
            self._take("group", facts.GROUP)
        run(cursor, "facts", "group_of")

    def _pupil(self) -> None:
        self.doubts += people.match_makers(self.change, self.same, self.reading.sheet)
        if self._has("pupil"):
            delivered = self._delivered("pupil", facts.PUPIL)
            verdicts = versions.compare(self.change.cursor, facts.PUPIL, delivered)
            if verdicts.changed:
                self.changes += people.changed_pupils(self.change)
            learned = people.write_pupils(self.change, verdicts, delivered)
            self._count("pupil", verdicts)
            if learned:
                self.counts["pupil_key"] = Count(new=learned)
        self.doubts += people.find_owners(self.change, self.reading, self.file, self.same)
        people.refuse_unknown(self.change, self.reading)

    def _placement(self) -> None:
        cursor = self.change.cursor
        run(cursor, "facts", "placement")
        self._drop_repeated(
            "placement",
            "candidate_placement",
            (
                "school_id",
                "school_year",
                "pupil_id",
                "is_home",
                "case when is_home then null else group_id end",
            ),
            ("group_id", "year_group"),
        )
        known = (
            "select o.placement_id from placement as o join candidate_placement as c"
            " using (school_id, school_year, pupil_id, is_home) where o.closed_by is null"
        )
        source_rank.judge(cursor, facts.PLACEMENT, known, source_rank.each(facts.PLACEMENT))
        run(cursor, "facts", "incoming_placement")
        self._take("placement", facts.PLACEMENT, "school_id, school_year, group_id, pupil_id")

    def _staff(self) -> None:
        cursor = self.change.cursor
        write_name_words(cursor, "staff_words", "staged_staff")
        run(cursor, "facts", "incoming_staff")
        if self._has("staff"):
            self._take("staff", facts.STAFF)
        run(cursor, "facts", "staff_of", "incoming_staff_group")
        verdicts = versions.compare(cursor, facts.STAFF_GROUP)
        versions.apply(self.change, facts.STAFF_GROUP, verdicts)

    def _result(self) -> None:
        cursor = self.change.cursor
        run(cursor, "results", "notice_future")
        run(cursor, "facts", "incoming_test", "notice_new_line")
        self._take("test", facts.TEST)
        run(cursor, "facts", "test_of")
        run(cursor, "results", "result_key", "repeated")
        cursor.execute(
            "insert into refusal select 'result', line,"
            " 'Deze regel staat er twee keer in, met verschillende waarden',"
            " 'Verbeter of verwijder er een bij de bron' from repeated where differ"
        )
        self._notice_equal("result", "repeated")
        claims.match(cursor)
        run(cursor, "results", "read_result", "incoming_result")
        delivered = self._delivered("result", facts.RESULT)
        verdicts = versions.compare(cursor, facts.RESULT, delivered)
        self._count("result", verdicts)
        if verdicts.changed:
            self.changes += changed_results.first(self.change.cursor)
        if self.write:
            order = "school_id, pupil_id, learning_line, half_year, taken_on"
            versions.apply(self.change, facts.RESULT, verdicts, delivered, order)
        said = claims.write(self.change, delivered)
        if said is not None:
            self.counts["result_claim"], repeated = said
            self.counts["result"].same += repeated
            self.against = changed_results.against(self.change.cursor)
            self._settle()

    def _settle(self) -> None:
        """Results of which several sources speak: what follows from their claims."""
        verdicts = versions.compare(self.change.cursor, facts.RESULT)
        if verdicts.changed:
            self.changes += changed_results.first(self.change.cursor)
        if self.write:
            versions.apply(self.change, facts.RESULT, verdicts)
        self.counts["result"].changed += verdicts.changed
        self.counts["result"].same += verdicts.same

    def _norm(self) -> None:
        cursor = self.change.cursor
        self._drop_repeated(
            "norm",
            "staged_norm",
            (
                "publisher",
                "test",
                "generation",
                "norm_version",
                "learning_line",
                "moment",
                "level_scale",
                "level",
            ),
            ("score_from", "score_to", "mean"),
        )
        refuse_overlapping(cursor)
        run(cursor, "facts", "incoming_norm")
        verdicts = self._take("norm", facts.NORM)
        if self.reading.replaces_norms and verdicts:
            gone = (
                "select n.norm_id from norm as n where n.closed_by is null and exists ("
                "select 1 from incoming_norm as i where i.publisher = n.publisher"
                " and i.test = n.test and i.generation is not distinct from n.generation"
                " and i.norm_version is not distinct from n.norm_version) and not exists ("
                "select 1 from incoming_norm as i where i.publisher = n.publisher"
                " and i.test = n.test and i.generation is not distinct from n.generation"
                " and i.norm_version is not distinct from n.norm_version"
                " and i.learning_line = n.learning_line"
                " and i.moment is not distinct from n.moment"
                " and i.level_scale = n.level_scale and i.level = n.level)"
            )
            row = cursor.execute(f"select count(*) from ({gone})").fetchone()
            self.counts["norm"].gone = int(row[0]) if row else 0
            if self.counts["norm"].gone:
                versions.close(self.change, facts.NORM, gone)

    def _plan(self) -> None:
        cursor = self.change.cursor
        run(
            cursor,
            "facts",
            "candidate_plan",
            "refuse_plan_without_group",
            "drop_plan_without_group",
        )
        self._drop_repeated(
            "plan",
            "candidate_plan",
            (
                "school_id",
                "source_key",
                "case when source_key is null then hash(pupil_id,"
                " group_id, plan_kind, learning_line, starts_on, title) end",
            ),
            facts.PLAN.values,
        )
        run(cursor, "facts", "incoming_plan")
        self._take("plan", facts.PLAN)

    def _evaluation(self) -> None:
        run(self.change.cursor, "facts", "candidate_evaluation", "refuse_evaluation_without_plan")
        self._drop_repeated(
            "evaluation",
            "candidate_evaluation",
            (
                "school_id",
                "plan_id",
                "source_key",
                "case when source_key is null then evaluated_on end",
            ),
            facts.EVALUATION.values,
        )
        run(self.change.cursor, "facts", "incoming_evaluation")
        self._take("evaluation", facts.EVALUATION)

    def _support_level(self) -> None:
        run(self.change.cursor, "facts", "candidate_support_level")
        self._drop_repeated(
            "support_level",
            "candidate_support_level",
            (
                "school_id",
                "source_key",
                "case when source_key is null then hash(pupil_id, level, from_on) end",
            ),
            facts.SUPPORT_LEVEL.values,
        )
        run(self.change.cursor, "facts", "incoming_support_level")
        self._take("support_level", facts.SUPPORT_LEVEL)

    def _by_itself(self, kind: str) -> None:
        self.counts[kind] = own_tables.TAKEN_BY[kind](self.change)

    def _plain(self, plain: PlainFact) -> None:
        fact, table = plain.fact, f"candidate_{plain.fact.table}"
        plain_rows.find_candidates(self.change.cursor, plain)
        self._drop_repeated(fact.table, table, (plain.natural.format(table),), fact.values)
        plain_rows.find_known(self.change.cursor, plain)
        self._take(fact.table, fact)

    def _drop_repeated(
        self, kind: str, table: str, key: tuple[str, ...], values: tuple[str, ...]
    ) -> None:
        """Rows with one key: equal, the later ones are noticed; different, all are refused."""
        cursor = self.change.cursor
        cursor.execute(
            f"create or replace temp table repeated_{kind} as select rowid as row, line,"
            f" row_number() over same as nth, min(hash({', '.join(values)})) over same"
            f" <> max(hash({', '.join(values)})) over same as differ, count(*) over same as size"
            f" from {table} window same as (partition by {', '.join(key)} order by line"
            " rows between unbounded preceding and unbounded following)"
        )
        cursor.execute(
            f"insert into refusal select '{kind}', line,"
            " 'Deze regel staat er twee keer in, met verschillende waarden',"
            f" 'Verbeter of verwijder er een bij de bron' from repeated_{kind}"
            " where size > 1 and differ"
        )
        self._notice_equal(kind, f"repeated_{kind}")
        cursor.execute(
            f"delete from {table} where rowid in (select row from repeated_{kind}"
            " where size > 1 and (differ or nth > 1))"
        )

    def _notice_equal(self, kind: str, table: str) -> None:
        self.change.cursor.execute(
            f"insert into notice select '{kind}', line, 'info',"
            f" 'Gelijk aan een eerdere regel, dus één keer geteld', '' from {table}"
            " where not differ and nth > 1"
        )

    def _gone(self) -> None:
        refused = self.change.cursor.execute(
            "select count(*) from refusal where kind = 'pupil'"
        ).fetchone()
        if (refused and refused[0]) or any(
            remark.kind == "pupil" and remark.severity == "refused"
            for remark in self.reading.remarks
        ):
            # A refused pupil is in the file after all, so nobody can be called gone.
            self.change.cursor.execute(
                "insert into notice values ('pupil', 0, 'warning', 'Wie er verdwenen is, is niet"
                " bepaald: er zijn leerlingen geweigerd', '')"
            )
            return
        self.complete = True
        run(self.change.cursor, "gone")
        for kind, gone in self.change.cursor.execute("select * from gone_count").fetchall():
            if kind in self.counts:
                self.counts[kind].gone = gone

    def close_gone(self) -> None:
        """Closes what a complete list no longer names: placements, groups and staff's groups."""
        for fact, query in (
            (facts.PLACEMENT, "select placement_id from gone_placement"),
            (facts.STAFF_GROUP, "select staff_group_id from gone_staff_group"),
            (
                facts.GROUP,
                "select group_id from gone_group where group_id not in ("
                "select group_id from placement where closed_by is null and group_id is not null)",
            ),
        ):
            versions.close(self.change, fact, query)
