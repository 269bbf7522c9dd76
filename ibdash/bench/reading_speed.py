"""How fast XML is read: a sample of a format with one of its pupils 20,000 times over."""

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ibdash.bench.figures import Figure, Section
from ibdash.errors import FileRefused
from ibdash.sources import oso
from ibdash.sources.edexml_xml import elements_of
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.recognise import open_reading

_LIMITS = Limits(2_000_000_000, 50_000_000)
_TARGET = "20.000 leerlingen per seconde"
# The element that stands for one pupil: in a list of pupils, and in a message of results.
_PUPIL = re.compile(
    rb"[ \t]*<(?P<tag>(?:[\w.-]+:)?(?P<name>leerling|toetsafname))( [^<>]*)?>.*?</(?P=tag)>\s*",
    re.DOTALL,
)
_KEY = re.compile(rb'(?P<before> key="|<(?:[\w.-]+:)?leerlingid>)[^"<]*')
_RESULT = re.compile(rb"<(?:[\w.-]+:)?resultaat[ >]")
_UNITS = {b"leerling": "leerlingen/s", b"toetsafname": "toetsafnames/s"}
# A dossier is read over and over: 1,000 times take some seconds.
_PUPILS_PER_DOSSIER = 20


def enlarged(content: bytes, pupils: int) -> bytes | None:
    """The sample with its first pupil so many times, each with a key of its own.

    None where it has no list of pupils.
    """
    found = _PUPIL.search(content)
    if found is None:
        return None
    copies = [_KEY.sub(rb"\g<before>%06d" % number, found[0], count=1) for number in range(pupils)]
    return content[: found.start()] + b"".join(copies) + content[found.end() :]


def measure(samples: Sequence[Path], pupils: int) -> Section:
    """Pupils a second of each sample that is XML of pupils, the best of three.

    Beside it: what the parser alone does with the same bytes.  A dossier (OSO) is of one pupil, so
    there the same file is read `pupils` / 20 times.  A sample that is refused has no figure.
    """
    figures: list[Figure] = []
    for path in samples:
        if path.suffix == ".xml":
            file = SourceFile(path.name, path.read_bytes())
            try:
                figures += _dossiers(file, pupils) if oso.recognises(file) else _lists(file, pupils)
            except FileRefused:
                continue
    return Section("Lezen van XML", "ibdash", "kale lxml", tuple(figures))


def _lists(file: SourceFile, pupils: int) -> list[Figure]:
    content = enlarged(file.content, pupils)
    found = _PUPIL.search(file.content)
    if content is None or found is None:
        return []
    larger = SourceFile(file.name, content)
    taken, parsed = _best(lambda: _read(larger)), _best(lambda: _parse(content))
    unit = _UNITS[found["name"]]
    figures = [Figure(file.name, pupils / taken, unit, pupils / parsed, target=_TARGET)]
    results = len(_RESULT.findall(found[0]))
    if results > 1:
        name = f"  met elk {results} resultaten"
        count = results * pupils
        figures.append(Figure(name, count / taken, "resultaten/s", count / parsed))
    return figures


def _dossiers(file: SourceFile, pupils: int) -> list[Figure]:
    times = max(1, pupils // _PUPILS_PER_DOSSIER)

    def again(step: Callable[[], None]) -> Callable[[], None]:
        def steps() -> None:
            for _ in range(times):
                step()

        return steps

    taken = _best(again(lambda: _read(file)))
    parsed = _best(again(lambda: _parse(file.content)))
    return [Figure(file.name, times / taken, "dossiers/s", times / parsed)]


def _read(file: SourceFile) -> None:
    for reading in open_reading(file, _LIMITS, None):
        for _ in reading.batches:
            pass


def _parse(content: bytes) -> None:
    for element in elements_of(content, "end"):
        element.clear()


def _best(step: Callable[[], None]) -> float:
    """The seconds of the fastest of three."""
    seconds = []
    for _ in range(3):
        begin = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)
