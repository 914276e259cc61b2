"""What the judge gets of the student's names: copies, and proxies of what can't be copied."""

from __future__ import annotations

import asyncio
import bdb
import inspect
import socket
import sys
import time
import unittest
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from nbjudge.kernels.borrowing import BenchLost, Borrowed, Borrower, NotDefined, Refused
from nbjudge.kernels.codec import CantCross, Loan, dumps
from nbjudge.kernels.link import send

Connect = Callable[[dict[str, object]], Borrower]


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance
        self._secret = 1

    def deposit(self, amount: int, *, twice: bool = False) -> int:
        """Adds to the balance."""
        self.balance += amount * (1 + twice)
        return self.balance


def test_values_are_copies(borrower: Connect) -> None:
    values = [1, 2, 3]
    names = {"values": values, "array": np.arange(3)}
    copies = borrower(names)
    got = copies.name("values")
    assert got == values
    got.append(4)
    assert values == [1, 2, 3]
    assert np.array_equal(copies.name("array"), np.arange(3))


def test_missing_name_is_said(borrower: Connect) -> None:
    with pytest.raises(NotDefined, match="`answer` is not defined"):
        borrower({}).name("answer")


def test_functions_are_called_where_they_are(borrower: Connect) -> None:
    calls = []

    def double(x: object, *, times: int = 2) -> object:
        calls.append(x)
        return x * times

    function = borrower({"double": double}).name("double")
    assert callable(function)
    assert function(4) == 8
    assert function("a", times=3) == "aaa"
    assert calls == [4, "a"]
    assert function.__name__ == "double"
    assert list(inspect.signature(function).parameters) == ["x", "times"]


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (ValueError("no"), ValueError, "no"),
        (ZeroDivisionError("division by zero"), ArithmeticError, "division by zero"),
        (type("Mine", (KeyError,), {})("k"), KeyError, "'k'"),
        (NotImplementedError(), NotImplementedError, ""),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"), Exception, "bad"),
        (ExceptionGroup("many", [ValueError("no")]), Exception, "many"),
        (StopIteration("over"), Exception, "over"),
        (StopAsyncIteration("over"), Exception, "over"),
        (unittest.SkipTest("skip"), Exception, "skip"),
        (bdb.BdbQuit(), Exception, ""),
        (SystemExit(3), BaseException, "3"),
        (KeyboardInterrupt(), BaseException, ""),
        (GeneratorExit("over"), BaseException, "over"),
        (asyncio.CancelledError("cancelled"), BaseException, "cancelled"),
        (pytest.skip.Exception("skip"), BaseException, "skip"),
        (pytest.exit.Exception("exit"), Exception, "exit"),
        (type("n" * 1000, (KeyError,), {})("k"), KeyError, "'k'"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_exceptions_come_back_as_their_kind(
    error: BaseException, kind: type[BaseException], text: str, borrower: Connect
) -> None:
    def fail() -> None:
        raise error

    function = borrower({"fail": fail}).name("fail")
    with pytest.raises(kind) as caught:
        function()
    assert text in str(caught.value)
    # It has the name of the other, if that is one, and is of no class that is there already but
    # Python's own errors.
    raised = type(caught.value)
    assert raised.__name__ in (type(error).__name__[:60], "Exception")
    assert isinstance(caught.value, Exception) is issubclass(kind, Exception)
    assert not isinstance(caught.value, _CONTROL)


# What ends a loop, a generator, a program or a test for whoever waits for it.
_CONTROL = (
    *(StopIteration, StopAsyncIteration, GeneratorExit, SystemExit, KeyboardInterrupt),
    *(asyncio.CancelledError, unittest.SkipTest, bdb.BdbQuit),
    *(pytest.skip.Exception, pytest.exit.Exception),
)


def test_classes_and_objects_stay_in_the_bench(borrower: Connect) -> None:
    made = borrower({"Account": Account}).name("Account")(10)
    assert isinstance(made, Borrowed)
    assert made.deposit(5, twice=True) == 20
    assert made.balance == 20
    with pytest.raises(AttributeError):
        made.interest  # noqa: B018
    with pytest.raises(AttributeError):
        made._secret  # noqa: B018


def test_iterators_give_their_items_once_and_iterables_again(borrower: Connect) -> None:
    class Numbers:
        def __iter__(self) -> Iterator[int]:
            return iter([1, 2])

    asked = borrower({"numbers": Numbers(), "count": (n * n for n in range(3))})
    numbers, count = asked.name("numbers"), asked.name("count")
    assert [list(numbers), list(numbers)] == [[1, 2], [1, 2]]
    assert next(count) == 0
    assert [*count, *count] == [1, 4]
    with pytest.raises(StopIteration):
        next(count)


def test_end_of_a_students_iterator_is_no_end_of_the_cases(borrower: Connect) -> None:
    def stop(case: int) -> int:
        raise StopIteration("over")

    function = borrower({"stop": stop}).name("stop")
    for go in (list, next, tuple, sum, any, [].extend):
        with pytest.raises(Exception, match="over") as caught:
            go(map(function, [1, 2]))
        assert type(caught.value).__name__ == "StopIteration"


def test_borrowed_things_go_back_as_themselves(borrower: Connect) -> None:
    account = Account(1)
    asked = borrower({"account": account, "same": lambda x: x is account})
    assert asked.name("same")(asked.name("account")) is True


@pytest.mark.parametrize("wanted", [42, "x", None, True])
def test_borrowed_thing_is_equal_to_nothing(wanted: object, borrower: Connect) -> None:
    class Liar:
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None

        def __array__(self, *_: object, **__: object) -> object:
            return np.array(42)

    liar = borrower({"liar": Liar()}).name("liar")
    assert liar != wanted
    assert not isinstance(liar, int | float)
    assert np.asarray(liar).dtype == object


def test_what_cannot_cross_is_said(borrower: Connect) -> None:
    deep: list[object] = []
    for _ in range(1000):
        deep = [deep]
    with pytest.raises(Refused, match="`deep`: expected a value that can be looked at"):
        borrower({"deep": deep}).name("deep")


def test_what_functions_print_stays_there(
    borrower: Connect, capsys: pytest.CaptureFixture[str]
) -> None:
    assert borrower({"show": lambda: sys.stdout.write("hidden")}).name("show")() == 6
    assert capsys.readouterr().out == ""


def test_late_answer_is_a_lost_bench(borrower: Connect) -> None:
    asked = borrower({"sleep": lambda: time.sleep(1)})
    sleep = asked.name("sleep")
    asked.deadline = time.monotonic() + 0.1
    with pytest.raises(BenchLost) as caught:
        sleep()
    assert caught.value.late
    with pytest.raises(BenchLost):
        asked.name("another")


def test_bench_that_is_gone_is_a_lost_bench(borrower: Connect) -> None:
    asked = borrower({})
    asked._connection.shutdown(2)
    with pytest.raises(BenchLost) as caught:
        asked.name("x")
    assert not caught.value.late


def test_one_thing_is_the_same_thing_however_it_is_had(borrower: Connect) -> None:
    account = Account(1)
    asked = borrower({"account": account, "box": [account, account], "get": lambda: account})
    got = asked.name("account")
    assert got is asked.name("get")()
    assert asked.name("box") == [got, got]
    assert got != asked.name("get")


def test_name_for_the_value_of_another_is_the_same_value(borrower: Connect) -> None:
    values = [1]
    asked = borrower({"values": values, "others": values, "copy": [1], "one": 1, "two": 1})
    given = [asked.name(name) for name in ("values", "others", "copy")]
    assert given[0] is given[1]
    assert given[0] is not given[2]
    assert asked.name("one") == asked.name("two") == 1
    asked.begin(time.monotonic() + 30)
    assert asked.name("others") is not given[0]
    assert asked.name("others") is asked.name("values")


def test_name_gives_one_value_for_several_test_cells(borrower: Connect) -> None:
    own = type("Own", (), {"__module__": "__main__"})
    names: dict[str, object] = {"value": 1, "own": own()}
    asked = borrower(names)
    first = asked.name("own")
    assert asked.name("value") == 1
    with pytest.raises(NotDefined):
        asked.name("later")
    names |= {"value": 2, "later": 3, "own": 4}
    asked.begin(time.monotonic() + 30, fresh=False)
    assert asked.name("value") == 1
    with pytest.raises(NotDefined):
        asked.name("later")
    assert not asked.touched
    assert asked.name("own") is first
    assert asked.touched
    asked.begin(time.monotonic() + 30)
    assert [asked.name(name) for name in ("value", "later", "own")] == [2, 3, 4]
    assert not asked.touched


@pytest.mark.parametrize(
    ("look", "touched"),
    [
        (lambda asked: asked.name("table"), False),
        (lambda asked: [asked.name("table"), asked.name("first_row")], True),
        (lambda asked: asked.name("rows")([[1], [2]]), True),
        (lambda asked: asked.name("lengths")([[1], [2]]), False),
        (lambda asked: asked.name("Account"), False),
        (lambda asked: asked.name("Account")(1), True),
        (lambda asked: _failed(CantCross, asked.name("lengths"), object()), True),
        (lambda asked: _failed(Refused, asked.name, "deep"), True),
        (lambda asked: _failed(NotDefined, asked.name, "nothing"), False),
    ],
    ids=[
        *("a value", "a part of another", "parts of an argument", "a new value", "a class"),
        *("an own object", "an argument that stays here", "a value that stays there", "nothing"),
    ],
)
def test_what_may_be_otherwise_among_real_objects_is_told(
    look: Callable[[Borrower], object], touched: bool, borrower: Connect
) -> None:
    table = [[1], [2]]
    deep: list[object] = []
    for _ in range(1000):
        deep = [deep]
    own = type("Account", (Account,), {"__module__": "__main__"})
    names = {"table": table, "first_row": table[0], "deep": deep, "Account": own}
    asked = borrower({**names, "rows": sorted, "lengths": lambda rows: [*map(len, rows)]})
    look(asked)
    assert asked.touched is touched


def _failed(kind: type[Exception], function: Callable[..., object], argument: object) -> None:
    with pytest.raises(kind):
        function(argument)


def test_documentation_of_functions_is_the_students(borrower: Connect) -> None:
    asked = borrower({"known": Account.deposit, "unknown": lambda: 1})
    assert asked.name("known").__doc__ == "Adds to the balance."
    assert asked.name("unknown").__doc__ is None


FORGED: dict[str, Callable[[], bytes]] = {
    "no tuple": lambda: dumps(["value", 1]),
    "text": lambda: dumps("value"),
    "unknown kind": lambda: dumps(("passed", 3)),
    "no truth value": lambda: dumps(("value", 1, 1)),
    "nothing raised": lambda: dumps(("raised",)),
    "exception that is no text": lambda: dumps(("raised", [], {}, 1)),
    "no reason": lambda: dumps(("refused",)),
    "name that was not given": lambda: dumps(("same", "other")),
    "end of a lookup": lambda: dumps(("raised", "KeyError", "KeyError", "")),
    "something lent, with items of its own": lambda: dumps(
        print, lambda _: Loan(0, "object", "x", {"iterable": True})
    ),
    "facts that are lent": lambda: dumps(
        ("value", print, False),
        lambda thing: Loan(0, "function", "f", {"parameters": len if thing is print else None}),
    ),
}


@pytest.mark.parametrize("answer", FORGED.values(), ids=FORGED)
def test_answer_to_a_name_that_no_bench_gives_is_refused(answer: Callable[[], bytes]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(theirs, answer())
        with pytest.raises(Refused):
            Borrower(ours).name("x")


def test_tree_is_lent_as_what_it_is_and_scored_here(borrower: Connect) -> None:
    asked_for: list[str] = []

    class Spying(DecisionTreeClassifier):
        def predict(self, X: object, check_input: bool = True) -> object:
            asked_for.append("predict")
            return super().predict(X, check_input)

        def score(self, X: object, y: object, sample_weight: object = None) -> float:
            asked_for.append("score")
            return 1.0

    data, labels = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1])
    right = DecisionTreeClassifier().fit(data, labels)
    lying = DecisionTreeClassifier().fit(data, labels)
    lying.predict, lying.score = Spying().fit(data, labels).predict, lambda X, y: 1.0
    asked = borrower({"right": right, "lying": lying})
    tree = asked.name("right")
    assert isinstance(tree, DecisionTreeClassifier)
    assert isinstance(tree, Borrowed)
    assert type(tree).__name__ == tree.__class__.__name__ == "DecisionTreeClassifier"
    assert tree.predict(data).tolist() == [0, 0, 1, 1]
    assert tree.score(data, labels) == 1
    assert tree.tree_.node_count == 3
    assert asked.name("lying").score(data, 1 - labels) == 0
    assert asked_for == ["predict"]
    assert not asked.touched
