"""Sheets of a workbook (XLSX) from Arrow tables, written column by column and never all at once.

Texts are shared strings, so never a formula; numbers and days are typed cells.  Every reader of
these files takes one guarding quote off (domain/cell_text.py), so a text that begins as a guarded
one is written with one more.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa
import pyarrow.compute

from ibdash.domain import cell_text

pc: Any = pyarrow.compute

# The widest column of a sheet, in signs, and the narrowest.
_WIDEST, _NARROWEST = 60, 10
# Days between 30 December 1899, the way XLSX counts dates, and 1 January 1970.
_EPOCH = (date(1970, 1, 1) - date(1899, 12, 30)).days
_BOLD, _DAY, _QUOTED = 1, 2, 3
# XML 1.0 has no other control characters than tab and newline, and reads a return as a newline:
# a workbook writes them as _x000D_, and a text that looks like that as _x005F_x000D_.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_START = re.compile(f"[{cell_text.FORMULA}]")


class Workbook:
    """An XLSX file on its way; call `sheet` for each sheet and `close` at the end.

    unpacked: the bytes of the rows and texts so far, which whoever opens it has to unpack.
    """

    def __init__(self, target: IO[bytes]) -> None:
        self._package = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._names: list[str] = []
        self._strings: dict[str, int] = {}
        self.unpacked = 0

    def sheet(
        self,
        name: str,
        headers: Mapping[str, str],
        batches: Iterable["pa.RecordBatch | pa.Table"],
    ) -> int:
        """Writes one sheet with a bold head that stays in sight; how many rows it got.

        headers: column of the batches: its head; other columns are left out.  The longest text of
        the first batch says how wide a column is.
        """
        self._names.append(name)
        rows = 0
        remaining = iter(batches)
        first = next(remaining, None)
        with self._package.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w") as part:
            part.write(self._begin(headers, first).encode())
            for batch in chain([] if first is None else [first], remaining):
                if batch.num_rows:
                    rows += batch.num_rows
                    written = self._rows(batch, list(headers))
                    self.unpacked += len(written)
                    part.write(written)
            part.write(b"</sheetData></worksheet>")
        return rows

    def close(self) -> None:
        """Writes what the sheets have in common; the target stays open."""
        with self._package.open("xl/sharedStrings.xml", "w") as part:
            part.write(f'{_XML}<sst xmlns="{_MAIN}">'.encode())
            for text in self._strings:
                part.write(f'<si><t xml:space="preserve">{_escaped(text)}</t></si>'.encode())
            part.write(b"</sst>")
        for path, text in _parts(self._names).items():
            self._package.writestr(path, _XML + text)
        self._package.close()

    def abandon(self) -> None:
        """Lets go of the target of a workbook that will not be finished."""
        self._package.close()

    def _begin(
        self,
        headers: Mapping[str, str],
        first: "pa.RecordBatch | pa.Table | None",
    ) -> str:
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{_width(head, name, first)}"'
            ' customWidth="1"/>'
            for place, (name, head) in enumerate(headers.items(), start=1)
        )
        head = "".join(
            f'<c s="{_BOLD}" t="s"><v>{self._number(head)}</v></c>' for head in headers.values()
        )
        return (
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            f"</sheetView></sheetViews><cols>{columns}</cols><sheetData><row>{head}</row>"
        )

    def _rows(self, batch: "pa.RecordBatch | pa.Table", names: Sequence[str]) -> bytes:
        cells = [self._cells(_array(batch.column(name))) for name in names]
        joined = pc.binary_join_element_wise("<row>", *cells, "</row>", "")
        return "".join(joined.to_pylist()).encode()

    def _cells(self, values: Any) -> Any:
        """The cells of one column as text: `<c/>` where it is empty."""
        kind = values.type
        if pa.types.is_date(kind):
            number = pc.add(values.cast(pa.date32()).cast(pa.int32()), _EPOCH).cast(pa.string())
            filled = pc.binary_join_element_wise(f'<c s="{_DAY}"><v>', number, "</v></c>", "")
        elif pa.types.is_integer(kind) or pa.types.is_floating(kind):
            filled = pc.binary_join_element_wise("<c><v>", _numbers(values), "</v></c>", "")
        else:
            words = values.dictionary_encode() if not pa.types.is_dictionary(kind) else values
            written = [self._text_cell(_text(value)) for value in words.dictionary.to_pylist()]
            filled = pa.array(written, pa.string()).take(words.indices)
        return pc.fill_null(filled, "<c/>")

    def _text_cell(self, text: str | None) -> str | None:
        if text is None:
            return None
        style = f' s="{_QUOTED}"' if _FORMULA_START.match(text) else ""
        return f'<c{style} t="s"><v>{self._number(text)}</v></c>'

    def _number(self, text: str) -> int:
        kept = f"'{text}" if cell_text.is_guarded(text) else text
        if kept not in self._strings:
            self.unpacked += len(kept)
        return self._strings.setdefault(kept, len(self._strings))


def _array(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _numbers(values: Any) -> Any:
    """Numbers as XML writes them; what is no number (NaN, infinite) is empty."""
    if pa.types.is_floating(values.type):
        values = pc.if_else(pc.is_finite(values), values, pa.scalar(None, values.type))
    return values.cast(pa.string())


def _text(value: object) -> str | None:
    if value is None:
        return None
    return "ja" if value is True else "nee" if value is False else str(value)


def _width(head: str, name: str, first: "pa.RecordBatch | pa.Table | None") -> int:
    longest = len(head)
    if first is not None and first.num_rows:
        values = _array(first.column(name))
        if pa.types.is_dictionary(values.type):
            values = values.dictionary
        if pa.types.is_date(values.type) or pa.types.is_boolean(values.type):
            longest = max(longest, 8)
        else:
            text = values.cast(pa.string()) if not pa.types.is_string(values.type) else values
            longest = max(longest, pc.max(pc.utf8_length(text)).as_py() or 0)
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _escaped(text: str) -> str:
    coded = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escape(coded)


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _parts(names: Sequence[str]) -> dict[str, str]:
    """Every other part of the package, by its path, without the first line of XML."""
    numbered = list(enumerate(names, start=1))
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPE}.worksheet+xml"/>'
        for number, _ in numbered
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in numbered
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number, _ in numbered
    )
    after = len(names)
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'{overrides}<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{after + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId{after + 2}" Type="{_OFFICE}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        # In the order of _BOLD, _DAY (in the reader's own form, 14) and _QUOTED.
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font>'
        '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>',
    }
