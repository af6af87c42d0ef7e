/// A session of random statements: most of them right where they stand, some wrong.
///
/// Every file that a session writes has a name of its own, so that `save session` can be replayed beside them.
struct RandomSession {
  /// What is typed, in order; a block is one entry of several lines.
  private(set) var entries: [String] = []
  /// Models the session has named.
  private(set) var models = ["main"]

  var random: RandomSource
  private let isScript: Bool
  private(set) var runs: [String] = []
  private var sweeps: [String] = []
  private var savedModels: [String] = []
  private var checkpoints: [String] = []
  private var variables: [String] = []
  private var isClassification = true
  private var isImage = false
  private var files = 0

  /// Files that must be there before the session begins.
  static let files = [
    "numbers.csv": (0..<40).map { "\($0 % 7),\(Double($0) / 9),\($0 * $0 % 11)\n" }.reduce("a,b,y\n", +),
    "words.csv": (0..<30).map { "\(["red", "green", "blue"][$0 % 3]),\($0 % 5),\($0 % 4 < 2 ? "yes" : "no")\n" }
      .reduce("colour,size,kind\n", +),
  ]

  /// - Parameter isScript: whether it leaves out what a script may not say, and what is wrong on purpose.
  init(seed: UInt64, length: Int, isScript: Bool = false) {
    random = RandomSource(seed: seed)
    self.isScript = isScript
    entries.append("seed \(random.number(0...9))")
    addData()
    addModel()
    while entries.count < length { addStatement() }
  }

  // MARK: Statements that change the session

  private mutating func addStatement() {
    switch random.number(0...(isScript ? 87 : 99)) {
    case 0..<5: addData()
    case 5..<9: addModel()
    case 9..<13: entries.append("use \(random.pick(models))")
    case 13..<22: addLayer()
    case 22..<26:
      entries.append(random.pick(["remove last", "output \(outputUnits)", "activation \(activation) on hidden"]))
    case 26..<34: entries.append(weightStatement())
    case 34..<44: entries.append(settingStatement())
    case 44..<64: entries.append(trainingStatement())
    case 64..<69: entries.append(everyStatement())
    case 69..<73: entries.append(random.pick(["forward", "backward", "update", "step", "forward row 1", "step 2"]))
    case 73..<79: addFileStatement()
    case 79..<85: entries.append(controlFlow())
    case 85..<88: addSweep()
    case 88..<94: entries.append(random.pick(["undo", "undo", "redo"]))
    default: entries.append(random.pick(Self.wrong))
    }
  }

  /// Statements that fail in most sessions, or in all.
  private static let wrong = [
    "layer 0 tanh", "train 5", "use nobody", "data csv \"none.csv\" target y", "predict 1 2 3 4 5 6 7",
    "load \"none.safetensors\"", "set weight 9 9 9 to 1", "freeze 99", "split 90 20", "activation softmax on 1",
    "print $unset", "loss bse", "scale by (1 / 0)", "every 2 steps print runs.none.loss", "train until loss < 0",
    "input 1 2 3 4 5", "output 99 softmax", "layer maxpool2d 3", "redo", "expect loss < 0 \"never\"",
  ]

  private mutating func addData() {
    isImage = false
    isClassification = true
    switch random.number(0...11) {
    case 0...3: entries.append("data \(random.pick(["xor", "and", "nor", "xnor"]))")
    case 4: entries.append("data parity \(random.number(1...4))")
    case 5, 6:
      let cloud = random.pick(["spiral", "moons", "circles", "gauss", "checker"])
      let classes = cloud == "gauss" || cloud == "spiral" ? " classes \(random.number(2...3))" : ""
      entries.append("data \(cloud) points \(random.number(10...50))\(classes)")
    case 7:
      isClassification = false
      entries.append("data \(random.pick(["sine", "plane"])) points \(random.number(8...40)) noise 0.1")
    case 8: entries.append("data iris")
    case 9:
      isClassification = false
      entries.append("data csv \"numbers.csv\" target y")
    case 10: entries.append("data csv \"words.csv\" target kind")
    default: entries.append("data table\nrow 0 1 2 gives 1\nrow 1 0 2 gives 0\nrow 1 1 0 gives 1\nend")
    }
    if random.chance(25) { entries.append("split \(random.pick(["80 20", "60 20 20", "50 50 seed 3"]))") }
    if random.chance(25) { entries.append("scale \(random.pick(["standard", "minmax", "by 0.5", "none"]))") }
    if random.chance(25) { entries.append("batch \(random.pick(["full", "4", "3 ordered", "16"]))") }
  }

