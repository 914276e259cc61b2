#!/bin/sh
# scikit-learn 1.9.1: `train_test_split(..., stratify=labels)` and the same call with the labels one-hot
# coded draw other rows, with the same seed, though both say the same about each row. Rows of a table are
# joined to text and counted as classes in the order of these texts, so the classes are drawn from in
# another order. Wanted: the split depends on which rows belong together, not on how that is written.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet scikit-learn==1.9.1 pandas==3.1.1
cd "$place"
"$place/venv/bin/python" - 2> "$place/log" <<'END'
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.model_selection import train_test_split

print("scikit-learn", sklearn.__version__)
labels = pd.Series(list("aaabbbccc") * 8)
options = {"test_size": 0.25, "random_state": 0}
rows = np.arange(len(labels))
by_label, by_row = (
    sorted(train_test_split(rows, stratify=kind, **options)[1].tolist())
    for kind in (labels, pd.get_dummies(labels))
)
print("test rows by labels: ", by_label)
print("test rows by one-hot:", by_row)
counts = [labels[chosen].value_counts().to_dict() for chosen in (by_label, by_row)]
print("of each class:", counts)
sys.exit(by_label == by_row or counts[0] != counts[1])
END
