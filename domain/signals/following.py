"""What becomes of the words of signals when two cases become one, and when that is undone.

Source: handreiking (facts with how one knows them are what others can work with), stappenplan 1. A package of
the case must say what was written down, also before it went on as another.
"""

from collections.abc import Iterable, Mapping
from typing import assert_never

from domain.events import Event
from domain.signals.events import SignalCorrected, SignalRecorded, SignalWordsFollowed, Words
from domain.words import CaseId, Personal, SignalId

Texts = dict[SignalId, Personal]
"""The words of each signal, as last written."""
WordEvent = SignalRecorded | SignalCorrected | SignalWordsFollowed
WORDS = (SignalRecorded, SignalCorrected, SignalWordsFollowed)


def evolve_texts(texts: Texts, event: WordEvent) -> Texts:
    """The words after one more event of the case."""
    match event:
        case SignalRecorded() | SignalCorrected():
            return {**texts, event.signal: event.text}
        case SignalWordsFollowed(words=words):
            return {**texts, **{one.signal: one.text for one in words}}
        case _:
            assert_never(event)


def words_along(
    to: CaseId, source: CaseId, signals: Iterable[str], texts: Mapping[SignalId, Personal]
) -> list[Event]:
    """The words of these signals, when anything was written with them."""
    ids = [SignalId(one) for one in signals]
    words = tuple(Words(one, texts[one]) for one in ids if texts.get(one))
    return [SignalWordsFollowed(to, source, words)] if words else []
