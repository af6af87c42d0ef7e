extension SignatureTable {
  /// Words of other libraries and of common speech. A suggestion is made only where the word on the right is possible.
  package static let commonSynonyms: [String: String] = [
    "lr": "rate", "learning_rate": "rate", "eta": "rate", "cost": "loss", "objective": "loss", "criterion": "loss",
    "xavier": "glorot", "kaiming": "he", "gaussian": "normal", "randn": "normal", "zero": "zeros",
    "epochs": "epoch", "iterations": "steps", "iteration": "step", "iters": "steps",
    "neurons": "layer", "units": "layer", "hidden": "layer", "linear_layer": "dense", "fc": "dense", "conv": "conv2d",
    "maxpool": "maxpool2d", "avgpool": "avgpool2d", "batch_norm": "batchnorm", "layer_norm": "layernorm",
    "lrelu": "leaky_relu", "leakyrelu": "leaky_relu", "swish": "silu", "logistic": "sigmoid",
    "identity": "linear", "binary_cross_entropy": "bce", "crossentropy": "cross_entropy", "nll": "cross_entropy",
    "l2_loss": "mse", "l1_loss": "mae", "gd": "sgd", "gradient_descent": "sgd", "fit": "train", "learn": "train",
    "dataset": "data", "evaluate": "eval", "infer": "predict", "draw": "plot", "graph": "plot", "print_model": "show",
    "summary": "show", "acc": "accuracy", "err": "loss", "error": "loss", "val": "validation", "valid": "validation",
    "normalize": "scale", "standardize": "scale", "standardise": "scale", "batch_size": "batch", "minibatch": "batch",
    "random_seed": "seed", "early_stopping": "stop", "dir": "show", "ls": "show", "man": "help", "bye": "quit",
    "set_seed": "seed", "echo": "print", "assert": "expect", "import_file": "include", "source": "include",
    "const": "let", "var": "let", "foreach": "for", "until": "while", "weight_decay": "decay", "eps": "epsilon",
    "pooling": "maxpool2d", "softmax_cross_entropy": "cross_entropy",
  ]
}