  private mutating func addModel() {
    if entries.count > 2 {
      let name = random.chance(30) ? random.pick(models) : "m\(models.count)"
      if !models.contains(name) { models.append(name) }
      entries.append("model \(name)")
    }
    for _ in 0..<random.number(1...3) { addLayer() }
    if random.chance(85) { entries.append("output \(outputUnits)") }
  }

  private mutating func addLayer() {
    let width = random.number(1...6)
    switch random.number(0...19) {
    case 0..<12: entries.append("layer \(width) \(activation)")
    case 12: entries.append("layer \(width) tanh times \(random.number(2...4))")
    case 13: entries.append("layer \(width) relu bias none")
    case 14: entries.append("layer dropout 0.\(random.number(1...5))")
    case 15: entries.append("layer batchnorm")
    case 16: entries.append("layer layernorm")
    case 17: entries.append("layer \(width) tanh\nlayer residual\nlayer \(width) \(activation)\nend")
    case 18: entries.append("layer \(width)")
    default: entries.append("layer \(width) prelu")
    }
  }

  private var activation: String {
    mutating get {
      random.pick(["tanh", "relu", "sigmoid", "leaky_relu alpha 0.2", "gelu", "elu", "selu", "softsign", "linear"])
    }
  }

  private var outputUnits: String {
    mutating get {
      guard isClassification else { return "linear" }
      return random.pick(["sigmoid", "softmax", "softmax", "1 sigmoid", "2 softmax", "3 softmax"])
    }
  }

  private mutating func weightStatement() -> String {
    let layer = random.number(1...3)
    let scheme = random.pick(["normal 0 1", "glorot", "he uniform", "orthogonal", "constant 0.1", "zeros"])
    return random.pick([
      "seed \(random.number(0...9))", "seed \(random.number(0...9))", "reset", "reset seed \(random.number(0...9))",
      "init weights \(scheme)",
      "init all normal 0 0.5", "init bias constant 0.1", "freeze \(layer)", "unfreeze \(layer)",
      "set weight \(layer) 1 1 to 0.\(random.number(1...9))", "set bias \(layer) 1 to -0.25",
      "activation \(activation) on \(layer)", "input \(random.number(1...4))",
    ])
  }

  private mutating func settingStatement() -> String {
    let optimizer = random.pick(["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw", "lion"])
    let schedule = random.pick([
      "constant", "cosine over 30 steps", "step every 2 epochs by 0.5", "exponential 0.9", "warmup 5 steps constant",
    ])
    let loss = random.pick(["bce", "mse", "cross_entropy", "mae", "huber delta 0.5", "focal gamma 1.5", "bce naive"])
    return random.pick([
      "optimizer \(optimizer) rate 0.\(random.pick(["1", "01", "3"]))", "schedule \(schedule)", "loss \(loss)",
      "regularize \(random.pick(["l2 0.01", "l1 0.001 l2 0.01", "none"]))",
      "clip \(random.pick(["norm 1", "value 0.1", "none"]))",
      "record every \(random.number(1...5)) steps", "on nan \(random.pick(["stop", "continue"]))",
      "batch \(random.pick(["full", "5", "2 ordered"]))", "scale \(random.pick(["standard", "minmax", "none"]))",
      "split \(random.pick(["75 25", "60 20 20"]))", "precision \(random.pick(["float32", "float32", "float64"]))",
      "stop \(random.pick(["never", "when accuracy == 1", "when loss >= best.loss for 2 epochs"]))",
      "mode \(random.pick(["table", "csv", "json"]))",
    ])
  }

