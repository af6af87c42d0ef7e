"""Models that come into nnsh: those of Tests/Fixtures/onnx, made anew by the tools that are installed here."""

import glob
import json
import os
import shutil
import struct
import sys
import tempfile

from tools import nnsh, run, within

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Tests/Fixtures/onnx")
# The runtime computes this one in float16.
TOLERANCES = {"half": 3e-3}


def tensors(path):
    import numpy

    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {name: numpy.frombuffer(data[slice(*it["data_offsets"])], "<f4").reshape(it["shape"])
            for name, it in header.items()}


def judge(folder, name):
    expected = tensors(os.path.join(folder, f"{name}.safetensors"))
    said = []
    for row in expected["x"]:
        said.append("predict " + " ".join(f"({number!r})" for number in row.tolist()))
    lines = nnsh(folder, f'import onnx "{name}.onnx"\nmode csv\n' + "\n".join(said)).splitlines()
    # A header and a row of numbers each; a class may stand behind them.
    outputs = [[float(cell) for cell in line.split(",")[:expected["y"].shape[1]]] for line in lines[1::2]]
    return within(TOLERANCES.get(name, 1e-5), outputs, expected["y"], f"{len(outputs)} rows")


def checks():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(FIXTURES, "make.py"), folder)
        run(folder, sys.executable, "make.py")
        for path in sorted(glob.glob(os.path.join(folder, "*.onnx"))):
            name = os.path.basename(path).removesuffix(".onnx")
            yield f"import {name}", lambda: judge(folder, name)
