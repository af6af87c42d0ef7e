"""P3, P4 and P5 in each peer: the workload's network, its optimizer and its batch, on made-up images."""

from peer import THREADS, images, rate

BATCHES = {"P3": 128, "P4": 32, "P5": 128}
HIDDEN = {"P3": (512, 256), "P4": (128,)}
# So many steps take about a second.
STEPS = {"P3": 150, "P4": 1500, "P5": 40}


def torch_rate(workload):
    import torch
    from torch import nn

    torch.set_num_threads(THREADS)
    batch = BATCHES[workload]
    if workload == "P5":
        net = nn.Sequential(
            nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3),
            nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1600, 10))
    else:
        layers, width = [], 784
        for units in HIDDEN[workload]:
            layers += [nn.Linear(width, units), nn.ReLU()]
            width = units
        net = nn.Sequential(*layers, nn.Linear(width, 10))
    if workload == "P4":
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    else:
        optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
    x, y, order = (torch.from_numpy(a) for a in images(64 * batch))
    loss = nn.CrossEntropyLoss()

    def step(k):
        rows = order[k % 64 * batch:(k % 64 + 1) * batch]
        optimizer.zero_grad()
        loss(net(x[rows].float().div(255)), y[rows]).backward()
        optimizer.step()

    return rate(step, batch, STEPS[workload], STEPS[workload] // 5), torch.__version__


def keras_rate(workload):
    import time

    import keras
    import numpy as np
    import tensorflow as tf
    from keras import layers

    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    tf.config.threading.set_inter_op_parallelism_threads(THREADS)
    batch = BATCHES[workload]
    if workload == "P5":
        inner = [
            layers.Reshape((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(2), layers.Flatten()]
    else:
        inner = [layers.Dense(units, activation="relu") for units in HIDDEN[workload]]
    net = keras.Sequential([keras.Input((784,)), *inner, layers.Dense(10, activation="softmax")])
    optimizer = keras.optimizers.SGD(0.01) if workload == "P4" else keras.optimizers.Adam(0.001)
    net.compile(optimizer, "sparse_categorical_crossentropy")
    steps = STEPS[workload]
    x, y, _ = images(steps * batch)
    x = x.astype(np.float32) / 255
    # The first call compiles.
    net.fit(x, y, batch_size=batch, epochs=1, verbose=0)
    begun = time.perf_counter()
    net.fit(x, y, batch_size=batch, epochs=1, verbose=0)
    return steps * batch / (time.perf_counter() - begun), keras.__version__


def sklearn_rate(workload):
    import time

    import numpy as np
    import sklearn
    from sklearn.neural_network import MLPClassifier

    batch, steps = BATCHES[workload], STEPS[workload]
    solver = "sgd" if workload == "P4" else "adam"
    net = MLPClassifier(
        HIDDEN[workload], solver=solver, batch_size=batch, alpha=0, momentum=0,
        learning_rate_init=0.01 if workload == "P4" else 0.001)
    x, y, _ = images(steps * batch)
    x = x.astype(np.float32) / 255
    net.partial_fit(x, y, classes=range(10))
    begun = time.perf_counter()
    net.partial_fit(x, y)
    return steps * batch / (time.perf_counter() - begun), sklearn.__version__
