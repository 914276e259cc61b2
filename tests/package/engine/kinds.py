"""Kinds of test cell that courses have: each with a reference solution and a wrong answer.

All of them pass in a plain kernel with the reference, and none with the wrong answer or the stub.
`way` is how a kind is to be judged. Names are a kind's own, since several share a notebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

from nbjudge.engine.verdicts import Way


@dataclass(frozen=True)
class Kind:
    """One exercise; a test of several cells has its points in the last one.

    `before` is a test cell, too, that stands before the answer.
    """

    id: str
    way: Way
    reference: str
    wrong: str
    tests: tuple[str, ...]
    before: str = ""


def kind(id_: str, way: Way, reference: str, wrong: str, *tests: str, before: str = "") -> Kind:
    return Kind(id_, way, dedent(reference), dedent(wrong), tuple(map(dedent, tests)), before)


VALUES = [
    kind("number", "inert", "a_sum = 2 + 2", "a_sum = 5", "assert a_sum == 4"),
    kind("text", "inert", "a_text = 'Ada'", "a_text = 'ada'", "assert a_text == 'Ada'"),
    kind(
        "nested containers",
        "inert",
        "a_tree = {'x': [1, (2, {3})]}",
        "a_tree = {'x': [1, [2, {3}]]}",
        "assert a_tree == {'x': [1, (2, {3})]}",
    ),
    kind(
        "type of a value", "inert", "a_float = 2.0", "a_float = 2", "assert type(a_float) is float"
    ),
    kind(
        "array",
        "inert",
        "import numpy as np\nan_array = np.arange(6).reshape(2, 3)",
        "import numpy as np\nan_array = np.arange(6)",
        "import numpy as np\nnp.testing.assert_array_equal(an_array, [[0, 1, 2], [3, 4, 5]])",
    ),
    kind(
        "table",
        "inert",
        "import pandas as pd\na_table = pd.DataFrame({'x': [1, 2], 'y': ['a', 'b']})",
        "import pandas as pd\na_table = pd.DataFrame({'x': [2, 1], 'y': ['a', 'b']})",
        """
        import pandas as pd
        pd.testing.assert_frame_equal(a_table, pd.DataFrame({"x": [1, 2], "y": ["a", "b"]}))
        """,
    ),
    kind(
        "rows of their own",
        "inert",
        "grid = [[0, 0] for _ in range(2)]",
        "grid = [[0, 0]] * 2",
        "grid[0][0] = 1\nassert grid == [[1, 0], [0, 0]]",
    ),
    kind(
        "a copy of a list",
        "inert",
        "basket = ['egg']\ntwin = basket[:]",
        "basket = ['egg']\ntwin = basket",
        "twin.append('milk')\nassert basket == ['egg']",
    ),
    kind(
        "a deep copy of a list",
        "inert",
        "import copy\nboxes = [['egg']]\ndeep_twin = copy.deepcopy(boxes)",
        "boxes = [['egg']]\ndeep_twin = boxes[:]",
        "deep_twin[0].append('milk')\nassert boxes == [['egg']]",
    ),
    kind(
        "a wrapped dictionary",
        "inert",
        "from collections import UserDict\nsome_counts = UserDict(a=2)",
        "from collections import UserDict\nsome_counts = UserDict(a=1)",
        "assert some_counts == {'a': 2} and dict(some_counts) == {'a': 2}",
    ),
    kind(
        "views of a dictionary",
        "inert",
        "some_keys = {'a': 1, 'b': 2}.keys()",
        "some_keys = {'a': 1}.keys()",
        "assert sorted(some_keys) == ['a', 'b'] and len(some_keys) == 2",
    ),
    kind(
        "partial credit",
        "inert",
        "first, second = 1, 2",
        "first, second = 2, 1",
        """
        right = (first == 1) + (second == 2)
        right / 2
        """,
    ),
    kind("a name that a builtin has", "inert", "max = 3", "max = 4", "assert max == 3"),
    kind(
        "an import that is the exercise",
        "inert",
        "from statistics import median",
        "from statistics import mean",
        "assert median([1, 2, 9]) == 2",
    ),
    kind(
        "a module under another name",
        "inert",
        "import collections as col",
        "import collections",
        "assert col.Counter('aab')['a'] == 2",
    ),
    kind(
        "a regular expression",
        "inert",
        "import re\npattern = re.compile(r'[a-z]+')",
        "import re\npattern = re.compile(r'[0-9]+')",
        "assert pattern.fullmatch('abc') and not pattern.fullmatch('123')",
    ),
    kind(
        "a date",
        "inert",
        "import datetime\na_day = datetime.date(2026, 2, 28)",
        "import datetime\na_day = datetime.date(2026, 2, 27)",
        "import datetime\nassert a_day + datetime.timedelta(days=1) == datetime.date(2026, 3, 1)",
    ),
    kind(
        "a name that an earlier test made",
        "inert",
        "doubled = [2 * x for x in sample]",
        "doubled = list(sample)",
        "assert doubled == [2, 4, 6]",
        before="sample = [1, 2, 3]",
    ),
]

FUNCTIONS = [
    kind(
        "a function",
        "inert",
        "def square(x): return x * x",
        "def square(x): return 2 * x",
        "assert square(3) == 9",
    ),
    kind(
        "keyword arguments and defaults",
        "inert",
        "def power(x, *, n=2): return x**n",
        "def power(x, *, n=3): return x**n",
        "assert power(3) == 9 and power(2, n=3) == 8",
    ),
    kind(
        "an exception",
        "inert",
        """
        def root(x):
            if x < 0:
                raise ValueError("negative")
            return x**0.5
        """,
        "def root(x): return abs(x)**0.5",
        """
        try:
            root(-1)
        except ValueError as error:
            assert "negative" in str(error)
        else:
            raise AssertionError("no error")
        """,
    ),
    kind(
        "an exception of any kind",
        "inert",
        "def third(xs): return xs[2]",
        """
        def third(xs):
            if len(xs) < 3:
                raise KeyboardInterrupt
            return xs[2]
        """,
        """
        assert third("abc") == "c"
        try:
            third("ab")
        except Exception:
            pass
        else:
            raise AssertionError("no error")
        """,
    ),
    kind(
        "an exception and not a value that can't be looked at",
        "inert",
        "def fourth(xs): return xs[3]",
        "def fourth(xs): return xs[3] if len(xs) > 3 else 10**5000",
        """
        import unittest
        assert fourth("abcd") == "d"
        with unittest.TestCase().assertRaises(Exception):
            fourth("ab")
        """,
    ),
    kind(
        "a function that copies deep",
        "inert",
        "import copy\ndef deep_copied(xs): return copy.deepcopy(xs)",
        "def deep_copied(xs): return list(xs)",
        "nest = [[1]]\nits_copy = deep_copied(nest)\nits_copy[0].append(2)\nassert nest == [[1]]",
    ),
    kind(
        "unittest",
        "inert",
        "def half(x): return x / 2",
        "def half(x): return x // 2",
        """
        import unittest
        case = unittest.TestCase()
        case.assertAlmostEqual(half(3), 1.5)
        with case.assertRaises(TypeError):
            half("x")
        """,
    ),
    kind(
        "a closure",
        "inert",
        "def adder(n): return lambda x: x + n",
        "def adder(n): return lambda x: x",
        "assert callable(adder(1)) and adder(2)(3) == 5",
    ),
    kind(
        "what a generator gives",
        "inert",
        "def count(n): yield from range(n)",
        "def count(n): yield from range(n + 1)",
        "assert list(count(3)) == [0, 1, 2] and sum(count(4)) == 6",
    ),
    kind(
        "next of an iterator",
        "inert",
        "evens = iter([0, 2, 4])",
        "evens = iter([2, 4, 6])",
        "assert next(evens) == 0\nassert next(evens) == 2\nassert list(evens) == [4]",
    ),
    kind(
        "a map instead of a list",
        "inert",
        "def lengths(words): return map(len, words)",
        "def lengths(words): return map(str.upper, words)",
        "assert list(lengths(['a', 'bcd'])) == [1, 3]",
    ),
    kind(
        "a type of generator",
        "live",
        "def steps(n):\n    while n:\n        yield n\n        n -= 1",
        "def steps(n): return list(range(n, 0, -1))",
        "import types\nassert isinstance(steps(2), types.GeneratorType)",
    ),
    kind(
        "a function as an argument",
        "live",
        "def apply(f, x): return f(f(x))",
        "def apply(f, x): return f(x)",
        "assert apply(lambda v: v + 1, 1) == 3",
    ),
    kind(
        "a decorator",
        "live",
        """
        import functools
        def twice(f):
            @functools.wraps(f)
            def wrapper(*args):
                return 2 * f(*args)
            return wrapper
        """,
        "def twice(f): return f",
        """
        @twice
        def three():
            "Three."
            return 3
        assert three() == 6 and three.__doc__ == "Three." and three.__wrapped__() == 3
        """,
    ),
    kind(
        "a context manager",
        "live",
        """
        from contextlib import contextmanager
        @contextmanager
        def tag(out):
            out.append("<b>")
            yield
            out.append("</b>")
        """,
        """
        from contextlib import contextmanager
        @contextmanager
        def tag(out):
            out.append("<b>")
            yield
        """,
        """
        written = []
        with tag(written):
            written.append("x")
        assert written == ["<b>", "x", "</b>"]
        """,
    ),
    kind(
        "a coroutine",
        "live",
        "async def fetch(): return 7",
        "async def fetch(): return 8",
        "assert await fetch() == 7",
    ),
    kind(
        "a cached function",
        "live",
        """
        from functools import cache
        @cache
        def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
        """,
        "def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)",
        "assert fib(20) == 6765\nassert fib.cache_info().hits > 0\nassert fib.__wrapped__",
    ),
    kind(
        "an argument changed in place",
        "live",
        "def double_all(xs):\n    for i in range(len(xs)):\n        xs[i] *= 2",
        "def double_all(xs):\n    return [2 * x for x in xs]",
        "numbers = [1, 2, 3]\ndouble_all(numbers)\nassert numbers == [2, 4, 6]",
    ),
    kind(
        "an argument that must not change",
        "inert",
        "def in_order(xs): return sorted(xs)",
        "def in_order(xs):\n    xs.sort()\n    return list(xs)",
        "given = [3, 1, 2]\nassert in_order(given) == [1, 2, 3]\nassert given == [3, 1, 2]",
    ),
    kind(
        "a new list, not the old one",
        "inert",
        "def copied(xs): return list(xs)",
        "def copied(xs): return xs",
        "old = [1, 2]\nassert copied(old) == old and copied(old) is not old",
    ),
    kind(
        "recursion",
        "live",
        "def fact(n): return 1 if n < 2 else n * fact(n - 1)",
        "import math\ndef fact(n): return math.factorial(n)",
        """
        kept, depths = fact, []
        def fact(n):
            depths.append(n)
            return kept(n)
        assert fact(4) == 24
        fact = kept
        assert depths == [4, 3, 2, 1]
        """,
    ),
]

SOURCES = [
    kind(
        "source",
        "live",
        "def total(xs): return sum(xs)",
        "def total(xs):\n    t = 0\n    for x in xs: t += x\n    return t",
        "import inspect\nassert 'for' not in inspect.getsource(total)\nassert total([1, 2]) == 3",
    ),
    kind(
        "signature",
        "inert",
        "def area(width, height): return width * height",
        "def area(w, h): return w * h",
        "import inspect\nassert list(inspect.signature(area).parameters) == ['width', 'height']",
    ),
    kind(
        "signature with defaults",
        "live",
        "def scale(x, factor=2): return x * factor",
        "def scale(x, factor=3): return x * factor",
        "import inspect\nassert inspect.signature(scale).parameters['factor'].default == 2",
    ),
    kind(
        "full argument specification",
        "inert",
        "def join(a, *rest, sep=','): return sep.join([a, *rest])",
        "def join(a, rest=(), sep=','): return sep.join([a, *rest])",
        "import inspect\nassert inspect.getfullargspec(join).varargs == 'rest'",
    ),
    kind(
        "docstring",
        "inert",
        'def circle(r):\n    """The area of a circle."""\n    return 3.14 * r * r',
        "def circle(r): return 3.14 * r * r",
        "assert 'circle' in circle.__doc__",
    ),
    kind(
        "annotations",
        "live",
        "def typed(x: int) -> str: return str(x)",
        "def typed(x): return str(x)",
        "assert typed.__annotations__ == {'x': int, 'return': str}",
    ),
    kind(
        "code object",
        "live",
        "def one_liner(x): return x + 1",
        "def one_liner(x):\n    y = x\n    return y + 1",
        "assert one_liner.__code__.co_nlocals == 1",
    ),
    kind(
        "names of the notebook",
        "live",
        "found_it = True",
        "found_if = True",
        "assert 'found_it' in globals() and 'found_it' in dir()",
    ),
    kind(
        "history of the notebook",
        "live",
        "used_loop = [x for x in range(3)]",
        "used_loop = [0, 1, 2]",
        "assert any('used_loop =' in text and 'for' in text for text in In[:-1])",
    ),
    kind(
        "output of a cell",
        "live",
        "shown_value = 42\nshown_value + 1000",
        "shown_value = 42",
        "assert 1042 in Out.values()",
    ),
    kind(
        "text that is printed, by redirection",
        "live",
        "def say(x): print('x =', x)",
        "def say(x): print('x=', x)",
        """
        import contextlib, io
        with contextlib.redirect_stdout(io.StringIO()) as out:
            say(3)
        assert out.getvalue() == "x = 3\\n"
        """,
    ),
    kind(
        "text that is printed, by magic",
        "live",
        "def tell(): print('told')",
        "def tell(): print('said')",
        "%%capture what\ntell()",
        "assert what.stdout == 'told\\n'",
    ),
    kind(
        "text that is printed, by IPython",
        "live",
        "def shout(): print('HA')",
        "def shout(): print('ha')",
        """
        from IPython.utils.capture import capture_output
        with capture_output() as captured:
            shout()
        assert captured.stdout == "HA\\n"
        """,
    ),
    kind(
        "text on stdout put aside by hand",
        "live",
        "def whisper(): print('psst')",
        "def whisper(): pass",
        """
        import io, sys
        aside, sys.stdout = sys.stdout, io.StringIO()
        try:
            whisper()
            heard = sys.stdout.getvalue()
        finally:
            sys.stdout = aside
        assert heard == "psst\\n"
        """,
    ),
    kind(
        "input that is patched",
        "live",
        "def ask(): return int(input('n? '))",
        "def ask(): return 3",
        """
        from unittest.mock import patch
        with patch("builtins.input", return_value="7"):
            assert ask() == 7
        """,
    ),
    kind(
        "print that is patched",
        "live",
        "def greet(name): print('Hello', name)",
        "def greet(name): print('Hello')",
        """
        from unittest.mock import patch
        with patch("builtins.print") as mock:
            greet("Ada")
        mock.assert_called_once_with("Hello", "Ada")
        """,
    ),
]

HELPERS = [
    kind(
        "a helper taken away",
        "live",
        "def sq(n): return n * n\ndef sum_sq(n): return sum(sq(i) for i in range(n))",
        "def sq(n): return n * n\ndef sum_sq(n): return sum(i * i for i in range(n))",
        """
        kept_sq = sq
        del sq
        try:
            sum_sq(3)
        except NameError:
            pass
        else:
            raise AssertionError("sum_sq does not call sq")
        finally:
            sq = kept_sq
        """,
    ),
    kind(
        "a helper replaced",
        "live",
        "def rate(): return 2\ndef price(x): return x * rate()",
        "def rate(): return 2\ndef price(x): return x * 2",
        """
        old_rate = rate
        rate = lambda: 5
        assert price(3) == 15
        rate = old_rate
        assert price(3) == 6
        """,
    ),
    kind(
        "a helper patched",
        "live",
        "def load(): return [1, 2]\ndef mean_load(): return sum(load()) / len(load())",
        "def load(): return [1, 2]\ndef mean_load(): return 1.5",
        """
        from unittest.mock import patch
        with patch("__main__.load", return_value=[4, 6]):
            assert mean_load() == 5
        """,
    ),
    kind(
        "a global that the test sets",
        "live",
        "tax = 0.5\ndef gross(x): return x * (1 + tax)",
        "tax = 0.5\ndef gross(x): return x * 1.5",
        "assert gross(2) == 3\ntax = 1\nassert gross(2) == 4",
    ),
    kind(
        "a global that a call changes",
        "live",
        "hits = 0\ndef hit():\n    global hits\n    hits += 1",
        "hits = 0\ndef hit(): pass",
        "before = hits\nhit()\nassert hits == before + 1",
    ),
    kind(
        "random numbers that the test seeds",
        "live",
        "import random\ndef roll(): return random.randint(1, 6)",
        "import random\ndef roll(): return 4",
        """
        import random
        random.seed(3)
        rolls = [roll() for _ in range(5)]
        random.seed(3)
        assert rolls == [random.randint(1, 6) for _ in range(5)]
        """,
    ),
    kind(
        "random numbers of NumPy",
        "live",
        "import numpy as np\ndef noise(n): return np.random.normal(size=n)",
        "import numpy as np\ndef noise(n): return np.zeros(n)",
        """
        import numpy as np
        np.random.seed(0)
        first_noise = noise(3)
        np.random.seed(0)
        assert np.array_equal(first_noise, np.random.normal(size=3))
        """,
    ),
    kind(
        "a file that the answer wrote",
        "live",
        "with open('result.txt', 'w') as file: file.write('done')",
        "with open('results.txt', 'w') as file: file.write('done')",
        "assert open('result.txt').read() == 'done'",
    ),
    kind(
        "a file that a function writes",
        "live",
        "def save(path, text):\n    with open(path, 'w') as file: file.write(text)",
        "def save(path, text): pass",
        """
        import os
        save("saved.txt", "words")
        assert os.path.exists("saved.txt") and open("saved.txt").read() == "words"
        """,
    ),
    kind(
        "a database",
        "inert",
        """
        import sqlite3
        database = sqlite3.connect(":memory:")
        database.execute("create table t (x)")
        database.execute("insert into t values (7)")
        """,
        """
        import sqlite3
        database = sqlite3.connect(":memory:")
        database.execute("create table t (x)")
        """,
        "assert database.execute('select x from t').fetchall() == [(7,)]",
    ),
    kind(
        "an environment variable",
        "live",
        "import os\nos.environ['MODE'] = 'fast'",
        "import os\nos.environ['MODE'] = 'slow'",
        "import os\nassert os.environ['MODE'] == 'fast'",
    ),
    kind(
        "a cell magic",
        "inert",
        "timed = 3",
        "timed = 4",
        "%%time\nassert timed == 3",
    ),
    kind(
        "a line magic", "inert", "drawn = 3", "drawn = 4", "%matplotlib inline\nassert drawn == 3"
    ),
    kind(
        "a shell command",
        "inert",
        "word = 'shell'",
        "word = 'sea'",
        "said = !echo shell\nassert said == [word]",
    ),
    kind(
        "await",
        "inert",
        "waited = 1",
        "waited = 2",
        "import asyncio\nawait asyncio.sleep(0)\nassert waited == 1",
    ),
    kind(
        "the shell itself",
        "inert",
        "get_ipython().user_ns['hidden_name'] = 5",
        "get_ipython().user_ns['hidden_name'] = 6",
        "assert get_ipython().user_ns['hidden_name'] == 5",
    ),
]

CLASSES = [
    kind(
        "methods and attributes",
        "inert",
        """
        class Counter:
            def __init__(self): self.n = 0
            def add(self, k=1):
                self.n += k
                return self.n
        """,
        """
        class Counter:
            def __init__(self): self.n = 0
            def add(self, k=1):
                self.n = k
                return self.n
        """,
        "c = Counter()\nc.add()\nassert c.add(2) == 3 and c.n == 3",
    ),
    kind(
        "isinstance",
        "live",
        "class Box: pass\nclass Tin(Box): pass\nthe_tin = Tin()",
        "class Box: pass\nclass Tin: pass\nthe_tin = Tin()",
        "assert isinstance(the_tin, Box) and type(the_tin).__name__ == 'Tin'",
    ),
    kind(
        "issubclass",
        "live",
        "class Oops(ValueError): pass",
        "class Oops(Exception): pass",
        "assert issubclass(Oops, ValueError)",
    ),
    kind(
        "an own exception",
        "live",
        "class TooSmall(Exception): pass\ndef check(x):\n    if x < 1: raise TooSmall('no')",
        "class TooSmall(Exception): pass\ndef check(x):\n    if x < 1: raise ValueError('no')",
        """
        try:
            check(0)
        except TooSmall:
            pass
        """,
    ),
    kind(
        "operators",
        "live",
        """
        class V:
            def __init__(self, x): self.x = x
            def __add__(self, other): return V(self.x + other.x)
            def __eq__(self, other): return self.x == other.x
        """,
        """
        class V:
            def __init__(self, x): self.x = x
            def __add__(self, other): return V(self.x - other.x)
            def __eq__(self, other): return self.x == other.x
        """,
        "assert V(1) + V(2) == V(3)",
    ),
    kind(
        "an operator that refuses",
        "inert",
        """
        class Length:
            def __init__(self, metres): self.metres = metres
            def __add__(self, other):
                if not isinstance(other, Length): raise TypeError("no length")
                return Length(self.metres + other.metres)
        """,
        """
        class Length:
            def __init__(self, metres): self.metres = metres
            def __add__(self, other): return Length(self.metres + getattr(other, "metres", other))
        """,
        """
        try:
            Length(1) + 3
        except TypeError:
            pass
        else:
            raise AssertionError("a length and a number")
        """,
    ),
    kind(
        "a single instance",
        "inert",
        """
        class Only:
            _it = None
            def __new__(cls):
                cls._it = cls._it or super().__new__(cls)
                return cls._it
        """,
        "class Only: pass",
        "assert Only() is Only()",
    ),
    kind(
        "len, bool and in",
        "live",
        """
        class Bag:
            def __init__(self, *items): self.items = items
            def __len__(self): return len(self.items)
            def __contains__(self, item): return item in self.items
        """,
        """
        class Bag:
            def __init__(self, *items): self.items = items
            def __len__(self): return 1
            def __contains__(self, item): return item in self.items
        """,
        "assert len(Bag(1, 2)) == 2 and not Bag() and 2 in Bag(1, 2)",
    ),
    kind(
        "repr and str",
        "live",
        "class P:\n    def __repr__(self): return 'P()'\n    def __str__(self): return 'a P'",
        "class P:\n    def __repr__(self): return 'p()'\n    def __str__(self): return 'a P'",
        "assert repr(P()) == 'P()' and f'{P()}' == 'a P'",
    ),
    kind(
        "indexing",
        "live",
        "class Squares:\n    def __getitem__(self, i): return i * i",
        "class Squares:\n    def __getitem__(self, i): return i + i",
        "assert Squares()[4] == 16",
    ),
    kind(
        "iteration",
        "inert",
        "class Three:\n    def __iter__(self): return iter([1, 2, 3])",
        "class Three:\n    def __iter__(self): return iter([3, 2, 1])",
        "assert list(Three()) == [1, 2, 3] and [x for x in Three()][0] == 1",
    ),
    kind(
        "an own iterator",
        "inert",
        """
        class Down:
            def __init__(self, n): self.n = n
            def __iter__(self): return self
            def __next__(self):
                if self.n == 0: raise StopIteration
                self.n -= 1
                return self.n
        """,
        """
        class Down:
            def __init__(self, n): self.n = n
            def __iter__(self): return self
            def __next__(self):
                if self.n == 0: raise StopIteration
                self.n -= 1
                return self.n + 1
        """,
        "down = Down(2)\nassert down.__next__() == 1 and next(down) == 0\nassert not list(down)",
    ),
    kind(
        "an attribute that the test sets",
        "live",
        "class Tank:\n    level = 0\n    def full(self): return self.level > 9",
        "class Tank:\n    level = 0\n    def full(self): return False",
        "tank = Tank()\ntank.level = 10\nassert tank.full()",
    ),
    kind(
        "a property",
        "inert",
        "class Temp:\n    c = 100\n    @property\n    def f(self): return self.c * 9 / 5 + 32",
        "class Temp:\n    c = 100\n    @property\n    def f(self): return self.c",
        "assert Temp().f == 212",
    ),
    kind(
        "a property that can't be set",
        "live",
        "class Fixed:\n    @property\n    def x(self): return 1",
        "class Fixed:\n    x = 1",
        """
        try:
            Fixed().x = 2
        except AttributeError:
            pass
        else:
            raise AssertionError("x can be set")
        """,
    ),
    kind(
        "a dataclass",
        "live",
        "from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\n    y: int = 0",
        "class Point:\n    def __init__(self, x, y=0): self.x, self.y = x, y",
        """
        import dataclasses
        assert Point(1) == Point(1, 0)
        assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 0}
        """,
    ),
    kind(
        "an enumeration",
        "inert",
        "from enum import Enum\nclass Colour(Enum):\n    RED = 1",
        "class Colour:\n    RED = 1",
        "assert Colour.RED.name == 'RED' and Colour(1) is Colour.RED",
    ),
    kind(
        "a named tuple",
        "live",
        "from collections import namedtuple\nPair = namedtuple('Pair', 'a b')\na_pair = Pair(1, 2)",
        "a_pair = (1, 2)",
        "assert a_pair.a == 1 and a_pair._fields == ('a', 'b')",
    ),
    kind(
        "attributes by name",
        "live",
        "class Dog:\n    def bark(self): return 'wuff'",
        "class Dog:\n    def meow(self): return 'miau'",
        "assert hasattr(Dog, 'bark') and 'bark' in dir(Dog()) and 'bark' in vars(Dog)",
    ),
    kind(
        "a subclass that the test makes",
        "live",
        "class Shape:\n    def describe(self): return f'area {self.area()}'",
        "class Shape:\n    def describe(self): return 'area'",
        """
        class Square(Shape):
            def area(self): return 4
        assert Square().describe() == "area 4"
        """,
    ),
    kind(
        "an object within a helper of the test",
        "live",
        "class Node:\n    def __init__(self, v, next=None): self.value, self.next = v, next",
        "class Node:\n    def __init__(self, v, next=None): self.value, self.next = v, None",
        """
        def values(node):
            while node:
                assert isinstance(node, Node)
                yield node.value
                node = node.next
        assert list(values(Node(1, Node(2)))) == [1, 2]
        """,
    ),
    kind(
        "a class that is abstract",
        "live",
        """
        from abc import ABC, abstractmethod
        class Base(ABC):
            @abstractmethod
            def go(self): ...
        """,
        "class Base:\n    def go(self): ...",
        "import inspect\nassert inspect.isabstract(Base)",
    ),
]

FIGURES = [
    kind(
        "an axes of a figure",
        "live",
        """
        import matplotlib.pyplot as plt
        figure, axes = plt.subplots()
        axes.plot([1, 2], [3, 4])
        axes.set_title("Up")
        """,
        """
        import matplotlib.pyplot as plt
        figure, axes = plt.subplots()
        axes.plot([1, 2], [3, 4])
        axes.set_title("Down")
        """,
        "assert axes.get_title() == 'Up' and list(axes.lines[0].get_ydata()) == [3, 4]",
    ),
    kind(
        "an axes that a function draws on",
        "live",
        "def draw(ax): ax.bar(['a', 'b'], [1, 2])",
        "def draw(ax): ax.plot([1, 2])",
        """
        import matplotlib.pyplot as plt
        fig, ax = plt.subplots()
        draw(ax)
        assert len(ax.patches) == 2
        plt.close(fig)
        """,
    ),
    kind(
        "a fitted estimator",
        "inert",
        """
        import numpy as np
        from sklearn.linear_model import LinearRegression
        line = LinearRegression().fit(np.array([[0.0], [1.0]]), np.array([1.0, 3.0]))
        """,
        """
        import numpy as np
        from sklearn.linear_model import LinearRegression
        line = LinearRegression().fit(np.array([[0.0], [1.0]]), np.array([1.0, 2.0]))
        """,
        "import numpy as np\nassert np.allclose(line.predict(np.array([[2.0]])), 5)",
    ),
    kind(
        "a fitted tree",
        "inert",
        """
        from sklearn.tree import DecisionTreeClassifier
        oak = DecisionTreeClassifier().fit([[0.0], [1.0], [2.0]], [0, 1, 1])
        """,
        """
        from sklearn.tree import DecisionTreeClassifier
        oak = DecisionTreeClassifier().fit([[0.0], [1.0], [2.0]], [1, 0, 0])
        """,
        """
        import numpy as np
        from sklearn.tree import DecisionTreeClassifier
        assert isinstance(oak, DecisionTreeClassifier) and oak.tree_.node_count == 3
        assert oak.score(np.array([[0.1], [1.9]]), np.array([0, 1])) == 1
        """,
    ),
    kind(
        "steps that end in neighbours",
        "inert",
        """
        from sklearn.neighbors import KNeighborsClassifier
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
        street = make_pipeline(StandardScaler(), KNeighborsClassifier(1))
        street.fit([[0.0], [1.0], [9.0]], ["a", "a", "b"])
        """,
        """
        from sklearn.neighbors import KNeighborsClassifier
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
        street = make_pipeline(StandardScaler(), KNeighborsClassifier(3))
        street.fit([[0.0], [1.0], [9.0]], ["a", "a", "b"])
        """,
        "import numpy as np\nassert street.predict(np.array([[8.0]])).tolist() == ['b']",
    ),
    kind(
        "one column for each word",
        "inert",
        """
        import numpy as np
        from sklearn.preprocessing import OneHotEncoder
        coder = OneHotEncoder().fit(np.array([["a"], ["b"]]))
        """,
        """
        import numpy as np
        from sklearn.preprocessing import OneHotEncoder
        coder = OneHotEncoder().fit(np.array([["b"], ["c"]]))
        """,
        """
        import numpy as np
        assert coder.transform(np.array([["b"], ["a"]])).toarray().tolist() == [[0, 1], [1, 0]]
        """,
    ),
]

GROUPS = {
    "values": VALUES,
    "functions": FUNCTIONS,
    "sources": SOURCES,
    "helpers": HELPERS,
    "classes": CLASSES,
    "figures": FIGURES,
}
