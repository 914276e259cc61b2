# %% [markdown]
# # Problem set 1: accounts
#
# ![a bank](attachment:bank.png)
#
# Before you hand in, do *Kernel, Restart & Run All*.

# %%
NAME = ""
COLLABORATORS = ""

# %% locked imports
from bank import Ledger, money

# %% [markdown] locked cell-1f0c
# ## An account
# An account has an `owner` and a `balance` in cents. Two accounts are equal when both are, `a + b`
# is a new account of both owners, and `repr` shows `Account('ada', 150)`. Every change is booked in
# the `Ledger`.

# %% solution account
class Account:
    """An account at our bank."""

    ### BEGIN SOLUTION
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, cents):
        if cents <= 0:
            raise ValueError("nothing to deposit")
        self.balance += cents
        Ledger.book(self.owner, cents)

    def __eq__(self, other):
        if not isinstance(other, Account):
            return NotImplemented
        return (self.owner, self.balance) == (other.owner, other.balance)

    def __add__(self, other):
        return Account(f"{self.owner} & {other.owner}", self.balance + other.balance)

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"
    ### END SOLUTION

# %% test account_deposit 2
import inspect
import io
from contextlib import redirect_stdout

account = Account("ada", 100)
assert account.balance == 100
account.deposit(50)
assert account.balance == 150, "deposit adds to the balance"
### BEGIN HIDDEN TESTS
assert Ledger.entries[-1] == ("ada", 50)
for bad in (0, -5):
    try:
        account.deposit(bad)
    except ValueError:
        pass
    else:
        raise AssertionError("a deposit of nothing is refused")
assert account.balance == 150
### END HIDDEN TESTS

# %% test account_operators 3
assert repr(Account("ada", 150)) == "Account('ada', 150)"
assert Account("ada", 1) == Account("ada", 1)
both = Account("ada", 1) + Account("bob", 2)
assert isinstance(both, Account)
### BEGIN HIDDEN TESTS
assert both.balance == 3 and both.owner == "ada & bob"
assert Account("ada", 1) != Account("bob", 1)
assert Account("ada", 1) != "ada"
assert type(both).__name__ == "Account" and both.__class__.__doc__
### END HIDDEN TESTS

# %%
# Try it out here
print(money(1999))

# %% [markdown] locked cell-2ab7
# ## Savings
# `Savings` is an account that can't be overdrawn: `withdraw` raises your own exception `Overdrawn`,
# which knows the cents that are `missing`.

# %% solution savings
### BEGIN SOLUTION
class Overdrawn(Exception):
    def __init__(self, missing):
        super().__init__(f"{missing} cents are missing")
        self.missing = missing


class Savings(Account):
    def withdraw(self, cents):
        if cents > self.balance:
            raise Overdrawn(cents - self.balance)
        self.balance -= cents
        return self
### END SOLUTION

# %% test savings_test 3
assert issubclass(Savings, Account) and issubclass(Overdrawn, Exception)
pot = Savings("eve", 500)
pot.withdraw(200)
assert pot.balance == 300
### BEGIN HIDDEN TESTS
try:
    pot.withdraw(301)
    assert False, "no Overdrawn was raised"
except Overdrawn as error:
    assert error.missing == 1
assert pot.balance == 300
assert not hasattr(Account("ada"), "withdraw")
### END HIDDEN TESTS

# %% [markdown] locked cell-3c11
# ## A statement
# `statement(accounts)` prints a line for each account, the richest first. Write it without a `for`
# loop over an index.

# %% solution statement
def statement(accounts):
    """Prints the accounts."""
    ### BEGIN SOLUTION
    for account in sorted(accounts, key=lambda one: -one.balance):
        print(f"{account.owner}: {money(account.balance)}")
    ### END SOLUTION

# %% test statement_test 2
text = io.StringIO()
with redirect_stdout(text):
    statement([Account("ada", 150), Account("bob", 2000)])
assert text.getvalue().splitlines() == ["bob: 20.00 EUR", "ada: 1.50 EUR"]
assert "range(len" not in inspect.getsource(statement), "no loop over an index"
### BEGIN HIDDEN TESTS
text = io.StringIO()
with redirect_stdout(text):
    statement([])
assert text.getvalue() == ""
assert list(inspect.signature(statement).parameters) == ["accounts"]
### END HIDDEN TESTS

# %% [markdown]
# ## A menu
# `ask(default)` asks for a name by `input`, and gives the default for an empty answer. `visit` is
# for a `with` statement: it gives the account, and prints `goodbye` at the end.

# %% solution menu
### BEGIN SOLUTION
from contextlib import contextmanager


def ask(default="nobody"):
    """The name that was typed.

    >>> 1 + 1
    2
    """
    return input("name? ").strip() or default


@contextmanager
def visit(account):
    try:
        yield account
    finally:
        print("goodbye")
### END SOLUTION

# %% test menu_test 3
from unittest import TestCase, TestLoader, TestResult, mock


class MenuTest(TestCase):
    @mock.patch("builtins.input", side_effect=["ada ", "", KeyboardInterrupt])
    def test_ask(self, asked):
        self.assertEqual(ask(), "ada")
        self.assertEqual(ask("eve"), "eve")
        self.assertRaises(KeyboardInterrupt, ask)
        self.assertEqual(asked.call_count, 3)

    def test_visit(self):
        text = io.StringIO()
        account = Account("ada", 5)
        with redirect_stdout(text), visit(account) as visited:
            self.assertIs(visited, account)
            self.assertEqual(text.getvalue(), "")
        self.assertEqual(text.getvalue().strip(), "goodbye")


result = TestResult()
TestLoader().loadTestsFromTestCase(MenuTest).run(result)
assert result.wasSuccessful(), [name for name, _ in result.failures + result.errors]
### BEGIN HIDDEN TESTS
import copy
import doctest
import pickle

assert doctest.testmod().failed == 0
assert pickle.loads(pickle.dumps(Account("ada", 5))) == copy.deepcopy(Account("ada", 5))
### END HIDDEN TESTS

# %% [markdown] manual why_cents 2
# ### BEGIN SOLUTION
# Because 0.1 + 0.2 is not 0.3.
# ### END SOLUTION

# %% [markdown] task draw 1
# Draw the two classes on paper, and add a photo of it below.
