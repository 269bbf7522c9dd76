"""The verbs of the command line, one module each; each returns an exit code."""

from ibdash.commands.asking import ask, check
from ibdash.commands.exporting import export
from ibdash.commands.inbox import inbox
from ibdash.commands.joining import join, part
from ibdash.commands.keeping import profiles
from ibdash.commands.making import bench, demo, start
from ibdash.commands.signalling import signal
from ibdash.commands.taking_in import refuse_all, take_in
from ibdash.commands.undoing import undo

__all__ = [
    "ask",
    "bench",
    "check",
    "demo",
    "export",
    "inbox",
    "join",
    "part",
    "profiles",
    "refuse_all",
    "signal",
    "start",
    "take_in",
    "undo",
]
