import NNText
import NeuralNetwork

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

  /// NaN for `null`, which stands for what JSON has no word for.
  func figure(_ key: String) throws(Failure) -> Double { try value(key) == .null ? .nan : number(key) }

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
  /// Nil for one that is not finite, be it only as float32.
  fileprivate var number: Double? {
    guard case .number(let digits) = self, let number = Double(digits), Float(number).isFinite else { return nil }
    return number
  }
}
