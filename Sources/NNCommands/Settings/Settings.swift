import NNScript
import NNText
import NeuralNetwork

/// What belongs to the session and holds for every model until changed. Nil: the user gave nothing, the default holds.
package struct Settings: Sendable {
  package var seed: UInt64 = 0
  package var isSeedGiven = false
  package var precision: Precision?
  package var weightInitializer: Initializer?
  package var biasInitializer: Initializer?
  package var loss: Loss?
  /// Settings that a dry run met and only the run knows: nothing is refused for what they seem to be.
  var unknown: Unknown = []
  package var optimizer: Optimizer?
  package var schedule: Schedule?
  package var regularization: Regularization?
  package var clipping: Clipping?
  package var stopsOnNaN: Bool?
  package var stopCondition: StopCondition?
  package var callbacks: [Callback] = []
  package var recordEvery: Int?
  package var checkpoints: CheckpointSetting?
  package var batch: BatchSize?
  package var split: SplitSetting?
  package var scaling: Scaler.Kind?

  package init() {}
}

extension Settings {
  /// Settings that checks ask for.
  struct Unknown: OptionSet, Sendable {
    var rawValue: UInt8
    static let loss = Unknown(rawValue: 1)
    static let batch = Unknown(rawValue: 2)
    static let optimizer = Unknown(rawValue: 4)
    static let precision = Unknown(rawValue: 8)
    static let seed = Unknown(rawValue: 16)
    static let all: Unknown = [.loss, .batch, .optimizer, .precision, .seed]
  }
}

/// `stop when EXPR [for N epochs]`.
package struct StopCondition: Sendable {
  package var condition: Expression
  /// How many checks in a row it must hold.
  package var checks: Int
  package var range: SourceRange

  /// As the statement says it, behind `stop when`.
  var text: String { condition.text + (checks > 1 ? " for \(checks) epochs" : "") }
}

/// `every N UNIT …`.
package struct Callback: Sendable {
  package var count: Int
  package var unit: TimeUnit
  package var body: Block
  package var range: SourceRange
}

extension BatchSize {
  /// As the statement says it.
  var text: String {
    switch self {
    case .full: "batch full"
    case .rows(let rows, let isOrdered): "batch \(rows)\(isOrdered ? " ordered" : "")"
    }
  }
}

/// `split A B [C] [stratified] [seed N]`, shares as fractions of the rows.
package struct SplitSetting: Sendable, Hashable {
  package var shares: [Double]
  package var isStratified: Bool
  /// The seed given, or the one in force when it was said.
  package var seed: UInt64

  var text: String {
    let shares = shares.map { NumberFormat.display($0 * 100) }.joined(separator: " ")
    return "split \(shares)\(isStratified ? " stratified" : "")"
  }
}

extension Scaler.Kind {
  /// As the statement says it.
  var text: String {
    switch self {
    case .none: "scale none"
    case .standard: "scale standard"
    case .minmax: "scale minmax"
    case .by(let factor): "scale by \(NumberFormat.exact(factor))"
    }
  }
}

/// Every setting as the statement that would say it, and whether the user gave it.
extension Description {
  struct SettingLine {
    var statement: String
    /// As people read it: a default that no statement says is told in words.
    var shown: Wording
    var isGiven: Bool

    init(statement: String, shown: Wording? = nil, isGiven: Bool) {
      self.statement = statement
      self.shown = shown ?? Wording(verbatim: statement)
      self.isGiven = isGiven
    }

    /// `optimizer adam rate 0.001 (default)`.
    var text: String { statement + (isGiven ? "" : " (default)") }
  }

  var settingLines: [SettingLine] {
    let weights =
      settings.weightInitializer.map { Wording(verbatim: $0.text) }
      ?? Wording(en: "he for the ReLU family, else glorot", ko: "ReLU 계열은 he, 나머지는 glorot")
    return [
      SettingLine(statement: "seed \(settings.seed)", isGiven: settings.isSeedGiven),
      SettingLine(
        statement: "init weights \(weights.english)", shown: Wording(verbatim: "init weights ") + weights,
        isGiven: settings.weightInitializer != nil),
      SettingLine(
        statement: "init bias \((settings.biasInitializer ?? .zeros).text)", isGiven: settings.biasInitializer != nil),
      lossLine, optimizerLine,
      SettingLine(statement: "schedule \((settings.schedule ?? .constant).text)", isGiven: settings.schedule != nil),
      SettingLine(
        statement: "regularize \((settings.regularization ?? .none).text)", isGiven: settings.regularization != nil),
      SettingLine(statement: "clip \((settings.clipping ?? .none).text)", isGiven: settings.clipping != nil),
      batchLine,
      splitLine,
      scaleLine,
      SettingLine(
        statement: "precision \((settings.precision ?? .float32).rawValue)", isGiven: settings.precision != nil),
      SettingLine(
        statement: settings.stopCondition.map { "stop when \($0.text)" } ?? "stop never",
        shown: settings.stopCondition == nil ? Wording(en: "stop never", ko: "도중에 멈추지 않음") : nil,
        isGiven: settings.stopCondition != nil),
      SettingLine(
        statement: "on nan \(settings.stopsOnNaN ?? true ? "stop" : "continue")", isGiven: settings.stopsOnNaN != nil),
      SettingLine(
        statement: settings.recordEvery.map { "record every \($0) steps" } ?? "record at most 2,000 points a run",
        shown: settings.recordEvery == nil
          ? Wording(en: "record at most 2,000 points a run", ko: "학습 기록 하나에 최대 2,000점") : nil,
        isGiven: settings.recordEvery != nil),
    ] + (settings.checkpoints.map { [SettingLine(statement: $0.text, isGiven: true)] } ?? [])
  }

