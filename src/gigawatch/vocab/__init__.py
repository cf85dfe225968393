"""What words mean: measures, statuses, chain links, currencies, publishers, organisations, places."""

from gigawatch.vocab.atlas import PlaceMention, PlaceTable, places
from gigawatch.vocab.currency import Currency, currencies
from gigawatch.vocab.descriptor import tell_descriptor
from gigawatch.vocab.folding import fold, normalise
from gigawatch.vocab.glossary import Term, TermGroup, terms
from gigawatch.vocab.label import label
from gigawatch.vocab.link import Link, LinkMention, find_first_links, find_links, links
from gigawatch.vocab.measure import Measure, MeasureKind, measures
from gigawatch.vocab.organisation import (
    Alias,
    NameMention,
    Organisation,
    OrganisationKind,
    OrganisationRelation,
    OrganisationTable,
    aliases,
    organisations,
)
from gigawatch.vocab.place import Place, PlaceKind, cities_of_rank
from gigawatch.vocab.plant import Plant, PlantMention, PlantTable, plants
from gigawatch.vocab.publisher import Publisher, PublisherKind, PublisherTable, publishers
from gigawatch.vocab.scanner import Scanner
from gigawatch.vocab.status import StatementKind, Status, kinds_of_statement, ledger_status, statuses
from gigawatch.vocab.town import Towns, towns
from gigawatch.vocab.venture import Holding, Venture, ventures
from gigawatch.vocab.vicinity import find_around

__all__ = [
    "Alias",
    "Currency",
    "Holding",
    "Link",
    "LinkMention",
    "Measure",
    "MeasureKind",
    "NameMention",
    "Organisation",
    "OrganisationKind",
    "OrganisationRelation",
    "OrganisationTable",
    "Place",
    "PlaceKind",
    "PlaceMention",
    "PlaceTable",
    "Plant",
    "PlantMention",
    "PlantTable",
    "Publisher",
    "PublisherKind",
    "PublisherTable",
    "Scanner",
    "StatementKind",
    "Status",
    "Term",
    "TermGroup",
    "Towns",
    "Venture",
    "aliases",
    "cities_of_rank",
    "currencies",
    "find_around",
    "find_first_links",
    "find_links",
    "fold",
    "kinds_of_statement",
    "label",
    "ledger_status",
    "links",
    "measures",
    "normalise",
    "organisations",
    "places",
    "plants",
    "publishers",
    "statuses",
    "tell_descriptor",
    "terms",
    "towns",
    "ventures",
]
