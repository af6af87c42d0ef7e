"""nnsh against the tools that it exchanges files with: python scripts/interop NNSH [PART…]

Needs numpy, pandas, torch, keras with a backend, onnx, onnxruntime and a C compiler; a tool that is missing is a
failure. A part is a word of the title of a check; without any, all are made.
"""

import importlib.metadata
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import imports
import random_nets
import round_trips
import tables
import training

parts = sys.argv[2:]
print(", ".join(f"{name} {importlib.metadata.version(name)}"
                for name in ("numpy", "pandas", "torch", "tensorflow-cpu", "keras", "onnx", "onnxruntime")))
failures = checked = 0
for module in (tables, imports, round_trips, training, random_nets):
    for title, judge in module.checks():
        if parts and not any(part in title for part in parts):
            continue
        checked += 1
        try:
            print(f"{title}: {judge()}", flush=True)
        except Exception as error:
            failures += 1
            print(f"{title}: FAILED: {error}", flush=True)
print(f"{checked - failures} passed, {failures} failed")
sys.exit(1 if failures or not checked else 0)
