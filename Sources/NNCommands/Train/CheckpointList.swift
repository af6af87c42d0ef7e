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
  /// Names that the last checkpoint took the place of. A kill may have come before their files went.
  private(set) var replaced: [String] = []

  init() {}

  /// Nil if the text is no such list. Names that reach out of the folder are none.
  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONParser.parse(bytes[...]), case .object(let members) = value,
      let items = members.first(where: { $0.key == "checkpoints" })?.value.array
    else { return nil }
    names = items.compactMap(\.string)
    replaced = members.first { $0.key == "replaced" }?.value.array?.compactMap(\.string) ?? []
    guard names.count == items.count, (names + replaced).allSatisfy(Self.isName) else { return nil }
  }

  var bytes: [UInt8] {
    let lists = [(key: "checkpoints", names: names), (key: "replaced", names: replaced)].filter { !$0.names.isEmpty }
    let members = lists.map { list in
      (key: list.key, value: "[\(list.names.map(JSONText.quoted).joined(separator: ", "))]")
    }
    return Array((JSONText.object(members) + "\n").utf8)
  }

  static func name(step: Int) -> String {
    let digits = String(step)
    return "step-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits + ".safetensors"
  }

  private static func isName(_ name: String) -> Bool {
    name.hasPrefix("step-") && name.hasSuffix(".safetensors")
      && name.dropFirst(5).dropLast(12).utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Puts a name first and returns those whose files are to go: those that `kept` leaves no room for now, and those of
  /// the last time.
  mutating func add(_ name: String, kept: Int) -> [String] {
    names.removeAll { $0 == name }
    names.insert(name, at: 0)
    let earlier = replaced.filter { !names.contains($0) }
    replaced = Array(names.dropFirst(kept))
    names = Array(names.prefix(kept))
    return earlier + replaced
  }
}
