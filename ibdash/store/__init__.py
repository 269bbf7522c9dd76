"""The only room that knows DuckDB: attach, unlock, migrate, read, change, back up."""

from ibdash.store.connection import Change, Store, open_store

__all__ = ["Change", "Store", "open_store"]
