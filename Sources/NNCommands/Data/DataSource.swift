import NNScript
import NNText
import NeuralNetwork

/// Which rows a `data` statement asks for, before they are drawn or read.
enum DataSource {
  /// Two files that belong together, with where the statement names them.
  struct Files {
    var images: (path: String, range: SourceRange)
    var labels: (path: String, range: SourceRange)
  }

  case truthTable(TruthTable)
  case cloud(Cloud, points: Int, noise: Double, classes: Int)
  case surface(Surface, points: Int, noise: Double)
  case shipped(ShippedData)
  case fashion
  case idx(Files, test: Files?)
  case csv(CSVRequest)

  /// Nil in a dry run where the values are known only when the script runs.
  init?(_ call: Invocation) throws(Diagnostic) {
    let arguments = call.arguments
    guard arguments.areKnown else { return nil }
    if call.form == "parity" {
      self = .truthTable(.parity(bits: arguments.integer("inputs") ?? 1))
      return
    }
    if call.form == "csv" {
      self = .csv(try CSVRequest(call))
      return
    }
    if call.form == "idx" {
      func file(_ key: String) -> (path: String, range: SourceRange) {
        (arguments.text(key) ?? "", arguments.range(key) ?? call.range)
      }
      self = .idx(
        Files(images: file("images"), labels: file("labels")),
        test: arguments.has("test") ? Files(images: file("test_images"), labels: file("test_labels")) : nil)
      return
    }
    let name = arguments.text("cloud") ?? ""
    let points = arguments.integer("points") ?? Cloud.defaultPoints
    if let fixed = Self.fixed(name) {
      if let option = ["points", "noise", "classes"].first(where: { arguments.has($0) }) {
        throw Diagnostic(
          .cloud,
          Wording(
            en: "\(name) has rows of its own: `\(option)` does not go with it",
            ko: "\(name) 데이터의 행은 정해져 있어서 `\(option)` 옵션을 쓸 수 없습니다"), at: arguments.range(option),
          help: Wording(en: "leave `\(option)` out", ko: "`\(option)` 옵션을 빼세요"))
      }
      self = fixed
    } else if let cloud = Cloud(rawValue: name) {
      let classes = arguments.integer("classes") ?? Cloud.defaultClasses
      guard points >= classes else {
        throw Diagnostic(
          .cloud,
          Wording(
            en: "\(points) points are too few for \(classes) classes", ko: "클래스 \(classes)개에 점 \(points)개는 너무 적습니다"),
          at: arguments.range("points") ?? call.range)
      }
      guard cloud != .moons || classes == 2 else {
        throw Diagnostic(
          .cloud, Wording(en: "moons has 2 classes, found \(classes)", ko: "moons의 클래스는 2개인데 \(classes)개라고 했습니다"),
          at: arguments.range("classes"))
      }
      self = .cloud(cloud, points: points, noise: arguments.number("noise") ?? cloud.defaultNoise, classes: classes)
    } else if let surface = Surface(rawValue: name) {
      guard !arguments.has("classes") else {
        throw Diagnostic(
          .cloud, Wording(en: "\(name) has numbers as targets, not classes", ko: "\(name)의 정답은 클래스가 아니라 수입니다"),
          at: arguments.range("classes"),
          help: Wording(en: "leave `classes` out", ko: "`classes` 옵션을 빼세요"))
      }
      self = .surface(surface, points: points, noise: arguments.number("noise") ?? surface.defaultNoise)
    } else {
      return nil
    }
  }

  /// Sets whose rows no option changes.
  private static func fixed(_ name: String) -> DataSource? {
    if name == FashionMNIST.word { return .fashion }
    return TruthTable.Gate(rawValue: name).map { .truthTable(.gate($0)) }
      ?? ShippedData(rawValue: name).map { .shipped($0) }
  }

  /// Refuses points that find no memory.
  func check(against memory: MemoryBudget, _ call: Invocation) throws(Diagnostic) {
    let (points, size): (Int, Int)
    switch self {
    case .cloud(_, let count, _, _): (points, size) = (count, Cloud.bytesPerPoint)
    case .surface(let surface, let count, _): (points, size) = (count, surface.bytesPerPoint)
    case .truthTable, .shipped, .fashion, .idx, .csv: return
    }
    let (bytes, spare) = (points * size, memory.spare)
    guard bytes > spare else { return }
    throw Diagnostic(
      .cloud,
      Wording(
        en: """
          \(CountText.number(points)) points take \(CountText.bytes(bytes)), and \(CountText.bytes(spare)) of memory \
          are left
          """,
        ko: """
          점 \(CountText.number(points))개에는 메모리 \(CountText.bytes(bytes))가 필요한데 남은 메모리는 \
          \(CountText.bytes(spare))입니다
          """),
      at: call.arguments.range("points") ?? call.range)
  }

