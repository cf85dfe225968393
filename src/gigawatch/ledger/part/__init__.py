"""Part-of before adding: what belongs to what, what it amounts to, and which stated parts add up to a stated whole."""

from gigawatch.ledger.part.cover import Choice, Cover, interval_of_fact
from gigawatch.ledger.part.decomposition import Decomposition, Ground
from gigawatch.ledger.part.drawing import draw_tree
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.part.lessened import Lessened, lessened_by, tell_left
from gigawatch.ledger.part.linked import find_told_twice, link_among
from gigawatch.ledger.part.newest import holds_since
from gigawatch.ledger.part.ranking import Ranked, Ranking, place_spans
from gigawatch.ledger.part.scope import tell_left_out, tell_lessened
from gigawatch.ledger.part.sift import Asked, find_things
from gigawatch.ledger.part.tally import Tally, refuse, tally
from gigawatch.ledger.part.tree import Amount, Node

__all__ = [
    "Amount",
    "Asked",
    "Choice",
    "Cover",
    "Decomposition",
    "Ground",
    "Kin",
    "LeftOut",
    "Lessened",
    "Node",
    "Ranked",
    "Ranking",
    "Reason",
    "Tally",
    "draw_tree",
    "find_things",
    "find_told_twice",
    "holds_since",
    "interval_of_fact",
    "lessened_by",
    "link_among",
    "place_spans",
    "refuse",
    "tally",
    "tell_left",
    "tell_left_out",
    "tell_lessened",
]
