# Prints a lot, tries things out in cells of his own, and leaves the last exercises.

# %% solve accounts

# %% before accounts account_deposit
test = Account("test", 5)
for i in range(3000):
    print(i, test)

# %% before accounts savings
import sys
print("my own note", file=sys.stderr)
1 / 0

# %% answer files count_words
def count_words(path):
    counts = {}
    for line in open(path):
        print("line", line)
        for word in line.lower().replace(",", "").replace(":", "").replace(".", "").split():
            print(word)
            counts.setdefault(word, 0)
            counts[word] += 1
    return counts

count_words("diary.txt")

# %% solve warmup

# %% after files numbered
def numbered(lines):
    number = 1
    for line in lines:
        if line:
            yield number, line
            number += 1

# %% answer files database
import sqlite3

connection = sqlite3.connect("marks.db")
cursor = connection.cursor()
cursor.execute("CREATE TABLE marks (name TEXT, exam INTEGER)")
for line in open("marks.csv"):
    print(line)
    name, exam, _ = line.split(",")
    if exam.isdigit():
        cursor.execute("INSERT INTO marks VALUES (?, ?)", (name, exam))
connection.commit()

# %% upgrade files
