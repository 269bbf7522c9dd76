"""`start`, `demo` and `bench`; what they need is imported only when they are called."""

import argparse
from datetime import date

from ibdash.settings import Settings


def start(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Opens the dashboard on this computer."""
    from ibdash.start import start as run

    return run(settings, given.port)


def demo(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Writes the demo school as files and takes them in, into a store of its own."""
    from ibdash.demo.load import load_demo, remove_demo, summary

    remove_demo(settings)
    reports = load_demo(
        settings,
        given.today or today,
        seed=given.seed,
        schools=given.schools,
        pupils=given.pupils,
        progress=print,
    )
    print(summary(settings, reports))
    return max((report.exit_code for report in reports), default=1)


def bench(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Measures and prints; never judges."""
    from ibdash.bench.run import run, run_samples

    if given.samples:
        return run_samples(settings, given.samples, small=given.small)
    return run(settings, today, browser=given.browser, small=given.small)