  /// What is known without drawing a point or opening a file.
  var outline: DataOutline? {
    switch self {
    case .shipped(let data):
      return DataOutline(
        name: data.rawValue, input: data.shape, targets: .classes(names: data.classNames, indices: []),
        rows: data.rows, isTable: false)
    case .fashion: return FashionMNIST.outline
    case .idx, .csv: return nil
    case .truthTable(let table):
      let bits = if case .parity(let bits) = table { bits } else { 2 }
      return DataOutline(
        name: table.name, input: Shape(bits), targets: .classes(names: ["0", "1"], indices: []), rows: 1 << bits,
        isTable: true)
    case .cloud(let cloud, let points, _, let classes):
      return DataOutline(
        name: cloud.rawValue, input: Shape(2), targets: .classes(names: (0..<classes).map(String.init), indices: []),
        rows: points,
        isTable: false)
    case .surface(let surface, let points, _):
      return DataOutline(
        name: surface.rawValue, input: Shape(surface.inputs), targets: .numbers(names: ["y"], values: []),
        rows: points,
        isTable: false)
    }
  }

  /// Surfaces of more points are not drawn before the run.
  private static let foreseenPoints = 1000

  /// The numbers that a surface will give, where they are soon drawn; nil of all else, and where only the run knows the seed.
  func foreseenTargets(seed settings: Settings) -> Dataset.Targets? {
    guard case .surface(let surface, let points, let noise) = self, points <= Self.foreseenPoints,
      !settings.isUnknown(Setting.seed)
    else { return nil }
    return try? surface.dataset(points: points, noise: noise, seed: settings.seed).targets
  }
}

extension Session {
  /// Draws or reads the rows.
  func dataset(_ source: DataSource, at range: SourceRange) throws(Stop) -> Dataset {
    let seed = state.workspace.description.settings.seed
    do throws(DataError) {
      switch source {
      case .truthTable(let table): return try table.dataset()
      case .cloud(let cloud, let points, let noise, let classes):
        return try cloud.dataset(points: points, noise: noise, classes: classes, seed: seed)
      case .surface(let surface, let points, let noise):
        return try surface.dataset(points: points, noise: noise, seed: seed)
      case .shipped(let data): return data.dataset()
      case .fashion, .idx, .csv: break
      }
    } catch {
      throw .failed(Diagnostic(.cloud, error, at: range))
    }
    switch source {
    case .idx(let files, let test): return try images(files, test: test, at: range)
    case .csv(let request): return try table(request, at: range)
    default: return try fashionMNIST(at: range)
    }
  }
}

extension TruthTable {
  fileprivate var name: String {
    switch self {
    case .gate(let gate): gate.rawValue
    case .parity(let bits): "parity \(bits)"
    }
  }
}

extension Vocabulary {
  /// What `data NAME` knows by its name.
  static let dataset = Vocabulary(
    Wording(en: "data set", ko: "데이터"),
    TruthTable.Gate.allCases.map { Entry($0.rawValue, Wording(en: "truth table of two inputs", ko: "입력이 둘인 진리표")) }
      + Cloud.allCases.map { Entry($0.rawValue, $0.summary) } + Surface.allCases.map { Entry($0.rawValue, $0.summary) }
      + ShippedData.allCases.map { Entry($0.rawValue, $0.summary) }
      + [
        Entry(
          FashionMNIST.word,
          Wording(en: "70,000 images of clothes, 28×28 (Debian's package)", ko: "28×28 옷 이미지 70,000개 (데비안 패키지)"))
      ])
}

extension DiagnosticCode {
  static let cloud = DiagnosticCode(
    "E0504", Wording(en: "data set", ko: "데이터"),
    Wording(
      en: "The data set cannot be drawn with these numbers; the message says which and why.",
      ko: "이 수로는 데이터를 뽑을 수 없습니다. 어느 수가 왜 안 되는지는 메시지에 있습니다."))
}
