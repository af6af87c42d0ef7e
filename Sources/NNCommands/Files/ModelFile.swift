import NNScript
import NNText
import NeuralNetwork

/// What the metadata entry `nnsh` of a model's file holds, as JSON: enough to rebuild the model without its script.
struct ModelFile {
  struct Failure: Error {
    var reason: Wording
  }

  static let key = "nnsh"
  static let version = 1
  /// The only statements a file may bring: a stranger's file builds a model and does nothing else.
  static let allowed: Set<String> = ["input", "layer", "activation", "output", "freeze", "loss", "optimizer"]

  /// They build the model and set its loss and optimizer.
  var statements: [String]
  var scaler: Scaler?
  /// Class names in the order of the outputs; empty for number targets.
  var classes: [String]
  /// How a table's columns become the inputs; nil: the inputs are no table's.
  var columns: TableColumns?

  init(statements: [String], scaler: Scaler?, classes: [String], columns: TableColumns? = nil) {
    self.statements = statements
    self.scaler = scaler
    self.classes = classes
    self.columns = columns
  }

  init(_ text: String) throws(Failure) {
    let value: JSONValue
    do {
      value = try JSONParser.parse(Array(text.utf8)[...])
    } catch {
      throw Failure(reason: Wording(en: "its entry 'nnsh' is no JSON", ko: "'nnsh' 항목이 JSON이 아닙니다"))
    }
    guard case .object(let members) = value else {
      throw Failure(reason: Wording(en: "its entry 'nnsh' is no JSON object", ko: "'nnsh' 항목이 JSON 객체가 아닙니다"))
    }
    func member(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }
    guard let version = member("version")?.count else {
      throw Failure(reason: Wording(en: "its entry 'nnsh' has no version", ko: "'nnsh' 항목에 버전이 없습니다"))
    }
    guard version == Self.version else {
      throw Failure(
        reason: Wording(
          en: "it was written by another nnsh (version \(version) of the entry, this one reads \(Self.version))",
          ko: "다른 nnsh가 쓴 파일입니다 (항목의 버전 \(version), 이 nnsh는 \(Self.version) 버전을 읽습니다)"))
    }
    guard let statements = member("statements")?.array?.compactMap(\.string) else {
      throw Failure(reason: Wording(en: "its entry 'nnsh' has no statements", ko: "'nnsh' 항목에 문장이 없습니다"))
    }
    self.statements = statements
    classes = member("classes")?.array?.compactMap(\.string) ?? []
    scaler = try Self.scaler(member("scaling")?.string, member("offsets")?.array, member("factors")?.array)
    columns = try member("columns").map { (value) throws(Failure) in try TableColumns(json: value) }
  }

  private static func scaler(
    _ scaling: String?, _ offsets: [JSONValue]?, _ factors: [JSONValue]?
  ) throws(Failure) -> Scaler? {
    guard let scaling else { return nil }
    func numbers(_ values: [JSONValue]?) -> [Double] {
      (values ?? []).compactMap { if case .number(let digits) = $0 { Double(digits) } else { nil } }
    }
    let (offsets, factors) = (numbers(offsets), numbers(factors))
    let kind: Scaler.Kind? =
      switch scaling {
      case "standard": .standard
      case "minmax": .minmax
      case "by": factors.first.map { .by($0) }
      default: nil
      }
    guard let kind, offsets.count == factors.count || scaling == "by" else {
      throw Failure(reason: Wording(en: "its scaling cannot be read", ko: "스케일링 부분을 읽을 수 없습니다"))
    }
    return Scaler(kind: kind, offsets: scaling == "by" ? [] : offsets, factors: scaling == "by" ? [] : factors)
  }

  var text: String {
    var members = [
      (key: "version", value: "\(Self.version)"),
      (key: "statements", value: Self.array(statements.map(JSONText.quoted))),
    ]
    if let scaler { members += Self.members(of: scaler) }
    if !classes.isEmpty { members.append(("classes", Self.array(classes.map(JSONText.quoted)))) }
    if let columns { members.append(("columns", columns.json)) }
    return JSONText.object(members)
  }

  private static func members(of scaler: Scaler) -> [(key: String, value: String)] {
    let name: String
    var factors = scaler.factors
    switch scaler.kind {
    case .none: return []
    case .standard: name = "standard"
    case .minmax: name = "minmax"
    case .by(let factor):
      name = "by"
      factors = [factor]
    }
    return [
      ("scaling", JSONText.quoted(name)), ("offsets", array(scaler.offsets.map(JSONText.number))),
      ("factors", array(factors.map(JSONText.number))),
    ]
  }

  private static func array(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }
}