  var lossLine: SettingLine { SettingLine(statement: "loss \(loss.text)", isGiven: settings.loss != nil) }
  var optimizerLine: SettingLine {
    SettingLine(statement: "optimizer \((settings.optimizer ?? .standard).text)", isGiven: settings.optimizer != nil)
  }
  var batchLine: SettingLine { SettingLine(statement: batch.text, isGiven: settings.batch != nil) }
  var splitLine: SettingLine {
    if let split = settings.split { return SettingLine(statement: split.text, isGiven: true) }
    let rows = CountText.number(data?.testRows ?? 0)
    let brought =
      data?.hasTest ?? false
      ? Wording(en: "the data's own \(rows) test rows", ko: "데이터에 딸린 시험 데이터 \(rows)행")
      : Wording(en: "no split", ko: "데이터를 나누지 않음")
    return SettingLine(statement: brought.english, shown: brought, isGiven: false)
  }
  var scaleLine: SettingLine {
    SettingLine(statement: scaling.text, isGiven: settings.scaling != nil || model.learned?.scaler != nil)
  }
}

extension Settings {
  mutating func giveSeed(_ seed: Int) {
    self.seed = UInt64(seed)
    unknown.remove(.seed)
    isSeedGiven = true
  }
}

/// How each setting is said in a statement, so that what is shown can be typed.
extension Loss {
  var text: String { kind == .huber ? "huber delta \(NumberFormat.exact(delta))" : kind.rawValue }
}

extension Optimizer {
  /// The rate always, other settings where they differ from their defaults.
  var text: String {
    let settings = definition.parameters.compactMap { parameter -> String? in
      guard let value = self[parameter.name], parameter.name == "rate" || value != parameter.defaultValue else {
        return nil
      }
      return "\(parameter.name) \(NumberFormat.exact(value))"
    }
    return ([kind.rawValue] + settings).joined(separator: " ")
  }
}

extension Initializer {
  var text: String {
    switch self {
    case .normal(let mean, let deviation): "normal \(NumberFormat.exact(mean)) \(NumberFormat.exact(deviation))"
    case .uniform(let low, let high): "uniform \(NumberFormat.exact(low)) \(NumberFormat.exact(high))"
    case .glorotUniform: "glorot uniform"
    case .glorotNormal: "glorot normal"
    case .heUniform: "he uniform"
    case .heNormal: "he normal"
    case .lecunUniform: "lecun uniform"
    case .lecunNormal: "lecun normal"
    case .orthogonal: "orthogonal"
    case .zeros: "zeros"
    case .constant(let value): "constant \(NumberFormat.exact(value))"
    }
  }
}

extension Schedule {
  var text: String {
    let warmup = warmup.map { "warmup \($0.text) " } ?? ""
    return warmup
      + {
        switch form {
        case .constant: "constant"
        case .step(let every, let factor): "step every \(every.text) by \(NumberFormat.exact(factor))"
        case .exponential(let factor): "exponential \(NumberFormat.exact(factor))"
        case .cosine(let over): "cosine over \(over.text)"
        }
      }()
  }
}

extension Period {
  var text: String { "\(count) \(unit.rawValue)" }

  var wording: Wording {
    Wording(en: "\(text)", ko: "\(count)\(unit == .epochs ? "에포크" : "스텝")")
  }
}

extension Regularization {
  var text: String {
    let parts = [("l1", l1), ("l2", l2)].filter { $0.1 != 0 }.map { "\($0.0) \(NumberFormat.exact($0.1))" }
    return parts.isEmpty ? "none" : parts.joined(separator: " ")
  }
}

extension Clipping {
  var text: String {
    switch self {
    case .none: "none"
    case .norm(let limit): "norm \(NumberFormat.exact(limit))"
    case .value(let limit): "value \(NumberFormat.exact(limit))"
    }
  }
}
