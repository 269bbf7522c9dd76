"""`python -m ibdash.bench.first_page`: seconds of a fresh process until its first page is done.

Counted from before the first import: Streamlit, the store with its checks, the start page.
"""

import time

_BEGAN = time.perf_counter()


def main() -> None:
    """Prints the seconds."""
    from ibdash.bench import page_visits

    running = page_visits.app()
    seconds = time.perf_counter() - _BEGAN
    page_visits.check_drawn(running, "Deze week", "column")
    print(seconds)


if __name__ == "__main__":
    main()
