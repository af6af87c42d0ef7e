import NNScript
import NNText

/// One statement of a text that is run step by step.
package struct ScriptStep: Sendable {
  package var program: Program
  /// The statement's lines with their numbers, and the comments above it.
  package var listing: String
  /// Words for the class, which are heard and not run.
  package var isNarration: Bool

  package init(program: Program, listing: String, isNarration: Bool = false) {
    self.program = program
    self.listing = listing
    self.isNarration = isNarration
  }
}

extension Session {
  /// The statements of a text in the order in which they run, those of included files in their places.
  package func steps(of program: Program) -> [ScriptStep] {
    var steps: [ScriptStep] = []
    collect(program.block, of: program, from: nil, &steps)
    return steps
  }

  private func collect(_ block: Block, of program: Program, from include: SourceRange?, _ steps: inout [ScriptStep]) {
    var end: Int32 = 0
    for statement in block.statements {
      defer { end = statement.range.upper }
      if case .include(_, let body) = statement.kind {
        collect(body, of: program, from: statement.range, &steps)
        continue
      }
      // Nothing to wait for where every step waits.
      if statement.isBarePause { continue }
      let single = Program(block: Block([statement]), kind: program.kind)
      steps.append(
        ScriptStep(
          program: single, listing: listing(of: statement.range, after: end, isIncluded: include != nil),
          isNarration: statement.isNarration))
    }
  }

  /// Everything from the end of the statement before to the end of this one, but for blank lines at the beginning.
  private func listing(of range: SourceRange, after end: Int32, isIncluded: Bool) -> String {
    guard let source = sources[range.source] else { return "" }
    var first = source.position(of: range.lower).line
    let last = source.position(of: max(range.lower, range.upper - 1)).line
    let earliest = end == 0 ? 1 : source.position(of: end).line + 1
    while first > earliest, source.line(first - 1).drop(while: { $0 == " " || $0 == "\t" }).hasPrefix("#") {
      first -= 1
    }
    let gutter = String(last).count
    let style = Style(isOn: console.colorsResults, isSealed: true)
    var lines = isIncluded ? [style.apply(.dim, to: source.name + ":")] : []
    for number in min(first, last)...last {
      let margin = style.apply(.dim, to: DisplayWidth.pad(String(number), to: gutter, .right) + " | ")
      lines.append(margin + source.line(number))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Brings everything back as it is now, for the presenter's step back.
  package func checkpoint() -> () -> Void {
    let (state, variables, undoStack, journal) = (state, evaluator.variables, undoStack, journal)
    let (mode, unsaved, lastTable) = (output.mode, unsaved, output.lastTable)
    return { [self] in
      self.state = state
      evaluator.variables = variables
      self.undoStack = undoStack
      self.journal = journal
      (output.mode, self.unsaved, output.lastTable) = (mode, unsaved, lastTable)
      self.state.workspace.measures.forget()
    }
  }
}

extension Statement {
  /// `note`, and `pause`, which only prints its text where every step waits.
  fileprivate var isNarration: Bool {
    if case .command(let command) = kind { command.name == "note" || command.name == "pause" } else { false }
  }

  fileprivate var isBarePause: Bool {
    if case .command(let command) = kind { command.name == "pause" && command.arguments.isEmpty } else { false }
  }
}

extension Source {
  /// A line's text, from 1.
  fileprivate func line(_ number: Int) -> String { String(decoding: bytes[lineRange(number)], as: UTF8.self) }
}
