"""Inputs of many scopes at once, in little memory."""

import pickle
import zlib
from collections.abc import Iterator, MutableMapping

from publication.registry import Inputs

Subject = dict[str, Inputs | None]


class HeldInputs(MutableMapping[str, Inputs | None]):
    """Scope → inputs. Those of one subject are at hand, those of all others packed until they are asked for.

    A claim holds the inputs of every marked scope between reading and rendering; as plain objects those of a site with
    a hundred programmes would fill hundreds of megabytes. A subject is packed as a whole: the tables that several of
    its scopes read are in it once, and one object again when it is unpacked. Ask subject by subject.
    """

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._at_hand: tuple[str, Subject] = ("", {})
        self._scopes: dict[str, None] = {}

    def __getitem__(self, scope: str) -> Inputs | None:
        if scope not in self._scopes:
            raise KeyError(scope)
        return self._of(subject_of(scope))[scope]

    def __setitem__(self, scope: str, inputs: Inputs | None) -> None:
        self._of(subject_of(scope))[scope] = inputs
        self._scopes[scope] = None

    def __delitem__(self, scope: str) -> None:
        del self._scopes[scope]
        del self._of(subject_of(scope))[scope]

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._scopes))

    def __len__(self) -> int:
        return len(self._scopes)

    def _of(self, subject: str) -> Subject:
        """The inputs of a subject, which takes the place of the one that was at hand."""
        before, held = self._at_hand
        if subject != before:
            if held:
                self._packed[before] = zlib.compress(pickle.dumps(held, pickle.HIGHEST_PROTOCOL), level=1)
            packed = self._packed.pop(subject, None)
            del held
            # What is unpacked was packed here and has never left this process.
            self._at_hand = subject, {} if packed is None else pickle.loads(zlib.decompress(packed))  # noqa: S301
        return self._at_hand[1]


def subject_of(scope: str) -> str:
    """The subject in ``view:subject``."""
    return scope.partition(":")[2]
