"""What the judge gets of the student's names: copies, and proxies of what can't be copied."""

from __future__ import annotations

import inspect
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from nbjudge.kernels.borrowing import BenchLost, Borrowed, Borrower, NotDefined, Refused

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
    assert copies.name("values") == values
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
        (SystemExit(3), Exception, "3"),
        (KeyboardInterrupt(), Exception, ""),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"), Exception, "bad"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_exceptions_come_back_as_their_kind(
    error: BaseException, kind: type[Exception], text: str, borrower: Connect
) -> None:
    def fail() -> None:
        raise error

    function = borrower({"fail": fail}).name("fail")
    with pytest.raises(kind) as caught:
        function()
    assert type(caught.value).__name__ == type(error).__name__
    assert text in str(caught.value)


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
        raise StopIteration

    function = borrower({"stop": stop}).name("stop")
    with pytest.raises(RuntimeError):
        list(map(function, [1, 2]))


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
        asked.name("sleep")


def test_bench_that_is_gone_is_a_lost_bench(borrower: Connect) -> None:
    asked = borrower({})
    asked._connection.shutdown(2)
    with pytest.raises(BenchLost) as caught:
        asked.name("x")
    assert not caught.value.late
