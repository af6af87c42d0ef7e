"""Tables and arrays that pandas and NumPy write, and what nnsh finds in them."""

import json
import os
import tempfile

from tools import nnsh, within


def described(folder, statement):
    """Column by column as `show data` has it, and the rows that an export shows."""
    said = json.loads(nnsh(folder, f"{statement}\nmode json\nshow data"))
    return {row["column"]: row for row in said}


def compare(said, frame, classes):
    """Inputs' range and mean, and the rows of each class, against pandas' own."""
    names = list(frame.columns)
    inputs = [said[name] for name in names]
    for figure in ("min", "max", "mean"):
        within(1e-6, [row[figure] for row in inputs], getattr(frame, figure)().tolist(), figure)
    for name, count in classes.value_counts().items():
        found = said[f"class {name}"]["kind"].split()[0]
        assert int(found) == count, f"class {name}: {found} rows, {count} are right"
    return f"{len(names)} columns, {len(frame)} rows"


def frame():
    import numpy
    import pandas

    random = numpy.random.default_rng(11)
    rows = 200
    return pandas.DataFrame({
        "plain": random.standard_normal(rows), "large": random.integers(-10**6, 10**6, rows),
        "small": random.standard_normal(rows) * 1e-12, "a, \"quoted\" name": random.random(rows).round(3),
        "kind": random.choice(["red", "dark blue", "say \"hi\", or\nnot", "grün"], rows, p=[0.5, 0.3, 0.15, 0.05]),
    })


WRITERS = {
    "as pandas writes": ({}, ""),
    "semicolons": ({"sep": ";"}, ' separator ";"'),
    "tabs": ({"sep": "\t"}, ' separator "\\t"'),
    "CRLF and a mark": ({"lineterminator": "\r\n", "encoding": "utf-8-sig"}, ""),
    "all quoted": ({"quoting": 1}, ""),
    "short numbers": ({"float_format": "%.9g"}, ""),
}


def csv(folder, options, words):
    table = frame()
    table.to_csv(os.path.join(folder, "t.csv"), index=False, **options)
    return compare(described(folder, f'data csv "t.csv" target kind{words}'), table.drop(columns="kind"), table["kind"])


def missing(folder, policy):
    """What pandas leaves empty, and its own way of filling or dropping."""
    table = frame()
    table.loc[[3, 50], "plain"] = None
    table.loc[7, "small"] = None
    table.to_csv(os.path.join(folder, "t.csv"), index=False, na_rep="" if policy == "drop" else "NA")
    said = described(folder, f'data csv "t.csv" target kind missing {policy}')
    table = table.dropna() if policy == "drop" else table.fillna(table.drop(columns="kind").mean())
    return compare(said, table.drop(columns="kind"), table["kind"])


def words(folder):
    """Columns of words become what pandas' get_dummies makes of them."""
    import pandas

    table = frame()
    table.to_csv(os.path.join(folder, "t.csv"), index=False)
    said = described(folder, 'data csv "t.csv" target plain')
    dummies = pandas.get_dummies(table["kind"], prefix="kind", prefix_sep="=", dtype=float)
    for name in dummies.columns:
        row = said[name]
        within(1e-6, row["mean"], dummies[name].mean(), name)
    return f"{len(dummies.columns)} columns of one word each"


def arrays(folder, dtype, order):
    import numpy
    import pandas

    random = numpy.random.default_rng(13)
    x = numpy.asarray((random.random((120, 5)) * 100).astype(dtype), order=order)
    y = random.integers(0, 3, 120)
    numpy.savez_compressed(os.path.join(folder, "a.npz"), x=x, y=y)
    numpy.savez(os.path.join(folder, "b.npz"), x=x, y=y)
    numpy.save(os.path.join(folder, "x.npy"), x)
    numpy.save(os.path.join(folder, "y.npy"), y)
    table = pandas.DataFrame(x.astype(float), columns=[f"x{i + 1}" for i in range(5)])
    for statement in ['npz "a.npz" x "x" y "y"', 'npz "b.npz" x "x" y "y"', 'npy "x.npy" "y.npy"']:
        said = compare(described(folder, f"data {statement} as classes"), table, pandas.Series(y))
    return said


def checks():
    with tempfile.TemporaryDirectory() as folder:
        for title, (options, ending) in WRITERS.items():
            yield f"pandas, {title}", lambda: csv(folder, options, ending)
        for policy in ("drop", "mean"):
            yield f"pandas, missing {policy}", lambda: missing(folder, policy)
        yield "pandas, words", lambda: words(folder)
        for dtype in ("<f4", ">f4", "<f8", "<i4", ">i8", "<u2", "|u1"):
            for order in "CF":
                yield f"numpy, {dtype} in order {order}", lambda: arrays(folder, dtype, order)
