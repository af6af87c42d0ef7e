import NNScript
import NNText
import NeuralNetwork

/// What the metadata entry `nnsh` of a model's file holds, as JSON: enough to rebuild the model without its script.
struct ModelFile {
  typealias Failure = JSONFields.Failure

  static let key = "nnsh"
  static let version = 1
  /// The only statements a file may bring: a stranger's file builds a model and does nothing else.
  static let allowed: Set<String> = ["input", "layer", "activation", "output", "freeze", "loss", "optimizer"]

  /// They build the model and set its loss and optimizer.
  var statements: [String]
  /// What the model learned from.
  var learned: LearnedData

  init(statements: [String], learned: LearnedData) {
    self.statements = statements
    self.learned = learned
  }

  init(_ text: String) throws(Failure) {
    let fields = try JSONFields(text, called: Self.key)
    let version = try fields.count("version")
    guard version == Self.version else {
      throw Failure(
        reason: Wording(
          en: "it was written by another nnsh (version \(version) of the entry, this one reads \(Self.version))",
          ko: "다른 nnsh가 쓴 파일입니다 (항목의 버전 \(version), 이 nnsh는 \(Self.version) 버전을 읽습니다)"))
    }
    statements = try fields.texts("statements")
    learned = try LearnedData(fields)
  }

  var text: String {
    JSONText.object(
      [
        (key: "version", value: "\(Self.version)"),
        (key: "statements", value: JSONText.array(statements.map(JSONText.quoted))),
      ] + learned.members)
  }
}

/// As members of the JSON that a model's file or a checkpoint carries. A file of an earlier nnsh lacks some of them: what it
/// does not name goes by position.
extension LearnedData {
  init(_ fields: JSONFields) throws(JSONFields.Failure) {
    scaler = fields.has("scaling") ? try Self.scaler(fields) : nil
    binding = DataBinding(
      columns: fields.has("columns") ? try TableColumns(json: try fields.list("columns")) : nil,
      classes: fields.has("classes") ? try fields.texts("classes") : [],
      targets: fields.has("targets") ? try fields.texts("targets") : [])
  }

  var members: [(key: String, value: String)] {
    var members = scaler.map(Self.members) ?? []
    func add(_ key: String, _ texts: [String]) {
      if !texts.isEmpty { members.append((key, JSONText.array(texts.map(JSONText.quoted)))) }
    }
    add("classes", binding.classes)
    add("targets", binding.targets)
    if let columns = binding.columns { members.append(("columns", columns.json)) }
    return members
  }

  private static func scaler(_ fields: JSONFields) throws(JSONFields.Failure) -> Scaler {
    let kind = try fields.text("scaling")
    if kind == "none" { return .none }
    let (offsets, factors) = (try fields.numbers("offsets"), try fields.numbers("factors"))
    switch kind {
    case "standard": return try scaler(.standard, offsets, factors)
    case "minmax": return try scaler(.minmax, offsets, factors)
    case "by":
      guard factors.count == 1, offsets.isEmpty else {
        throw JSONFields.Failure(
          "factors", isNot: Wording(en: "the one factor of scaling 'by'", ko: "'by' 스케일링의 배수 하나"))
      }
      return Scaler(kind: .by(factors[0]), offsets: [], factors: [])
    default:
      throw JSONFields.Failure(
        "scaling", isNot: Wording(en: "standard, minmax, by or none", ko: "standard, minmax, by, none 가운데 하나"))
    }
  }

  private static func scaler(
    _ kind: Scaler.Kind, _ offsets: [Double], _ factors: [Double]
  ) throws(JSONFields.Failure) -> Scaler {
    guard offsets.count == factors.count else {
      throw JSONFields.Failure(
        reason: Wording(
          en: "'offsets' has \(offsets.count) numbers, 'factors' has \(factors.count)",
          ko: "'offsets' 항목의 수는 \(offsets.count)개인데 'factors' 항목의 수는 \(factors.count)개입니다"))
    }
    return Scaler(kind: kind, offsets: offsets, factors: factors)
  }

  private static func members(of scaler: Scaler) -> [(key: String, value: String)] {
    let name: String
    var factors = scaler.factors
    switch scaler.kind {
    case .none: return [("scaling", JSONText.quoted("none"))]
    case .standard: name = "standard"
    case .minmax: name = "minmax"
    case .by(let factor):
      name = "by"
      factors = [factor]
    }
    return [
      ("scaling", JSONText.quoted(name)), ("offsets", JSONText.array(scaler.offsets.map(JSONText.number))),
      ("factors", JSONText.array(factors.map(JSONText.number))),
    ]
  }
}

