import Glibc
import NNCommands
import NNScript
import NNText

/// Reads a statement or a block, runs it, and prompts for the next.
package final class REPL {
  private let interpreter: any Interpreter
  private let lines: any LineSource
  private let console: any Console
  /// Adds an entry to the history.
  private let remember: (String) -> Void
  /// Whether `continue` and Ctrl-D return to the presenter.
  private let canContinue: Bool
  /// The lines of an open block.
  private var pending = ""
  private var opener: String?
  private var emptyInterrupts = 0
  private var hasWarned = false

  package init(
    interpreter: any Interpreter, lines: any LineSource, console: any Console, remember: @escaping (String) -> Void,
    canContinue: Bool = false
  ) {
    self.interpreter = interpreter
    self.lines = lines
    self.console = console
    self.remember = remember
    self.canContinue = canContinue
    if canContinue { console.say(Wording(en: "`continue` returns to the script", ko: "`continue`를 입력하면 스크립트로 돌아갑니다")) }
  }

  /// Runs until the user leaves: `.done`, `.exit` or `.signal`.
  package func run() -> Outcome {
    while true {
      let event = lines.next(prompt: prompt, pending: pending)
      console.didReadKey()
      if case .interrupt(let dropped) = event { interrupted(dropped: dropped) } else { emptyInterrupts = 0 }
      switch event {
      case .line(let text):
        if let outcome = accept(text) { return outcome }
      case .end:
        console.write("\n")
        if opener != nil {
          dropBlock()
        } else if canContinue || mayLeave() {
          return .done
        }
      case .interrupt: dropBlock()
      case .signal(let number):
        console.write("\n")
        return .signal(number)
      }
    }
  }

  private var prompt: String {
    opener.map { ContinuationPrompt.text(opener: $0, drawsUnicode: console.drawsUnicode) } ?? ContinuationPrompt.main
  }

  /// Handles a line; returns an outcome if the entry ends the shell.
  private func accept(_ line: String) -> Outcome? {
    let text = PastedTranscript.statements(in: line)
    if opener == nil {
      if text.allSatisfy(\.isWhitespace) { return nil }
      if canContinue, text.split(whereSeparator: \.isWhitespace) == ["continue"] { return .done }
      pending = text
    } else {
      pending += "\n" + text
    }
    let statements = PromptShorthand.expand(pending)
    switch interpreter.read(Array(statements.utf8), name: Source.promptName, kind: .prompt) {
    case .incomplete(let opener):
      self.opener = opener
      return nil
    case .failed(let diagnostics):
      finishEntry()
      interpreter.report(diagnostics)
      return nil
    case .ready(let program):
      finishEntry()
      // A Ctrl-C before the statement does not apply to it; a SIGTERM does.
      if let number = console.pendingSignal(), number != SIGINT { return .signal(number) }
      switch interpreter.run(program) {
      case .exit(let code): return .exit(code)
      case .signal(let number) where number != SIGINT: return .signal(number)
      case .done, .failed, .expectationFailed, .diverged, .signal: return nil
      }
    }
  }

  private func finishEntry() {
    remember(pending)
    dropBlock()
  }

  private func dropBlock() {
    pending = ""
    opener = nil
  }

  private func interrupted(dropped: String) {
    guard dropped.isEmpty, opener == nil else {
      emptyInterrupts = 0
      return
    }
    emptyInterrupts += 1
    if emptyInterrupts == 2 {
      emptyInterrupts = 0
      console.say(Wording(en: "to leave nnsh, type exit or press Ctrl-D", ko: "nnsh를 끝내려면 exit를 입력하거나 Ctrl-D를 누르세요"))
    }
  }

  /// Whether to leave; the first Ctrl-D with unsaved weights only warns.
  private func mayLeave() -> Bool {
    guard interpreter.hasUnsavedWeights, !hasWarned else { return true }
    hasWarned = true
    console.say(
      Wording(
        en:
          "the trained weights are not saved: save \"model.safetensors\" keeps them, Ctrl-D again leaves",
        ko: "학습한 가중치를 저장하지 않았습니다. 저장하려면 save \"model.safetensors\"를 입력하고, 그냥 끝내려면 Ctrl-D를 한 번 더 누르세요"))
    return false
  }
}
