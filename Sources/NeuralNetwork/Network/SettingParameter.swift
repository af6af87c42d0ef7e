import NNText

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
