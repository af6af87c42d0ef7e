"""Figures of classifiers and regressors as scikit-learn computes them (1.9.1). Run in this folder; needs scikit-learn.

Each table holds what a model gave and what was right; figures.csv has the figures of each.
"""

import csv

import numpy
from sklearn import metrics

random = numpy.random.default_rng(7)
figures = []


def write(name, header, rows):
    with open(f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def note(table, figure, value):
    figures.append((table, figure, repr(float(value))))


# Two classes, scores with ties, far from balanced.
actual = (random.random(200) < 0.2).astype(int)
scores = numpy.round(random.random(200) * 0.7 + 0.3 * actual, 2)
write("two", ["score", "actual"], zip(scores, actual))
taken = (scores > 0.5).astype(int)
note("two", "accuracy", metrics.accuracy_score(actual, taken))
note("two", "precision", metrics.precision_score(actual, taken))
note("two", "recall", metrics.recall_score(actual, taken))
note("two", "f1", metrics.f1_score(actual, taken))
note("two", "auc", metrics.roc_auc_score(actual, scores))

# Four classes; the last is never said.
actual = random.choice(4, 150, p=[0.5, 0.3, 0.15, 0.05])
outputs = random.dirichlet([1, 1, 1, 0.02], 150)
outputs[numpy.arange(150), numpy.minimum(actual, 2)] += 0.4
outputs = numpy.round(outputs / outputs.sum(axis=1, keepdims=True), 6)
outputs[:, 3] = 0
write("four", ["p0", "p1", "p2", "p3", "actual"], [[*row, label] for row, label in zip(outputs, actual)])
taken = outputs.argmax(axis=1)
note("four", "accuracy", metrics.accuracy_score(actual, taken))
for figure, function in [
    ("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)
]:
    note("four", figure, function(actual, taken, average="macro", zero_division=0))
    for label, value in enumerate(function(actual, taken, average=None, zero_division=0)):
        note("four", f"{figure} {label}", value)
note("four", "auc", numpy.mean([metrics.roc_auc_score(actual == label, outputs[:, label]) for label in range(4)]))

# Numbers, two columns.
actual = numpy.round(random.normal(size=(80, 2)) * [1, 10], 4)
outputs = numpy.round(actual + random.normal(size=(80, 2)) * [0.5, 4], 4)
write("numbers", ["h1", "h2", "y1", "y2"], numpy.hstack([outputs, actual]).tolist())
note("numbers", "r2", metrics.r2_score(actual, outputs))
note("numbers", "mae", metrics.mean_absolute_error(actual, outputs))

write("figures", ["table", "figure", "value"], figures)
