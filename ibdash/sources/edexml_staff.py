"""Teachers of an EDEXML file and their groups; roles are proposals, never rights."""

from collections.abc import Container

from lxml import etree

from ibdash.sources.edexml_values import Values
from ibdash.sources.edexml_xml import children, line_of, local

# line, key, calling name, prefix, surname, role, role text: the columns of kind "staff".
StaffRow = tuple[int, str, str | None, str | None, str | None, str | None, str | None]
# line, staff key, group key, role: the columns of kind "staff_group".
StaffGroupRow = tuple[int, str, str, str | None]
_NO_ROLE: tuple[None] = (None,)


class Staff:
    """The teachers of one file, collected while it is read."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._found: dict[str, list[tuple[StaffRow, tuple[StaffGroupRow, ...]]]] = {}

    def read(self, element: etree._Element) -> None:
        """Takes one `leerkracht`."""
        values = self._values
        line = line_of(element)
        key = values.key(element)
        # Roles may stand there more than once: `values.roles` reads them.
        fields = children(element)
        call_name = values.text(fields, "roepnaam")
        family_name = values.text(fields, "achternaam")
        if key is None or not (call_name or family_name):
            missing = "key" if key is None else "naam"
            values.remark(
                line,
                "refused",
                f"Deze leerkracht heeft geen {missing}",
                "Verbeter het in uw leerlingadministratie en maak de export opnieuw",
                "staff",
            )
            return
        codes, texts = values.roles(element)
        groups: list[StaffGroupRow] = []
        for reference in fields.get("groepen", ()):
            group_key = values.key(reference)
            if local(reference.tag) not in ("groep", "samengestelde_groep") or not group_key:
                continue
            own, own_texts = values.roles(reference)
            texts += own_texts
            groups += [(line_of(reference), key, group_key, role) for role in own or _NO_ROLE]
        text = "; ".join(dict.fromkeys(codes[1:] + texts)) or None
        prefix = values.text(fields, "voorvoegsel")
        role = codes[0] if codes else None
        row = (line, key, call_name, prefix, family_name, role, text)
        self._found.setdefault(key, []).append((row, tuple(groups)))

    def rows(self, groups: Container[str]) -> tuple[list[StaffRow], list[StaffGroupRow]]:
        """The teachers and their groups that stand, once all groups of the file are known."""
        staff: list[StaffRow] = []
        staff_groups: dict[tuple[str, str, str | None], StaffGroupRow] = {}
        for same in self._found.values():
            row, references = same[0]
            if len(same) > 1 and not self._stands(same):
                continue
            staff.append(row)
            for reference in references:
                if reference[2] in groups:
                    staff_groups.setdefault(reference[1:], reference)
                else:
                    self._values.remark(
                        reference[0],
                        "warning",
                        "Een leerkracht heeft een groep die niet in het bestand staat; "
                        "die groep is overgeslagen",
                    )
        return staff, list(staff_groups.values())

    def _stands(self, same: list[tuple[StaffRow, tuple[StaffGroupRow, ...]]]) -> bool:
        contents = [(row[1:], [group[1:] for group in groups]) for row, groups in same]
        lines = [row[0] for row, _ in same]
        return self._values.settle(lines, contents, "staff", "Deze leerkracht")
