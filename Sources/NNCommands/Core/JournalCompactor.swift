import NNScript

/// Which statements of a journal still matter: an `optimizer` that another one replaced before anything was trained does
/// not, nor the layers of a model that was begun anew.
///
/// The lines are read backwards with what later lines overwrite. Whatever is not known to be harmless stays, and needs
/// everything before it.
struct JournalCompactor {
  /// - Parameter keepsAnswer: whether a later line may ask for `$_`.
  static func of(_ lines: [String], keepsAnswer: Bool = false) -> [String] {
    var living = JournalCompactor(lines)
    if !keepsAnswer { living.overwritten = [.answer] }
    return living.kept()
  }

  private let lines: [String]
  private var effects: [JournalEffect] = []
  /// The model that each line works on; `nil` where only a run knows.
  private var models: [String?] = []
  /// What later lines overwrite without looking.
  private var overwritten: Set<JournalPart> = []
  /// The lines that take away the last layer of a model, last first, until the layer is found.
  private var removals: [String: [Int]] = [:]
  /// The first line that may do anything.
  private var firstUnknown = 0
  /// Models that get another output layer later.
  private var outputs: Set<String> = []

  private init(_ lines: [String]) {
    self.lines = lines
    var current: String? = "main"
    var named: Set<JournalPart> = []
    for line in lines {
      var effect = Self.effect(of: line, on: current)
      if let part = effect.firstOf { effect.isKept = named.insert(part).inserted }
      if let model = effect.model { current = model }
      models.append(current)
      effects.append(effect)
    }
  }

  private static func effect(of line: String, on model: String?) -> JournalEffect {
    var sources = SourceMap()
    let id = sources.add(Source(name: "", text: line))
    guard case .complete(let block) = Parser.parse(id, in: &sources, Session.table.dialect), block.statements.count == 1
    else { return .unknownModel }
    let kind = block.statements[0].kind
    switch kind {
    case .command(let command):
      return Session.commands[command.name]?.effect(of: command, on: model) ?? .unknown
    case .binding(let binding):
      return JournalEffect(sets: [.variable("$" + binding.name)], needs: binding.value.readsSession ? nil : [])
    case .expression(let expression): return JournalEffect(sets: [.answer], needs: expression.readsSession ? nil : [])
    case .stopWhen: return JournalEffect(sets: [.stopping])
    case .every:
      // Its block may switch models.
      return JournalEffect(changes: [.callbacks], model: .some(nil))
    default: return kind.blocks.isEmpty ? .unknown : .unknownModel
    }
  }

  private mutating func kept() -> [String] {
    firstUnknown = lines.indices.first { effects[$0].needs == nil } ?? lines.count
    var dropped: Set<Int> = []
    for index in lines.indices.reversed() {
      if cancels(index, &dropped) { continue }
      let effect = effects[index]
      let isKept = effect.isKept || effect.isRememberedByWeights && index > firstUnknown
      guard isKept || !effect.sets.union(effect.changes).isSubset(of: overwritten) else {
        dropped.insert(index)
        continue
      }
      overwritten.formUnion(effect.sets)
      guard let needs = effect.needs else {
        overwritten = overwritten.intersection([.answer])
        removals = [:]
        outputs = []
        if variables(in: lines[index]).contains(.answer) { overwritten = [] }
        continue
      }
      overwritten.subtract(needs.union(variables(in: lines[index])))
    }
    return lines.indices.filter { !dropped.contains($0) }.map { lines[$0] }
  }

  /// Whether the line is a layer that a later `remove last` takes away, or an output that a later one replaces.
  private mutating func cancels(_ index: Int, _ dropped: inout Set<Int>) -> Bool {
    guard let model = models[index] else { return false }
    switch effects[index].layers {
    case .none: break
    case .removesLast:
      removals[model, default: []].append(index)
      outputs.remove(model)
    case .replacesOutput:
      if outputs.contains(model) {
        dropped.insert(index)
        return true
      }
      outputs.insert(model)
      // After a training it may have replaced one that was trained, which `remove last` then took away with it.
      guard index < firstUnknown, !replacesWhatStays(index, of: model) else {
        removals[model] = nil
        return false
      }
      return takeRemoval(index, of: model, &dropped)
    case .addsOne:
      outputs.remove(model)
      return takeRemoval(index, of: model, &dropped)
    case .other:
      removals[model] = nil
      outputs.remove(model)
    }
    return false
  }

  /// Whether an output layer may have replaced one that a statement in between names, so that both stay.
  private func replacesWhatStays(_ index: Int, of model: String) -> Bool {
    for earlier in lines[..<index].indices.reversed() where models[earlier] == model {
      switch effects[earlier].layers {
      case .none, .replacesOutput: continue
      case .addsOne, .removesLast: return false
      case .other: return effects[earlier].firstOf == nil
      }
    }
    return false
  }

  private mutating func takeRemoval(_ index: Int, of model: String, _ dropped: inout Set<Int>) -> Bool {
    guard let removal = removals[model]?.popLast() else { return false }
    dropped.formUnion([index, removal])
    return true
  }

  /// Every `$name` in the text, those in strings too.
  private func variables(in line: String) -> Set<JournalPart> {
    Set(
      line.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { rest in
        .variable("$" + rest.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
      })
  }
}

extension JournalPart {
  fileprivate static let answer = variable("$_")
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
