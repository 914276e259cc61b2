"""The judge's side of the link: the student's names as inert copies and proxies."""

from __future__ import annotations

import contextlib
import inspect
import socket
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from nbjudge.checks.wording import code, with_article
from nbjudge.errors import CheckFailed
from nbjudge.kernels.codec import CantCross, Loan, Malformed, dumps, estimators, loads
from nbjudge.kernels.codec.loans import origin
from nbjudge.kernels.link import LinkLost, receive, send
from nbjudge.kernels.raised import counterpart

_LONGEST_NAME = 60


class Refused(CheckFailed):
    """A student's value can't cross to the judge."""


class NotDefined(NameError):
    """A test cell asks for a name that the student's cells have not made."""


class BenchLost(KeyboardInterrupt):
    """The bench doesn't answer any more, or not in time (`late`).

    Like the time limit of a notebook it goes through every check.
    """

    def __init__(self, *, late: bool) -> None:
        super().__init__("the bench is lost")
        self.late = late


class Borrower:
    """Asks the bench for what the student made."""

    def __init__(self, connection: socket.socket | None = None) -> None:
        self._connection = connection
        self.deadline: float | None = None
        self.lost: BenchLost | None = None
        # Whether something has happened that may come out otherwise among the student's own
        # objects: a call has changed its arguments, something could not cross, an object of an
        # own class was looked at.
        self.touched = False
        # Whether the last call has changed its arguments.
        self.changed = False
        # The class of an object that was compared, though here it is equal to nothing.
        self.compared = ""
        # What each name has given, or why it gave nothing, and whether that has touched.
        self._given: dict[str, tuple[object, bool]] = {}
        # One thing is the same one, however often it is lent.
        self._borrowed: dict[int, Borrowed] = {}

    def connect(self, connection: socket.socket) -> None:
        """Turns to another bench."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self.lost = connection, None

    def begin(self, deadline: float, *, fresh: bool = True) -> None:
        """Starts a test cell; with `fresh`, what was given and lent before is forgotten."""
        self.deadline, self.lost, self.touched, self.compared = deadline, None, False, ""
        if fresh:
            self._given.clear()
            self._borrowed.clear()
            self._ask("the notebook", "begin")

    def name(self, name: str) -> object:
        """An inert copy of a name's value, or a proxy of what can't be copied.

        It is the same one until student cells have run; what has two names is one thing.
        """
        if name not in self._given:
            before, self.touched = self.touched, False
            try:
                value = self._ask(code(name), "name", name)
            except (NotDefined, Refused) as error:
                value = error
            self._given[name] = value, self.touched
            self.touched |= before
        value, touched = self._given[name]
        self.touched |= touched
        if isinstance(value, NotDefined | Refused):
            raise value.with_traceback(None)
        return value

    def call(self, loan: Loan, arguments: tuple[Any, ...], named: dict[str, Any]) -> object:
        """What a call in the bench returns."""
        return self._ask(f"what {code(loan.name)} returns", "call", loan.handle, arguments, named)

    def attribute(self, loan: Loan, name: str) -> object:
        """The value of an attribute of something that was lent."""
        return self._ask(f"`{loan.name}.{name}`", "attribute", loan.handle, name)

    def items(self, loan: Loan) -> Iterator[object]:
        """What iterating over something that was lent gives, one after the other."""
        subject = code(loan.name)
        if not loan.facts.get("iterator"):
            iterator = self._ask(subject, "iterate", loan.handle)
            if not isinstance(iterator, Borrowed):
                self.touched = True
                raise _refused(subject, "one whose iterator is none")
            loan = iterator._loan
        with contextlib.suppress(NotDefined):
            while True:
                yield self._ask(f"an item of {subject}", "next", loan.handle)

    def _ask(self, subject: str, kind: str, *question: object) -> object:
        if self.lost is not None or self._connection is None:
            raise self.lost or BenchLost(late=False)
        try:
            message = dumps((kind, *question), _returned)
        except CantCross:
            self.touched = True
            raise
        try:
            send(self._connection, message, self.deadline)
            answer = loads(receive(self._connection, self.deadline), self._borrow)
        except LinkLost as error:
            self.lost = BenchLost(late=error.late)
            raise self.lost from error
        except Malformed:
            answer = None
        match answer:
            case ("value", value, str() as how):
                self.touched |= bool(how)
                self.changed = how == "changed"
                return value
            case ("same", str() as name) if kind == "name" and name in self._given:
                value, touched = self._given[name]
                self.touched |= touched
                return value
            case ("missing",):
                raise NotDefined(f"{subject} is not defined")
            case ("raised", str() as name, str() as base, str() as text) if kind != "name":
                # To look a name up raises nothing; a KeyError would bring the builtin of that name.
                raise counterpart(name, base, text)
            case ("refused", str() as reason):
                pass
            case _:
                reason = "one that can't be read"
        # A test may take any exception for the one that it waits for.
        self.touched = True
        raise _refused(subject, reason)

    def _borrow(self, loan: Loan) -> Borrowed:
        kinds = {
            "callable": BorrowedCallable,
            "iterator": BorrowedIterator,
            "iterable": BorrowedIterable,
        }
        kind = next((kinds[fact] for fact in kinds if loan.facts.get(fact)), Borrowed)
        module, _, name = str(loan.facts.get("class")).partition(":")
        self.touched |= module == "__main__"
        library = estimators.found_class(module, name)
        if library is not None:
            kind = _like(library, kind)
        elif kind in _NAMED:
            # Messages call things by the names of their classes.
            name = str(loan.facts.get("type") or loan.kind)[:_LONGEST_NAME]
            kind = _called(name if name.isidentifier() else loan.kind, kind)
        return self._borrowed.setdefault(loan.handle, kind(self, loan))


class Borrowed:
    """Something of the student's that stays in the bench.

    Its public attributes can be read. It is equal to nothing but itself and has no value.
    """

    def __init__(self, borrower: Borrower, loan: Loan) -> None:
        self._borrower, self._loan = borrower, loan
        self.__name__ = loan.name
        self.__doc__ = loan.facts.get("doc")  # type: ignore[assignment]
        parameters = loan.facts.get("parameters")
        if parameters is not None:
            self.__signature__ = _signature(parameters)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._borrower.attribute(self._loan, name)
        except NotDefined as error:
            raise AttributeError(name) from error

    def __eq__(self, other: object) -> bool:
        if self is not other and self._loan.kind == "object":
            self._borrower.compared = str(self._loan.facts.get("type"))[:_LONGEST_NAME]
        return self is other

    __hash__ = object.__hash__

    def __deepcopy__(self, memo: object) -> Borrowed:
        return self

    def __repr__(self) -> str:
        loan = self._loan
        kind = loan.kind if loan.kind != "object" else str(loan.facts.get("type"))
        return f"<{kind} {loan.name}>" if loan.kind != "object" else f"<{with_article(kind)}>"


class BorrowedCallable(Borrowed):
    """A function, a class or another thing to be called, which runs in the bench.

    The last call of it may have `changed_arguments`: there, and not those that it got from here.
    """

    changed_arguments = False

    def __call__(self, *arguments: Any, **named: Any) -> object:
        answer = self._borrower.call(self._loan, arguments, named)
        self.changed_arguments = self._borrower.changed
        return answer


class BorrowedIterable(Borrowed):
    """Something that gives its items one after the other, as often as it is asked."""

    def __iter__(self) -> Iterator[object]:
        return self._borrower.items(self._loan)


class BorrowedIterator(BorrowedIterable):
    """A generator or another iterator, which gives its items once."""

    def __iter__(self) -> Iterator[object]:
        return self

    def __next__(self) -> object:
        return next(self._borrower.items(self._loan))


_NAMED = (Borrowed, BorrowedCallable, BorrowedIterable, BorrowedIterator)


@lru_cache(maxsize=256)
def _called(name: str, kind: type[Borrowed]) -> type[Borrowed]:
    """The class of what stands for things of the student's whose class has this name."""
    return type(name, (kind,), {})


