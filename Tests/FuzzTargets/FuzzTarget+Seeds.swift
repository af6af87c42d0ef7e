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
    case .safetensors: return [Self.model.safetensors(metadata: ["nnsh": "{}", "a": "b"]).bytes]
    case .checkpoint: return [Self.checkpointFile]
    case .idx: return Self.images
    case .npy: return Self.files(under: "\(root)/Tests/Fixtures/numpy", ending: ".npy")
    case .npz: return Self.files(under: "\(root)/Tests/Fixtures/numpy", ending: ".npz")
    case .csv: return Self.tables.map { Array($0.utf8) }
    case .onnx: return Self.files(under: "\(root)/Tests/Fixtures/onnx", ending: ".onnx")
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
    case .onnx:
      ["\0", "\u{1}", "\u{7F}", "x", "y", "Add", "Relu", "Conv", "Gemm", "MatMul", "Identity", "Flatten", "Erf", "Mul"]
    default: ["\0", "\u{7F}", "{", "}", "[", "]", "\"", ":", ",", "1e999", "-1", "9223372036854775807", "F32", "nnsh."]
    }
  }

  private static var checkpointFile: [UInt8] {
    let samples = Samples(x: [0, 0, 0, 1, 1, 0, 1, 1], inputs: 2, y: [0, 1, 1, 0], outputs: 1)
    let settings = TrainingSettings(loss: Loss(.bce), optimizer: Optimizer(.adam, rate: 0.1))
    guard let trainer = try? Trainer(model, train: samples, decision: .threshold(0.5), settings: settings) else {
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
