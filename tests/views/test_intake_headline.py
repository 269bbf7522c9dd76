"""What one file would do, in a sentence and on the button."""

from datetime import date

from ibdash.intake import Count, Report
from ibdash.intake.transfer import Dossier
from ibdash.views import intake_headline as words
from tests.views.test_intake_report import PUPILS, RESULTS, plain, report


def test_the_sentence_of_the_look() -> None:
    assert plain(words.sentence(report(RESULTS), "De Proef", replace=False)) == (
        "Toetsresultaten van **De Proef, schooljaar 2025-2026**. "
        "Van 1.187 regels kunnen er **1.179** mee. Er verandert **1 bestaand resultaat**."
    )
    assert plain(words.take_label(report(RESULTS))) == "1.179 regels overnemen"
    assert plain(words.size(report(RESULTS))) == "1.187 regels"


def test_the_moments_of_the_results_are_named() -> None:
    one, more = report(RESULTS), report(RESULTS)
    one.moments, more.moments = ["M6"], ["M3", "M4", "M8"]
    assert "**De Proef, schooljaar 2025-2026, moment M6**" in words.sentence(one, "De Proef", False)
    assert "schooljaar 2025-2026, M3 tot en met M8**" in words.sentence(more, "De Proef", False)


def test_a_pupil_file_counts_pupils_and_not_lines() -> None:
    assert plain(words.sentence(report(PUPILS), "school 99ZZ", replace=False)) == (
        "Leerlingen en groepen van **school 99ZZ, schooljaar 2025-2026**. "
        "Alle **236 leerlingen** kunnen mee. Nieuw daarbij: **11 groepen** en **1 school**. "
        "Aan wat er al staat, verandert niets."
    )
    assert plain(words.take_label(report(PUPILS))) == "236 leerlingen overnemen"


def test_yearly_scores_name_the_pupils_and_support_that_they_bring() -> None:
    counts = {
        "school": Count(same=1),
        "pupil": Count(new=399, same=2),
        "placement": Count(new=636),
        "test": Count(new=2),
        "result": Count(new=1262),
        "support_level": Count(new=143),
    }
    assert (
        "Alle **1.262 regels** kunnen mee. Nieuw daarbij: **143 ondersteuningsniveaus** en"
        " **399 leerlingen**. Aan"
    ) in plain(words.sentence(report(counts), "school 3232", replace=False))


def test_a_file_without_school_and_year_names_neither() -> None:
    text = words.sentence(report({"norm": Count(new=1)}, None), None, replace=False)
    assert text.startswith("Een normtabel. De ene regel kan mee.")


def test_one_row_of_several() -> None:
    text = words.sentence(report({"result": Count(new=1, refused=1)}), None, replace=False)
    assert "Van 2 regels kan er **1** mee." in plain(text)


def test_changes_of_several_kinds_are_named_together() -> None:
    counts = {"pupil": Count(changed=2, same=5), "placement": Count(changed=1, same=6)}
    assert "Er veranderen **2 bestaande leerlingen** en **1 bestaande plaatsing**." in plain(
        words.sentence(report(counts), None, replace=False)
    )


def test_what_was_taken_in_without_what_came_along() -> None:
    done = report({**RESULTS, "result": Count(new=3, changed=2)})
    done.state = "applied"
    assert plain(words.taken_sentence(done, replace=False)) == (
        "**Overgenomen.** Nieuw: 3 resultaten. Gewijzigd: 2 resultaten."
    )
    done = report({**PUPILS, "pupil": Count(new=1, gone=3)})
    done.state = "applied"
    assert plain(words.taken_sentence(done, replace=True)) == (
        "**Overgenomen.** Nieuw: 1 leerling, 11 groepen en 1 school. Gesloten: 3 leerlingen."
    )
    done.state = "unchanged"
    assert words.taken_sentence(done, replace=False).startswith("**Er is niets veranderd:**")


def test_a_file_is_about_its_results_before_its_pupils() -> None:
    assert words.main_kinds(report({"pupil": Count(new=9), "result": Count(refused=1)})) == [
        "result"
    ]
    assert words.main_kinds(report({"pupil": Count(new=9), "result": Count()})) == ["pupil"]
    assert words.main_kinds(report({})) == ["result"]


