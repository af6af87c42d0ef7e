import Glibc
import NeuralNetwork

extension FuzzTarget {
  /// Inputs that are right, to begin from.
  ///
  /// - Parameter root: the project's folder, whose scripts are seeds.
  package func seeds(root: String) -> [[UInt8]] {
    switch self {
    case .script, .prompt, .lines:
      return Self.files(under: "\(root)/Tests/ScriptTests/Scripts", ending: ".nn")
        + Self.files(under: "\(root)/scripts/examples", ending: ".nn")
    case .safetensors: return [Self.smallNet.safetensors(metadata: ["nnsh": "{}", "a": "b"]).bytes]
    case .checkpoint: return [Self.checkpointFile]
    case .idx: return Self.images
    case .npy: return Self.files(under: "\(root)/Tests/Fixtures/numpy", ending: ".npy")
    case .npz: return Self.files(under: "\(root)/Tests/Fixtures/numpy", ending: ".npz")
    case .csv: return Self.tables.map { Array($0.utf8) }
    case .onnx, .graph: return Self.files(under: "\(root)/Tests/Fixtures/onnx", ending: ".onnx")
    case .model: return Self.models.compactMap { Self.saved($0) }
    case .resume: return [Self.saved(Self.models[0], as: "ck/step-000000005.safetensors")].compactMap { $0 }
    case .data: return Self.chosenData(root: root)
    }
  }

  /// What seeds of a text are made of, for mutations to put in.
  package var words: [String] {
    switch self {
    case .script, .prompt, .lines:
      [
        "let", "for", "in", "from", "to", "end", "if", "else", "while", "repeat", "sweep", "and", "measure", "layer",
        "residual", "times", "data", "table", "row", "gives", "train", "until", "limit", "steps", "every", "expect",
        "print", "include", "\"", "{", "}", "(", ")", "[", "]", "$", "$x", "#", "\\", "\n", ";", "\t", "é", "한",
        "\u{301}",
        "\r\n", "\u{FEFF}", "1e308", "-", "^", "==", "99999999999", "0.1", "%", "nnsh> ", "…> ", "?",
      ]
    case .npy, .npz:
      [
        "\0", "\u{1}", "(", ")", ",", "'", "{", "}", "<f8", ">i2", "|u1", "|O", "True", "descr", "9223372036854775807",
        "PK",
      ]
    case .csv:
      [",", ";", "\"", "\n", "\r\n", "\u{FEFF}", "\0", "nan", "inf", "1e999", "-", "é", "\"\"", "a,a", "\t", "?"]
    case .onnx, .graph:
      ["\0", "\u{1}", "\u{7F}", "x", "y", "Add", "Relu", "Conv", "Gemm", "MatMul", "Identity", "Flatten", "Erf", "Mul"]
    case .model, .resume:
      [
        "input", "layer", "output", "activation", "freeze", "loss", "optimizer", "tanh", "relu", "softmax", "sigmoid",
        "linear", "mse", "bce", "crossentropy", "adam", "sgd", "rate", "batchnorm", "dropout", "flatten", "conv2d",
        "maxpool2d", "globalavgpool2d", "kernel",
        "prelu", "times", "residual", "end", "standard", "minmax", "by", "0.weight", "nnsh.optimizer", "train", "steps",
        "epochs", "until", "6 6 1",
      ]
    case .safetensors, .checkpoint, .idx, .data:
      ["\0", "\u{7F}", "{", "}", "[", "]", "\"", ":", ",", "1e999", "-1", "9223372036854775807", "F32", "nnsh."]
    }
  }

  /// Sessions that save m.safetensors, and leave a checkpoint of step 5.
  private static let models = [
    "data xor\noptimizer adam rate 0.1\nlayer 2 tanh\noutput 1 sigmoid\ncheckpoint \"ck\" every 5 epochs\ntrain 9 epochs\n",
    "data iris\nscale standard\nlayer 3 relu\noutput softmax\ntrain 2 steps\n",
    "data table\nrow 1 2 3 4 gives 1\nrow 4 3 2 1 gives 0\nend\nscale minmax\nlayer 2 prelu\nlayer batchnorm\n"
      + "layer dropout 0.5\noutput linear\nloss mse\ntrain 2 steps\n",
    "input 6 6 1\nlayer conv2d 2 kernel 3 relu\nlayer maxpool2d 2\nlayer globalavgpool2d\noutput 2 softmax\n",
  ]

  private static func saved(_ session: String, as name: String = "m.safetensors") -> [UInt8]? {
    let file = UsedFile()
    file.run(session)
    file.run("save \"m.safetensors\" with optimizer")
    let bytes = contents("\(file.folder)/\(name)")
    return bytes.isEmpty ? nil : bytes
  }

  /// A byte that chooses the format before each file of it.
  private static func chosenData(root: String) -> [[UInt8]] {
    let npy = FuzzTarget.npy.seeds(root: root), npz = FuzzTarget.npz.seeds(root: root)
    let tables = tables.map { Array($0.utf8.dropFirst()) }
    return tables.map { [0] + $0 } + tables.map { [1] + $0 } + npz.map { [2] + $0 } + npy.map { [3] + $0 }
      + npy.map { [4] + $0 } + [[5] + images[0], [6] + images[1]]
  }

  private static var checkpointFile: [UInt8] {
    let samples = Samples(x: [0, 0, 0, 1, 1, 0, 1, 1], inputs: 2, y: [0, 1, 1, 0], outputs: 1)
    let settings = TrainingSettings(loss: Loss(.bce), optimizer: Optimizer(.adam, rate: 0.1))
    guard let trainer = try? Trainer(smallNet, train: samples, decision: .threshold(0.5), settings: settings) else {
      return []
    }
    let (run, _) = trainer.train(TrainingRequest(Period(5, .steps))) { (_, _) throws(Never) in .goOn }
    return Checkpoint(model: trainer.model, run: run).safetensors().bytes
  }

  /// The first character is no part of the table: it chooses how the rest is read.
  private static let tables = [
    "0a,b,c\n1,2,3\n4,5,6\n", "1a,b\r\nyes,1\r\nno,\r\nyes,2.5e3\r\n", "2a,b\n1,\n2,3\n",
    "\u{18}a;\"b \"\"c\"\"\nd\"\nx;1,5\ny;\"2\"\n", "\u{8}\u{FEFF}a,word\n0,red\n1,blue\n1,NA\n",
  ]

  /// Three images of 2×2 pixels, and their labels.
  private static let images: [[UInt8]] = [
    [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + (0..<12).map { $0 * 20 },
    [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9],
    [0, 0, 13, 1, 0, 0, 0, 1, 63, 128, 0, 0],
    // The labels, gzip.
    [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 99, 96, 224, 96, 100, 96, 96, 96, 102, 231, 224, 4, 0, 75, 104, 66, 37, 11, 0,
      0, 0,
    ],
  ]

  private static func files(under folder: String, ending: String) -> [[UInt8]] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted().flatMap { name -> [[UInt8]] in
      if name.hasPrefix(".") { return [] }
      if name.hasSuffix(ending) { return [contents("\(folder)/\(name)")] }
      return files(under: "\(folder)/\(name)", ending: ending)
    }
  }

  private static func contents(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
  }
}
