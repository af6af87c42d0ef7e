"""P1 in PyTorch, eager."""

import time

from peer import report

import torch

from seed_experiment import RATE, RECORD, SIZES, STEPS, X, Y

torch.manual_seed(1)
# Two threads are slower here.
torch.set_num_threads(1)
layers = []
for n, m in zip(SIZES, SIZES[1:]):
    layers += [torch.nn.Linear(n, m), torch.nn.Tanh()]
net = torch.nn.Sequential(*layers[:-1], torch.nn.Sigmoid())
for p in net.parameters():
    torch.nn.init.normal_(p)
x, y = torch.tensor(X), torch.tensor(Y)
optimizer = torch.optim.SGD(net.parameters(), lr=RATE)

records = []
begun = time.perf_counter()
for step in range(STEPS):
    h = net(x)
    loss = -(y * torch.log(h) + (1 - y) * torch.log(1 - h)).mean()
    if step % RECORD == 0:
        records.append((step, loss.item(), ((h > 0.5).float() == y).float().mean().item()))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
seconds = time.perf_counter() - begun
assert len(records) == 201
report("P1", "pytorch", torch.__version__, "us/step", seconds / STEPS * 1e6, loss=records[-1][1])
