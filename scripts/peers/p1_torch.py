"""P1 in PyTorch, eager: 2-5x9-1 tanh, naive binary cross-entropy, SGD 0.01, full batch of 4, recorded every 100 steps."""

import json
import time

import torch

STEPS, RECORD = 20001, 100
torch.manual_seed(1)
torch.set_num_threads(1)

layers, width = [], 2
for _ in range(9):
    layers += [torch.nn.Linear(width, 5), torch.nn.Tanh()]
    width = 5
net = torch.nn.Sequential(*layers, torch.nn.Linear(5, 1), torch.nn.Sigmoid())
for p in net.parameters():
    torch.nn.init.normal_(p)

x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)

records = []
begun = time.perf_counter()
for step in range(STEPS):
    h = net(x)
    loss = -(y * torch.log(h) + (1 - y) * torch.log(1 - h)).mean()
    if step % RECORD == 0:
        accuracy = ((h > 0.5).float() == y).float().mean()
        records.append((step, loss.item(), accuracy.item()))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
seconds = time.perf_counter() - begun

assert len(records) == 201
print(json.dumps({
    "workload": "P1", "peer": "pytorch", "version": torch.__version__, "steps": STEPS,
    "us_per_step": round(seconds / STEPS * 1e6, 3), "seconds": round(seconds, 3), "loss": records[-1][1],
}))
