import NNText
import NeuralNetwork

/// The list of a folder's checkpoints, newest first, as its file `checkpoints.json` keeps it.
///
/// A checkpoint counts from the moment the list names it: one that was cut off while it was written never does.
struct CheckpointList: Equatable {
  static let fileName = "checkpoints.json"
  /// A list is a handful of names.
  static let byteLimit = 1 << 20

  private(set) var names: [String] = []

  init() {}

  /// Nil if the text is no such list. Names that reach out of the folder are none.
  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONParser.parse(bytes[...]), case .object(let members) = value,
      let items = members.first(where: { $0.key == "checkpoints" })?.value.array
    else { return nil }
    names = items.compactMap(\.string)
    guard names.count == items.count, names.allSatisfy(Self.isName) else { return nil }
  }

  var bytes: [UInt8] {
    let items = names.map(JSONText.quoted).joined(separator: ", ")
    return Array((JSONText.object([(key: "checkpoints", value: "[\(items)]")]) + "\n").utf8)
  }

  static func name(step: Int) -> String {
    let digits = String(step)
    return "step-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits + ".safetensors"
  }

  private static func isName(_ name: String) -> Bool {
    name.hasPrefix("step-") && name.hasSuffix(".safetensors")
      && name.dropFirst(5).dropLast(12).utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Puts a name first and returns those that `kept` leaves no room for.
  mutating func add(_ name: String, kept: Int) -> [String] {
    names.removeAll { $0 == name }
    names.insert(name, at: 0)
    let dropped = Array(names.dropFirst(kept))
    names = Array(names.prefix(kept))
    return dropped
  }
}
