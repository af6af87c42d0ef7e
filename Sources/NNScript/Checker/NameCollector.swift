/// Finds where a text defines names.
enum NameCollector {
  /// Every name of a model or run that the block defines; `nil` if one of them is computed. A name may be used before
  /// its definition, in a loop, so the order is not checked here.
  static func names(in block: Block, matcher: Matcher, known: Set<String>) -> Set<String>? {
    var names = known.union(["main"])
    return collect(block, matcher, &names) ? names : nil
  }

  /// Each variable with the first `let`, `param`, `for` or `sweep` that sets it.
  static func bindings(in block: Block) -> [String: SourceRange] {
    var bindings: [String: SourceRange] = [:]
    collectBindings(block, &bindings)
    return bindings
  }

  private static func collectBindings(_ block: Block, _ bindings: inout [String: SourceRange]) {
    func add(_ name: String, _ range: SourceRange) {
      if bindings[name] == nil { bindings[name] = range }
    }
    for statement in block.statements {
      switch statement.kind {
      case .binding(let binding): add(binding.name, binding.nameRange)
      case .loop(let axis, _): add(axis.name, axis.nameRange)
      case .sweep(let axes, _, _): for axis in axes { add(axis.name, axis.nameRange) }
      default: break
      }
      for inner in statement.kind.blocks { collectBindings(inner, &bindings) }
    }
  }

  /// Adds the names of a block; returns false if one is computed.
  private static func collect(_ block: Block, _ matcher: Matcher, _ names: inout Set<String>) -> Bool {
    for statement in block.statements {
      switch statement.kind {
      case .command(let command):
        guard collect(command, matcher, &names) else { return false }
      case .trainUntil(_, _, _, let name?), .sweep(_, _, let name?):
        guard let text = name.literalText else { return false }
        names.insert(text)
      default: break
      }
      for inner in statement.kind.blocks {
        guard collect(inner, matcher, &names) else { return false }
      }
    }
    return true
  }

  private static func collect(_ command: Command, _ matcher: Matcher, _ names: inout Set<String>) -> Bool {
    guard matcher.table.givesNames(command.name), let match = try? matcher.match(command) else { return true }
    for bound in match.bindings {
      guard case .name(.new)? = bound.slot?.kind else { continue }
      guard let text = bound.argument.literalText else { return false }
      names.insert(text)
    }
    return true
  }
}

extension Argument {
  /// The text of a word or of a string without interpolation.
  package var literalText: String? {
    switch kind {
    case .word(let text), .string(let text): text
    case .number, .interpolated, .variable, .dotted, .parenthesis: nil
    }
  }
}

extension Block {
  /// Every variable that some statement of the block may set.
  package var assignedVariables: Set<String> {
    var names: Set<String> = []
    collectAssigned(into: &names)
    return names
  }

  private func collectAssigned(into names: inout Set<String>) {
    for statement in statements {
      switch statement.kind {
      case .binding(let binding): names.insert(binding.name)
      case .loop(let axis, _): names.insert(axis.name)
      case .expression: names.insert("_")
      // Variables set in a sweep end with it.
      case .sweep: continue
      default: break
      }
      for block in statement.kind.blocks { block.collectAssigned(into: &names) }
    }
  }
}
