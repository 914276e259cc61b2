# Half of it is right: the ledger, the exception's number and the plain words are missing.

# %% answer accounts account
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, cents):
        self.balance += cents

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Account) else False

    def __add__(self, other):
        return Account(self.owner + " & " + other.owner, self.balance + other.balance)

    def __repr__(self):
        return f"Account('{self.owner}', {self.balance})"

    __doc__ = "An account."

# %% answer accounts savings
class Overdrawn(Exception):
    pass


class Savings(Account):
    def withdraw(self, cents):
        if cents > self.balance:
            raise Overdrawn("too much")
        self.balance -= cents

# %% answer accounts statement
def statement(accounts):
    accounts = list(accounts)
    accounts.sort(key=lambda a: a.balance)
    accounts.reverse()
    for a in accounts:
        print(a.owner + ": " + money(a.balance))

# %% answer files count_words
def count_words(path):
    counts = {}
    for word in open(path).read().lower().replace(",", " ").split():
        counts[word] = counts.get(word, 0) + 1
    return counts

# %% answer files numbered
def numbered(lines):
    return [(i, line) for i, line in enumerate([l for l in lines if l], 1)]

# %% answer accounts account_deposit
assert True

# %% answer accounts menu
from mine import visit

def ask(default):
    return input() or default

# %% file ps1/mine.py
import contextlib

@contextlib.contextmanager
def visit(account):
    yield account
    print("goodbye")

# %% file ps1/bank.py
raise ImportError("mine is broken")

# %% answer warmup double
def double(x):
    return x**2

# %% leave warmup

# %% answer files database
import sqlite3

connection = sqlite3.connect("marks.db")
connection.execute("CREATE TABLE marks (name TEXT, exam INTEGER)")
connection.execute("INSERT INTO marks VALUES ('Ada', 90)")
connection.commit()
