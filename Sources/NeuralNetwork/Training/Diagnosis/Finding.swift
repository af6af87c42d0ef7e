import NNText

/// What a check found: a name, how sure it is, the numbers it rests on, and what to do.
public struct Finding: Hashable, Sendable {
  /// Whether the numbers prove it.
  public enum Certainty: String, Hashable, Sendable {
    /// It follows from the numbers.
    case certain
    /// The numbers look like it.
    case heuristic
  }

  /// `N1`.
  public var code: String
  /// How sure it is.
  public var certainty: Certainty
  /// One line, `log of zero`.
  public var title: Wording
  /// Lines with the network's own numbers.
  public var evidence: [Wording]
  /// What to do about it, in a sentence.
  public var cure: Wording
  /// Statements of the language that do so, to be tried on a copy; empty where it takes more than a statement.
  public var statements: [String]

  /// A finding; `statements` are tried on a copy by whoever shows it.
  public init(
    _ code: String, _ certainty: Certainty, _ title: Wording, evidence: [Wording], cure: Wording,
    statements: [String] = []
  ) {
    self.code = code
    self.certainty = certainty
    self.title = title
    self.evidence = evidence
    self.cure = cure
    self.statements = statements
  }
}

/// One disease: a file each.
package protocol DiagnosticCheck {
  /// The finding, if the patient has it.
  static func examine(_ patient: Patient) -> Finding?
}

extension Optimizer {
  /// As a statement of the language says it, with another value of one setting.
  func statement(with value: Double, for name: String) -> String {
    let settings = definition.parameters.compactMap { parameter -> String? in
      guard let own = self[parameter.name],
        ["rate", name].contains(parameter.name) || own != parameter.defaultValue
      else { return nil }
      let number = parameter.name == name ? value : own
      let isWhole = number == number.rounded() && number.magnitude < 1e15
      // All digits, in nnsh's own spelling.
      return "\(parameter.name) " + (isWhole ? "\(Int(number))" : "\(number)".replacing("e-0", with: "e-"))
    }
    return "optimizer \(kind.rawValue) \(settings.joined(separator: " "))"
  }
}
