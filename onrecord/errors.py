"""The errors that users meet. A class of its own only where a caller would act differently.

A message starts with the thing (a path, a name, a field), gives the value seen, and ends with what to do.
What is merely absent is a value, not an error.
"""


class OnRecordError(Exception):
    """Something that the user can mend; `cli` prints it as one line and exits with 1."""


class UnreadableDocument(OnRecordError):
    """The file was found, but holds no article: a login page, an empty body, bytes that are no text."""


class ForeignLanguage(UnreadableDocument):
    """The article is not in English; `--any-language` reads it all the same."""


class ModelMismatch(OnRecordError):
    """The model file does not belong to this version of the package."""


class BrokenRecord(OnRecordError):
    """The file is no record, was made by a newer version, or a quote in it is not what the article says."""
