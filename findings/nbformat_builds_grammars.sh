#!/bin/sh
# `import nbformat` 5.11.1 takes a few tenths of a second, and two seconds more as soon as rfc3987-syntax 1.1.0
# is installed, as it is wherever jupyter-events came with its extras (JupyterLab): jsonschema 4.26.0
# imports it when it is imported itself, and it builds some thirty Earley parsers at once, for formats
# (`iri`, `iri-reference`) that no schema of a notebook has. Wanted: a parser is built when something is
# checked with it. What every program pays that reads a notebook is only seen by measuring imports.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet nbformat==5.11.1 jsonschema==4.26.0 rfc3987-syntax==1.1.0
cat > "$place/measure.py" <<'END'
import sys
import time

if sys.argv[1] == "without":
    sys.modules["rfc3987_syntax"] = None
start = time.process_time()
import nbformat  # noqa: E402, F401

print(time.process_time() - start)
END
python="$place/venv/bin/python"
"$python" "$place/measure.py" with > "$place/nowhere"  # the compiled modules are written
with=$("$python" "$place/measure.py" with)
without=$("$python" "$place/measure.py" without)
echo "import nbformat: $with s of processor time; $without s where the grammars can't be imported"
"$python" -c "import sys; sys.exit($with < 3 * $without)"
