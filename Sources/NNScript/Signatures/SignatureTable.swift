/// Every signature by name, compiled once, for the parser, the checker, the evaluator, `help` and completion.
package struct SignatureTable: Sendable {
  /// In order of declaration, which is the order of help pages and completion.
  package let signatures: [Signature]
  /// Words of other libraries and their equivalents in nnsh: `lr` → `rate`. Used only for suggestions.
  package let synonyms: [String: String]
  let compiled: [String: CompiledSignature]
  private let words: Set<String>
  private let namers: Set<String>
  /// What the parser needs to know about the statements.
  package let dialect: Dialect

  /// Compiles the signatures. Of several with the same name, only the first counts.
  package init(_ signatures: [Signature], synonyms: [String: String] = SignatureTable.commonSynonyms) {
    self.signatures = signatures
    self.synonyms = synonyms
    var compiled: [String: CompiledSignature] = [:]
    compiled.reserveCapacity(signatures.count)
    var words = Set<String>(minimumCapacity: 512)
    for signature in signatures where compiled[signature.name] == nil {
      let program = CompiledSignature(signature)
      compiled[signature.name] = program
      words.insert(signature.name)
      for form in program.forms { form.collectWords(into: &words) }
    }
    self.compiled = compiled
    self.words = words
    dialect = Dialect(signatures)
    namers = Set(compiled.values.filter(\.givesNames).map(\.signature.name))
  }

  /// Whether a form of the statement names a model or a run.
  func givesNames(_ name: String) -> Bool { namers.contains(name) }

  package subscript(name: String) -> Signature? { compiled[name]?.signature }

  /// The block opened by the statement's form with this word; `nil` if it opens none.
  func body(of name: String, opener: String?) -> BlockBody? {
    compiled[name]?.signature.forms.first { $0.opener != nil && $0.opener == opener }?.body
  }

  func traits(of name: String) -> Signature.Traits { compiled[name]?.signature.traits ?? [] }

  /// The names of the statements with all of these traits, sorted.
  func names(_ traits: Signature.Traits) -> [String] {
    signatures.filter { $0.traits.isSuperset(of: traits) }.map(\.name).sorted()
  }

  func place(of name: String) -> Signature.Place? { compiled[name]?.signature.place }

  func hasStatement(_ name: String) -> Bool { compiled[name] != nil }

  /// Whether the word occurs in a signature as a statement, an option or a choice. Such a word is text in an
  /// expression.
  package func knows(_ word: String) -> Bool { words.contains(word) }

  /// All the words of ``knows(_:)``, sorted.
  package var knownWords: [String] { words.sorted() }
}

extension SignatureTable {
  /// Words of other libraries and common terms. Suggested only where the word on the right is allowed.
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
    // From Keras and PyTorch.
    "he_normal": "he normal", "he_uniform": "he uniform", "kaiming_normal": "he normal",
    "kaiming_uniform": "he uniform",
    "glorot_normal": "glorot normal", "glorot_uniform": "glorot uniform", "xavier_normal": "glorot normal",
    "xavier_uniform": "glorot uniform", "lecun_normal": "lecun normal", "lecun_uniform": "lecun uniform",
    "random_normal": "normal", "random_uniform": "uniform", "ones": "constant",
    "binary_crossentropy": "bce", "bceloss": "bce", "BCELoss": "bce", "BCEWithLogitsLoss": "bce",
    "bce_with_logits": "bce", "categorical_crossentropy": "cross_entropy",
    "sparse_categorical_crossentropy": "cross_entropy", "CrossEntropyLoss": "cross_entropy",
    "mean_squared_error": "mse", "MSELoss": "mse", "mean_absolute_error": "mae", "L1Loss": "mae",
    "smooth_l1": "huber", "SmoothL1Loss": "huber", "HuberLoss": "huber", "hinge_loss": "hinge",
    "Dense": "layer", "Linear": "layer", "Conv2D": "conv2d", "Conv2d": "conv2d", "MaxPooling2D": "maxpool2d",
    "MaxPool2d": "maxpool2d", "AveragePooling2D": "avgpool2d", "AvgPool2d": "avgpool2d",
    "BatchNormalization": "batchnorm", "BatchNorm2d": "batchnorm", "LayerNormalization": "layernorm",
    "LeakyReLU": "leaky_relu", "compile": "optimizer", "blobs": "gauss", "two_moons": "moons", "make_moons": "moons",
    "make_blobs": "gauss", "make_circles": "circles", "True": "true", "False": "false",
  ]

  /// The nnsh equivalent of a word, if its first word is among the candidates.
  static func synonym(of word: String, among candidates: [String], in synonyms: [String: String]) -> String? {
    guard let known = synonyms[word], let first = known.split(separator: " ").first,
      candidates.contains(String(first))
    else { return nil }
    return known
  }
}