def test_a_list_of_pupils_that_adds_a_number_is_about_the_pupils() -> None:
    found = report({"pupil_key": Count(new=1), "pupil": Count(new=6, same=1)})
    assert plain(words.take_label(found)) == "7 leerlingen overnemen"
    assert plain(words.size(found)) == "7 leerlingen"


def test_one_of_a_kind_has_its_article() -> None:
    one = {"transfer": "Het ene dossier", "pupil": "De ene leerling", "result": "De ene regel"}
    one |= {"arrangement": "Het ene arrangement", "note": "De ene notitie"}
    for kind, said in one.items():
        assert f"{said} kan mee." in words.sentence(report({kind: Count(new=1)}), None, False)


EVERYTHING = {
    "transfer": Count(new=1),
    "pupil_key": Count(new=4),
    "pupil": Count(new=60, same=2),
    "group": Count(new=3),
    "placement": Count(new=62),
    "test": Count(new=17),
    "result": Count(new=1114),
    "norm": Count(new=527),
    "plan": Count(new=15),
    "note": Count(new=2),
    "absence": Count(new=189),
}


def of_several(counts: dict[str, Count]) -> Report:
    found = report(counts)
    found.format = "Leerlingen, Resultaten, Overstapdossiers, Normtabellen, Plannen"
    return found


def test_an_export_of_everything_is_about_its_pupils_and_results() -> None:
    found = of_several(EVERYTHING)
    assert plain(words.sentence(found, "De Proef", replace=False)) == (
        "Leerlingen, resultaten en nog 5 soorten gegevens van **De Proef, schooljaar 2025-2026**. "
        "Alle **62 leerlingen** en **1.114 resultaten** kunnen mee. Nieuw daarbij: "
        "**527 normregels**, **15 plannen**, **189 verzuimregels**, **4 leerlingnummers**, "
        "**3 groepen** en nog 2 soorten gegevens. Aan wat er al staat, verandert niets."
    )
    assert plain(words.take_label(found)) == "62 leerlingen en 1.114 resultaten overnemen"
    assert plain(words.size(found)) == "62 leerlingen en 1.114 resultaten"
    assert plain(words.taken_count(found)) == "62 leerlingen en 1.114 resultaten"
    assert words.form(found) == "5 tabellen"
    assert plain(words.taken_sentence(found, replace=False)) == (
        "**Overgenomen.** Nieuw: 1.114 resultaten, 527 normregels, 15 plannen, "
        "189 verzuimregels, 60 leerlingen en nog 4 soorten gegevens."
    )


def test_refused_rows_of_several_tables() -> None:
    counts = {"pupil": Count(new=2, refused=1), "result": Count(new=30), "plan": Count(new=1)}
    text = plain(words.sentence(of_several(counts), None, replace=False))
    assert text.startswith("Leerlingen, resultaten en plannen van **schooljaar 2025-2026**. Van 3 ")
    assert " Van 3 leerlingen en 30 resultaten kunnen er **2** en **30** mee." in text
    text = plain(words.sentence(of_several({**counts, "pupil": Count(new=1)}), None, replace=False))
    assert " **1 leerling** en **30 resultaten** kunnen mee." in text


def test_several_tables_without_pupils_and_results_are_about_the_largest() -> None:
    counts = {"plan": Count(new=2), "absence": Count(new=9), "placement": Count(new=30)}
    assert words.main_kinds(of_several(counts)) == ["absence"]
    assert words.main_kinds(of_several({"placement": Count(new=30)})) == ["placement"]


def test_a_dossier_stays_one_whatever_is_in_it() -> None:
    found = of_several(EVERYTHING)
    found.dossier = Dossier(
        *("Noor", "Noor", "Wal", True, None, None, date(2026, 2, 9), False), parts={}
    )
    assert words.main_kinds(found) == ["transfer"]
    assert plain(words.take_label(found)) == "1 dossier overnemen"
