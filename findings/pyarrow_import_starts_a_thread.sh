#!/bin/sh
# pyarrow 26.0.1: its import starts a thread of the allocator jemalloc, though the memory pool that Arrow
# uses is another one (mimalloc). pandas 3 imports pyarrow wherever it is installed, so `import pandas` has
# a second thread on some machines and not on others, and whoever forks after it forks a process with
# threads. JE_ARROW_MALLOC_CONF=background_thread:false leaves the thread out, and nothing else changes.
# Wanted: no thread of an allocator that nobody has chosen.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet pandas==3.1.1 pyarrow==26.0.1
cd "$place"
cat > threads.py <<'END'
import os

import numpy
import pandas
import pyarrow

names = [open(f"/proc/self/task/{one}/comm").read().strip() for one in os.listdir("/proc/self/task")]
others = sorted(name for name in names if not name.startswith("python"))
print(pyarrow.__version__, pyarrow.default_memory_pool().backend_name, others)
END
export OPENBLAS_NUM_THREADS=1
usual=$("$place/venv/bin/python" threads.py)
without=$(JE_ARROW_MALLOC_CONF=background_thread:false "$place/venv/bin/python" threads.py)
echo "as it is:      $usual"
echo "by the variable: $without"
test "$usual" = "26.0.1 mimalloc ['jemalloc_bg_thd']" && test "$without" = "26.0.1 mimalloc []"
