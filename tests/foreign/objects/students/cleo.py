# Wrong, in different ways.

# %% answer accounts account
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = 0

    def __add__(self, other):
        return self.balance + other.balance

# %% answer accounts savings
class Savings:
    def __init__(self, owner, balance):
        self.balance = balance

    def withdraw(self, cents):
        self.balance -= cents

# %% answer accounts statement
def statement(accounts)
    for i in range(len(accounts)):
        print(accounts[i].owner)

# %% answer accounts why_cents
# I don't know.

# %% answer files count_words
def count_words(path):
    try:
        return {word: 1 for word in open(path).read().split()}
    except FileNotFoundError:
        return {}

# %% answer files write_means
with open("means.txt", "w") as out:
    out.write("Ada 90\nBob 55\nEve 70\n")

# %% answer files numbered
def numbered(lines):
    number = 0
    while True:
        number += 1
        yield number, lines[number]

# %% answer files own_file
open("no such file")

# %% answer accounts menu
def ask(default="nobody"):
    return default

name = input("your name? ")

# %% answer warmup double
print(double(4))

# %% answer warmup countdown
steps = steps.sort()

# %% answer files database
sqlite3.connect("other.db")
