"""Stops an intake whose counts are out of proportion, before anything is applied."""

from ibdash.errors import DecisionNeeded
from ibdash.intake.report import Count
from ibdash.store import Change

# A mistake of this size (last year's file, another school's keys) touches most of what is known;
# a normal week touches a few rows.  Below these numbers a person sees it at a glance anyway.
_LEAST_GONE = 20
_LEAST_CHANGED = 20
_SHARE = 0.5


def check_proportion(
    change: Change, counts: dict[str, Count], *, confirmed: bool, replace: bool
) -> None:
    """Raises DecisionNeeded when most pupils would go, or become somebody else.

    The first file of a school or year never is out of proportion: nothing is known then.
    """
    if confirmed:
        return
    pupils = counts.get("pupil", Count())
    known = pupils.gone + pupils.same + pupils.changed
    if pupils.gone >= _LEAST_GONE and pupils.gone > _SHARE * known and not replace:
        raise DecisionNeeded(
            "Er verdwijnen opvallend veel leerlingen",
            f"{pupils.gone} van de {known} bekende leerlingen van dit schooljaar staan niet in het"
            " bestand; er is niets overgenomen",
            "Zeg of dit de hele leerlinglijst is, of een deel ervan",
            choice="many_gone",
            option="--replace voor de hele lijst, of --confirm voor een deel",
        )
    row = change.cursor.execute(
        "select count(*) from incoming_pupil as i join pupil as p on p.pupil_id = i.known_id"
        " and p.closed_by = ? where p.match_name is distinct from i.match_name"
        " and p.birth_date is distinct from i.birth_date",
        [change.change_id],
    ).fetchone()
    others = int(row[0]) if row else 0
    if others >= _LEAST_CHANGED and others > _SHARE * known:
        raise DecisionNeeded(
            "Opvallend veel leerlingen worden iemand anders",
            f"Bij {others} van de {known} bekende leerlingen veranderen naam en geboortedatum;"
            " er is niets overgenomen",
            "Gebruikt dit bestand andere sleutels? Kies dan een ander bestand; klopt het, bevestig"
            " het dan",
            choice="many_others",
            option="--confirm",
        )
