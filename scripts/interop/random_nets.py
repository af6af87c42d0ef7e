"""Networks and trainings drawn at random, in nnsh and in PyTorch: the same loss before every update, the same outputs after.

PyTorch computes in float64, from the weights nnsh began with. nnsh trains twice: in float64 on its reference engine, whose
losses must agree to 1e-9 of their size, and in float32 on its fast kernels, which get a tolerance for their rounding.
NNSH_NETS says how many networks (default 500), NNSH_NETS_SEED where the drawing begins.
"""

import json
import math
import os
import random
import struct
import tempfile

from tools import nnsh

COUNT = int(os.environ.get("NNSH_NETS", 500))
FIRST = int(os.environ.get("NNSH_NETS_SEED", 1))
# Networks of one check: one line a network would hide the others.
GROUP = 50

ACTIVATIONS = {
    "linear": "Identity()", "sigmoid": "Sigmoid()", "tanh": "Tanh()", "relu": "ReLU()",
    "leaky_relu": "LeakyReLU(0.01)", "leaky_relu alpha 0.2": "LeakyReLU(0.2)", "prelu": "PReLU(init=0.25)",
    "prelu alpha 0.1": "PReLU(init=0.1)", "elu": "ELU()", "elu alpha 0.5": "ELU(0.5)", "selu": "SELU()", "gelu": "GELU()",
    "silu": "SiLU()", "mish": "Mish()", "softplus": "Softplus()", "softsign": "Softsign()",
    "hard_sigmoid": "HardSigmoid()", "hard_tanh": "Hardtanh()", "relu6": "ReLU6()", "softmax": "Softmax(dim=1)",
}


def activation(name):
    """What makes the module, as Python says it."""
    return ("" if name == "hard_sigmoid" else "nn.") + ACTIVATIONS[name]


# Not at the edges of a kink or a step by construction, and no division by a gradient of exactly 0. Without lion, whose
# step is a sign: training.py holds it to account.
OPTIMIZERS = [
    "sgd rate {r}", "sgd rate {r} decay 0.02", "momentum rate {r} momentum 0.8", "momentum rate {r} decay 0.01",
    "nesterov rate {r}", "nesterov rate {r} momentum 0.5 decay 0.01", "rmsprop rate {s} epsilon 0.001",
    "rmsprop rate {s} momentum 0.5 beta2 0.9 epsilon 0.01 decay 0.01", "adagrad rate {s} epsilon 0.001",
    "adam rate {s} epsilon 0.001", "adam rate {s} beta1 0.8 beta2 0.99 epsilon 0.01 decay 0.02",
    "adamw rate {s} decay 0.1 epsilon 0.001",
]


