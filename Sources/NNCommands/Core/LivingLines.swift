import NNScript

/// Which statements of a journal still matter: an `optimizer` that another one replaced before anything was trained does
/// not, nor the layers of a model that was begun anew.
///
/// The lines are read backwards with what later lines overwrite. Whatever is not known to be harmless stays, and needs
/// everything before it.
struct LivingLines {
  /// What a statement has to do with what a session is made of.
  private struct Effect {
    /// What it sets whatever it was before.
    var sets: Set<String> = []
    /// What it changes.
    var changes: Set<String> = []
    /// What it needs; nil: everything.
    var needs: Set<String>? = []
    /// Nothing makes it superfluous.
    var isKept = false

    /// Trains, loads, repeats: anything may be in it.
    static let unknown = Effect(needs: nil, isKept: true)
  }

  /// - Parameter keepsAnswer: whether a later line may ask for `$_`.
  static func of(_ lines: [String], keepsAnswer: Bool = false) -> [String] {
    var living = LivingLines(lines)
    if !keepsAnswer { living.overwritten = ["$_"] }
    return living.kept()
  }

  private let lines: [String]
  private let kinds: [Statement.Kind?]
  /// The model that each line works on; nil where only a run knows.
  private var models: [String?] = []
  /// What later lines overwrite without looking.
  private var overwritten: Set<String> = []
  /// The lines that take away the last layer of a model, last first, until the layer is found.
  private var removals: [String: [Int]] = [:]
  /// The first line that may do anything.
  private var firstUnknown = 0
  /// Models that get another output layer later.
  private var outputs: Set<String> = []

  private init(_ lines: [String]) {
    self.lines = lines
    kinds = lines.map(Self.kind)
    var current: String? = "main"
    for kind in kinds {
      if case .command(let command)? = kind {
        if command.name == "model" || command.name == "use" { current = command.arguments.first?.literalText }
      } else if kind?.holdsStatements ?? true {
        current = nil
      }
      models.append(current)
    }
  }

  private static func kind(of line: String) -> Statement.Kind? {
    var sources = SourceMap()
    let id = sources.add(Source(name: "", text: line))
    guard case .complete(let block) = Parser.parse(id, in: &sources, Session.table.dialect), block.statements.count == 1
    else { return nil }
    return block.statements[0].kind
  }

  private mutating func kept() -> [String] {
    firstUnknown = lines.indices.first { effect(at: $0).needs == nil } ?? lines.count
    var dropped: Set<Int> = []
    for index in lines.indices.reversed() {
      if cancels(index, &dropped) { continue }
      var effect = effect(at: index)
      // Weights remember which optimizer and which numbers they were trained with.
      if index > firstUnknown, !effect.sets.isDisjoint(with: ["optimizer", "precision"]) { effect.isKept = true }
      guard effect.isKept || !effect.sets.union(effect.changes).isSubset(of: overwritten) else {
        dropped.insert(index)
        continue
      }
      overwritten.formUnion(effect.sets)
      guard let needs = effect.needs else {
        overwritten = overwritten.intersection(["$_"])
        removals = [:]
        outputs = []
        if variables(in: lines[index]).contains("$_") { overwritten = [] }
        continue
      }
      overwritten.subtract(needs.union(variables(in: lines[index])))
    }
    return lines.indices.filter { !dropped.contains($0) }.map { lines[$0] }
  }

  /// Whether the line is a layer that a later `remove last` takes away, or an output that a later one replaces.
  private mutating func cancels(_ index: Int, _ dropped: inout Set<Int>) -> Bool {
    guard case .command(let command)? = kinds[index], let model = models[index] else { return false }
    switch command.name {
    case "remove":
      removals[model, default: []].append(index)
      outputs.remove(model)
    case "output":
      if outputs.contains(model) {
        dropped.insert(index)
        return true
      }
      outputs.insert(model)
      // Behind a training it may have replaced one that was trained, which `remove last` then took away with it.
      guard index < firstUnknown else {
        removals[model] = nil
        return false
      }
      return takeRemoval(index, of: model, &dropped)
    case "layer":
      outputs.remove(model)
      guard !command.arguments.contains(where: { $0.literalText == "times" }) else {
        removals[model] = nil
        return false
      }
      return takeRemoval(index, of: model, &dropped)
    case "model":
      removals[model] = nil
      outputs.remove(model)
    case "activation", "freeze", "unfreeze", "input":
      removals[model] = nil
      outputs.remove(model)
    default: break
    }
    return false
  }

