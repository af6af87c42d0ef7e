"""Makes the models of this folder with PyTorch, Keras and onnx.helper: python make.py

Beside each model NAME.onnx lies NAME.safetensors: rows "x" (images as height, width, channels) and what ONNX Runtime
says of them, "y". residual.onnx is nnsh's own and not made here. Made with torch 2.15.0, keras 3.15.1 (backend torch), onnx
1.23.2, onnxruntime 1.32.0, numpy 2.4.6; a later tool may write other bytes.
"""
import io
import json
import os
import struct
import warnings

os.environ["KERAS_BACKEND"] = "torch"
warnings.filterwarnings("ignore")

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

torch.manual_seed(5)
random = np.random.default_rng(5)
folder = os.path.dirname(os.path.abspath(__file__))


def save(name, model, x, channels_last=False):
    """The model, and what the runtime says of x, which is as the model takes it."""
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    y = session.run(None, {session.get_inputs()[0].name: x})[0].reshape(len(x), -1)
    if x.ndim == 4 and not channels_last:
        x = x.transpose(0, 2, 3, 1)
    onnx.save(model, os.path.join(folder, name + ".onnx"))
    header, data = {}, b""
    for key, values in (("x", x.reshape(len(x), -1)), ("y", y)):
        bytes = np.ascontiguousarray(values, "<f4").tobytes()
        header[key] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [len(data), len(data) + len(bytes)]}
        data += bytes
    text = json.dumps(header).encode()
    with open(os.path.join(folder, name + ".safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def export(name, module, shape, opset):
    """By PyTorch's exporter, with an open number of rows."""
    module.eval()
    x = random.standard_normal([5, *shape]).astype("float32")
    file = io.BytesIO()
    torch.onnx.export(
        module, torch.tensor(x), file, dynamo=False, opset_version=opset, input_names=["x"], output_names=["y"],
        dynamic_axes={"x": {0: "rows"}, "y": {0: "rows"}})
    save(name, onnx.load_from_string(file.getvalue()), x)


class Sum(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Functional(nn.Module):
    """As tutorials write it: relu behind the pool, and view."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv2d(2, 4, 3), nn.Linear(4 * 9, 3)

    def forward(self, x):
        x = torch.relu(torch.max_pool2d(self.first(x), 2))
        return torch.softmax(self.second(x.view(-1, 36)), 1)


ACTIVATIONS = [
    nn.ReLU(), nn.LeakyReLU(0.2), nn.ELU(0.7), nn.SELU(), nn.GELU(), nn.SiLU(), nn.Mish(), nn.Softplus(), nn.Softsign(),
    nn.Sigmoid(), nn.Tanh(), nn.Hardsigmoid(), nn.Hardtanh(), nn.ReLU6(), nn.PReLU(),
]


def mlp():
    layers, width = [], 4
    for activation in ACTIVATIONS:
        linear = nn.Linear(width, 5)
        nn.init.orthogonal_(linear.weight, 2.0)
        layers, width = layers + [linear, activation], 5
    return nn.Sequential(*layers, nn.Linear(5, 3, bias=False), nn.Softmax(1))


for opset in (9, 13, 17, 20):
    export(f"torch_mlp_{opset}", mlp(), [4], opset)
export("torch_cnn", nn.Sequential(
    nn.Conv2d(2, 3, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(3, 4, 2, bias=False), nn.Tanh(), nn.AvgPool2d(2, 1),
    nn.Flatten(), nn.Linear(4 * 2 * 2, 3)), [2, 8, 8], 17)
export("torch_functional", Functional(), [2, 8, 8], 11)
export("torch_residual", nn.Sequential(
    nn.Conv2d(2, 3, 1), Sum(nn.Conv2d(3, 3, 3, padding=1), nn.ReLU(), Sum(nn.Conv2d(3, 3, 1)), nn.Conv2d(3, 3, 1)),
    nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 2)), [2, 6, 6], 17)


def keras():
    import keras
    from keras import layers

    model = keras.Sequential([
        layers.Input([4]), layers.Dense(6, "gelu"), layers.Dropout(0.3), layers.Dense(5, "leaky_relu"),
        layers.Dense(5, "silu"), layers.Dense(3, "softmax")])
    x = random.standard_normal([5, 4]).astype("float32")
    model(x)
    file = io.BytesIO()
    torch.onnx.export(
        model.eval(), torch.tensor(x), file, dynamo=False, opset_version=17, input_names=["x"], output_names=["y"])
    save("keras_mlp", onnx.load_from_string(file.getvalue()), x)


keras()


def constant(name, values, type="float32"):
    return numpy_helper.from_array(np.asarray(values, type), name)


def normal(*shape):
    return random.standard_normal(shape) / 2


def graph(name, nodes, constants, x, opset, type=TensorProto.FLOAT, channels_last=False, ir=8):
    graph = helper.make_graph(
        nodes, "g", [helper.make_tensor_value_info("x", type, ["rows", *x.shape[1:]])],
        [helper.make_tensor_value_info("y", type, ["rows", "outputs"])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir)
    save(name, model, x, channels_last)


node = helper.make_node
# As tf2onnx writes a Keras net: channels last, flattened in that order, a batchnorm of features as product and sum.
graph("tensorflow_style", [
    node("Mul", ["x", "by"], ["scaled"]), node("Sub", ["scaled", "mean"], ["centred"]),
    node("Transpose", ["centred"], ["t1"], perm=[0, 3, 1, 2]),
    node("Conv", ["t1", "w1", "b1"], ["c1"], strides=[2, 2], auto_pad="SAME_UPPER"), node("Relu", ["c1"], ["r1"]),
    node("BatchNormalization", ["r1", "g", "b", "m", "v"], ["n1"], epsilon=0.001),
    node("MaxPool", ["n1"], ["p1"], kernel_shape=[2, 2], strides=[1, 1], auto_pad="VALID"),
    node("Transpose", ["p1"], ["t2"], perm=[0, 2, 3, 1]), node("Reshape", ["t2", "flat"], ["f"]),
    node("MatMul", ["f", "w2"], ["d1"]), node("Add", ["d1", "b2"], ["d2"]), node("LeakyRelu", ["d2"], ["l"], alpha=0.3),
    node("Mul", ["l", "factor"], ["s1"]), node("Add", ["s1", "shift"], ["s2"]),
    node("MatMul", ["s2", "w3"], ["d3"]), node("Softmax", ["d3"], ["y"]),
], [
    constant("by", 1 / 255), constant("mean", [0.4, 0.5]), constant("w1", normal(3, 2, 3, 3)), constant("b1", normal(3)),
    constant("g", normal(3) + 1), constant("b", normal(3)), constant("m", normal(3)), constant("v", normal(3) ** 2 + 0.1),
    constant("flat", [-1, 27], "int64"), constant("w2", normal(27, 5)), constant("b2", normal(5)),
    constant("factor", normal(5) + 1), constant("shift", normal(5)), constant("w3", normal(5, 3)),
], random.integers(0, 256, [5, 8, 8, 2]).astype("float32"), 13, channels_last=True)

# float_data and double numbers, Gemm's factors, a dropout, operator set 21.
floats = normal(3, 4)
graph("gemm", [
    node("Gemm", ["x", "w", "b"], ["a"], alpha=0.5, beta=2.0, transB=0), node("Dropout", ["a", "ratio"], ["d"]),
    node("Gemm", ["d", "v"], ["e"], transB=1), node("Add", ["e", "scalar"], ["f"]), node("Sigmoid", ["f"], ["g"]),
    node("Identity", ["g"], ["y"]),
], [
    helper.make_tensor("w", TensorProto.FLOAT, [3, 4], floats.ravel().tolist()), constant("b", normal(1, 4)),
    constant("ratio", 0.25), constant("v", normal(2, 4)), constant("scalar", 0.75),
], random.standard_normal([5, 3]).astype("float32"), 21, ir=10)
graph("double", [node("MatMul", ["x", "w"], ["a"]), node("Tanh", ["a"], ["y"])], [constant("w", normal(3, 2), "float64")],
      random.standard_normal([5, 3]), 17, TensorProto.DOUBLE)
graph("half", [node("Cast", ["x"], ["c"], to=TensorProto.FLOAT16), node("Gemm", ["c", "w", "b"], ["a"]),
               node("Cast", ["a"], ["y"], to=TensorProto.FLOAT)],
      [constant("w", normal(3, 2), "float16"), constant("b", normal(2), "float16")],
      random.standard_normal([5, 3]).astype("float32"), 17)
# An input of rows and columns alone, and operator set 7 with its constants among the inputs.
graph("grid", [node("Unsqueeze", ["x", "axis"], ["u"]), node("Conv", ["u", "w"], ["c"], pads=[1, 1, 1, 1]),
               node("Elu", ["c"], ["e"], alpha=0.5), node("ReduceMean", ["e"], ["r"], axes=[2, 3], keepdims=0),
               node("Gemm", ["r", "v"], ["y"])],
      [constant("axis", [1], "int64"), constant("w", normal(2, 1, 3, 3)), constant("v", normal(2, 2))],
      random.standard_normal([5, 6, 6]).astype("float32"), 13)
