"""The entry of the app: settings, store, who is asking, and the frame around every page."""

from datetime import date, datetime
from pathlib import Path

import streamlit as st

from ibdash import settings
from ibdash.store import Store, open_store
from ibdash.ui import frame, guard, imported, inbox_watch, known_on, places

HERE = Path(__file__).resolve().parent
PAGES = (
    frame.Entry("", places.WEEK, "Deze week", "deze-week", "event_available"),
    frame.Entry("Groepen", places.GROUP, "Groep", "groep", "grid_on"),
    frame.Entry("Groepen", places.LEARNING_LINES, "Leerlijnen", "leerlijnen", "show_chart"),
    frame.Entry("Groepen", places.NEWCOMERS, "Instroom", "instroom", "person_add"),
    frame.Entry("Leerlingen", places.PUPIL, "Leerling", "leerling", "person"),
    frame.Entry("Gegevens", places.IMPORT, "Importeren", "importeren", "upload_file"),
    frame.Entry("Gegevens", places.QUALITY, "Gegevenskwaliteit", "gegevenskwaliteit", "fact_check"),
    frame.Entry("Gegevens", places.RULES, "Signaalregels", "signaalregels", "tune"),
    frame.Entry("Gegevens", places.EXPORT, "Exporteren", "exporteren", "drive_file_move"),
)


def make_demo(chosen: settings.Settings, today: date, store: Store) -> None:
    """Makes the demo school; its room is only loaded when somebody asks for it."""
    from ibdash.demo.load import load_demo

    load_demo(chosen, today, store=store)


def make_inbox(store: Store, chosen: settings.Settings) -> inbox_watch.Inbox:
    """Makes the inbox of a store; its room is only loaded once somebody looks into it."""
    from ibdash.intake.inbox import Inbox

    assert chosen.inbox is not None, "the watch asks first"
    return Inbox(chosen.inbox, store, chosen)


frame.configure()
with guard.shows_errors():
    page = frame.navigation(HERE, PAGES)
    chosen = settings.load(HERE)
    frame.begin(chosen, date.today(), open_store=open_store, make_demo=make_demo)
    inbox_watch.begin(make_inbox, datetime.now)
    frame.sidebar(settings.in_synchronised_folder(chosen.store))
    with st.container(key="page"):
        known_on.band()
        page.run()
imported.leave_out_of_collections()
