import NNText

/// How targets become the numbers that an output is compared with.
public enum TargetEncoding: Hashable, Sendable {
  /// Two classes on one unit: `off` and 1; `off` is −1 for hinge, else 0.
  case binary(off: Float)
  /// K classes on K units: 1 at the class, `off` elsewhere.
  case oneHot(units: Int, off: Float)
  /// One unit for each column.
  case numbers(columns: Int)

  /// The encoding for an output of some units.
  public init(_ targets: Dataset.Targets, units: Int, loss: Loss) throws(TargetError) {
    let off: Float = loss.definition.reads == .margins ? -1 : 0
    switch targets {
    case .classes(let names, _):
      // Of a loss with several forms one unit gets one that is no row's.
      if units == 1, loss.kind.forms.allSatisfy({ $0.definition.mean == .rows }) {
        throw .oneUnit(loss: loss.kind.rawValue)
      }
      if units == 1 && names.count <= 2 {
        self = .binary(off: off)
      } else if units == max(2, names.count) {
        self = .oneHot(units: units, off: off)
      } else {
        throw .units(
          found: units, expected: names.count <= 2 ? [1, 2] : [names.count],
          targets: .classes(names.count))
      }
    case .numbers(let names, let values):
      guard units == names.count else {
        throw .units(found: units, expected: [names.count], targets: .columns(names.count))
      }
      switch loss.definition.targets {
      case .classes: throw .needsClasses(loss: loss.kind.rawValue)
      case .shares:
        if let row = values.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
          throw .outOfRange(loss: loss.kind.rawValue, row: row / names.count + 1, value: Double(values[row]))
        }
      case .numbers: break
      }
      self = .numbers(columns: units)
    }
  }

  /// Numbers for each row.
  public var outputs: Int {
    switch self {
    case .binary: 1
    case .oneHot(let units, _): units
    case .numbers(let columns): columns
    }
  }

  func append(_ targets: Dataset.Targets, row: Int, to numbers: inout [Float]) {
    switch (self, targets) {
    case (.binary(let off), .classes(_, let indices)): numbers.append(indices[row] == 1 ? 1 : off)
    case (.oneHot(let units, let off), .classes(_, let indices)):
      for unit in 0..<units { numbers.append(unit == indices[row] ? 1 : off) }
    case (_, .numbers(let names, let values)):
      numbers += values[(row * names.count)..<((row + 1) * names.count)]
    case (.numbers(let columns), .classes): numbers += repeatElement(.nan, count: columns)
    }
  }
}

/// Why targets and output, or targets and loss, do not belong together. Rows count from 1.
public enum TargetError: LibraryError, Hashable {
  /// What the targets are.
  public enum Targets: Hashable, Sendable {
    case classes(Int)
    /// Columns of numbers.
    case columns(Int)

    fileprivate var wording: Wording {
      switch self {
      case .classes(let count): Wording(en: "\(count) classes", ko: "클래스 \(count)개")
      case .columns(1): Wording(en: "one column of numbers", ko: "수 한 열")
      case .columns(let count): Wording(en: "\(count) columns of numbers", ko: "수 \(count)열")
      }
    }
  }

  case units(found: Int, expected: [Int], targets: Targets)
  case oneUnit(loss: String)
  case needsClasses(loss: String)
  case outOfRange(loss: String, row: Int, value: Double)

  public var wording: Wording {
    switch self {
    case .units(let found, let expected, let targets):
      Wording(
        en: """
          the output has \(found) unit\(found == 1 ? "" : "s"), \(targets.wording) need \
          \(expected.map(String.init).joined(separator: " or "))
          """,
        ko: """
          출력층의 유닛은 \(found)개인데 정답(\(targets.wording))에는 유닛이 \
          \(expected.map(String.init).joined(separator: "개나 "))개 필요합니다
          """)
    case .oneUnit(let loss):
      Wording(
        en: "\(loss) compares at least two units, the output has 1",
        ko: "\(loss) 손실은 유닛 둘 이상을 견주는데 출력층의 유닛은 1개입니다")
    case .needsClasses(let loss):
      Wording(en: "\(loss) needs classes, the targets are numbers", ko: "\(loss)에는 클래스가 필요한데 정답이 수입니다")
    case .outOfRange(let loss, let row, let value):
      Wording(
        en: "\(loss) needs targets from 0 to 1, row \(row) has \(value)",
        ko: "\(loss)의 정답은 0에서 1까지여야 하는데 \(row)행의 정답은 \(value)입니다")
    }
  }

  /// How numbers become classes.
  package static let classesOfNumbers = Wording(
    en: "`as classes` behind `data csv`, `npz` or `npy` makes classes of numbers",
    ko: "`data csv`, `npz`, `npy` 뒤에 `as classes`를 쓰면 수를 클래스로 봅니다")

  public var advice: Wording? {
    switch self {
    case .units(_, let expected, _): Wording(verbatim: "output \(expected[0])")
    case .oneUnit: Wording(en: "loss bce, or output 2 softmax", ko: "loss bce 또는 output 2 softmax")
    case .needsClasses: Wording(en: "loss mse; \(Self.classesOfNumbers)", ko: "loss mse를 쓰세요. \(Self.classesOfNumbers)")
    case .outOfRange: Wording(en: "loss mse, or scale the targets", ko: "loss mse를 쓰거나 정답을 스케일링하세요")
    }
  }
}
