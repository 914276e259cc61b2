"""Other draws of the same cells."""

from __future__ import annotations

import pytest

from nbjudge.audit.seeds import reseeded

CASES = {
    "keras.utils.set_random_seed(21)": "keras.utils.set_random_seed(30021)",
    "set_random_seed(seed=4)  # ä": "set_random_seed(seed=30004)  # ä",
    'print("ü"); set_random_seed(4)': 'print("ü"); set_random_seed(30004)',
    "np.random.seed(1)\ntf.random.set_seed(2)": "np.random.seed(30001)\ntf.random.set_seed(30002)",
    "if a:\n    set_random_seed(7)\n    set_random_seed(8)": (
        "if a:\n    set_random_seed(30007)\n    set_random_seed(30008)"
    ),
    "set_random_seed(s)": "set_random_seed(s)",
    "np.random.default_rng(3)\nsplit(random_state=0)": (
        "np.random.default_rng(3)\nsplit(random_state=0)"
    ),
    "%%time\nset_random_seed(3)": "%%time\nset_random_seed(30003)",
    "set_random_seed(3": "set_random_seed(3",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_seeds_of_another_draw(text: str) -> None:
    assert reseeded(text, 3) == CASES[text]
