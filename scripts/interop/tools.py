"""What the checks of this folder share: nnsh, other programs, and a list of checks with their titles."""

import os
import re
import subprocess
import sys

NNSH = os.path.abspath(sys.argv[1])


def run(folder, *words):
    """What the program says on its standard output; anything but status 0 is a failed check."""
    result = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: status {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout.strip()


def nnsh(folder, script):
    return run(folder, NNSH, "-c", script)


def constants(folder, script):
    """The rows and predictions that an exported Python script holds, by name, without running it."""
    source = open(os.path.join(folder, script)).read()
    names = {}
    for found in re.finditer(r"^(TEST_[XY]) = (\[.*?\]\])$", source, re.DOTALL | re.MULTILINE):
        names[found[1]] = eval(found[2])
    return names


def largest(a, b):
    """The largest difference, of each number as a share of its size where that is above 1."""
    import numpy

    a, b = numpy.asarray(a, float), numpy.asarray(b, float)
    assert a.shape == b.shape, f"{a.shape} is not {b.shape}"
    return (abs(a - b) / numpy.maximum(1, abs(b))).max()


def within(tolerance, a, b, what):
    difference = largest(a, b)
    assert difference <= tolerance, f"{what}: largest difference {difference:.2g}, at most {tolerance:g} is right"
    return f"{what}: largest difference {difference:.2g}"
