import NNScript
import NNText
import NeuralNetwork

/// What a checkpoint says of the session it was written in, as JSON in the metadata entry `nnsh.session`.
struct CheckpointNote {
  static let key = "nnsh.session"

  /// The training's own statement.
  var goal: String
  /// Whether there is nothing left to do.
  var isFinished: Bool
  /// Every setting that going on depends on, as a statement.
  var settings: [String]
  var seconds: Double
  var watch: ConditionWatch
  /// Measures by part at the end of a training that is done.
  var figures: [String: [String: Double]]

  init(_ unfinished: UnfinishedTraining, finished run: Run?, settings: [String]) {
    goal = unfinished.goal.statement
    isFinished = run != nil
    figures = run?.figures ?? [:]
    self.settings = settings
    seconds = unfinished.seconds
    watch = unfinished.watch
  }

  var text: String {
    let best = watch.best.map { (name: $0.key.text, value: $0.value) }.sorted { $0.name < $1.name }
    return JSONText.object([
      ("goal", JSONText.quoted(goal)), ("finished", isFinished ? "true" : "false"),
      ("settings", "[" + settings.map(JSONText.quoted).joined(separator: ", ") + "]"),
      ("seconds", JSONText.number(seconds)), ("checks", "\(watch.checksInARow)"),
      ("best", JSONText.object(best.map { (key: $0.name, value: JSONText.number($0.value)) })),
      ("figures", Self.object(figures) { Self.object($0, JSONText.number) }),
    ])
  }

  private static func object<Item>(_ items: [String: Item], _ text: (Item) -> String) -> String {
    JSONText.object(items.sorted { $0.key < $1.key }.map { (key: $0.key, value: text($0.value)) })
  }

  /// Nil if the text is no such note.
  init?(_ text: String) {
    guard let value = try? JSONParser.parse(Array(text.utf8)[...]), case .object(let members) = value else {
      return nil
    }
    func member(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }
    guard let goal = member("goal")?.string, case .boolean(let isFinished) = member("finished"),
      let settings = member("settings")?.array?.compactMap(\.string), let checks = member("checks")?.count,
      let seconds = member("seconds")?.number, case .object(let best) = member("best"),
      case .object(let parts) = member("figures")
    else { return nil }
    self.goal = goal
    self.isFinished = isFinished
    self.settings = settings
    self.seconds = seconds
    watch = ConditionWatch(checksInARow: checks)
    for entry in best {
      let words = entry.key.split(separator: ".").map(String.init)
      guard let reference = MeasureReference(words: words) else { return nil }
      watch.best[reference] = entry.value.number ?? .nan
    }
    figures = [:]
    for part in parts {
      guard case .object(let members) = part.value else { return nil }
      for figure in members { figures[part.key, default: [:]][figure.key] = figure.value.number ?? .nan }
    }
  }
}

extension JSONValue {
  fileprivate var number: Double? {
    if case .number(let digits) = self { Double(digits) } else { nil }
  }
}

extension TrainingGoal {
  /// The statement that asks for it.
  var statement: String {
    let name = name.map { " as " + Value.text($0).source } ?? ""
    guard let condition else { return "train \(length.text)\(name)" }
    return "train until \(condition.text) limit \(length.text)\(name)"
  }
}
