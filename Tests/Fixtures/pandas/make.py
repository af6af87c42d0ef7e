"""Tables as pandas writes them (3.1.1), and what it says of their columns. Run in this folder; needs pandas and numpy (2.4.6).

figures.json has of each table the range and mean of each column of numbers, and the rows of each word.
"""

import csv
import json

import numpy
import pandas

random = numpy.random.default_rng(21)
rows = 40
table = pandas.DataFrame({
    "size": random.standard_normal(rows), "count": random.integers(-1000, 1000, rows),
    "share, \"of\" all": random.random(rows).round(3),
    "kind": random.choice(["red", "dark blue", "say \"hi\",\r\nor not", "grün"], rows, p=[0.4, 0.3, 0.2, 0.1]),
})
figures = {}


def write(name, table, **options):
    table.to_csv(f"{name}.csv", index=False, **options)
    known = table.dropna() if name == "missing" else table
    numbers = {column: known[column] for column in known.columns[:-1]}
    figures[name] = {
        "columns": [{"name": column, "low": repr(float(it.min())), "high": repr(float(it.max())), "mean": repr(float(it.mean()))}
                    for column, it in numbers.items()],
        "words": [{"word": word, "rows": int(count)} for word, count in known["kind"].value_counts().sort_index().items()],
    }


write("plain", table)
write("marked", table, sep=";", lineterminator="\r\n", encoding="utf-8-sig")
write("quoted", table, quoting=csv.QUOTE_ALL, float_format="%.9g")
table.loc[[3, 17], "size"] = None
table.loc[30, "count"] = None
write("missing", table, na_rep="NA")
with open("figures.json", "w") as file:
    json.dump(figures, file, indent=1)
