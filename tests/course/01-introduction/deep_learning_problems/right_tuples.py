# title = "Tuples without the zeros at their end, pip asked for its record"
#
# %% installed_version
import subprocess
import sys

def installed_version(package):
    shown = subprocess.run([sys.executable, "-m", "pip", "show", package], capture_output=True, text=True)
    for line in shown.stdout.splitlines():
        if line.startswith("Version: "):
            return line.removeprefix("Version: ")
    return None
# %% is_at_least
def numbers(version):
    places = tuple(map(int, version.split(".")))
    while places and places[-1] == 0:
        places = places[:-1]
    return places

def is_at_least(version, minimum):
    return not numbers(version) < numbers(minimum)
