"""The measurements: they print figures and never judge."""
