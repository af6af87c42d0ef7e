/// The floating point format in which a network computes and its weights are stored.
public enum Precision: String, CaseIterable, Hashable, Sendable {
  case float32, float64

  /// Bytes of one number.
  public var size: Int { self == .float32 ? 4 : 8 }
}
