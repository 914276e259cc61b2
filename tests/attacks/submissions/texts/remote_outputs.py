# title = "Outputs of every kind that would load something from elsewhere"
# trace = "displayed"
# verdicts = { test_number = "failed" }
#
# %% number
from IPython.display import HTML, Markdown, display

at = "http://active.example:@PORT@"
for text in (
    f"<img src='{at}/a.png'><img src='//active.example/b.png'><img srcset='{at}/c.png 2x'>",
    f"<p style='background: url({at}/a.png); position: fixed'>a</p>",
    f"<style>@import '{at}/a.css'; @font-face {{ font-family: a; src: url({at}/a.woff) }}</style>",
    f"<link rel=stylesheet href='{at}/a.css'><link rel=preload as=image href='{at}/a.png'>",
    f"<table background='{at}/a.png'><tr><td background='{at}/b.png'>a</td></tr></table>",
    f"<video src='{at}/a.mp4' poster='{at}/a.png'></video><audio src='{at}/a.mp3'></audio>",
    f"<input type=image src='{at}/a.png'><object data='{at}/a'></object><embed src='{at}/b'>",
    f"<svg><image href='{at}/a.png'/><use href='{at}/b.svg#a'/></svg>",
    f"<a href='#' ping='{at}/ping'>a</a>",
):
    display(HTML(text))
display(Markdown(f"![a]({at}/a.png) ![b][c]\n\n[c]: {at}/c.png"))
drawing = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{at}/a.png'/></svg>"
for kind in ("image/svg+xml", "image/png", "image/gif", "text/latex", "application/javascript"):
    display({kind: drawing}, raw=True)
print("displayed")
number = 0
