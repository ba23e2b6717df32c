"""Views kept under a name: read back as they were saved, undone step by step, seen by their owner alone."""

from dataclasses import replace

import pytest

from crmdesk.domain.customer_list import CustomerQuery, Scope, SortBy
from crmdesk.domain.errors import NotFoundError, ValidationError
from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import PoolFilter, said_by
from crmdesk.domain.pool_look import PoolLook, PoolMode
from crmdesk.services.customer_list import CustomerListService
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.saved_views import SavedViewService
from tests.factories import Office, add_customer, add_deal, office_at
from tests.fakes import FixedClock
from tests.store.dumps import execute, logical_dump

QUERY = CustomerQuery(Scope.SIGNED, 'tag:"Level A" -owner:Chen', SortBy.VALUE, descending=True)


@pytest.fixture
def views(office: Office) -> SavedViewService:
    return SavedViewService(office.desk)


def test_a_view_comes_back_as_it_was_saved(views: SavedViewService) -> None:
    uid, changes = views.save("  Good ones ", QUERY)
    assert changes.uids == {"saved_view": (uid,)}
    [view] = views.views()
    assert (view.uid, view.name, view.query, view.is_own) == (uid, "Good ones", QUERY, False)


def test_every_verb_is_one_step_that_can_be_undone(office: Office, views: SavedViewService) -> None:
    views.save("First", QUERY)
    dumps = [logical_dump(office.path)]
    second, _changes = views.save("Second", CustomerQuery(text="acme"))
    dumps.append(logical_dump(office.path))
    for step in (
        lambda: views.rename(second, "Other"),
        lambda: views.change(second, QUERY),
        lambda: views.delete(second),
    ):
        assert second in step().uids["saved_view"]
        dumps.append(logical_dump(office.path))
    for before in reversed(dumps[:-1]):
        office.history.undo()
        assert logical_dump(office.path) == before


def test_a_name_is_needed_and_taken_once(views: SavedViewService) -> None:
    uid, _changes = views.save("Hot", QUERY)
    views.save("Cold", QUERY)
    with pytest.raises(ValidationError, match="“Hot” is there already") as refused:
        views.save(" HOT ", QUERY)
    assert refused.value.field == "name"
    with pytest.raises(ValidationError, match="A name is needed"):
        views.save("  ", QUERY)
    with pytest.raises(ValidationError, match="“Cold” is there already"):
        views.rename(uid, "cold")
    views.rename(uid, "HOT")
    assert [view.name for view in views.views()] == ["HOT", "Cold"]


def test_a_text_nobody_can_read_is_not_kept(office: Office, views: SavedViewService) -> None:
    uid, _changes = views.save("Hot", QUERY)
    before = logical_dump(office.path)
    for attempt in (
        lambda: views.save("Wrong", CustomerQuery(text="colour:red")),
        lambda: views.change(uid, CustomerQuery(text='"open')),
    ):
        with pytest.raises(ValidationError) as refused:
            attempt()
        assert refused.value.field == "filter"
    assert logical_dump(office.path) == before


def test_a_view_of_ones_own_is_seen_by_nobody_else(office: Office, views: SavedViewService) -> None:
    mine, _changes = views.save("Mine", QUERY, own=True)
    views.save("Ours", QUERY)
    hers = SavedViewService(office_at(office.path, FixedClock(), "Chen").desk)
    assert [view.name for view in hers.views()] == ["Ours"]
    with pytest.raises(NotFoundError, match="no longer there"):
        hers.delete(mine)
    hers.save("Mine", QUERY, own=True)
    assert [(view.name, view.is_own) for view in views.views()] == [("Mine", True), ("Ours", False)]


def test_what_another_version_kept_is_read_as_far_as_it_is_known(office: Office, views: SavedViewService) -> None:
    views.save("Strange", QUERY)
    execute(office.path, "UPDATE saved_view SET scope = 'orbit', sort = 'colour'")
    assert views.views()[0].query == CustomerQuery(Scope.ALL, QUERY.text, SortBy.NAME, descending=True)


def test_a_view_follows_what_it_names_into_what_it_was_merged_into(office: Office, views: SavedViewService) -> None:
    configuration = office.configuration
    group = configuration.tag_groups.add("Trade")[0]
    uids = {name: configuration.reasons.add(name)[0] for name in ("Dear", "Costly")}
    tags = {name: configuration.tags.add(name, group)[0] for name in ("Mills", "Works")}
    deal = add_deal(office, add_customer(office, "Acme"), "Pump")
    office.tags.change_tags("Acme", add=["Mills"])
    office.deals.mark_lost(deal, LossWords("Dear", competitors=("Globex", "Initech")))
    rivals = {one.name: one.uid for one in office.competitors.competitors()}
    look = PoolLook(
        PoolFilter(
            reasons=frozenset({uids["Dear"], "gone"}),
            tags=frozenset({tags["Mills"]}),
            competitors=frozenset({rivals["Globex"]}),
            voices=frozenset({said_by(Voice.SELLER, uids["Dear"])}),
        )
    )
    views.save("Dear ones", look)
    views.save("Mills", CustomerQuery(text="tag:Mills reason:Dear competitor:Globex"))
    configuration.reasons.merge(uids["Dear"], uids["Costly"])
    configuration.tags.merge(tags["Mills"], tags["Works"])
    configuration.competitors.merge(rivals["Globex"], rivals["Initech"])
    pooled, words = (view.query for view in views.views())
    assert isinstance(pooled, PoolLook)
    assert isinstance(words, CustomerQuery)
    assert pooled.wanted == PoolFilter(
        reasons=frozenset({uids["Costly"], "gone"}),
        tags=frozenset({tags["Works"]}),
        competitors=frozenset({rivals["Initech"]}),
        voices=frozenset({said_by(Voice.SELLER, uids["Costly"])}),
    )
    assert len(CustomerListService(office.desk).ids(words)) == 1, "words lead to what was merged"
    board = office.pool.board(look.wanted)
    assert (board.total.n, board.left_out) == (1, 1), (
        "what was looked at meanwhile follows too; what is gone is left out"
    )
    assert office.pool.board(pooled.wanted).wanted == replace(pooled.wanted, reasons=frozenset({uids["Costly"]}))


def test_a_view_of_the_pool_comes_back_as_it_was_saved(views: SavedViewService) -> None:
    look = PoolLook(PoolFilter(reasons=frozenset({"r"}), won=True), "year", mode=PoolMode.BOARD, chart="trend")
    uid, _changes = views.save("Won in spite", look)
    assert [view.query for view in views.views()] == [look]
    views.change(uid, PoolLook(mode=PoolMode.QUEUE))
    assert [view.query for view in views.views()] == [PoolLook(mode=PoolMode.QUEUE)]
