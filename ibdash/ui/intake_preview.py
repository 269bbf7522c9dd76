"""One file on the page Importeren: what it would do, and the button that does it."""

import streamlit as st

from ibdash.errors import FileRefused
from ibdash.ui import (
    intake_choices,
    intake_dossier,
    intake_files,
    intake_mapping,
    intake_report,
    intake_who,
    intake_year_change,
    names,
    page_head,
    places,
    states,
)
from ibdash.ui.intake_desk import Desk, Item, is_own
from ibdash.ui.session import Session
from ibdash.views import dutch, intake_changed, intake_headline, intake_remarks, year_change
from ibdash.views import intake_report as words
from ibdash.views.intake_in_store import on_this_computer


def preview(session: Session, desk: Desk, item: Item) -> None:
    """The card of one file, whatever its stage."""
    report = item.report
    is_unknown = report is not None and item.stage == "refused" and report.choice == "columns"
    is_refused = not item.is_busy and (report is None or item.stage == "refused")
    is_refused = is_refused and not is_unknown
    with st.container(border=not is_refused, key="intake_preview", gap="small"):
        if item.is_busy:
            intake_report.head(item.name, "")
            page_head.note("Bezig met dit bestand …")
            st.skeleton(height=320)
        elif report is not None and is_unknown:
            _unknown(desk, item, report)
        elif report is None or item.stage == "refused":
            _refused(session, desk, item)
        else:
            intake_report.head(item.name, _meta(report))
            if item.stage == "waiting":
                _waiting(session, desk, item, report)
            elif item.stage == "ready":
                _ready(session, desk, item, report)
            else:
                _taken(session, desk, item, report)


def nothing_chosen(session: Session) -> None:
    """Before there is a file: what to begin with, or what can be brought here."""
    if session.is_demo:
        with st.container(border=True, key="intake_preview", gap="xsmall"):
            page_head.section("In de demoschool neemt u niets over")
            intake_report.line(
                "De leerlingen en toetsresultaten zijn verzonnen en kwamen binnen zoals uw eigen "
                "bestanden dat doen. Onder Geschiedenis ziet u welke bestanden dat waren.",
            )
            page_head.note("Ga links naar uw eigen gegevens om bestanden te kiezen.")
        return
    if not intake_files.held(session):
        states.empty(
            "Begin met de leerlingen",
            "Kies links de EDEXML van uw leerlingvolgsysteem: daarin staan de leerlingen en de "
            "groepen. Daarna kunnen de toetsresultaten erbij.",
            way=None,
            name="intake",
        )
        return
    with st.container(border=True, key="intake_preview", gap="xsmall"):
        page_head.section("Kies links een bestand")
        intake_report.line(
            "ibdash herkent het aan de inhoud: EDEXML, UWLR en de doorstroomtoets uit uw systemen, "
            "overstapdossiers (OSO), en open tabellen zoals leerlingen, resultaten, plannen en "
            "verzuim. Van een andere tabel zegt u één keer wat de kolommen betekenen.",
        )
        page_head.note("U ziet eerst wat er verandert. Daarna beslist u.")


def _ready(session: Session, desk: Desk, item: Item, report: words.Reported) -> None:
    if item.notice:
        st.warning(item.notice, icon=":material/history:")
    school = _school_name(session, report.school)
    page_head.summary(
        intake_dossier.sentence(session, report, school)
        or intake_headline.sentence(report, school, item.choices.replace)
    )
    intake_dossier.parts(report)
    intake_choices.new_school(desk, item)
    intake_who.answered(session, desk, item)
    _earlier(session, item)
    intake_mapping.sheets(item, report.to_map)
    is_asked_again = report.year_change is not None and not report.year_change.is_first
    if is_asked_again:
        intake_year_change.before(session, desk, item)
    intake_report.counts(session, report.counts)
    if not is_asked_again:
        intake_year_change.before(session, desk, item)
    _changed(session, report)
    _against(session, report)
    intake_choices.gone(desk, item)
    rows = intake_remarks.refused(report.remarks)
    intake_report.refused(session, report.counts, rows)
    intake_report.remarks(intake_remarks.beside_sheets(report.remarks))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if item.may_be_taken:
            st.button(
                year_change.KEEP_ANSWER
                if words.changes_nothing(report.counts, item.choices.replace)
                else intake_headline.take_label(report),
                type="primary",
                icon=":material/check:",
                key=f"go_intake_{item.number}",
                on_click=desk.take,
                args=(item.number,),
            )
        intake_report.save_refused(rows, str(item.number))
        if is_own(report.profile):
            intake_mapping.open_button(item, "Kolommen opnieuw koppelen", is_primary=False)
        _drop(desk, item, "Niet overnemen" if item.may_be_taken else "Uit de lijst halen")


def _waiting(session: Session, desk: Desk, item: Item, report: words.Reported) -> None:
    page_head.summary(f"**{report.title}.** {report.text}.")
    if intake_choices.has_choice(report):
        intake_choices.waiting(session, desk, item)
        if report.choice == "new_school":
            intake_report.counts(session, report.counts)
    else:
        intake_report.line(f"{report.remedy}.", intake_report.GREY)
    intake_mapping.sheets(item, report.to_map)
    _drop(desk, item, "Niet overnemen")


