import NNScript
import NNText
import NeuralNetwork

/// The list of a folder's checkpoints, newest first, as its file `checkpoints.json` keeps it.
///
/// A checkpoint counts from the moment the list names it: one that was cut off while it was written never does.
struct CheckpointList: Equatable {
  static let fileName = "checkpoints.json"
  /// A list is a handful of names.
  static let byteLimit = 1 << 20

  private(set) var names: [String] = []
  /// Names that the last checkpoint took the place of. A kill may have come before their files went.
  private(set) var replaced: [String] = []

  init() {}

  /// `nil` if the text is no such list. Names that reach out of the folder are none.
  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONParser.parse(bytes[...]), case .object(let members) = value,
      let items = members.first(where: { $0.key == "checkpoints" })?.value.array
    else { return nil }
    names = items.compactMap(\.string)
    replaced = members.first { $0.key == "replaced" }?.value.array?.compactMap(\.string) ?? []
    guard names.count == items.count, (names + replaced).allSatisfy(Self.isName) else { return nil }
  }

  var bytes: [UInt8] {
    let lists = [(key: "checkpoints", names: names), (key: "replaced", names: replaced)].filter { !$0.names.isEmpty }
    let members = lists.map { list in
      (key: list.key, value: "[\(list.names.map(JSONText.quoted).joined(separator: ", "))]")
    }
    return Array((JSONText.object(members) + "\n").utf8)
  }

  static func name(step: Int) -> String {
    let digits = String(step)
    return "step-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits + ".safetensors"
  }

  private static func isName(_ name: String) -> Bool {
    name.hasPrefix("step-") && name.hasSuffix(".safetensors")
      && name.dropFirst(5).dropLast(12).utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Puts a name first and returns those whose files are to go: those that `kept` leaves no room for now, and those of
  /// the last time.
  mutating func add(_ name: String, kept: Int) -> [String] {
    names.removeAll { $0 == name }
    names.insert(name, at: 0)
    let earlier = replaced.filter { !names.contains($0) }
    replaced = Array(names.dropFirst(kept))
    names = Array(names.prefix(kept))
    return earlier + replaced
  }
}

/// What a checkpoint says of the session it was written in, as JSON in the metadata entry `nnsh.session`.
struct CheckpointNote {
  static let key = "nnsh.session"

  /// The training's own statement.
  var goal: String
  /// Whether there is nothing left to do.
  var isFinished: Bool
  /// Every setting that continuing depends on, as a statement.
  var settings: [String]
  var seconds: Double
  var watch: ConditionWatch
  /// Measures by part at the end of a training that is done.
  var figures: [String: [String: Double]]
  /// What the model learned from; `nil` in a checkpoint of an earlier nnsh.
  var learned: LearnedData?

  init(_ unfinished: UnfinishedTraining, finished run: Run?, settings: [String], learned: LearnedData) {
    self.learned = learned
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
      ("settings", JSONText.array(settings.map(JSONText.quoted))),
      ("seconds", JSONText.number(seconds)), ("checks", "\(watch.checksInARow)"),
      ("best", JSONText.object(best.map { (key: $0.name, value: JSONText.number($0.value)) })),
      ("figures", Self.object(figures) { Self.object($0, JSONText.number) }),
      ("learned", JSONText.object(learned?.members ?? [])),
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
    learned = fields.has("learned") ? try LearnedData(try fields.object("learned")) : nil
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
