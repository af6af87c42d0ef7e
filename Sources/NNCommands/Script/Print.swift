import NNScript
import NNText

extension GrammarStatement {
  static let print = GrammarStatement(
    signature: Signature(
      "print", group: .script, summary: Wording(en: "print values on one line", ko: "값들을 한 줄에 출력합니다"),
      details: Wording(
        en: """
          An item is a measure, a number, a `$variable`, a "text", a call or an expression in parentheses; items are
          separated by one blank. `{ }` inside a string puts a value into it.
          """,
        ko: """
          항목은 측정값(measure), 수, `$variable`, "text", 함수 호출, 또는 괄호로 묶은 식입니다. 항목 사이는 \
          빈칸 하나로 띄웁니다. 글 안의 `{ }`에는 값이 들어갑니다.
          """),
      examples: [
        Example("print \"two and two:\" (2 + 2)"),
        Example("print step loss accuracy", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 10 steps"),
        Example("let lr = 0.5\nprint \"rate {$lr}\" sqrt(2)"),
      ],
      seeAlso: ["expect", "note", "show"], grammarUsage: ["print ITEM…"]))

  static let expect = GrammarStatement(
    signature: Signature(
      "expect", group: .script,
      summary: Wording(en: "end the script with status 3 unless something holds", ko: "조건이 맞지 않으면 스크립트를 상태 3으로 끝냅니다"),
      details: Wording(
        en: """
          When it does not hold, the expression is printed with the values it had. At the prompt it only reports.
          """,
        ko: "조건이 맞지 않으면 식을 그때의 값들과 함께 출력합니다. 프롬프트에서는 알려 주기만 합니다."),
      examples: [Example("let n = 4\nexpect $n > 3 \"n is large\"")],
      seeAlso: ["if", "print"], grammarUsage: ["expect EXPR [\"message\"]"]))
}

/// `note "text"`: narration on stdout.
struct Note: SessionCommand {
  var signature: Signature {
    Signature(
      "note", group: .script, summary: Wording(en: "print a line of narration", ko: "설명 한 줄을 출력합니다"),
      forms: [Form("note", [.slot(Slot("text", "\"text\"", .text))])],
      examples: [Example("note \"Ten layers, and nothing moves.\"")], seeAlso: ["pause", "print"], traits: .looks)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    session.printWrapped(call.arguments.text("text") ?? "")
  }
}

/// `pause ["text"]`: waits for Enter on a terminal, is nothing in batch.
struct Pause: SessionCommand {
  var signature: Signature {
    Signature(
      "pause", group: .script, summary: Wording(en: "wait for Enter on a terminal", ko: "터미널에서 Enter를 기다립니다"),
      details: Wording(
        en: """
          In a script without a terminal it does nothing; under `nnsh --step`, where every statement waits, it only \
          prints its text.
          """,
        ko: """
          터미널이 아닌 곳에서 도는 스크립트에서는 아무 일도 하지 않습니다. 문장마다 기다리는 \
          `nnsh --step`에서는 글만 출력합니다.
          """),
      forms: [Form("pause", [.optional([.slot(Slot("text", "\"text\"", .text))])])],
      examples: [Example("pause \"Look at the curve, then press Enter\"")], seeAlso: ["note"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    session.console.pause(call.arguments.text("text"))
  }
}

/// `exit [CODE]`, also `quit`.
struct Exit: SessionCommand {
  var name = "exit"

  var signature: Signature {
    Signature(
      name, group: .script, summary: Wording(en: "leave, with a status", ko: "종료 상태를 남기고 끝냅니다"),
      details: Wording(
        en: "The status is 0 unless a code from 0 to 255 is given. `exit` and `quit` are the same.",
        ko: "0부터 255까지의 코드를 쓰지 않으면 종료 상태는 0입니다. `exit`와 `quit`는 같습니다."),
      forms: [
        Form(
          "exit",
          [
            .optional([
              .slot(
                Slot(
                  "code", "CODE",
                  .number(NumberRule(Wording(en: "exit status", ko: "종료 상태"), integer: true, in: 0...255))))
            ])
          ])
      ],
      examples: [Example(name), Example("\(name) 0")], seeAlso: ["expect"],
      traits: name == "exit" ? [.endsRun, .leaves] : .endsRun,
      sweepRefusal: Wording(
        en: "each case runs on a copy of the session; none can end the script",
        ko: "경우마다 세션의 복사본에서 실행되므로 스크립트를 끝낼 수 없습니다"))
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    throw .exit(Int32(call.arguments.integer("code") ?? 0))
  }
}
