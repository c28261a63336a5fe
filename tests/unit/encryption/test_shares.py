"""Two people hold the master key together, and neither of them alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventlog.encryption.master import KEY_BYTES, as_text, new_key
from eventlog.encryption.shares import join, split

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(KEYS)
def test_both_shares_are_the_key_in_either_order(key: bytes) -> None:
    one, other = split(key)
    assert join(one, other) == join(other, one) == key


def test_a_share_is_another_each_time_and_holds_no_key() -> None:
    key = new_key()
    shares = [*split(key), *split(key)]
    assert len(set(shares)) == len(shares)
    assert not any(as_text(key) in one for one in shares)


@pytest.mark.parametrize("wrong", ["", "tekst", "opplussen-share/v1 naam x"])
def test_what_is_no_share_makes_no_key(wrong: str) -> None:
    one, _ = split(new_key())
    assert join(one, wrong) is None


def test_shares_of_two_splits_or_one_share_twice_make_no_key() -> None:
    key = new_key()
    one, _ = split(key)
    _, other = split(key)
    assert join(one, other) is None
    assert join(one, one) is None
    assert join(one, split(new_key())[1]) is None
