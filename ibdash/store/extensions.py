"""DuckDB's extensions from their PyPI packages: by path, never by name and never downloaded."""

import importlib.util
from pathlib import Path

import duckdb

from ibdash.errors import StoreUnusable


def path_of(name: str) -> Path | None:
    """The extension file inside its package, or None where the package is not installed."""
    spec = importlib.util.find_spec(f"duckdb_extension_{name}")
    if spec is None or spec.origin is None:
        return None
    version = f"v{duckdb.__version__}"
    file = Path(spec.origin).parent / "extensions" / version / f"{name}.duckdb_extension"
    return file if file.exists() else None


def load(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Loads one extension; raises StoreUnusable when its package is missing or does not fit."""
    file = path_of(name)
    if file is None:
        raise StoreUnusable(
            "Een onderdeel ontbreekt",
            f"Voor een versleuteld of gedeeld gegevensbestand is duckdb-extension-{name} nodig",
            f"Installeer de pakketten uit requirements.txt opnieuw (DuckDB {duckdb.__version__})",
        )
    literal = str(file).replace("'", "''")
    try:
        connection.execute(f"load '{literal}'")
    except duckdb.Error:
        raise StoreUnusable(
            "Een onderdeel werkt niet",
            f"duckdb-extension-{name} past niet bij DuckDB {duckdb.__version__}",
            "Installeer de pakketten uit requirements.txt opnieuw",
        ) from None
