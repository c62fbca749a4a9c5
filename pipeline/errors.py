"""The exception tree.

    CopydeskError
    ├── ConfigError        a setting is wrong; names the key and the mend; the command ends with status 2
    ├── Transient          may work when tried again without any change
    │   └── RunInProgress  another run holds the store
    └── Terminal           trying again changes nothing
        ├── StoreError     the store cannot be read or written as it stands
        ├── StateError     a URL's state does not allow what was to be recorded of it
        └── Unbalanced     a run's numbers do not add up

A URL that fails is no exception: it is a `pipeline.models.Rejection`, a value with a named reason.
"""


class CopydeskError(Exception):
    """Base of every error that copydesk raises on purpose; its text is one line for a person."""


class ConfigError(CopydeskError):
    """A setting is missing, unknown or wrong."""


class Transient(CopydeskError):
    """May work when tried again."""


class RunInProgress(Transient):
    """Another run is using the same store."""


class Terminal(CopydeskError):
    """Trying again changes nothing until somebody mends the cause."""


class StoreError(Terminal):
    """A dataset, the archive or the ledger cannot be read or written as it stands."""


class StateError(Terminal):
    """A URL's state does not allow what was to be recorded of it: a step of a run was taken out of its order."""


class Unbalanced(Terminal):
    """The numbers of a run do not add up: a URL was lost or counted twice."""
