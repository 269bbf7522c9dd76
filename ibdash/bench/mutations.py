"""Damaged copies of a file, the same for the same seed: what arrives when something went wrong.

Each kind of damage is a function of the bytes and a random source.  The kinds for text break XML,
JSON and tables; those for packages break a workbook inside and out.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator

Damage = Callable[[bytes, random.Random], bytes]

_BOMB_LEVELS, _DEEP, _HUGE = 10, 20_000, 2_000_000
_FORMULAS = (b"=1+1", b"=cmd|'/C calc'!A0", b"@SUM(1;1)", b"+31612345678", b"-1-1", b"#REF!")
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp850", "cp037", "utf-7")


def damaged(content: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(kind of damage, damaged copy), `count` times, going round all kinds that fit the content."""
    source = random.Random(seed)  # noqa: S311 (damage, not secrets)
    kinds = list((_OF_PACKAGES if content.startswith(b"PK") else _OF_TEXT).items())
    for number in range(count):
        name, damage = kinds[number % len(kinds)]
        yield name, damage(content, source)


def _cut(content: bytes, source: random.Random) -> bytes:
    return content[: source.randrange(len(content))]


def _flipped(content: bytes, source: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(source.choice((1, 3, 30, 300))):
        changed[source.randrange(len(changed))] ^= 1 << source.randrange(8)
    return bytes(changed)


def _other_bytes(content: bytes, source: random.Random) -> bytes:
    start = source.randrange(len(content))
    return content[:start] + source.randbytes(source.choice((1, 16, 4096))) + content[start:]


def _without_part(content: bytes, source: random.Random) -> bytes:
    start, end = sorted(source.randrange(len(content)) for _ in range(2))
    return content[:start] + content[end:]


def _part_twice(content: bytes, source: random.Random) -> bytes:
    start, end = sorted(source.randrange(len(content)) for _ in range(2))
    return content[:end] + content[start:end] + content[end:]


def _other_encoding(content: bytes, source: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(source.choice(_ENCODINGS), "replace")


def _broken_encoding(content: bytes, source: random.Random) -> bytes:
    start = source.randrange(len(content))
    return (
        content[:start]
        + source.choice((b"\xff\xfe", b"\x00", b"\xc3\x28", b"\x81"))
        + (content[start:])
    )


def _lines_shuffled(content: bytes, source: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    source.shuffle(lines)
    return b"".join(lines)


def _nested(content: bytes, source: random.Random) -> bytes:
    opening = source.choice((b"<a>", b"[", b'{"a":', b'"', b"("))
    start = content.find(b">", source.randrange(len(content))) + 1
    return content[:start] + opening * _DEEP + content[start:]


def _huge_attribute(content: bytes, source: random.Random) -> bytes:
    start = content.find(b">", source.randrange(len(content)))
    return content[:start] + b' a="' + b"x" * _HUGE + b'"' + content[start:]


def _huge_text(content: bytes, source: random.Random) -> bytes:
    start = source.randrange(len(content))
    return (
        content[:start] + source.choice((b"9", b"x", b";", b"\n", b" ")) * _HUGE + (content[start:])
    )


def _entity_bomb(content: bytes, source: random.Random) -> bytes:
    steps = b"".join(
        b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10)
        for level in range(1, _BOMB_LEVELS)
    )
    kind = source.choice((b"", b' SYSTEM "file:///etc/hostname"'))
    bomb = b'<!DOCTYPE EDEX%s [<!ENTITY l0 "lol">%s]>' % (kind, steps)
    body = content[content.find(b"?>") + 2 :] if content.startswith(b"<?xml") else content
    place = body.find(b">") + 1
    return bomb + body[:place] + b"&l%d;" % (_BOMB_LEVELS - 1) + body[place:]


def _formula(content: bytes, source: random.Random) -> bytes:
    separator = b";" if b";" in content else b'"'
    places = [at for at in range(len(content)) if content[at : at + 1] == separator]
    start = source.choice(places) + 1 if places else 0
    return content[:start] + source.choice(_FORMULAS) + content[start:]


def _numbers(content: bytes, source: random.Random) -> bytes:
    huge = source.choice((b"1e309", b"-0", b"9" * 400, b"NaN", b"0x10", b"1.234.567,89"))
    digits = [at for at in range(len(content)) if content[at : at + 1].isdigit()]
    for at in sorted(source.sample(digits, min(len(digits), 5)), reverse=True):
        content = content[:at] + huge + content[at + 1 :]
    return content


def _inside(damage: Damage) -> Damage:
    """The same damage to one part of a package, which is packed again."""

    def inside(content: bytes, source: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        name = source.choice([name for name, part in parts.items() if part])
        parts[name] = damage(parts[name], source)
        return _packed(parts)

    return inside


def _part_gone(content: bytes, source: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    del parts[source.choice(list(parts))]
    return _packed(parts)


def _zip_bomb(content: bytes, source: random.Random) -> bytes:
    """A sheet that unpacks to 1 GB."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheets = [name for name in parts if name.endswith((".xml", ".bin"))]
    name = source.choice(sheets)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in parts.items():
            if part != name:
                package.writestr(part, text)
        with package.open(name, "w", force_zip64=True) as bomb:
            head = parts[name][: source.randrange(len(parts[name]))]
            bomb.write(head)
            for _ in range(1_000):
                bomb.write(b" " * 1_000_000)
    return packed.getvalue()


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(
        packed, "w", zipfile.ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED
    ) as zips:
        for name, part in parts.items():
            zips.writestr(name, part)
    return packed.getvalue()


_ANYWHERE: dict[str, Damage] = {
    "cut off": _cut,
    "bits flipped": _flipped,
    "other bytes in it": _other_bytes,
    "a part gone": _without_part,
    "a part twice": _part_twice,
}
_OF_TEXT: dict[str, Damage] = {
    **_ANYWHERE,
    "other encoding": _other_encoding,
    "broken encoding": _broken_encoding,
    "lines shuffled": _lines_shuffled,
    "nested too deep": _nested,
    "huge attribute": _huge_attribute,
    "huge text": _huge_text,
    "entity bomb": _entity_bomb,
    "formula as a value": _formula,
    "numbers that are none": _numbers,
}
_OF_PACKAGES: dict[str, Damage] = {
    **_ANYWHERE,
    **{f"{name}, inside": _inside(damage) for name, damage in _OF_TEXT.items()},
    "a part of the package gone": _part_gone,
    "zip bomb": _zip_bomb,
}
