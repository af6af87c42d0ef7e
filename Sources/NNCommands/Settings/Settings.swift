import NNScript
import NNText
import NeuralNetwork

/// What belongs to the session and holds for every model until changed.
///
/// Each setting is a ``Setting`` in a file of its own, beside the statement that gives it; what is kept, shown, written
/// into checkpoints and compared is told by ``all``.
package struct Settings: Sendable {
  /// Those that were given, by their names.
  private var given: [String: any Sendable] = [:]
  /// Those that a dry run met and only the run knows: nothing is refused for what they seem to be.
  private var unknown: Set<String> = []

  package init() {}

  /// Every setting, in the order in which they are shown. A new one joins here.
  static let all: [any SettingDescriptor] = [
    Setting.seed, Setting.weightInitializer, Setting.biasInitializer, Setting.loss, Setting.optimizer, Setting.schedule,
    Setting.regularization, Setting.clipping, Setting.batch, Setting.split, Setting.scaling, Setting.precision,
    Setting.stopCondition, Setting.stopsAtNaN, Setting.recording, Setting.checkpoints, Setting.callbacks,
  ]

  /// What the user gave; `nil` means nothing, the default holds.
  package subscript<Value>(setting: Setting<Value>) -> Value? {
    get { given[setting.name] as? Value }
    set {
      given[setting.name] = newValue
      unknown.remove(setting.name)
    }
  }

  func isUnknown(_ setting: some SettingDescriptor) -> Bool { unknown.contains(setting.name) }

  /// A dry run met a value that only the run knows.
  mutating func setUnknown(_ setting: some SettingDescriptor) { unknown.insert(setting.name) }

  mutating func setAllUnknown() { unknown = Set(Self.all.map(\.name)) }

  /// What the two ways do not agree on is not held against anything later.
  mutating func join(_ other: Settings) {
    unknown.formUnion(other.unknown)
    for setting in Self.all where !setting.isSame(self, other) { setUnknown(setting) }
  }
}

/// All that nnsh knows of a setting but its statement.
package protocol SettingDescriptor: Sendable {
  /// The statement's word, with a second one where a statement gives several.
  var name: String { get }
  /// Whether a training that continues depends on it: a checkpoint keeps it, and `resume` compares.
  var affectsResume: Bool { get }
  /// How it is said; `nil` means not shown.
  func line(in description: Description) -> SettingLine?
  func isSame(_ one: Settings, _ other: Settings) -> Bool
}

/// One setting, by the kind of its value.
package struct Setting<Value: Sendable>: SettingDescriptor {
  package let name: String
  package let affectsResume: Bool
  private let said: @Sendable (Value?, Description) -> SettingLine?
  private let isEqual: @Sendable (Value, Value) -> Bool

  /// - Parameters:
  ///   - isEqual: whether two values come to the same.
  ///   - said: the statement that would say the value, or the default where there is none.
  init(
    _ name: String, affectsResume: Bool = false, isEqual: @escaping @Sendable (Value, Value) -> Bool,
    said: @escaping @Sendable (Value?, Description) -> SettingLine?
  ) {
    (self.name, self.affectsResume) = (name, affectsResume)
    (self.isEqual, self.said) = (isEqual, said)
  }

  package func line(in description: Description) -> SettingLine? { said(description.settings[self], description) }

  package func isSame(_ one: Settings, _ other: Settings) -> Bool {
    switch (one[self], other[self]) {
    case (nil, nil): true
    case (let value?, let other?): isEqual(value, other)
    case (nil, _?), (_?, nil): false
    }
  }
}

extension Setting where Value: Equatable {
  /// - Parameter text: the statement after its name, of the value given or of the default.
  init(
    _ name: String, affectsResume: Bool = false, text: @escaping @Sendable (Value?, Description) -> String
  ) {
    self.init(name, affectsResume: affectsResume, isEqual: ==) { value, description in
      SettingLine(statement: "\(name) \(text(value, description))", isGiven: value != nil)
    }
  }
}

/// A setting as the statement that would say it, and whether the user gave it.
package struct SettingLine {
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

extension Description {
  var settingLines: [SettingLine] { Settings.all.compactMap { $0.line(in: self) } }

  /// Settings that change what the rest of a training does, as statements.
  var resumeLines: [String] {
    Settings.all.filter(\.affectsResume).compactMap { $0.line(in: self)?.statement }
  }

  /// `optimizer adam rate 0.001 (default)`: what a setting's statement alone answers.
  func answer(_ setting: some SettingDescriptor) -> String { setting.line(in: self)?.text ?? "" }
}
