"""The log of what went wrong: class names and places in the code, never a value.

Messages of DuckDB, Arrow and Python quote what they stumble over, and that may be a pupil.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MOST_BYTES = 1_000_000


def path(data: Path) -> Path:
    """The log file in the data folder."""
    return data / "ibdash.log"


def write(data: Path, error: BaseException) -> None:
    """Adds one entry for an unexpected error and for those that led to it; never raises."""
    logger = logging.getLogger("ibdash.faults")
    logger.propagate = False
    try:
        data.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path(data), maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    try:
        logger.error("%s", without_values(error))
    finally:
        logger.removeHandler(handler)
        handler.close()


def without_values(error: BaseException) -> str:
    """Class and call stack of an error and its causes; no message, no source line, no value."""
    parts = []
    current: BaseException | None = error
    while current is not None:
        kind = type(current)
        frames = [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        parts.append("\n".join([f"{kind.__module__}.{kind.__qualname__}", *frames]))
        current = current.__cause__ or current.__context__
    return "\n".join(parts)
