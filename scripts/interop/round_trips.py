"""Models that leave nnsh for the real tools and must say the same there: every layer kind and activation."""

import os
import sys
import tempfile

from tools import constants, nnsh, run, within

ACTIVATIONS = [
    "linear", "sigmoid", "tanh", "relu", "leaky_relu alpha 0.2", "prelu", "elu alpha 0.7", "selu", "gelu", "silu", "mish",
    "softplus", "softsign", "hard_sigmoid", "hard_tanh", "relu6", "softmax",
]
IMAGES = "data digits\nscale by (1/16)\n"

CASES = {f"dense {name}": f"data iris\nscale standard\nlayer 6 {name}\nlayer 5 {name}\noutput softmax\ntrain 5 steps"
         for name in ACTIVATIONS}
CASES |= {
    "no slope": "data iris\nlayer 6 leaky_relu alpha 0\nlayer 5 elu alpha 0\noutput softmax\ntrain 5 steps",
    "numbers, minmax": "data plane\nscale minmax\nlayer 4 tanh bias none\noutput linear\nloss huber\noptimizer nesterov\ntrain 9 steps",
    "two classes": "data moons\nlayer 3 tanh\noutput 1 sigmoid\nloss bce\noptimizer rmsprop momentum 0.5\n"
                   "schedule warmup 3 steps cosine over 50 steps\nclip norm 1\nregularize l2 0.01\nfreeze 1\ntrain 9 steps",
    "hinge": "data moons\nlayer 3 tanh\noutput 1 linear\nloss hinge\noptimizer adamw decay 0.1\ntrain 9 steps",
    "float64": "precision float64\ndata iris\nlayer 6 gelu\noutput softmax\ntrain 5 steps",
    "norms": "data iris\nlayer 6 linear\nlayer batchnorm\nactivation tanh\nlayer dropout 0.2\nlayer 5 relu\nlayer layernorm\n"
             "output softmax\ntrain 30 steps",
    "residual": "data iris\nlayer 6 tanh\nlayer residual\n  layer 6 relu\n  layer residual\n    layer 6 tanh\n  end\n"
                "  layer 6 linear\nend\noutput softmax\ntrain 20 steps",
    "conv same": IMAGES + "layer conv2d 3 kernel 3 padding same relu\nlayer maxpool2d 2\nlayer conv2d 4 kernel 2 tanh\n"
                          "layer flatten\noutput softmax\ntrain 5 steps",
    "conv stride": IMAGES + "layer conv2d 3 kernel 3 stride 2 padding same prelu\nlayer avgpool2d 2 stride 1\nlayer flatten\n"
                            "layer 6 elu\noutput softmax\ntrain 5 steps",
    "global maximum": IMAGES + "layer conv2d 5 kernel 3 relu\nlayer globalmaxpool2d\noutput softmax\ntrain 5 steps",
    "global mean": IMAGES + "layer conv2d 5 kernel 3 padding same tanh\nlayer batchnorm\nlayer globalavgpool2d\n"
                            "layer 4 relu\noutput softmax\ntrain 5 steps",
    "image norms": IMAGES + "layer conv2d 4 kernel 3\nlayer batchnorm\nactivation relu\nlayer residual\n"
                            "  layer conv2d 4 kernel 3 padding same tanh\nend\nlayer layernorm\nlayer conv2d 3 kernel 1 softmax\n"
                            "layer flatten\noutput softmax\ntrain 8 steps",
}


def check_c(folder):
    run(folder, "cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-o", "m_c", "m.c", "-lm")
    return run(folder, "./m_c")


def check_onnx(folder):
    """Against the rows and predictions that the PyTorch script holds."""
    import numpy
    import onnx
    import onnxruntime

    onnx.checker.check_model(os.path.join(folder, "m.onnx"), full_check=True)
    rows = constants(folder, "m.py")
    session = onnxruntime.InferenceSession(os.path.join(folder, "m.onnx"))
    shape = session.get_inputs()[0].shape[1:]
    x = numpy.array(rows["TEST_X"], "float32").reshape(-1, *shape)
    y = session.run(None, {"x": x})[0].reshape(len(x), -1)
    return within(1e-5, y, rows["TEST_Y"], f"{len(x)} rows")


def check_script(folder, module):
    """Predictions, which the script compares itself."""
    return run(folder, sys.executable, f"{module}.py").splitlines()[0]


TOOLS = {
    "c": check_c,
    "onnx": check_onnx,
    "pytorch": lambda folder: check_script(folder, "m"),
    "keras": lambda folder: check_script(folder, "m_keras"),
}


def check(script):
    """Every tool in turn, in one folder."""
    with tempfile.TemporaryDirectory() as folder:
        ends = 'export c "m.c"\nexport onnx "m.onnx"\nexport pytorch "m.py"\nexport keras "m_keras.py"\nexport dot "m.dot"\n'
        nnsh(folder, f"{script}\n{ends}")
        for tool, judge in TOOLS.items():
            yield tool, lambda judge=judge: judge(folder)


def checks():
    for title, script in CASES.items():
        for tool, judge in check(script):
            yield f"{title}: {tool}", judge