@cache
def _like(library: Any, kind: type[Borrowed]) -> type[Borrowed]:
    """The class of what stands for objects of a class of scikit-learn.

    What they predict comes from the bench; how good that is, is found here.
    """
    own: dict[str, Any] = {"__class__": property(lambda self: library)}
    if getattr(library, "score", None) in _scores():
        own["score"] = library.score
    return type(library.__name__, (kind,), own)


@cache
def _scores() -> tuple[Any, ...]:
    """The ways to score by what is predicted alone."""
    from sklearn.base import ClassifierMixin, RegressorMixin

    return ClassifierMixin.score, RegressorMixin.score


def claims_to_be(borrowed: Borrowed, imported: object) -> bool:
    """Whether it says that it is what an import gives: that module, or that part of a module."""
    return borrowed._loan.facts.get("origin") == origin(imported)


def _returned(value: object) -> Loan:
    """What stands for a borrowed thing on its way back to the bench."""
    if isinstance(value, Borrowed):
        return value._loan
    raise CantCross(f"{with_article(type(value).__name__)} of the test cell")


def _refused(subject: str, reason: str) -> Refused:
    return Refused(subject, "a value that can be looked at", reason)


def _signature(parameters: Any) -> inspect.Signature | None:
    """The signature of a function, with `...` for every default."""
    try:
        return inspect.Signature(
            [
                inspect.Parameter(
                    name,
                    list(inspect._ParameterKind)[kind],
                    default=... if optional else inspect.Parameter.empty,
                )
                for name, kind, optional in parameters
            ]
        )
    except (IndexError, TypeError, ValueError):
        return None
