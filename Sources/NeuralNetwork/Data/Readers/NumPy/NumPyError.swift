import NNText

/// What is wrong with a file of NumPy's, or with what is asked of it. Rows and columns count from 1.
public struct NumPyError: LibraryError, Hashable {
  /// The kinds of mistakes.
  public enum Reason: Hashable, Sendable {
    case notNPY
    case version(Int)
    case header(String)
    case objects
    case type(String)
    case size(shape: [Int], expected: Int, found: Int)
    case tooLarge(shape: [Int])
    case notZip
    case truncatedZip
    case damagedZip(String)
    case encrypted
    case method(Int)
    case bomb(compressed: Int, claimed: Int)
    case noArray(String, arrays: [String])
    case noRows
    case notInputs(shape: [Int])
    case notTargets(shape: [Int])
    case rowCount(x: Int, y: Int)
    case notFinite(row: Int, column: Int, value: String)
    case classesOfColumns(Int)
    case oneClass(String)
  }

  /// The file, of an archive with the array: `f.npz: x`.
  public let name: String
  /// What is wrong with it.
  public let reason: Reason

  init(_ name: String, _ reason: Reason) {
    self.name = name
    self.reason = reason
  }

  public var wording: Wording { "'\(name)' \(text)" }

  private var text: Wording {
    switch reason {
    case .notNPY: "is no array of NumPy's: it does not begin with \\x93NUMPY"
    case .version(let version): "is written in version \(version) of the format, versions 1 to 3 are known"
    case .header(let what): "has a header that cannot be read: \(what)"
    case .objects: "holds Python objects, which only Python may read"
    case .type(let type): "holds numbers of type \(type), expected float32, float64, integers or booleans"
    case .size(let shape, let expected, let found):
      "has \(found) bytes of numbers, its header (\(Self.product(shape))) makes that \(expected)"
    case .tooLarge(let shape): "claims \(Self.product(shape)) numbers, more than fit this machine"
    case .notZip: "is no npz file: no zip archive ends there"
    case .truncatedZip: "is cut off"
    case .damagedZip(let what): "is damaged: \(what)"
    case .encrypted: "is encrypted"
    case .method(let method): "is compressed by method \(method), expected stored or deflate"
    case .bomb(let compressed, let claimed):
      "claims to hold \(claimed >> 20) MiB in \(compressed) compressed bytes: such a file is refused"
    case .noArray(let name, _): "has no array '\(name)'"
    case .noRows: "has no rows"
    case .notInputs(let shape):
      "has the shape \(Self.product(shape)), expected rows × features, or rows × height × width × channels"
    case .notTargets(let shape): "has the shape \(Self.product(shape)), expected a target a row, or rows × columns"
    case .rowCount(let x, let y): "has \(y) targets, but there are \(x) rows of inputs"
    case .notFinite(let row, let column, let value): "has \(value) in row \(row), column \(column)"
    case .classesOfColumns(let count): "`as classes` makes one column the classes, found \(count)"
    case .oneClass(let name): "has the one class \(name): there is nothing to tell apart"
    }
  }

  public var advice: Wording? {
    switch reason {
    case .objects: "save numbers alone: numpy.savez(\"f.npz\", x=x, y=y) with arrays of floats or integers"
    case .type: "in Python: x.astype(\"float32\")"
    case .noArray(_, let arrays): "it holds: \(arrays.isEmpty ? "nothing" : arrays.joined(separator: " "))"
    case .notZip: "one array alone is a .npy file: data npy \"x.npy\" \"y.npy\""
    case .truncatedZip, .damagedZip, .size: "the file was cut off or changed while it was copied: fetch it again"
    case .notFinite: "replace missing numbers before you save the array"
    default: nil
    }
  }

  private static func product(_ shape: [Int]) -> String {
    shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: "×")
  }
}
