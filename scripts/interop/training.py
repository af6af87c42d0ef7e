"""Training loops of exported scripts: from the same weights and rows, the same losses and the same model as in nnsh.

In float64, with full batches or batches in order, so that what differs is a formula and not a rounding or a shuffle.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

from tools import NNSH, constants, nnsh, within

OPTIMIZERS = {
    "sgd": "sgd rate 0.3 decay 0.02",
    "momentum": "momentum rate 0.1 momentum 0.8",
    "momentum, decay": "momentum rate 0.1 momentum 0.8 decay 0.02",
    "nesterov": "nesterov rate 0.1",
    "nesterov without momentum": "nesterov rate 0.1 momentum 0",
    "nesterov, decay": "nesterov rate 0.1 decay 0.02",
    "rmsprop": "rmsprop rate 0.01",
    "rmsprop, momentum, decay": "rmsprop rate 0.01 momentum 0.5 beta2 0.9 decay 0.02",
    "adagrad": "adagrad rate 0.05",
    "adagrad, decay": "adagrad rate 0.05 decay 0.02",
    "adam": "adam rate 0.02 epsilon 0",
    "adam, decay": "adam rate 0.02 beta1 0.8 beta2 0.99 decay 0.02",
    "lion": "lion rate 0.01",
    "lion, decay": "lion rate 0.01 beta1 0.8 beta2 0.95 decay 0.1",
    "adamw": "adamw rate 0.02 decay 0.1 epsilon 0",
}
SCHEDULES = {
    "step": "schedule step every 2 epochs by 0.5",
    "exponential": "schedule exponential 0.8",
    "cosine": "schedule cosine over 9 steps",
    "warmup": "schedule warmup 4 steps constant",
    "warmup in epochs, cosine": "schedule warmup 1 epochs cosine over 2 epochs",
}


def data(target, net):
    return f'data csv "t.csv" target {target} features a b c\n{net}'


CLASSES = data("kind as classes", "layer 5 tanh\noutput softmax")
NUMBERS = data("y", "layer 5 tanh\noutput linear")
LOSSES = {
    "cross_entropy": CLASSES,
    "cross_entropy of 2 classes": data("two as classes", "layer 4 tanh\noutput softmax"),
    "bce": data("two as classes", "layer 5 tanh\noutput 1 sigmoid"),
    "bce naive": data("two as classes", "layer 5 tanh\noutput 1 sigmoid\nloss bce naive"),
    "focal": data("two as classes", "layer 5 tanh\noutput 1 sigmoid\nloss focal"),
    "focal of classes": CLASSES + "\nloss focal gamma 1.5",
    "hinge": data("two as classes", "layer 5 tanh\noutput 1 linear\nloss hinge"),
    "mse": NUMBERS,
    "mae": NUMBERS + "\nloss mae",
    "huber": NUMBERS + "\nloss huber delta 0.3",
    "two targets": data("y z", "layer 5 tanh\noutput linear"),
}
SGD = "optimizer sgd rate 0.2"

CASES = {f"optimizer {name}": f"{CLASSES}\noptimizer {it}" for name, it in OPTIMIZERS.items()}
CASES |= {f"schedule {name}, {word}": f"{CLASSES}\noptimizer {it}\n{schedule}"
          for name, schedule in SCHEDULES.items()
          for word, it in [("adam", "adam rate 0.02 epsilon 0"), ("nesterov", "nesterov rate 0.1"),
                           ("rmsprop", "rmsprop rate 0.01 momentum 0.5")]}
CASES |= {f"loss {name}": f"{it}\n{SGD}" for name, it in LOSSES.items()}
CASES |= {
    "clip norm": f"{CLASSES}\noptimizer momentum rate 0.1 decay 0.02\nclip norm 0.05",
    "clip value": f"{CLASSES}\noptimizer adam rate 0.02 decay 0.01\nclip value 0.01",
    "regularize": f"{CLASSES}\n{SGD}\nregularize l1 0.01 l2 0.02",
    "frozen": f"{CLASSES}\n{SGD}\nfreeze 1",
    "scaled": data("kind as classes", f"scale standard\nlayer 5 tanh\noutput softmax\n{SGD}"),
    "residual, norm": data(
        "kind as classes",
        f"layer 4 gelu\nlayer residual\n  layer 4 tanh\nend\nlayer layernorm\nlayer 4 prelu\noutput softmax\n{SGD}"),
}
NORM = data("kind as classes", f"layer 6 linear\nlayer batchnorm\nactivation relu\noutput softmax\n{SGD}")
# Keras keeps the other running variance, which does not know how few rows it saw.
TORCH_ONLY = {"batchnorm": NORM, "frozen batchnorm": NORM + "\nfreeze 1 to 2"}
BATCHES = {"full": "batch full", "10": "batch 10 ordered"}
EPOCHS = 4

# A process for each tool, since loading one takes seconds: a case a line goes in, losses and outputs come out. Rows stay in
# order; what PyTorch prints and what Keras's history holds are the losses of the epochs.
BEGIN = """
import contextlib, io, json, os, runpy, sys, traceback
def answer(work):
    for line in sys.stdin:
        case = json.loads(line)
        try:
            with contextlib.redirect_stdout(io.StringIO()) as said:
                losses, outputs = work(case, said)
            print(json.dumps([losses, outputs.reshape(len(outputs), -1).tolist()]), flush=True)
        except Exception:
            print(json.dumps(traceback.format_exc()), flush=True)