def _unknown(desk: Desk, item: Item, report: words.Reported) -> None:
    intake_report.head(item.name, "")
    page_head.summary(
        "**Deze tabel kent ibdash nog niet.** U zegt één keer wat de kolommen betekenen; daarna "
        "herkent ibdash dit soort bestanden."
    )
    intake_report.line(f"{report.text}.", intake_report.GREY)
    intake_report.line(
        "Koppelde u zo'n tabel al voor een ander schooljaar, dan staan uw antwoorden klaar en"
        " vraagt ibdash alleen van welk jaar dit bestand is.",
        intake_report.GREY,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        intake_mapping.open_button(item)
        _drop(desk, item, "Uit de lijst halen")


def _refused(session: Session, desk: Desk, item: Item) -> None:
    problem, report = item.problem, item.report
    if problem is None and report is not None:
        problem = FileRefused(report.title, report.text, report.remedy)
    assert problem is not None, "the desk keeps a report or a problem of every file it has read"
    intake_report.head(item.name, "")
    states.error(problem, name="intake")
    if report is not None:
        intake_mapping.sheets(item, report.to_map)
    rows = intake_remarks.refused(report.remarks) if report is not None else []
    intake_report.refused(session, report.counts if report is not None else {}, rows)
    with st.container(horizontal=True, gap="small"):
        intake_report.save_refused(rows, str(item.number))
        _drop(desk, item, "Uit de lijst halen")


def _taken(session: Session, desk: Desk, item: Item, report: words.Reported) -> None:
    page_head.summary(intake_headline.taken_sentence(report, item.choices.replace))
    if dossier := intake_dossier.sentence(session, report, _school_name(session, report.school)):
        page_head.section(dossier)
        intake_dossier.parts(report)
    intake_report.counts(session, report.counts)
    intake_year_change.after(session, item)
    intake_who.after(item)
    rows = intake_remarks.refused(report.remarks)
    intake_report.refused(session, report.counts, rows)
    intake_report.remarks(report.remarks)
    following = next((one for one in desk.items() if one.stage in ("ready", "waiting")), None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if following is not None:
            st.button(
                "Volgende bestand bekijken",
                type="primary",
                icon=":material/preview:",
                key="go_intake_next",
                on_click=intake_files.choose,
                args=(following.number,),
            )
        if places.exists(places.GROUP):
            _to_groups(is_primary=following is None)
        intake_report.save_refused(rows, str(item.number))


def _to_groups(is_primary: bool) -> None:
    if st.button(
        "Naar de groepen",
        type="primary" if is_primary else "secondary",
        icon=":material/grid_on:",
        key="go_intake_groups" if is_primary else "intake_groups",
    ):
        st.switch_page(places.GROUP)


def _changed(session: Session, report: words.Reported) -> None:
    told = {change.kind for change in report.changes}
    changed = {
        kind: count.changed
        for kind, count in report.counts.items()
        if kind in told and count.changed
    }
    if not changed:
        return
    what = [words.KINDS[kind].count(count) for kind, count in changed.items()]
    page_head.section(f"Gewijzigd: {dutch.listing(what)}")
    shown = None
    if session.hide_names:
        shown = names.initials_of(session, (change.pupil for change in report.changes))
    st.html(intake_changed.changed_lines(report.changes, shown))
    more = sum(changed.values()) - intake_changed.rows_shown(report.changes)
    if more > 0:
        page_head.note(f"En nog {more} meer.")


def _against(session: Session, report: words.Reported) -> None:
    if not report.against:
        return
    count = len({(one.line, one.pupil, one.what) for one in report.against})
    page_head.section(
        f"Een andere bron gaat voor: bij {dutch.plural(count, 'resultaat', 'resultaten')}"
    )
    shown = None
    if session.hide_names:
        shown = names.initials_of(session, (one.pupil for one in report.against))
    st.html(intake_changed.against_lines(report.against, shown))
    page_head.note("Beide waarden blijven bewaard. Kies zelf op Gegevenskwaliteit, bij Bronnen.")


def _school_name(session: Session, brin: str | None) -> str | None:
    if brin is None:
        return None
    known = session.ask("intake/schools").to_pylist()
    found = {row["name"] for row in known if str(row["brin"]).startswith(brin)} - {brin}
    if len(found) == 1:
        return str(found.pop())
    # A school without a number is known by its name alone.
    return f"school {brin}" if brin[:1].isdigit() else brin


def _earlier(session: Session, item: Item) -> None:
    for row in session.ask("intake/same_file", file_hash=item.file_hash).to_pylist():
        at = on_this_computer(row["changed_at"])
        page_head.note(words.earlier_sentence(row["file_name"], at))


def _drop(desk: Desk, item: Item, label: str) -> None:
    st.button(
        label,
        type="tertiary",
        key=f"intake_drop_{item.number}",
        on_click=desk.drop,
        args=(item.number,),
    )


def _meta(report: words.Reported) -> str:
    return " · ".join(
        part for part in (intake_headline.form(report), intake_headline.size(report)) if part
    )
