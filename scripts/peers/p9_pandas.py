"""P9 in pandas: 1,000,000 rows of 10 numbers of 15 to 17 digits, from a CSV file into float64 columns."""

import json
import os
import statistics
import tempfile
import time

import numpy
import pandas

ROWS, COLUMNS = 1_000_000, 10

with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
    numbers = numpy.random.default_rng(1).uniform(-9.2, 9.2, (ROWS, COLUMNS))
    pandas.DataFrame(numbers, columns=[f"c{i}" for i in range(COLUMNS)]).to_csv(file, index=False)
try:
    seconds = []
    for repetition in range(6):
        begun = time.perf_counter()
        table = pandas.read_csv(file.name)
        seconds.append(time.perf_counter() - begun)
    assert table.shape == (ROWS, COLUMNS)
finally:
    os.remove(file.name)
print(json.dumps({
    "workload": "P9", "peer": "pandas", "version": pandas.__version__, "rows": ROWS,
    "seconds": round(statistics.median(seconds[1:]), 3),
}))
