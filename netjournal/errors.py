"""What a user can be told when a command cannot do what was asked: one class each, with its exit status."""

from collections.abc import Collection, Sequence


class JournalError(Exception):
    """A refusal in one line: what is wrong, then what to do; `status` is the exit status."""

    status = 9


class WrongUsage(JournalError):
    """The command line cannot be meant."""

    status = 2


class NoSuchVerb(WrongUsage):
    """No command is called so."""

    def __init__(self, verb: str, near: Sequence[str]) -> None:
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        super().__init__(f"there is no command {verb[:40]!r}; {hint}`netjournal --help` lists them all")


class NoSuchTopic(WrongUsage):
    """Help has nothing under that word."""

    def __init__(self, topic: str, near: Sequence[str]) -> None:
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        super().__init__(f"help knows nothing of {topic[:40]!r}; {hint}`netjournal help` lists what it knows")


class NoJournal(JournalError):
    """There is no journal where one was looked for; `named` where that was one folder alone."""

    status = 3

    def __init__(self, where: str, named: bool = False) -> None:
        if named:
            super().__init__(f"there is no folder {where}; name another, or make it with `netjournal init {where}`")
        else:
            hint = "start one with `netjournal init`, or name yours with --journal DIR"
            super().__init__(f"no journal in {where} or above it; {hint}")


class NobodyCalled(JournalError):
    """Nobody answers to the name given."""

    status = 3

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {' or '.join(near)}?" if near else "see `netjournal list`"
        super().__init__(f"nobody is called {name!r}; {hint}")


class NobodyYet(JournalError):
    """A sentence names people who have no page yet."""

    status = 3

    def __init__(self, names: Sequence[str], near: Sequence[str] = ()) -> None:
        called = " or ".join(repr(name) for name in names)
        hint = f"did you mean {' or '.join(near)}? Else add" if near else "add"
        them = "them" if len(names) > 1 else "this person"
        super().__init__(f"nobody is called {called}; {hint} {them} by the same command with --add")


class NobodyButWords(JournalError):
    """Where a name was wanted stands what happened."""

    status = 3

    def __init__(self, who: str, text: str) -> None:
        super().__init__(f'nobody is called {text[:80]!r}; if that is what happened: netjournal log {who} -m "..."')


class NobodyInBareWords(JournalError):
    """Among names stands a word that tells when or what happened: a kind, a day, or a piece of a sentence."""

    status = 3

    def __init__(self, word: str, kinds: Collection[str]) -> None:
        hint = f"for the kind: --as {word}; " if word.casefold() in kinds else ""
        super().__init__(
            f"nobody is called {word[:80]!r}; {hint}a whole sentence goes in quotes: "
            'netjournal log "yesterday coffee with Ana: all well"'
        )


class SeveralCalled(JournalError):
    """Several people answer to the name given; `choices` tell them apart."""

    status = 4

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)
        lines = "".join(f"\n  {choice}" for choice in self.choices)
        super().__init__(f"several people answer to {name!r}; name one by id:{lines}")


class NoSuchGathering(JournalError):
    """No gathering is called so."""

    status = 3

    def __init__(self, name: str, latest: Sequence[str] = ()) -> None:
        hint = f"the latest are {'; '.join(latest)}" if latest else "tell of one with netjournal log WHO WHO"
        super().__init__(f"no gathering is called {name!r}; {hint}")


class LikelyDouble(JournalError):
    """A new person looks like one who is already here."""

    status = 4

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)
        lines = "".join(f"\n  {choice}" for choice in self.choices)
        super().__init__(f"{name!r} may be here already; add --new if it is somebody else:{lines}")


class MoveRefused(WrongUsage):
    """A move that an introduction doesn't allow as it stands."""


class NoSuchNeed(JournalError):
    """Nothing open on somebody's list is worded so."""

    status = 3

    def __init__(self, whose: str, thing: str, text: str, open_needs: Sequence[str]) -> None:
        lines = "".join(f"\n  {need}" for need in open_needs)
        hint = f"what stands there is:{lines}" if open_needs else f"no {thing} of theirs is open"
        super().__init__(f"{whose} has no {thing} {text!r}; {hint}")


class SeveralNeeds(JournalError):
    """Several open asks or offers fit the words given."""

    status = 4

    def __init__(self, whose: str, thing: str, text: str, choices: Sequence[str]) -> None:
        lines = "".join(f"\n  {choice}" for choice in choices)
        super().__init__(f"several {thing}s of {whose} fit {text!r}; give more of the words:{lines}")


class UnreadableDay(WrongUsage):
    """A text that is no date netjournal can read."""

    def __init__(self, text: str, why: str = "") -> None:
        super().__init__(f"{text!r} cannot be read as a date{why and ': ' + why}; write it as 2026-11-02")


class CannotBeWritten(WrongUsage):
    """A text that no page can hold."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text} cannot be written: {why}")


class UnreadablePage(JournalError):
    """A page that can't be read, so it is never written to."""

    status = 6


class ChangedMeanwhile(JournalError):
    """The page changed while it was being written, again and again."""

    status = 6

    def __init__(self, file: str) -> None:
        super().__init__(f"{file}: changed while netjournal wrote to it; nothing was written, try again")


class ChangedSince(JournalError):
    """Files that a command wrote hold something else by now."""

    status = 6

    def __init__(self, files: Sequence[str], said: str) -> None:
        verb = "has" if len(files) == 1 else "have"
        super().__init__(
            f"{', '.join(files)} {verb} changed since {said!r}; nothing was undone, change it by hand or with git"
        )


class NothingToUndo(JournalError):
    """There is no git history here, or no command in it that could be taken back."""

    status = 3

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing to undo: {why}")


class CannotWrite(JournalError):
    """The disk refused: full, read-only, or failing."""

    status = 9

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: cannot be written: {why}; nothing was changed")


class Busy(JournalError):
    """Another netjournal held the journal's lock for too long."""

    status = 9

    def __init__(self, seconds: float) -> None:
        super().__init__(f"another netjournal has been writing for {seconds:.0f} seconds; try again")


class GitFailed(JournalError):
    """git, or the network behind it, failed."""

    status = 7


class NeedsYes(JournalError):
    """Something so unlikely to be meant that a person has to say yes."""

    status = 5

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"{why}; nothing was sent. If that is meant, run `netjournal sync --yes`")


class KeptBack(JournalError):
    """Pages turned into what can't be read, and were left out of a sync; each named as `FILE:LINE:COLUMN: why`."""

    status = 5

    def __init__(self, pages: Sequence[str]) -> None:
        more = f" (and {len(pages) - 1} more)" if len(pages) > 1 else ""
        it = "them" if more else "it"
        super().__init__(f"{pages[0]}{more}; not sent: mend {it}, or send {it} as it is with `netjournal sync --yes`")
