"""P6 in PyTorch, as a process: gzip IDX files to test accuracy, 784-512-256-10 relu, adam, batch 128, 5 epochs.

Time and memory are measured by whoever starts the process; it prints its accuracy.
"""

import gzip
import sys

import numpy as np
from peer import THREADS

import torch
from torch import nn

torch.set_num_threads(THREADS)
torch.manual_seed(1)
folder = sys.argv[1]


def idx(name, header):
    with gzip.open(f"{folder}/{name}-ubyte.gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


x, y = idx("train-images-idx3", 16).reshape(-1, 784), idx("train-labels-idx1", 8)
test_x, test_y = idx("t10k-images-idx3", 16).reshape(-1, 784), idx("t10k-labels-idx1", 8)
x, test_x = (torch.from_numpy(a.astype(np.float32) / 255) for a in (x, test_x))
y, test_y = (torch.from_numpy(a.astype(np.int64)) for a in (y, test_y))

net = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
loss = nn.CrossEntropyLoss()
for epoch in range(5):
    order = torch.randperm(len(x))
    for rows in order.split(128):
        optimizer.zero_grad()
        loss(net(x[rows]), y[rows]).backward()
        optimizer.step()
with torch.no_grad():
    accuracy = (net(test_x).argmax(1) == test_y).float().mean().item()
print(accuracy)
