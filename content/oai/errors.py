"""The protocol's errors, by their codes."""


class OaiError(Exception):
    """An answer that says what was wrong with the question."""

    code: str


class BadVerb(OaiError):
    """The verb is missing, repeated, or none of the six."""

    code = "badVerb"


class BadArgument(OaiError):
    """An argument is missing, repeated, not of this verb, or cannot be read."""

    code = "badArgument"


class BadResumptionToken(OaiError):
    """This repository did not give this token."""

    code = "badResumptionToken"


class CannotDisseminateFormat(OaiError):
    """There is no such metadata format here."""

    code = "cannotDisseminateFormat"


class IdDoesNotExist(OaiError):
    """No item has, or ever had, this identifier."""

    code = "idDoesNotExist"


class NoRecordsMatch(OaiError):
    """Nothing changed in that time, or in that set."""

    code = "noRecordsMatch"