"""
WORKERS = {
    "pytorch": """
import torch
torch.randperm = torch.arange
def work(case, said):
    m = runpy.run_path(case["folder"] + "/m.py")
    m["load"]()
    m["train"](case["x"], case["y"], case["epochs"])
    return [float(line.split()[-1]) for line in said.getvalue().splitlines()], m["predict"](m["TEST_X"])
answer(work)
""",
    "keras": """
import keras
fit = keras.Model.fit
keras.Model.fit = lambda self, *a, **k: fit(self, *a, **{**k, "shuffle": False, "verbose": 0})
def work(case, said):
    keras.utils.clear_session()
    m = runpy.run_path(case["folder"] + "/m_keras.py")
    losses = m["train"](case["x"], case["y"], case["epochs"]).history["loss"]
    return losses, m["model"].predict(m["prepared"](m["TEST_X"]), verbose=0)
answer(work)
""",
}


class Worker:
    def __init__(self, tool):
        self.tool, self.process = tool, None

    def ask(self, **case):
        self.process = self.process or subprocess.Popen(
            [sys.executable, "-c", BEGIN + WORKERS[self.tool]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        print(json.dumps(case), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, f"the process ended with {self.process.wait()}"
        answer = json.loads(answer)
        assert not isinstance(answer, str), answer
        return answer


def table(folder):
    """30 rows in a file, and the targets by column name as nnsh encodes them."""
    import numpy

    random = numpy.random.default_rng(3)
    x = random.standard_normal((30, 3)).round(4)
    kind = (numpy.arange(30) + (x[:, 0] > 0)) % 3
    two = (x[:, 0] + x[:, 1] > 0).astype(int)
    y, z = (x[:, 0] * x[:, 1] + x[:, 2]).round(4), numpy.tanh(x[:, 1]).round(4)
    with open(os.path.join(folder, "t.csv"), "w") as file:
        file.write("a,b,c,kind,two,y,z\n")
        for row in zip(*x.T, kind, two, y, z):
            file.write(",".join(str(cell) for cell in row) + "\n")
    return x, {"kind": kind, "two": two, "y": y, "z": z}


def encoded(targets, script):
    """The targets that the script's `data` names, as its output takes them."""
    import numpy

    names = script.split("target ")[1].split(" features")[0].removesuffix(" as classes").split()
    column = targets[names[0]]
    if "as classes" not in script:
        return numpy.stack([targets[name] for name in names], 1)
    if "output softmax" in script:
        return numpy.eye(column.max() + 1)[column]
    return (2 * column - 1 if "loss hinge" in script else column)[:, None]


def judge(folder, tool, worker, script, full):
    x, targets = table(folder)
    losses, outputs = worker.ask(folder=folder, x=x.tolist(), y=encoded(targets, script).tolist(), epochs=EPOCHS)
    # Keras keeps rates and shares of 0.999 in float32.
    tolerance = 1e-6 if tool == "pytorch" else 1e-5
    said = within(tolerance, outputs, constants(folder, "after.py")["TEST_Y"], "outputs")
    # An epoch of one step prints the loss that the step began with, and Keras counts the penalty into it.
    if not full or (tool == "keras" and "regularize" in script):
        return said
    own = [json.loads(line)["loss"] for line in open(os.path.join(folder, "run.jsonl"))][:EPOCHS]
    return said + ", " + within(1e-5, losses, own, "losses")


def complete(statement, cases):
    """Every word that nnsh knows behind the statement has a case: nnsh names them all where it does not know one."""
    said = subprocess.run([NNSH, "-c", f"{statement} zzzzzz"], capture_output=True, text=True).stderr
    words = re.search("one of: (.+)", said)[1].split()
    missing = [word for word in words if not any(re.match(f"{word}\\b", case) for case in cases)]
    assert not missing, f"without a case: {', '.join(missing)}"
    return f"{len(words)} words, each with a case"


def checks():
    yield "training, every optimizer", lambda: complete("optimizer", OPTIMIZERS.values())
    yield "training, every loss", lambda: complete("loss", LOSSES)
    workers = {tool: Worker(tool) for tool in WORKERS}
    for title, script in (CASES | TORCH_ONLY).items():
        for batch, word in BATCHES.items():
            with tempfile.TemporaryDirectory() as folder:
                table(folder)
                nnsh(folder, f"precision float64\n{script}\n{word}\nexport pytorch \"m.py\"\nexport keras \"m_keras.py\"\n"
                             f"log \"run.jsonl\"\ntrain {EPOCHS} epochs\nexport pytorch \"after.py\"")
                for tool, worker in workers.items():
                    if tool == "keras" and title in TORCH_ONLY:
                        continue
                    yield f"training, {title}, batch {batch}: {tool}", lambda: judge(folder, tool, worker, script, batch == "full")
