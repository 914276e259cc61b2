#!/bin/sh
# nbconvert 7.17.2 with bleach 6.4.0: HTMLExporter.sanitize_html, meant for pages of other people's
# notebooks, knows neither headings and paragraphs nor the head of a table. They are shown as tags,
# and what a pandas table has in its head stands before the table, as text.
#
# Expected: the page of the notebook without what is active, `# Title` a heading, `a` a column.
# Seen: `&lt;h1 id="Title"&gt;Title...&lt;/h1&gt;` and `&lt;thead&gt;&lt;th&gt;a&lt;/th&gt;...<table>`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet nbconvert==7.17.2 'bleach[css]==6.4.0'
"$folder/venv/bin/python" - <<'PYTHON'
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

TABLE = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
notebook = new_notebook(
    cells=[
        new_markdown_cell("# Title\n\nA paragraph."),
        new_code_cell("table", outputs=[new_output("execute_result", {"text/html": TABLE})]),
    ]
)
page, _ = HTMLExporter(sanitize_html=True).from_notebook_node(notebook)
body = page[page.index("<body") :]
print(*(line for line in body.splitlines() if "Title" in line or "paragraph" in line), sep="\n")
print(*(line for line in body.splitlines() if "thead" in line), sep="\n")
assert "&lt;h1" in body, "the heading is one again"
assert "&lt;p&gt;A paragraph.&lt;/p&gt;" in body, "the paragraph is one again"
assert "&lt;th&gt;a&lt;/th&gt;" in body.partition("<table>")[0], "the head is in the table again"
print("as described: headings and paragraphs are shown as tags, the table's head is outside of it")
PYTHON
