"""ibdash: the care overview of a Dutch primary school."""

__version__ = "0.1.0"