class Draw(random.Random):
    """One network: statements of nnsh, modules of PyTorch, and what belongs to the training."""

    def __init__(self, seed):
        super().__init__(seed)
        self.statements, self.modules, self.frozen = [], [], []
        self.layers = 0
        self.kind = self.choice(["two", "classes", "numbers"])
        self.rows = self.randint(6, 24)
        self.images = self.random() < 0.35
        self.shape = ([self.randint(5, 9), self.randint(5, 9), self.randint(1, 3)] if self.images
                      else [self.randint(1, 12)])
        self.input = list(self.shape)
        self.draw_layers()
        self.draw_output()
        self.draw_training()

    def draw_layers(self):
        if self.images:
            for _ in range(self.randint(1, 3)):
                self.draw_image_layer(self.statements, self.modules)
            word, module = self.choice([
                ("flatten", "nn.Flatten()"), ("flatten", "nn.Flatten()"),
                ("globalmaxpool2d", "nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten())"),
                ("globalavgpool2d", "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())")])
            self.add(self.statements, self.modules, f"layer {word}", module)
            self.shape = [math.prod(self.shape) if word == "flatten" else self.shape[2]]
        for _ in range(self.randint(0 if self.images else 1, 3)):
            self.draw_vector_layer(self.statements, self.modules)

    def add(self, statements, modules, statement, *made):
        statements.append(statement)
        modules.extend(made)
        self.layers += 1

    def activation(self, vector):
        names = [name for name in ACTIVATIONS if vector or name != "softmax"]
        return self.choice(names)

    def with_activation(self, statements, modules, statement, module, name):
        """A layer and its activation, which is a module of its own unless it is linear. The statement says by `{}` where the
        activation stands; without it `activation` follows."""
        made = [activation(name)] if name != "linear" else []
        self.add(statements, modules, statement.format(name), module, *made)
        if made and "{}" not in statement:
            statements.append(f"activation {name}")

    def add_residual(self, statements, modules, draw_layer, depth):
        """A block of layers that keep their shape."""
        inner_statements, inner_modules = [], []
        for _ in range(self.randint(1, 2)):
            draw_layer(inner_statements, inner_modules, True, depth + 1)
        statements.extend(["layer residual"] + inner_statements + ["end"])
        modules.append(f"Residual({', '.join(inner_modules)})")

    def draw_vector_layer(self, statements, modules, keeps=False, depth=0):
        size = self.shape[0]
        word = self.choice(["dense"] * 5 + ["batchnorm", "layernorm", "residual"])
        if word == "residual" and depth < 2:
            return self.add_residual(statements, modules, self.draw_vector_layer, depth)
        name = self.activation(True)
        if word == "batchnorm":
            self.with_activation(statements, modules, "layer batchnorm", f"nn.BatchNorm1d({size})", name)
        elif word == "layernorm" and size > 1:
            self.with_activation(statements, modules, "layer layernorm", f"nn.LayerNorm({size})", name)
        else:
            units = size if keeps else self.choice([1, 2, 3, 5, 8, 9, 16, 17, 33])
            bias = self.random() < 0.85
            statement = f"layer {units} {{}}" + ("" if bias else " bias none")
            self.with_activation(statements, modules, statement, f"nn.Linear({size}, {units}, bias={bias})", name)
            self.shape = [units]

    def draw_image_layer(self, statements, modules, keeps=False, depth=0):
        rows, columns, channels = self.shape
        side = min(rows, columns)
        word = self.choice(["conv2d"] * 4 + ["maxpool2d", "avgpool2d", "batchnorm", "layernorm", "residual"])
        name = self.activation(False)
        if word == "residual" and depth < 2:
            self.add_residual(statements, modules, self.draw_image_layer, depth)
        elif word in ("maxpool2d", "avgpool2d") and side > 2 and not keeps:
            size, stride = self.randint(2, min(3, side)), self.randint(1, 3)
            module = "MaxPool2d" if word == "maxpool2d" else "AvgPool2d"
            self.add(statements, modules, f"layer {word} {size} stride {stride}", f"nn.{module}({size}, stride={stride})")
            self.shape = [(rows - size) // stride + 1, (columns - size) // stride + 1, channels]
        elif word == "batchnorm":
            self.with_activation(statements, modules, "layer batchnorm", f"nn.BatchNorm2d({channels})", name)
        elif word == "layernorm" and channels > 1:
            self.with_activation(statements, modules, "layer layernorm", f"ChannelNorm({channels})", name)
        else:
            filters = channels if keeps else self.choice([1, 2, 4, 7, 8])
            same = keeps or self.random() < 0.5
            size, stride = self.randint(1, min(5, side)), 1 if keeps else self.randint(1, 2)
            statement = f"layer conv2d {filters} kernel {size} stride {stride} padding {'same' if same else 'valid'} {{}}"
            module = f"Convolution({channels}, {filters}, {size}, {stride}, {same})"
            self.with_activation(statements, modules, statement, module, name)
            if same:
                self.shape = [-(-rows // stride), -(-columns // stride), filters]
            else:
                self.shape = [(rows - size) // stride + 1, (columns - size) // stride + 1, filters]

    def draw_output(self):
        size = self.shape[0]
        if self.kind == "two":
            self.units = 1
            name, loss = self.choice([
                ("sigmoid", "bce"), ("sigmoid", "bce naive"), ("sigmoid", "mse"), ("sigmoid", "huber delta 0.3"),
                ("linear", "bce"), ("sigmoid", "focal"), ("linear", "focal gamma 0.7"), ("linear", "hinge"),
                ("tanh", "hinge"), ("softsign", "mse")])
        elif self.kind == "classes":
            self.units = 3
            name, loss = self.choice([
                ("softmax", "cross_entropy"), ("softmax", "mse"), ("linear", "cross_entropy"), ("sigmoid", "mse"),
                ("sigmoid", "bce"), ("softmax", "focal gamma 1.5"), ("sigmoid", "focal")])
        else:
            self.units = self.randint(1, 2)
            name, loss = self.choice([
                (self.activation(False), "mse"), ("linear", "mse"), ("linear", "mae"), ("linear", "huber delta 0.5"),
                ("gelu", "huber")])
        self.loss, self.last = loss, name
        # The loss may read what comes before the last activation.
        self.reads_sums = loss.split()[0] in ("cross_entropy", "bce", "focal")
        self.add(self.statements, self.modules, f"output {self.units} {name}", f"nn.Linear({size}, {self.units})")
        self.final = "nn.Identity()" if name == "linear" else activation(name)

    def draw_training(self):
        self.batch = self.choice([None, self.randint(2, self.rows)])
        # A batch of one row has no spread for a batchnorm.
        if self.batch and self.rows % self.batch == 1:
            self.batch = None
        self.steps = self.randint(2, 12)
        self.optimizer = self.choice(OPTIMIZERS).format(r=self.choice([0.01, 0.1, 0.3]), s=self.choice([0.001, 0.02]))
        self.schedule = self.choice(["constant"] * 3 + [
            f"step every {self.randint(1, 4)} {self.choice(['steps', 'epochs'])} by 0.5", "exponential 0.8",
            f"cosine over {self.randint(3, 15)} steps", "cosine over 2 epochs"])
        if self.random() < 0.3:
            self.schedule = f"warmup {self.randint(1, 5)} {self.choice(['steps', 'epochs'])} {self.schedule}"
        self.regularize = self.choice([None, None, (0.0, 0.02), (0.01, 0.0), (0.003, 0.01)])
        self.clip = self.choice([None, None, ("norm", 0.1), ("norm", 2.0), ("value", 0.05)])
        if self.layers > 1 and self.random() < 0.25:
            self.frozen = [self.randint(1, self.layers - 1)]
        self.init = self.choice(["glorot", "he uniform", "lecun normal", "normal 0 0.4", "uniform -0.5 0.5"])

    def script(self):
        lines = [f'data npz "d.npz" x x y y{"" if self.kind == "numbers" else " as classes"}', f"seed {self.randint(0, 99)}",
                 f"init weights {self.init}"] + self.statements
        lines += [f"freeze {layer}" for layer in self.frozen]
        lines += [f"loss {self.loss}", f"optimizer {self.optimizer}", f"schedule {self.schedule}",
                  f"batch {self.batch} ordered" if self.batch else "batch full", "record every 1 steps", "on nan continue"]
        if self.regularize:
            lines.append(f"regularize l1 {self.regularize[0]} l2 {self.regularize[1]}")
        if self.clip:
            lines.append(f"clip {self.clip[0]} {self.clip[1]}")
        for precision in (64, 32):
            lines += [f"precision float{precision}", "reset", f'save "begin{precision}.safetensors"',
                      f'log "loss{precision}.jsonl"', f"train {self.steps} steps", "log none",
                      f'save "end{precision}.safetensors"']
        return "\n".join(lines)


def read_safetensors(path):
    import numpy
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    types = {"F32": "<f4", "F64": "<f8"}
    return {name: numpy.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items() if name != "__metadata__"}


def modules():
    """The modules that PyTorch has no name for."""
    import torch
    from torch import nn
    from torch.nn import functional

    class Residual(nn.Sequential):
        def forward(self, x):
            return x + super().forward(x)

    class ChannelNorm(nn.LayerNorm):
        def forward(self, x):
            return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)

    class Convolution(nn.Conv2d):
        def __init__(self, channels, filters, size, stride, same):
            super().__init__(channels, filters, size, stride=stride)
            self.same = same

        def forward(self, x):
            if self.same:
                pads = []
                for length in (x.shape[3], x.shape[2]):
                    total = max((-(-length // self.stride[0]) - 1) * self.stride[0] + self.kernel_size[0] - length, 0)
                    pads += [total // 2, total - total // 2]
                x = functional.pad(x, pads)
            return super().forward(x)

    class HardSigmoid(nn.Module):
        """PyTorch's own has a slope of 1/6 in float32, whatever it computes in."""

        def forward(self, x):
            return functional.relu6(x + 3) / 6

    return {"nn": nn, "torch": torch, "HardSigmoid": HardSigmoid, "Residual": Residual, "ChannelNorm": ChannelNorm, "Convolution": Convolution}


def share(schedule, step, epoch_steps):
    """The learning rate of a step as a part of the optimizer's."""
    words = schedule.split()
    count = lambda number, unit: int(number) * (epoch_steps if unit.startswith("epoch") else 1)
    if words[0] == "warmup":
        length = count(words[1], words[2])
        if step < length:
            return (step + 1) / length
        step, words = step - length, words[3:]
    if words[0] == "step":
        return float(words[5]) ** (step // count(words[2], words[3]))
    if words[0] == "exponential":
        return float(words[1]) ** (step // epoch_steps)
    if words[0] == "cosine":
        over = count(words[2], words[3])
        return (1 + math.cos(math.pi * step / over)) / 2 if step < over else 0.0
    return 1.0


def optimizer(text, parameters):
    import torch
    name, *rest = text.split()
    given = {word: float(value) for word, value in zip(rest[::2], rest[1::2])}
    rate, decay = given["rate"], given.get("decay", 0)
    sgd = lambda momentum, nesterov: torch.optim.SGD(
        parameters, lr=rate, momentum=momentum, nesterov=nesterov, weight_decay=decay)
    adam = {"lr": rate, "betas": (given.get("beta1", 0.9), given.get("beta2", 0.999)), "eps": given.get("epsilon", 1e-8)}
    return {
        "sgd": lambda: sgd(0, False), "momentum": lambda: sgd(given.get("momentum", 0.9), False),
        "nesterov": lambda: sgd(given.get("momentum", 0.9), True),
        "rmsprop": lambda: torch.optim.RMSprop(
            parameters, lr=rate, alpha=given.get("beta2", 0.99), eps=given.get("epsilon", 1e-8),
            momentum=given.get("momentum", 0), weight_decay=decay),
        "adagrad": lambda: torch.optim.Adagrad(parameters, lr=rate, eps=given.get("epsilon", 1e-10), weight_decay=decay),
        "adam": lambda: torch.optim.Adam(parameters, weight_decay=decay, **adam),
        "adamw": lambda: torch.optim.AdamW(parameters, weight_decay=given.get("decay", 0.01), **adam),
    }[name]()


def build(draw):
    """The network, and for each layer of nnsh the modules that are its own."""
    import torch
    names = modules()
    net = eval(f"nn.Sequential({', '.join(draw.modules + [draw.final])})", names)
    net.to(torch.float64)
    leaves = [module for module in net.modules() if not list(module.children())]
    layers, activations = [], tuple(type(eval(activation(name), names)) for name in ACTIVATIONS)
    for module in leaves:
        if isinstance(module, activations) and not isinstance(module, names["nn"].Identity) and layers:
            layers[-1].append(module)
        elif not isinstance(module, names["nn"].Identity):
            layers.append([module])
    return net, layers


def focal(is_softmax, z, y, gamma):
    """(1 - p)^gamma times the cross-entropy, p the share of the right answer."""
    from torch.nn import functional
    if is_softmax:
        cost = functional.cross_entropy(z, y, reduction="none")
    else:
        cost = functional.binary_cross_entropy_with_logits(z, y, reduction="none")
    return ((1 - (-cost).exp()) ** gamma * cost).mean()


def loss_of(draw, outputs, y):
    import torch
    from torch.nn import functional
    name, *rest = draw.loss.split()
    if draw.loss == "bce naive":
        return -(y * outputs.log() + (1 - y) * (1 - outputs).log()).mean()
    return {
        "bce": lambda: functional.binary_cross_entropy_with_logits(outputs, y),
        "cross_entropy": lambda: functional.cross_entropy(outputs, y),
        "mse": lambda: functional.mse_loss(outputs, y), "mae": lambda: functional.l1_loss(outputs, y),
        "huber": lambda: functional.huber_loss(outputs, y, delta=float(rest[1]) if rest else 1.0),
        "hinge": lambda: torch.clamp(1 - y * outputs, min=0).mean(),
        "focal": lambda: focal(draw.last == "softmax", outputs, y, float(rest[1]) if rest else 2.0),
    }[name]()


def truth(draw, folder, precision, x, y):
    """The loss before each update, and the outputs of all rows afterwards, from the weights nnsh began with."""
    import torch
    net, layers = build(draw)

    def load(path):
        tensors = {name: torch.tensor(array, dtype=torch.float64)
                   for name, array in read_safetensors(os.path.join(folder, path)).items()}
        missing, unexpected = net.load_state_dict(tensors, strict=False)
        assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing), (missing, unexpected)

    def outputs():
        net.eval()
        with torch.no_grad():
            return net(x)

    load(f"begin{precision}.safetensors")
    net.train()
    for layer in draw.frozen:
        for module in layers[layer - 1]:
            module.eval()
            for parameter in module.parameters():
                parameter.requires_grad_(False)
    parameters = [parameter for parameter in net.parameters() if parameter.requires_grad]
    weights = [module.weight for module in net.modules()
               if isinstance(module, (torch.nn.Linear, torch.nn.Conv2d)) and module.weight.requires_grad]
    worker = optimizer(draw.optimizer, parameters)
    rate = worker.param_groups[0]["lr"]
    size = draw.batch or draw.rows
    batches = [range(start, min(start + size, draw.rows)) for start in range(0, draw.rows, size)]
    losses = []
    for step in range(draw.steps):
        for group in worker.param_groups:
            group["lr"] = rate * share(draw.schedule, step, len(batches))
        rows = list(batches[step % len(batches)])
        read = (net[:-1] if draw.reads_sums else net)(x[rows])
        loss = loss_of(draw, read, y[rows])
        losses.append(loss.item())
        worker.zero_grad()
        total = loss
        if draw.regularize:
            l1, l2 = draw.regularize
            total = loss + sum(l1 * w.abs().sum() + l2 * w.square().sum() for w in weights)
        total.backward()
        if draw.clip and draw.clip[0] == "norm":
            torch.nn.utils.clip_grad_norm_(parameters, draw.clip[1])
        elif draw.clip:
            torch.nn.utils.clip_grad_value_(parameters, draw.clip[1])
        worker.step()
    trained = outputs()
    load(f"end{precision}.safetensors")
    return losses, trained, outputs()


def check(seed):
    """The largest differences of one network, in float64 and float32; an error names the network by its seed."""
    import numpy
    import torch
    draw = Draw(seed)
    numbers = numpy.random.default_rng(seed)
    x = numbers.standard_normal([draw.rows] + draw.input).astype("f4")
    with tempfile.TemporaryDirectory() as folder:
        if draw.kind == "numbers":
            targets = numbers.standard_normal((draw.rows, draw.units)).astype("f4")
            encoded = targets.astype("f8")
        else:
            classes = 2 if draw.kind == "two" else 3
            targets = numpy.concatenate([numpy.arange(classes), numbers.integers(0, classes, draw.rows - classes)])
            encoded = (numpy.eye(3)[targets] if draw.kind == "classes" else targets[:, None]).astype("f8")
            if draw.loss == "hinge":
                encoded = 2 * encoded - 1
        numpy.savez(os.path.join(folder, "d.npz"), x=x, y=targets)
        script = draw.script()
        tx = torch.tensor(x, dtype=torch.float64)
        tx = tx.permute(0, 3, 1, 2) if draw.images else tx
        found = []
        try:
            nnsh(folder, script)
            for precision, tolerance in ((64, 1e-9), (32, 2e-3)):
                losses, trained, own = truth(draw, folder, precision, tx, torch.tensor(encoded))
                lines = [json.loads(line) for line in open(os.path.join(folder, f"loss{precision}.jsonl"))]
                by_step = {line["step"]: line["loss"] for line in lines}
                difference = 0.0
                for step, loss in enumerate(losses):
                    given = by_step[step]
                    if not math.isfinite(loss) or given is None:
                        assert given is None and not math.isfinite(loss), f"step {step}: {given}, PyTorch {loss}"
                        break
                    difference = max(difference, abs(given - loss) / max(1, abs(loss)))
                else:
                    scale = torch.clamp(trained.abs(), min=1)
                    if torch.isfinite(trained).all():
                        difference = max(difference, ((own - trained).abs() / scale).max().item())
                assert difference <= tolerance, f"float{precision}: difference {difference:.2g}, at most {tolerance:g} is right"
                found.append(difference)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {error}\n{script}") from error
    return found


def checks():
    for start in range(FIRST, FIRST + COUNT, GROUP):
        seeds = range(start, min(start + GROUP, FIRST + COUNT))

        def judge(seeds=seeds):
            largest = [max(column) for column in zip(*(check(seed) for seed in seeds))]
            return f"{len(seeds)} networks, largest difference {largest[0]:.2g} in float64, {largest[1]:.2g} in float32"

        yield f"random networks {seeds[0]} to {seeds[-1]}: pytorch", judge
