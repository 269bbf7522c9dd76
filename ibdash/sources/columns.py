"""Fields of a block of rows, and functions applied to their different values only.

A column of 25,000 cells has a few dozen different dates or levels: a Python function reads each of
those once, and Arrow spreads the answers over the rows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute

from ibdash.domain.cell_text import GUARDED
from ibdash.errors import ValueNotUnderstood
from ibdash.sources.table_blocks import Array

pc: Any = pyarrow.compute
Mask: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]
# Answers are remembered over the blocks of a file; a column in which every value differs must not
# fill the memory with them.
_MOST_REMEMBERED = 200_000


class Suppressed(Exception):
    """The value was left out by whoever published the file ("<5", "*"): not 0, 5 or missing."""


@dataclass(frozen=True)
class Field:
    """One value per row.

    values: the values of the rows, or with `index` the different values.
    index: per row the place in `values`; null where the row has no value.
    """

    values: Array
    index: Array | None = None

    def rows(self) -> Array:
        """The value of each row."""
        return self.values if self.index is None else self.values.take(self.index)

    def has_value(self) -> "Mask | None":
        """Which rows have a value; None says all of them."""
        if self.index is None:
            return None if self.values.null_count == 0 else _mask(self.values.is_valid())
        if self.index.null_count == 0 and self.values.null_count == 0:
            return None
        return _mask(self.values.is_valid().take(self.index).fill_null(False))

    def longer_than(self, most: int) -> list[int]:
        """The rows whose text has more than `most` characters."""
        # No text has more characters than bytes, and those need not be counted.
        if (pc.max(pc.binary_length(self.values)).as_py() or 0) <= most:
            return []
        is_longer = pc.greater(pc.utf8_length(self.values), most)
        if self.index is not None:
            is_longer = is_longer.take(self.index)
        rows: list[int] = pc.indices_nonzero(is_longer).to_pylist()
        return rows

    def encoded(self) -> "Field":
        """The same with an index."""
        if self.index is not None:
            return self
        encoded = self.values.dictionary_encode()
        return Field(encoded.dictionary, encoded.indices)

    def filtered(self, mask: Array) -> "Field":
        """Only the rows of a boolean mask."""
        if self.index is None:
            return Field(self.values.filter(mask))
        return Field(self.values, self.index.filter(mask))


def _mask(array: Array) -> Mask:
    mask: Mask = array.to_numpy(zero_copy_only=False)
    return mask


def constant(value: Any, kind: pa.DataType, length: int) -> Field:
    """The same value on every row."""
    index = pa.array(np.zeros(length, dtype=np.int32))
    return Field(pa.array([value], kind), index)


def from_cells(cells: Array) -> Field:
    """A field of the cells of a column as they were read."""
    if isinstance(cells, pa.DictionaryArray):
        return Field(cells.dictionary, cells.indices)
    return Field(cells)


def trimmed(field: Field) -> Field:
    """Text without spaces around it; nothing but spaces is no value."""
    text = pc.utf8_trim_whitespace(field.values)
    if pc.any(pc.equal(text, "")).as_py():
        text = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    return Field(text, field.index)


def unguarded(field: Field) -> Field:
    """Text as it was before a quote was put in front of it, so that it was never a formula."""
    text = field.values
    if pc.any(pc.starts_with(text, "'")).as_py():
        text = pc.replace_substring_regex(text, GUARDED, r"\1", max_replacements=1)
    return Field(text, field.index)


@dataclass(frozen=True)
class Answer:
    """What a function made of one value, or why it could not."""

    value: Any = None
    error: ValueNotUnderstood | None = None
    is_suppressed: bool = False


@dataclass
class Applied:
    """A new field, and the rows on which the function gave none.

    wrong: (rows, the values that went in, the error) per value that is not understood.
    suppressed: the rows on which the value was left out by its publisher.
    """

    field: Field
    wrong: list[tuple[list[int], tuple[Any, ...], ValueNotUnderstood]]
    suppressed: "Mask | None"


class ByValue:
    """A function of the values of one or more fields, remembered over the blocks of a file.

    With one field the function never sees None; with more it does.  It raises ValueNotUnderstood
    or Suppressed.
    """

    def __init__(self, function: Callable[..., Any], kind: pa.DataType) -> None:
        self._function = function
        self._kind = kind
        self._answers: dict[tuple[Any, ...], Answer] = {}

    def __call__(self, fields: Sequence[Field]) -> Applied:
        index, tuples = _different(fields)
        if len(self._answers) > _MOST_REMEMBERED:
            self._answers = {}
        known = self._answers
        answers = [known.get(values) or self._ask(known, values) for values in tuples]
        field = Field(pa.array([answer.value for answer in answers], self._kind), index)
        wrong = []
        for place, answer in enumerate(answers):
            if answer.error is not None:
                rows = pc.indices_nonzero(pc.equal(index, place)).to_pylist()
                wrong.append((rows, tuples[place], answer.error))
        hidden = [answer.is_suppressed for answer in answers]
        suppressed = None
        if any(hidden):
            suppressed = _mask(pa.array(hidden, pa.bool_()).take(index).fill_null(False))
        return Applied(field, [entry for entry in wrong if entry[0]], suppressed)

    def _ask(self, known: dict[tuple[Any, ...], Answer], values: tuple[Any, ...]) -> Answer:
        if len(values) == 1 and values[0] is None:
            answer = Answer()
        else:
            try:
                answer = Answer(self._function(*values))
            except ValueNotUnderstood as error:
                answer = Answer(error=error)
            except Suppressed:
                answer = Answer(is_suppressed=True)
        known[values] = answer
        return answer


class ByRow:
    """A function of the Arrow arrays of one or more fields, where values hardly repeat."""

    def __init__(self, function: Callable[..., Array]) -> None:
        self._function = function

    def __call__(self, fields: Sequence[Field]) -> Applied:
        return Applied(Field(self._function(*(part.rows() for part in fields))), [], None)


def _different(fields: Sequence[Field]) -> tuple[Array, list[tuple[Any, ...]]]:
    """Per row the place of its combination of values, and the different combinations."""
    encoded = [field.encoded() for field in fields]
    if len(encoded) == 1:
        return _index(encoded[0]), [(value,) for value in encoded[0].values.to_pylist()]
    index, tuples = pa.array(np.zeros(len(_index(encoded[0])), dtype=np.int64)), [()]
    for field in encoded:
        values = [None, *field.values.to_pylist()]
        places = _index(field).fill_null(-1).to_numpy() + 1
        # Encoded anew after each field, so that the product of the counts never overflows.
        codes = pa.array(index.to_numpy().astype(np.int64) * len(values) + places)
        together = codes.dictionary_encode()
        tuples = [
            (*tuples[code // len(values)], values[code % len(values)])
            for code in together.dictionary.to_pylist()
        ]
        index = together.indices
    return index, tuples


def _index(field: Field) -> Array:
    assert field.index is not None, "an encoded field has an index"
    return field.index


def combined_key(columns: Mapping[str, Array]) -> Array:
    """One text per row that is equal for rows with equal values in all of the columns."""
    texts = [pc.fill_null(column.cast(pa.string()), "\x00") for column in columns.values()]
    return pc.binary_join_element_wise(*texts, "\x1f")
