# title = "Active content in outputs of every kind, in messages and in names"
# trace = "(?s)shown"
# verdicts = { test_number = "failed", test_double = ["failed", "error"], test_word = "failed" }
#
# %% number
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display

script = "<script>alert('active')</script>"
image = "<img src=x onerror=\"alert('active')\">"
display(HTML(script), HTML(image), HTML("<iframe src=\"javascript:alert('active')\"></iframe>"))
display(HTML("<style>* { background: url('//active.example') }</style>"))
display(HTML("<a href=\"javascript:alert('active')\">active</a><form action='//active.example'>"))
display(
    Javascript("alert('active')"), Markdown(script), Markdown("[a](javascript:alert('active'))")
)
display(Latex(f"$$</span>{script}$$"), Latex("$\\href{javascript:alert('active')}{x}$"))
display({"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'>{script}</svg>"}, raw=True)
for kind in ("image/png", "image/jpeg"):
    display({kind: f"'\">{script}"}, metadata={kind: {"width": f'1">{script}'}}, raw=True)
for kind in (
    "application/javascript",
    "application/json",
    "text/plain",
    "text/vnd.mermaid",
    "application/vnd.jupyter.widget-view+json",
    "application/pdf",
    f"text/{script}",
):
    display({kind: script}, raw=True)
print(script, image)
print(
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J \x00\x07\x08 \x9b31m \u202e \ufeff [red]x[/red] [/]"
)
print("shown")
number = 0


# %% double
def double(x):
    raise type(f"[red]{script}", (ValueError,), {})(
        f"{script}{image} \x1b[31m [/red] [link=x] \x00"
    )


# %% word
import sys

print(script, file=sys.stderr)
raise ValueError(script + image)
