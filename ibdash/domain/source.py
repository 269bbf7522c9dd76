"""Which systems may have said something, and what kind of source each may be.

Our own export writes them beside what they said, and reads them back in another store.
"""

ROLES = ("publisher", "pupil_system", "table", "former_school")
# The numberings of readers and layouts that have one name.
SYSTEMS = ("open", "edexml", "esis", "doorstroomtoets", "bdf_nl", "sgp")
# With the name of a test system, or of a former school, behind it.
NAMED = ("uwlr ", "oso ")


def is_known(system: str) -> bool:
    """Whether this is the name of a system as the intake writes it ("edexml", "uwlr boom")."""
    return system in (*SYSTEMS, "oso") or (system.startswith(NAMED) and system == system.strip())


def origin(system: str | None, role: str | None) -> str | None:
    """Role and system as one word for the intake; None where either is no such word."""
    if system is None or role not in ROLES or not is_known(system):
        return None
    return f"{role} {system}"
