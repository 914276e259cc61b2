# Right, in another style.

# %% answer accounts account
from dataclasses import dataclass


@dataclass
class Account:
    """Who owns how much."""

    owner: str
    balance: int = 0

    def deposit(self, cents):
        if not cents > 0:
            raise ValueError(cents)
        Ledger.book(self.owner, cents)
        self.balance = self.balance + cents

    def __add__(self, other):
        return type(self)(" & ".join([self.owner, other.owner]), sum([self.balance, other.balance]))

    def __repr__(self):
        return "Account(%r, %d)" % (self.owner, self.balance)

# %% answer accounts savings
class Overdrawn(ArithmeticError):
    missing = 0


class Savings(Account):
    def withdraw(self, cents):
        left = self.balance - cents
        if left < 0:
            error = Overdrawn("you can't")
            error.missing = -left
            raise error
        self.balance = left

# %% answer accounts statement
def statement(accounts):
    rows = sorted(((a.balance, a.owner) for a in accounts), reverse=True)
    print(*(f"{owner}: {money(balance)}" for balance, owner in rows), sep="\n", end="\n" if rows else "")

# %% answer accounts why_cents
# Cents are whole numbers.

# %% answer files count_words
import re
from collections import Counter
from pathlib import Path

def count_words(path):
    return Counter(re.findall(r"\w+", Path(path).read_text().lower()))

# %% answer files write_means
rows = [line.split(",") for line in Path("marks.csv").read_text().splitlines()[1:]]
Path("means.txt").write_text(
    "\n".join(f"{name} {(float(a) + float(b)) / 2}" for name, a, b in rows if a and b)
)

# %% answer files numbered
def numbered(lines):
    yield from enumerate((line for line in lines if line.strip()), start=1)

# %% answer files own_file
Path("diary.txt").read_text().count("\n")

# %% answer accounts menu
class visit:
    def __init__(self, account):
        self.account = account

    def __enter__(self):
        return self.account

    def __exit__(self, *error):
        print("goodbye")


def ask(default="nobody"):
    name = input()
    return default if name.isspace() or not name else name.strip()

# %% answer warmup double
double = lambda x: x + x

# %% answer warmup countdown
steps.clear()

# %% answer files database
import sqlite3

import pandas as pd

with sqlite3.connect("marks.db") as db:
    pd.read_csv("marks.csv")[["name", "exam"]].to_sql("marks", db)
