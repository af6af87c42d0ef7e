/// A safetensors file in memory: named tensors of float32 or float64 and a map of texts.
///
/// Format: 8 bytes little-endian header length N, N bytes of JSON, then the tensors' numbers (little-endian) without
/// gaps. Reading never runs code and never traps: whatever is wrong is a ``SafetensorsError``.
public struct Safetensors: Hashable, Sendable {
  /// One tensor.
  public struct Entry: Hashable, Sendable {
    /// `0.weight`.
    public var name: String
    /// Dimensions, outermost first.
    public var shape: [Int]
    /// As many numbers as the shape says.
    public var values: NumberBuffer

    /// - Parameters:
    ///   - name: of the tensor.
    ///   - shape: dimensions, outermost first.
    ///   - values: as many as the product of `shape`.
    public init(name: String, shape: [Int], values: NumberBuffer) {
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// In the order of the file.
  public var tensors: [Entry]
  /// The header's `__metadata__`.
  public var metadata: [String: String]

  /// A file's contents; names are different from each other.
  public init(tensors: [Entry], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The tensor of a name.
  public subscript(name: String) -> Entry? { tensors.first { $0.name == name } }

  /// Longest header that is read. Ten thousand layers take a tenth of it; the reference implementation goes up to 100 MB,
  /// which takes too long to refuse.
  static let headerLimit = 16 << 20
  static let metadataKey = "__metadata__"
}
