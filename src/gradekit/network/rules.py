"""The words, the open choice and the rules of rating one comparison of a network."""

from __future__ import annotations

from gradekit.library import cite
from gradekit.sources import Parameter
from gradekit.trace import Rule
from gradekit.words import Word

__all__ = ["PARAMETERS", "RULES", "Contributor", "Start"]


class Contributor(Word):
    """Which evidence contributes more to the network estimate; direct also where it is equal."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Start(Word):
    """Where the network estimate starts."""

    DOMINANT = "dominant"
    HIGHER = "higher"


_2018 = cite("nma2018", "abstract")
_2019 = cite("nma2019", "abstract")

# The open choice.

START = Parameter(
    Start.DOMINANT,
    cite("gradekit", "networks", checked=False, note="later practice, recalled"),
    "network.start",
)
PARAMETERS: tuple[Parameter[object], ...] = (START,)

# The rules, in the order they are asked.

DIRECT = Rule(
    "network.direct",
    "Direct evidence is rated for risk of bias, inconsistency, indirectness and publication bias, "
    "and not yet for imprecision.",
    _2018,
)
INDIRECT_SPARED = Rule(
    "network.indirect_spared",
    "Indirect evidence need not be rated where direct evidence is high and contributes at least "
    "as much.",
    _2018,
)
INDIRECT = Rule(
    "network.indirect",
    "Indirect evidence has the lower of the two direct ratings in its dominant first-order loop.",
    cite("puhan2014", checked=False, note="second-hand; choosing the loop is recalled"),
)
INTRANSITIVITY = Rule(
    "network.intransitivity",
    "It is rated down where effect modifiers differ between the two bodies it joins.",
    cite("puhan2014", checked=False, note="second-hand"),
)
ONLY_ONE = Rule(
    "network.only_one",
    "Where only direct or only indirect evidence exists, the network estimate starts there.",
    cite("puhan2014", checked=False, note="recalled"),
)
START_DOMINANT = Rule(
    "network.start_dominant",
    "The network estimate starts from whichever evidence contributes more.",
    START.source,
)
START_HIGHER = Rule(
    "network.start_higher",
    "The network estimate starts from the higher of direct and indirect.",
    cite("puhan2014", checked=False, note="second-hand"),
)
INCOHERENCE = Rule(
    "network.incoherence",
    "Where direct and indirect estimates disagree locally, rate down; a global test is not trusted "
    "for it.",
    _2019,
)
COUNTED_TWICE = Rule(
    "network.counted_twice",
    "Incoherence that intransitivity explains is not counted twice: a warning where both are.",
    _2019,
)
BELIEVE_ONE = Rule(
    "network.believe_one",
    "With incoherence, the estimate of higher certainty may be believed instead of the network's.",
    _2019,
)
IMPRECISION = Rule(
    "network.imprecision",
    "Imprecision is rated last, on the network estimate.",
    cite("gradeguidance33", "abstract"),
)
BOUNDED = Rule(
    "network.bounded",
    "Certainty does not fall below very low.",
    cite("coregrade1", checked=False, note="second-hand"),
)
RULES = (
    DIRECT,
    INDIRECT_SPARED,
    INDIRECT,
    INTRANSITIVITY,
    ONLY_ONE,
    START_DOMINANT,
    START_HIGHER,
    INCOHERENCE,
    COUNTED_TWICE,
    BELIEVE_ONE,
    IMPRECISION,
    BOUNDED,
)
