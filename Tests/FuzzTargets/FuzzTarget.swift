import Glibc
import NNCommands
import NNShell
import NeuralNetwork
import NeuralNetworkONNX

/// The readers of bytes that come from outside: whatever they are given, they answer, with a value or with an error.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Lexer, parser, checker and dry run.
  case script
  /// What the prompt does with text that is being typed: completion and pasted transcripts.
  case prompt
  /// Bytes of a pipe as lines, and the prompt's loop over them: open blocks, shorthands, what the history keeps.
  case lines
  case safetensors
  /// A file of `checkpoint`, against a small model.
  case checkpoint
  /// MNIST's format, plain and gzip.
  case idx
  case npy
  case npz
  /// A table: separator, words and policy of missing values by the first byte.
  case csv
  case onnx
  /// A model's file, and all that can be done with the model it makes.
  case model
  /// A checkpoint, gone on with.
  case resume
  /// An ONNX file, and all that can be done with the model it makes.
  case graph
  /// A table, arrays or images, and a model that learns them: format and net by the first byte.
  case data

  /// No reader may take more than the file is worth: this is what a file may claim.
  static let limit = 1 << 24

  /// Whether what was read is used, too.
  package var isUsed: Bool { [.model, .resume, .graph, .data].contains(self) }

  /// Seconds of the processor that an input may take: a reader answers at once, and forty statements, a diagnosis among
  /// them, take a while.
  package var patience: Double { isUsed ? 5 : 3 }

  /// Bytes that no single allocation may take, whatever the file.
  package static let largestAllocation = 1 << 28

  package func run(_ bytes: [UInt8]) {
    switch self {
    case .script: _ = Session(console: SilentConsole()).read(bytes, name: "fuzz.nn", kind: .script)
    case .prompt:
      let text = String(decoding: bytes, as: UTF8.self)
      _ = Session(console: SilentConsole()).completion(of: text)
      _ = PastedTranscript.statements(in: text)
    case .lines: Self.enter(bytes)
    case .safetensors: _ = try? Safetensors(bytes: bytes)
    case .checkpoint:
      guard let file = try? Safetensors(bytes: bytes) else { return }
      _ = try? Checkpoint(file, for: Self.smallNet)
    case .idx: _ = try? IDXFile(bytes, name: "fuzz.idx", limit: Self.limit)
    case .npy:
      guard let array = try? NPYArray(bytes, name: "fuzz.npy", limit: Self.limit) else { return }
      // An array can be its own targets.
      for hasClasses in [false, true] { _ = try? Dataset(name: "npy", x: array, y: array, hasClasses: hasClasses) }
    case .npz:
      _ = try? Dataset(npz: bytes, name: "fuzz.npz", x: "inputs", y: "targets", hasClasses: false, limit: Self.limit)
    case .csv:
      let choice = Int(bytes.first ?? 0)
      var options = CSVOptions(targets: ["a"])
      options.missing = CSVOptions.Missing.allCases[choice % CSVOptions.Missing.allCases.count]
      options.hasClasses = choice & 8 != 0
      options.separator = choice & 16 != 0 ? UInt8(ascii: ";") : nil
      options.limit = Self.limit
      _ = try? Dataset(csv: "fuzz.csv", contents: Array(bytes.dropFirst()), name: "fuzz.csv", options) { false }
    case .onnx: _ = try? ImportedModel(onnx: bytes)
    case .model, .resume, .graph, .data: use(bytes)
    }
  }

  /// Every line of an open block reads the block again: so much is typed by nobody.
  private static let longestTyping = 2048

  private static func enter(_ bytes: [UInt8]) {
    // Less than a pipe holds: nobody has to write while the loop reads.
    let typed = bytes.prefix(longestTyping)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { fatalError("no pipe") }
    defer { close(ends[0]) }
    typed.withUnsafeBytes { _ = write(ends[1], $0.baseAddress, $0.count) }
    close(ends[1])
    var last: String?
    let lines = PlainLines(descriptor: ends[0]) { _ in }
    let loop = REPL(interpreter: ReadingInterpreter(), lines: lines, console: SilentConsole()) { entry in
      let kept = History.storable(entry)
      if History.keeps(kept, after: last) { last = kept }
    }
    _ = loop.run()
  }

  /// The net of ``seeds``' checkpoint.
  static let smallNet: ModelState = {
    let layers: [Layer] = [.dense(2, Activation(.tanh)), .dense(1, Activation(.sigmoid))]
    do {
      return try ModelState(drawing: Network(input: Shape(2), layers: layers), seed: 1, precision: .float32)
    } catch {
      fatalError("a small net has a shape: \(error)")
    }
  }()
}
