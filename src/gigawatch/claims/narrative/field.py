"""The fields of each kind's `data`: name and meaning. A field that the text does not fill is absent."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.model import Kind

FIELDS: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.EVENT: (
        (
            "type",
            "conference, release, declaration, signing, approval, financing, ceremony, ground_breaking, construction, "
            "completion, trial_production, commissioning, full_capacity, delay, suspension, cancellation, resumption, "
            "closure or acquisition; ceremony: a ground-breaking told only as a ceremony; "
            "construction: evidence of building",
        ),
        ("status", "step of the status ladder that the event is evidence of; absent where it is evidence of none"),
        ("name", "name of the conference or declaration, as in the text"),
        ("date", "ISO day, month, year or span of days (2022-07-21/2022-07-23)"),
        ("place", "most specific place named with the event"),
        ("organisations", "list of organisations concerned, as named in the text"),
        ("due_before", "of a delay: the promised date that is given up, as an ISO period"),
        ("due", "of a delay: the date promised in its stead, as an ISO period"),
        ("project", "plant, base or project, in the text's words"),
        ("phase", "phase or phases, as named in the text"),
        ("event", "conference at which it happened"),
        ("sponsors", "list of hosts and sponsors of a conference"),
        (
            "participants",
            "lists of names or groups by role: cell_and_material_makers, vehicle_makers, officials, scientists, "
            "executives, industry_bodies, others",
        ),
        ("released", "list of works made public"),
        ("ordinal", "edition of a conference, as a number"),
        ("planned", "true for a conference or a closure that is only announced"),
    ),
    Kind.AGREEMENT: (
        ("status", "always signed"),
        ("event", "conference at which it was signed"),
        ("date", "ISO day, month, year or span of days"),
        ("place", "place named with the signing, else the host of the conference"),
        ("count", "number of agreements or projects"),
        ("count_qualifier", "hedge of the number"),
        ("investments", "list of sums: value and unit, with high and qualifier where the text gives them"),
        ("parties", "list of organisations that signed or are named with the signing"),
        ("object", "what it is about, in the text's words"),
    ),
    Kind.PLEDGE: (
        ("declaration", "declaration it is part of"),
        ("signatories", "list of those who made it, as named in the text"),
        ("commitment", "the pledge in its own words"),
        ("theme", "research, green, collaboration, exchange, community, capacity or other"),
        ("number", "position among the pledges of the same declaration, from 1"),
        ("due", "date the pledge itself names"),
    ),
    Kind.STATEMENT: (
        ("speaker", "person or organisation that speaks"),
        ("role", "office of the speaker"),
        ("organisation", "organisation the speaker belongs to or is"),
        ("content", "what is said, in the text's words"),
        ("modality", "forecast (what will be), goal (what the speaker means to do) or assertion"),
        ("date", "ISO date of the statement: the text's, else the day of publication"),
        ("event", "conference at which it was said"),
        ("about", "what a forecast is about"),
        ("horizon", "date the forecast or goal is for"),
    ),
    Kind.SUPERLATIVE: (
        ("subject", "what or who is claimed to be first, largest, leading or complete"),
        ("superlative", "the claim in the text's words"),
        ("scope", "field of the claim: world, China, Asia, Europe, North America, industry, country, province"),
        ("quality", "what is claimed: first, largest, leading, complete, ..."),
        ("hedge", "words with which the text itself keeps its distance"),
        ("to_check", "always true: a superlative is a claim to be checked"),
    ),
}