  private mutating func takeRemoval(_ index: Int, of model: String, _ dropped: inout Set<Int>) -> Bool {
    guard let removal = removals[model]?.popLast() else { return false }
    dropped.formUnion([index, removal])
    return true
  }

  private func effect(at index: Int) -> Effect {
    switch kinds[index] {
    case .command(let command)?: effect(of: command, at: index)
    case .binding(let binding)?:
      Effect(sets: ["$" + binding.name], needs: binding.value.readsSession ? nil : [])
    case .expression(let expression)?: Effect(sets: ["$_"], needs: expression.readsSession ? nil : [])
    case .stopWhen?: Effect(sets: ["stop"])
    case .every?: Effect(changes: ["every"])
    default: .unknown
    }
  }

  private func effect(of command: Command, at index: Int) -> Effect {
    let first = command.arguments.first?.literalText
    switch command.name {
    case "optimizer", "schedule", "regularize", "clip", "on", "record", "precision", "batch", "scale", "stop", "seed":
      return Effect(sets: [command.name])
    // Refused where it does not fit the model and the data of that moment.
    case "loss": return Effect(sets: ["loss"], needs: fitted(at: index).union(["data"]))
    case "every": return Effect(sets: ["every"])
    case "init":
      switch first {
      case "weights": return Effect(sets: ["init weights"])
      case "bias": return Effect(sets: ["init bias"])
      default: return Effect(sets: ["init weights", "init bias"])
      }
    case "data": return Effect(sets: ["data", "split", "scale", "batch"], needs: fitted(at: index).union(["seed"]))
    case "split": return Effect(sets: ["split"], needs: ["data", "seed"])
    case "model":
      guard let model = models[index] else { return .unknown }
      // The first one of a name decides the order of the models.
      let isFirst = !lines[..<index].indices.contains { isModel(model, at: $0) }
      return Effect(sets: ["model \(model)", "current"], isKept: isFirst)
    case "use":
      guard let model = models[index] else { return .unknown }
      return Effect(sets: ["current"], needs: ["model \(model)"])
    case "layer", "output", "activation", "input", "freeze", "unfreeze", "remove":
      guard let model = models[index] else { return .unknown }
      return Effect(changes: ["model \(model)"], needs: ["current", "data"])
    default: return .unknown
    }
  }

  /// What a statement needs that is checked against the current model.
  private func fitted(at index: Int) -> Set<String> {
    Set(["current"] + (models[index].map { ["model \($0)"] } ?? []))
  }

  private func isModel(_ name: String, at index: Int) -> Bool {
    if case .command(let command)? = kinds[index], command.name == "model" { models[index] == name } else { false }
  }

  /// Every `$name` in the text, those in strings too.
  private func variables(in line: String) -> Set<String> {
    Set(
      line.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { rest in
        "$" + rest.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
      })
  }
}

extension Statement.Kind {
  /// Blocks, which may switch models inside.
  fileprivate var holdsStatements: Bool { !blocks.isEmpty }
}

extension Expression {
  /// Whether it asks for a measure.
  fileprivate var readsSession: Bool {
    switch kind {
    case .number, .boolean, .string, .variable: false
    // A plain word may be a measure.
    case .word, .dotted: true
    case .interpolated(let parts):
      parts.contains { if case .expression(let inner) = $0 { inner.readsSession } else { false } }
    case .list(let items): items.contains { $0.readsSession || $0.isMeasure }
    case .call(let name, let arguments):
      ["gradient", "dead", "saturated"].contains(name) || arguments.contains(where: \.readsSession)
    case .unary(_, let operand): operand.readsSession
    case .binary(_, let left, let right): left.readsSession || right.readsSession
    }
  }
}

extension Argument {
  /// In a list a word may be one.
  fileprivate var isMeasure: Bool { if case .word(let word) = kind { MeasureReference.isName(word) } else { false } }

  fileprivate var readsSession: Bool {
    switch kind {
    case .number, .string, .variable, .word: false
    case .dotted: true
    case .interpolated(let parts):
      parts.contains { if case .expression(let inner) = $0 { inner.readsSession } else { false } }
    case .parenthesis(let expression): expression.readsSession
    }
  }
}
