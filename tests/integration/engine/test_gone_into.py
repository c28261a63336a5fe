"""Which cases go on in another one: all of them, also by way of a third, until they are parted."""

from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from engine.sharing import gone_into
from eventlog.log import Log
from tests.integration.engine.world import World, begin
from tests.servers.stores import Store


def test_every_case_that_goes_on_in_one_is_known_until_they_are_parted(store: Store) -> None:
    with store.log(create=True) as recorder:
        log = Log(recorder)
        world = World(log)
        begin(world)
        one, two, three = (world.case(name) for name in ("een", "twee", "drie"))
        assert gone_into(log, three) == ()
        world.do(MergeCases(one, two, world.today))
        world.do(MergeCases(two, three, world.today))
        assert gone_into(log, three) == (two, one)
        world.do(SplitCases(three, two, world.today))
        assert gone_into(log, three) == ()
        assert gone_into(log, two) == (one,)
