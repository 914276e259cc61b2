# %% [markdown]
# # Problem set 2: files

# %% [markdown]
# Count the words of a file, whatever their case; commas, colons and full stops don't count.

# %% solution count_words
def count_words(path):
    """Returns a dictionary from words to how often they occur."""
    ### BEGIN SOLUTION
    counts = {}
    with open(path) as file:
        for line in file:
            for mark in ",:.":
                line = line.replace(mark, " ")
            for word in line.lower().split():
                counts[word] = counts.get(word, 0) + 1
    return counts
    ### END SOLUTION

# %% test count_words_test 4
import os

words = count_words("diary.txt")
assert words["rain"] == 3
score = 1
### BEGIN HIDDEN TESTS
if words.get("monday") == 1 and "sun," not in words:
    score += 1
try:
    count_words("nowhere.txt")
except FileNotFoundError:
    score += 1
with open("other.txt", "w") as file:
    file.write("A a. B")
if count_words("other.txt") == {"a": 2, "b": 1}:
    score += 1
os.remove("other.txt")
### END HIDDEN TESTS
score

# %% [markdown]
# Read `marks.csv`, and write `means.txt` with a line `NAME MEAN` for everybody who has both marks.

# %% solution write_means
### BEGIN SOLUTION
import csv

with open("marks.csv", newline="") as file, open("means.txt", "w") as out:
    for row in csv.DictReader(file):
        if row["exam"] and row["project"]:
            print(row["name"], (int(row["exam"]) + int(row["project"])) / 2, file=out)
### END SOLUTION

# %% test write_means_test 3
assert os.path.exists("means.txt"), "there is no file means.txt"
### BEGIN HIDDEN TESTS
with open("means.txt") as file:
    lines = file.read().split("\n")
assert lines[0].split() == ["Ada", "85.0"]
assert lines[1].split() == ["Eve", "72.5"]
assert "Bob" not in "".join(lines)
### END HIDDEN TESTS

# %% [markdown]
# `numbered(lines)` is a generator: it yields each line with its number, and skips empty ones.

# %% solution numbered
def numbered(lines):
    ### BEGIN SOLUTION
    number = 0
    for line in lines:
        if line.strip():
            number += 1
            yield number, line
    ### END SOLUTION

# %% test numbered_test 2
import types

assert isinstance(numbered(["a"]), types.GeneratorType)
assert list(numbered(["a", "", "b"])) == [(1, "a"), (2, "b")]
### BEGIN HIDDEN TESTS
def endless():
    while True:
        yield "x"


first = numbered(endless())
assert [next(first), next(first)] == [(1, "x"), (2, "x")]
### END HIDDEN TESTS

# %% [markdown]
# Keep the marks in the table `marks(name, exam)` of the SQLite file `marks.db`.

# %% solution database
import sqlite3
### BEGIN SOLUTION
connection = sqlite3.connect("marks.db")
with connection, open("marks.csv", newline="") as file:
    connection.execute("CREATE TABLE marks (name TEXT, exam INTEGER)")
    rows = [(row["name"], row["exam"]) for row in csv.DictReader(file)]
    connection.executemany("INSERT INTO marks VALUES (?, ?)", rows)
### END SOLUTION

# %% test database_test 2
%%capture listing
!ls
with sqlite3.connect("marks.db") as _db:
    print(_db.execute("SELECT count(*) FROM marks").fetchone())
    assert _db.execute("SELECT max(exam) FROM marks").fetchone() == (90,)

# %% test database_listing 1
assert "marks.db" in listing.stdout.split()
### BEGIN HIDDEN TESTS
assert "(3,)" in listing.stdout
### END HIDDEN TESTS

# %% manual own_file 2
### BEGIN SOLUTION
print(sum(1 for _ in open("diary.txt")))
### END SOLUTION
