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

  /// What the checks look for; the raw value is its code, `N1`.
  public enum Disease: String, CaseIterable, Hashable, Sendable {
    case logOfZero = "N1"
    case logOfNegative = "N2"
    case blowUp = "N3"
    case decayTooLarge = "N4"
    case vanishingGradient = "G1"
    case explodingGradient = "G2"
    case deadUnits = "D1"
    case deadLayer = "D2"
    case labelEntropy = "P1"
    case constantOutput = "P2"
    case equalUnits = "S1"
    case outputMisfit = "O1"
    case labelRange = "O2"
    case unscaledInputs = "I1"
    case majorityShare = "B1"
    case overfitting = "V1"

    /// One line, `log of zero`.
    public var title: Wording {
      switch self {
      case .logOfZero: Wording(en: "log of zero", ko: "0의 로그")
      case .logOfNegative: Wording(en: "log of a negative number", ko: "음수의 로그")
      case .blowUp: Wording(en: "blow-up", ko: "수의 폭발")
      case .decayTooLarge: Wording(en: "decay and rate are too large together", ko: "감쇠와 학습률의 곱이 너무 큼")
      case .vanishingGradient: Wording(en: "vanishing gradient", ko: "기울기 소실")
      case .explodingGradient: Wording(en: "exploding gradient", ko: "기울기 폭발")
      case .deadUnits: Wording(en: "dead units", ko: "죽은 유닛")
      case .deadLayer: Wording(en: "a dead layer", ko: "죽은 층")
      case .labelEntropy: Wording(en: "the loss is the entropy of the labels", ko: "손실이 레이블의 엔트로피와 같음")
      case .constantOutput: Wording(en: "constant output", ko: "늘 같은 출력")
      case .equalUnits: Wording(en: "equal units", ko: "똑같은 유닛")
      case .outputMisfit: Wording(en: "output and loss do not fit", ko: "출력과 손실이 맞지 않음")
      case .labelRange: Wording(en: "labels out of range", ko: "출력 범위를 벗어난 정답")
      case .unscaledInputs: Wording(en: "unscaled inputs", ko: "스케일링하지 않은 입력")
      case .majorityShare:
        Wording(en: "accuracy is the share of the most common class", ko: "정확도가 가장 흔한 클래스의 비율과 같음")
      case .overfitting: Wording(en: "overfitting", ko: "과적합")
      }
    }
  }

  /// What it is.
  public var disease: Disease
  /// `N1`.
  public var code: String { disease.rawValue }
  /// How sure it is.
  public var certainty: Certainty
  /// One line: the disease's own, or what it looks like here.
  public var title: Wording
  /// Lines with the network's own numbers.
  public var evidence: [Wording]
  /// What to do about it, in a sentence.
  public var cure: Wording
  /// Statements of the language that do so, to be tried on a copy; empty where it takes more than a statement.
  public var statements: [String]

  /// A finding; `statements` are tried on a copy by whoever shows it. `title` nil: the disease's own.
  public init(
    _ disease: Disease, _ certainty: Certainty, title: Wording? = nil, evidence: [Wording], cure: Wording,
    statements: [String] = []
  ) {
    self.disease = disease
    self.certainty = certainty
    self.title = title ?? disease.title
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
