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

  init(_ text: String) throws(JSONFields.Failure) {
    let fields = try JSONFields(text, called: Self.key)
    goal = try fields.text("goal")
    isFinished = try fields.boolean("finished")
    settings = try fields.texts("settings")
    seconds = try fields.number("seconds")
    guard seconds >= 0 else {
      throw JSONFields.Failure("seconds", isNot: Wording(en: "a time", ko: "시간"))
    }
    watch = ConditionWatch(checksInARow: try fields.count("checks"))
    let best = try fields.object("best")
    for key in best.keys {
      guard let reference = MeasureReference(words: key.split(separator: ".").map(String.init)) else {
        throw JSONFields.Failure(key, isNot: Wording(en: "a measure", ko: "지표"))
      }
      watch.best[reference] = try best.figure(key)
    }
    figures = [:]
    let parts = try fields.object("figures")
    for part in parts.keys {
      let members = try parts.object(part)
      for figure in members.keys { figures[part, default: [:]][figure] = try members.figure(figure) }
    }
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
