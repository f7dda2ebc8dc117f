"""The errors of the package.

AutograderError
├── UsageError          wrong use of a command: exit code 2
├── UnitError           a unit's folder is broken: names the file and the cell or exercise
├── SubmissionRejected  a submission that cannot be read: a person looks at it, the batch goes on
├── JudgeError          the trusted side failed (reference, hidden cases): no points may be decided
├── ProtocolError       bytes from the sandbox that are not a valid frame
├── SandboxError        the student's process died or cannot be started
│   └── SandboxTimeout  it did not answer in time
└── HostError           this machine cannot run the sandbox: says why and how to mend it
    └── LibraryMissing  it lacks a library that a unit needs: nothing of the unit is graded
"""


class AutograderError(Exception):
    """Base class of every error that this package raises on purpose; messages for people are Korean."""


class UsageError(AutograderError):
    """A command was used wrongly."""


class UnitError(AutograderError):
    """A unit's source is inconsistent."""


class SubmissionRejected(AutograderError):
    """A submitted file that is not a readable notebook."""


class JudgeError(AutograderError):
    """The judge itself failed; a person must look, no points are decided."""


class ProtocolError(AutograderError):
    """A frame or value from the sandbox that does not parse."""


class SandboxError(AutograderError):
    """The sandboxed process did not answer as it should."""


class SandboxTimeout(SandboxError):
    """The sandboxed process did not answer in time."""


class HostError(AutograderError):
    """The host cannot run the sandbox as asked."""


class LibraryMissing(HostError):
    """This machine lacks a library that the unit's graded functions may use; no submission is to blame."""
