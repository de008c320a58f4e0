"""Where a harvester goes on reading a long list: the question and the last row, signed, so that nothing is kept."""

import datetime
from dataclasses import asdict, dataclass

from django.core import signing

from content.oai.errors import BadResumptionToken

SALT = "content.oai"


@dataclass(frozen=True)
class Token:
    """``arguments`` of the first request, the verb among them; the row after which to go on; how many came and are."""

    arguments: dict[str, str]
    changed_at: str
    row: int
    cursor: int
    total: int

    @property
    def moment(self) -> datetime.datetime:
        """When the last row changed."""
        return datetime.datetime.fromisoformat(self.changed_at)


def write_token(token: Token) -> str:
    """The token as harvesters send it back."""
    return signing.dumps(asdict(token), salt=SALT)


def read_token(text: str, verb: str) -> Token:
    """Raises ``BadResumptionToken`` for what was not given by this repository, for this verb."""
    try:
        token = Token(**signing.loads(text, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise BadResumptionToken("This token was not given here.") from error
    if token.arguments.get("verb") != verb:
        raise BadResumptionToken("This token was given for another verb.")
    return token
