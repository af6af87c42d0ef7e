import NNScript
import NNText
import NeuralNetwork

/// Which rows a `data` statement asks for, before they are drawn.
enum DataSource {
  case truthTable(TruthTable)
  case cloud(Cloud, points: Int, noise: Double, classes: Int)
  case surface(Surface, points: Int, noise: Double)

  /// Nil in a dry run where the values are known only when the script runs.
  init?(_ call: Invocation) throws(Diagnostic) {
    let arguments = call.arguments
    guard arguments.areKnown else { return nil }
    if call.form == "parity" {
      self = .truthTable(.parity(bits: arguments.integer("inputs") ?? 1))
      return
    }
    let name = arguments.text("cloud") ?? ""
    let points = arguments.integer("points") ?? Cloud.defaultPoints
    if let gate = TruthTable.Gate(rawValue: name) {
      self = .truthTable(.gate(gate))
    } else if let cloud = Cloud(rawValue: name) {
      let classes = arguments.integer("classes") ?? Cloud.defaultClasses
      guard points >= classes else {
        throw Diagnostic(
          .cloud, "\(points) points are too few for \(classes) classes", at: arguments.range("points") ?? call.range)
      }
      guard cloud != .moons || classes == 2 else {
        throw Diagnostic(.cloud, "moons has 2 classes, found \(classes)", at: arguments.range("classes"))
      }
      self = .cloud(cloud, points: points, noise: arguments.number("noise") ?? cloud.defaultNoise, classes: classes)
    } else if let surface = Surface(rawValue: name) {
      guard !arguments.has("classes") else {
        throw Diagnostic(
          .cloud, "\(name) has numbers as targets, not classes", at: arguments.range("classes"),
          help: "leave `classes` out")
      }
      self = .surface(surface, points: points, noise: arguments.number("noise") ?? surface.defaultNoise)
    } else {
      return nil
    }
  }

  /// What is known without drawing a point.
  var outline: DataOutline {
    switch self {
    case .truthTable(let table):
      let bits = if case .parity(let bits) = table { bits } else { 2 }
      return DataOutline(
        name: name, input: Shape(bits), targets: .classes(names: ["0", "1"], indices: []), rows: 1 << bits,
        isTable: true)
    case .cloud(_, let points, _, let classes):
      return DataOutline(
        name: name, input: Shape(2), targets: .classes(names: (0..<classes).map(String.init), indices: []),
        rows: points,
        isTable: false)
    case .surface(let surface, let points, _):
      return DataOutline(
        name: name, input: Shape(surface == .plane ? 2 : 1), targets: .numbers(names: ["y"], values: []), rows: points,
        isTable: false)
    }
  }

  private var name: String {
    switch self {
    case .truthTable(.gate(let gate)): gate.rawValue
    case .truthTable(.parity(let bits)): "parity \(bits)"
    case .cloud(let cloud, _, _, _): cloud.rawValue
    case .surface(let surface, _, _): surface.rawValue
    }
  }

  func dataset(seed: UInt64) throws(DataError) -> Dataset {
    switch self {
    case .truthTable(let table): try table.dataset()
    case .cloud(let cloud, let points, let noise, let classes):
      try cloud.dataset(points: points, noise: noise, classes: classes, seed: seed)
    case .surface(let surface, let points, let noise): try surface.dataset(points: points, noise: noise, seed: seed)
    }
  }
}

extension Vocabulary {
  /// What `data NAME` draws without a file.
  static let dataset = Vocabulary(
    "data set",
    TruthTable.Gate.allCases.map { Entry($0.rawValue, "truth table of two inputs") }
      + Cloud.allCases.map { Entry($0.rawValue, $0.summary) } + Surface.allCases.map { Entry($0.rawValue, $0.summary) }
      + [
        Entry("iris", "150 flowers of 3 kinds", availability: .notBuilt),
        Entry("digits", "1,797 images of 8×8", availability: .notBuilt),
        Entry("fashion_mnist", "70,000 images of 28×28", availability: .notBuilt),
      ])
}

extension DiagnosticCode {
  static let cloud = DiagnosticCode(
    "E0504", "data set", "The data set cannot be drawn with these numbers; the message says which and why.")
}
