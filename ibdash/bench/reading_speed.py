"""How fast XML is read: a sample of a format with one of its pupils 20,000 times over."""

import re
import time
from collections.abc import Sequence
from pathlib import Path

from ibdash.bench.figures import Figure, Section
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.recognise import open_reading

_LIMITS = Limits(2_000_000_000, 50_000_000)
_TARGET = "20.000 leerlingen per seconde"
# The element that stands for one pupil: in a list of pupils, and in a message of results.
_PUPIL = re.compile(rb"[ \t]*<(leerling|toetsafname)( [^<>]*)?>.*?</\1>\s*", re.DOTALL)
_KEY = re.compile(rb'(?<= key=")[^"]*|(?<=<leerlingid>)[^<]*')


def enlarged(content: bytes, pupils: int) -> bytes | None:
    """The sample with its first pupil so many times, each with a key of its own.

    None where it has no list of pupils.
    """
    found = _PUPIL.search(content)
    if found is None:
        return None
    copies = [_KEY.sub(b"%06d" % number, found[0], count=1) for number in range(pupils)]
    return content[: found.start()] + b"".join(copies) + content[found.end() :]


def measure(samples: Sequence[Path], pupils: int) -> Section:
    """Pupils a second of each sample that is XML with a list of pupils, the best of three."""
    figures = []
    for path in samples:
        content = enlarged(path.read_bytes(), pupils) if path.suffix == ".xml" else None
        if content is not None:
            best = min(_seconds(SourceFile(path.name, content)) for _ in range(3))
            figures.append(Figure(path.name, pupils / best, "leerlingen/s", target=_TARGET))
    return Section("Lezen van XML", "ibdash", "", tuple(figures))


def _seconds(file: SourceFile) -> float:
    begin = time.perf_counter()
    for reading in open_reading(file, _LIMITS, None):
        for _ in reading.batches:
            pass
    return time.perf_counter() - begin
