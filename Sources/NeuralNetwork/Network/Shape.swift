import NNText

/// The shape of one sample, without the batch: `[2]` for two features, `[28, 28, 1]` for an image (rows, columns, channels).
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// At least one dimension, each at least 1.
  public let dimensions: [Int]

  /// - Parameter dimensions: each at least 1.
  public init(_ dimensions: [Int]) { self.dimensions = dimensions }

  /// A vector of `count` features.
  public init(_ count: Int) { dimensions = [count] }

  /// How many numbers a sample has; `Int.max` where that cannot be counted.
  public var count: Int { dimensions.reduce(1) { $0.saturatingProduct($1) } }

  /// Whether the sample is one row of features, as a dense layer needs it.
  public var isVector: Bool { dimensions.count == 1 }

  /// Whether the sample is an image: rows, columns, channels.
  public var isImage: Bool { dimensions.count == 3 }

  /// Whether rows of another shape can be read as rows of this one: an image as its features one after another, features
  /// as an image. One image is never read as another that has its pixels elsewhere.
  public func reads(_ rows: Shape) -> Bool {
    guard count == rows.count else { return false }
    return isVector || rows.isVector || withoutTrailingOnes == rows.withoutTrailingOnes
  }

  /// 28×28×1 as 28×28: one channel is no dimension.
  private var withoutTrailingOnes: ArraySlice<Int> {
    var rest = dimensions[...]
    while rest.count > 1, rest.last == 1 { rest.removeLast() }
    return rest
  }

  /// Features of a vector, channels of an image: the last dimension.
  public var channels: Int { dimensions.last ?? 0 }

  /// `28×28×1`.
  public var description: String { dimensions.map(String.init).joined(separator: "×") }
}

extension Int {
  /// The product, or `Int.max` where it does not fit. Both factors are at least 0.
  package func saturatingProduct(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  /// The sum, or `Int.max` where it does not fit. Both terms are at least 0.
  package func saturatingSum(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

/// A number that an activation, a loss or an optimizer takes: its name in the language, its default and its limits.
public struct SettingParameter: Hashable, Sendable {
  /// The word in front of the value, `alpha`.
  public var name: String
  /// One line for a help text.
  public var summary: Wording
  /// The value where the user gives none.
  public var defaultValue: Double
  /// Allowed values, both ends included unless the limits say otherwise.
  public var minimum: Double
  /// Largest allowed value.
  public var maximum: Double

  /// - Parameters:
  ///   - name: as the language spells it.
  ///   - summary: one line for a help text.
  ///   - defaultValue: what holds where nothing is said.
  ///   - minimum: smallest allowed value.
  ///   - maximum: largest allowed value.
  public init(
    _ name: String, _ summary: Wording, default defaultValue: Double, from minimum: Double = 0,
    to maximum: Double = .greatestFiniteMagnitude
  ) {
    self.name = name
    self.summary = summary
    self.defaultValue = defaultValue
    self.minimum = minimum
    self.maximum = maximum
  }
}
