"""Joint ventures and who holds them."""

from __future__ import annotations

from gigawatch.vocab import OrganisationRelation, organisations, ventures


def test_partners_are_known_organisations_and_nobody_holds_itself() -> None:
    table = organisations()
    for venture in ventures().values():
        assert venture.partners, venture.organisation
        assert all(table.get(partner) for partner in venture.partners), venture
        assert venture.organisation not in venture.partners
        assert len(set(venture.partners)) == len(venture.partners), venture


def test_the_shares_of_a_venture_are_no_more_than_the_whole() -> None:
    for venture in ventures().values():
        shares = [holding.share or 0.0 for holding in venture.holdings]
        assert all(0 <= share < 100 for share in shares), venture
        assert sum(shares) <= 100 + 1e-6, venture


def test_a_share_is_known_only_where_a_page_tells_it() -> None:
    for venture in ventures().values():
        assert all(one.share is None or one.source.startswith("http") for one in venture.holdings), venture
    assert sum(one.share is not None for venture in ventures().values() for one in venture.holdings) >= 120


def test_every_venture_is_a_joint_venture_and_every_joint_venture_has_its_partners() -> None:
    joint = {one.id for one in organisations() if one.relation is OrganisationRelation.JOINT_VENTURE}
    assert set(ventures()) == joint


def test_the_parent_of_a_venture_is_one_of_its_partners_or_its_home() -> None:
    table = organisations()
    for venture in ventures().values():
        organisation = table.get(venture.organisation)
        assert organisation is not None
        around = {one.id for partner in venture.partners for one in table.ancestors(partner)}
        below = {one.id for one in table if one.parent == organisation.parent}
        assert organisation.parent in {*venture.partners, *around} or below & set(venture.partners), venture


def test_a_share_is_known_unknown_or_of_no_partner() -> None:
    amplify = ventures()["org-amplify"]
    assert amplify.share_of("org-eve") == 10
    assert amplify.is_complete
    assert amplify.share_of("org-catl") is None
    ampace = ventures()["org-ampace"]
    assert ampace.share_of("org-atl") is None
    assert not ampace.is_complete


def test_every_holding_says_where_it_was_read() -> None:
    for venture in ventures().values():
        for holding in venture.holdings:
            assert holding.source == "general knowledge" or holding.source.startswith(("http://", "https://"))
