"""What the peers share: two threads, as nnsh has on two cores; made-up images; one line of JSON.

Importing this module pins the process before any library starts its threads.
"""

import json
import os
import time

THREADS = 2
for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"):
    os.environ[name] = str(THREADS)
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])


def report(workload, peer, version, unit, value, **details):
    """Prints what scripts/bench reads."""
    print(json.dumps({"workload": workload, "peer": peer, "version": version, "unit": unit, "value": value, **details}))


def images(rows, inputs=784, classes=10):
    """Bytes, classes and a jumping order: what is in them does not change the time."""
    import numpy as np

    random = np.random.default_rng(1)
    return (
        random.integers(0, 256, (rows, inputs), dtype=np.uint8),
        random.integers(0, classes, rows),
        random.permutation(rows),
    )


def rate(step, batch, steps, warm_up):
    """Samples a second of step(k), k counted from 0."""
    for k in range(warm_up):
        step(k)
    begun = time.perf_counter()
    for k in range(steps):
        step(warm_up + k)
    return steps * batch / (time.perf_counter() - begun)
