"""Makes the fixtures of this folder with PyTorch, in float64: python make.py

Each file holds one network as torch.nn names its tensors ("before.", "after." three updates), a batch "x" (rows first,
images as height, width, channels) with targets "y", the loss and gradients of the first step in training mode, and
what the network says of "x" in evaluation mode before and after. PyTorchTests.swift declares the same networks.
"""
import json
import math
import struct

import torch
from torch import nn

torch.set_default_dtype(torch.float64)


class SameConv2d(nn.Conv2d):
    """A convolution with the padding that Keras calls same."""

    def forward(self, x):
        k, s = self.kernel_size[0], self.stride[0]
        pads = []
        for length in (x.shape[3], x.shape[2]):
            total = max((math.ceil(length / s) - 1) * s + k - length, 0)
            pads += [total // 2, total - total // 2]
        return super().forward(nn.functional.pad(x, pads))


class Channels(nn.LayerNorm):
    """A layer normalization over the channels of an image."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=0.02)


def adamw(parameters):
    return torch.optim.AdamW(parameters, lr=0.02, weight_decay=0.1)


CASES = {
    "conv_same": ([7, 6, 2], adam, lambda: nn.Sequential(
        SameConv2d(2, 3, 3, stride=2), nn.Tanh(), SameConv2d(3, 4, 2), nn.Sigmoid(), nn.Flatten(), nn.Linear(48, 3))),
    "conv_valid": ([7, 6, 2], adamw, lambda: nn.Sequential(
        nn.Conv2d(2, 3, 3), nn.Tanh(), nn.Conv2d(3, 4, 2, stride=2), nn.Flatten(), nn.Linear(16, 3))),
    "pooling": ([9, 8, 2], adam, lambda: nn.Sequential(
        nn.MaxPool2d(2), nn.Conv2d(2, 3, 1), nn.Tanh(), nn.AvgPool2d(2, stride=1), nn.MaxPool2d(2, stride=1),
        nn.Flatten(), nn.Linear(12, 2))),
    "batchnorm": ([4], adamw, lambda: nn.Sequential(
        nn.Linear(4, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 2))),
    "batchnorm_images": ([5, 4, 2], adam, lambda: nn.Sequential(
        nn.Conv2d(2, 3, 2), nn.BatchNorm2d(3), nn.Flatten(), nn.Linear(36, 2))),
    "layernorm": ([4], adam, lambda: nn.Sequential(
        nn.Linear(4, 5), nn.LayerNorm(5), nn.Tanh(), nn.Linear(5, 2))),
    "layernorm_images": ([5, 4, 2], adamw, lambda: nn.Sequential(
        nn.Conv2d(2, 3, 2), Channels(3), nn.Flatten(), nn.Linear(36, 2))),
    "residual": ([4], adam, lambda: nn.Sequential(
        nn.Linear(4, 5), nn.Tanh(),
        Residual(nn.Linear(5, 5), nn.Tanh(), Residual(nn.LayerNorm(5), nn.Linear(5, 5)), Residual(nn.Linear(5, 5))),
        nn.Linear(5, 2))),
}


def write(name, tensors):
    header, data = {"__metadata__": {"torch": torch.__version__}}, b""
    for key, tensor in tensors.items():
        whole = tensor.dtype == torch.int64
        numbers = tensor.detach().contiguous().reshape(-1).tolist()
        raw = struct.pack(f"<{len(numbers)}{'q' if whole else 'd'}", *numbers)
        header[key] = {"dtype": "I64" if whole else "F64", "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(f"{name}.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def run(name, shape, optimizer, model):
    torch.manual_seed(7)
    model = model()
    for key, parameter in model.named_parameters():
        # Also scales and shifts of normalizations are to matter.
        parameter.data += 0.1 * torch.randn_like(parameter)
    rows = 4
    # Samples are float32.
    x = torch.randn(rows, *shape).float().double()
    y = torch.randn(rows, model[-1].out_features).float().double()
    images = x.permute(0, 3, 1, 2) if len(shape) == 3 else x
    tensors = {"x": x, "y": y}

    def keep(prefix):
        for key, tensor in model.state_dict().items():
            tensors[f"{prefix}.{key}"] = tensor.clone()
        model.eval()
        tensors[f"{prefix}_output"] = model(images)
        model.train()

    keep("before")
    steps = optimizer(model.parameters())
    for step in range(3):
        steps.zero_grad()
        loss = nn.functional.mse_loss(model(images), y)
        loss.backward()
        if step == 0:
            tensors["loss"] = loss.reshape(1)
            for key, parameter in model.named_parameters():
                tensors[f"gradient.{key}"] = parameter.grad.clone()
        steps.step()
    keep("after")
    write(name, tensors)


for name, (shape, optimizer, model) in CASES.items():
    run(name, shape, optimizer, model)
