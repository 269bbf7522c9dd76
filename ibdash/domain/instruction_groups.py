"""Which approach a level proposes; the teacher decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from ibdash.domain.levels import A_E, I_V, SCALES, LevelScale, rank

Approach: TypeAlias = Literal["intensief", "basis", "verrijkt"]


@dataclass(frozen=True, slots=True)
class Cuts:
    """Per scale the highest level that proposes intensief, and the lowest that proposes verrijkt.

    Both inclusive; a scale that is missing from either has no such approach.  No source gives
    standards (domain README 1.10), so they are a setting of the school.
    """

    intensive_up_to: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({I_V: "IV", A_E: "D"})
    )
    enriched_from: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({I_V: "I", A_E: "A"})
    )


DEFAULT_CUTS = Cuts()


def propose(
    level: str | None,
    scale: str,
    cuts: Cuts = DEFAULT_CUTS,
    scales: Mapping[str, LevelScale] = SCALES,
) -> Approach | None:
    """The proposed approach; None without a level or on a scale that has no cuts.

    Default: IV, V, V- and D, E intensief; I, I+ and A verrijkt; the rest basis.
    """
    if level is None or not (scale in cuts.intensive_up_to or scale in cuts.enriched_from):
        return None
    own = rank(level, scale, scales)
    if (limit := cuts.intensive_up_to.get(scale)) and own <= rank(limit, scale, scales):
        return "intensief"
    if (limit := cuts.enriched_from.get(scale)) and own >= rank(limit, scale, scales):
        return "verrijkt"
    return "basis"