  private mutating func trainingStatement() -> String {
    let name = random.pick(["", "", " as r\(random.number(1...3))"])
    if !name.isEmpty { runs.append(String(name.dropFirst(4))) }
    return random.pick([
      "train \(random.number(1...20)) steps\(name)", "train \(random.number(1...20)) steps\(name)",
      "train \(random.number(1...3)) epochs\(name)", "train\(name)",
      "train until accuracy == 1 limit \(random.number(2...15)) steps\(name)",
      "train until loss < 0.2 limit 3 epochs\(name)",
      "optimizer sgd rate 1000\ntrain 4 steps", "try optimizer sgd rate 0.1 for 3 steps",
      "try activation tanh on hidden for 2 steps",
    ])
  }

  private mutating func everyStatement() -> String {
    random.pick([
      "every 5 steps print step loss", "every 1 epochs print epoch (loss < 0.3)", "every none",
      "every 3 steps\nlet seen = step\nif nan\nprint \"nan\"\nend\nend", "every 4 steps expect loss < 0.4",
      "every 2 epochs eval", "every 7 steps gradients",
    ])
  }

  private mutating func addFileStatement() {
    files += 1
    switch random.number(0...7) {
    case 0, 1:
      savedModels.append("f\(files).safetensors")
      entries.append("save \"f\(files).safetensors\"\(random.chance(40) ? " with optimizer" : "")")
    case 2 where !savedModels.isEmpty: entries.append("load \"\(random.pick(savedModels))\"")
    case 3 where !savedModels.isEmpty: entries.append("load weights \"\(random.pick(savedModels))\"")
    case 4:
      checkpoints.append("ck\(files)")
      entries.append("checkpoint \"ck\(files)\" every \(random.number(1...2)) epochs")
    case 5 where !checkpoints.isEmpty: entries.append("resume \"\(random.pick(checkpoints))\"")
    case 6:
      let format = random.pick(["onnx", "pytorch", "c"])
      entries.append("export \(format) \"f\(files).\(format == "pytorch" ? "py" : format)\"")
    default:
      entries.append(
        random.pick([
          "save curve \"f\(files).csv\"", "log \"f\(files).jsonl\"", "checkpoint none", "log none",
        ]))
    }
  }

  private mutating func controlFlow() -> String {
    let variable = "v\(random.number(1...3))"
    variables.append(variable)
    return random.pick([
      "let \(variable) = \(random.number(1...9))", "let \(variable) = loss", "let \(variable) = [1 2 accuracy]",
      "if accuracy < 1\ntrain 2 steps\nelse\nreset\nend",
      "for \(variable) from 1 to 3\ntrain $\(variable) steps\nend",
      "repeat 2\ntrain 3 steps\nseed \(random.number(0...9))\nend",
      "for act in tanh relu\nmodel $act\nlayer 3 $act\noutput sigmoid\ntrain 2 steps\nend",
      "let tries = 0\nwhile step < 5 and $tries < 4\nlet tries = ($tries + 1)\ntrain 2 steps\nend",
      "let \(variable) = ($\(variable) + 1)",
      "for i from 1 to 2\nlayer $i tanh\nend",
    ])
  }

  private mutating func addSweep() {
    let name = "s\(random.number(1...2))"
    sweeps.append(name)
    entries.append(
      random.pick([
        "sweep n from 1 to 3\nseed $n\ntrain 3 steps\nend as \(name)",
        """
        sweep act in tanh relu and n in 1 2
        seed $n
        activation $act on hidden
        measure step (loss < 0.5)
        train 4 steps
        end as \(name)
        """,
        "sweep r in 0.1 1000\noptimizer sgd rate $r\ntrain 5 steps\nend",
      ]))
  }
}