/// The members of a JSON object that a file brings, asked for by name and kind. Whatever is not of its kind is an error
/// that names it: a stranger's file is believed in nothing.
struct JSONFields {
  struct Failure: Error {
    var reason: Wording

    init(reason: Wording) { self.reason = reason }

    /// `'offsets' is not a list of numbers`.
    init(_ field: String, isNot what: Wording) {
      reason = Wording(en: "'\(field)' is not \(what)", ko: "'\(field)' 항목이 \(Particle.subject(what.korean)) 아닙니다")
    }
  }

  private var members: [String: JSONValue]

  init(_ value: JSONValue, called name: String) throws(Failure) {
    guard case .object(let members) = value else {
      throw Failure(name, isNot: Wording(en: "an object", ko: "객체"))
    }
    self.members = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// - Parameter entry: what errors call the text.
  init(_ text: String, called entry: String) throws(Failure) {
    let value: JSONValue
    do { value = try JSONParser.parse(Array(text.utf8)[...]) } catch {
      throw Failure(entry, isNot: Wording(verbatim: "JSON"))
    }
    try self.init(value, called: entry)
  }

  var keys: [String] { members.keys.sorted() }

  func has(_ key: String) -> Bool { members[key] != nil }

  func value(_ key: String) throws(Failure) -> JSONValue {
    guard let value = members[key] else {
      throw Failure(reason: Wording(en: "'\(key)' is missing", ko: "'\(key)' 항목이 없습니다"))
    }
    return value
  }

  /// From 0 to 2⁵³.
  func count(_ key: String) throws(Failure) -> Int {
    guard let count = try value(key).count else {
      throw Failure(key, isNot: Wording(en: "a whole number from 0 to 2^53", ko: "0부터 2^53까지의 정수"))
    }
    return count
  }

  func text(_ key: String) throws(Failure) -> String {
    guard let text = try value(key).string else { throw Failure(key, isNot: Wording(en: "text", ko: "글")) }
    return text
  }

  func boolean(_ key: String) throws(Failure) -> Bool {
    guard case .boolean(let value) = try value(key) else {
      throw Failure(key, isNot: Wording(en: "true or false", ko: "참거짓 값"))
    }
    return value
  }

  func texts(_ key: String) throws(Failure) -> [String] {
    guard let items = try value(key).array, case let texts = items.compactMap(\.string), texts.count == items.count
    else { throw Failure(key, isNot: Wording(en: "a list of texts", ko: "글의 목록")) }
    return texts
  }

  /// Finite, and as float32, too.
  func number(_ key: String) throws(Failure) -> Double {
    guard let number = try value(key).number else {
      throw Failure(key, isNot: Wording(en: "a finite number", ko: "유한한 수"))
    }
    return number
  }

  /// A measure, finite as float64; NaN for `null`, which is written for what JSON has no word for.
  func figure(_ key: String) throws(Failure) -> Double {
    switch try value(key) {
    case .null: return .nan
    case .number(let digits):
      if let number = Double(digits), number.isFinite { return number }
    case .boolean, .string, .array, .object: break
    }
    throw Failure(key, isNot: Wording(en: "a finite number", ko: "유한한 수"))
  }

  /// Finite, and as float32, too.
  func numbers(_ key: String) throws(Failure) -> [Double] {
    guard let items = try value(key).array, case let numbers = items.compactMap(\.number), numbers.count == items.count
    else { throw Failure(key, isNot: Wording(en: "a list of finite numbers", ko: "유한한 수의 목록")) }
    return numbers
  }

  func list(_ key: String) throws(Failure) -> [JSONValue] {
    guard let items = try value(key).array else { throw Failure(key, isNot: Wording(en: "a list", ko: "목록")) }
    return items
  }

  func object(_ key: String) throws(Failure) -> JSONFields { try JSONFields(try value(key), called: key) }
}

extension JSONValue {
  /// `nil` for one that is not finite, be it only as float32.
  fileprivate var number: Double? {
    guard case .number(let digits) = self, let number = Double(digits), Float(number).isFinite else { return nil }
    return number
  }
}
