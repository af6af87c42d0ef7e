import NNScript
import NNText

/// `mode table|plain|csv|json|jsonl|markdown`: how tables are printed.
struct ModeCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "mode", group: .shell, summary: Wording(en: "how tables are printed", ko: "표를 출력하는 방식"),
      details: Wording(
        en: "csv and json are the same with and without a terminal, and their numbers read back exactly.",
        ko: "csv와 json은 터미널이든 아니든 똑같이 나오고, 그 수를 다시 읽으면 정확히 같은 값이 됩니다."),
      forms: [Form("set", [.slot(Slot("mode", "MODE", .choice(Self.modes)))]), Form("show", [])],
      examples: [Example("mode csv"), Example("mode")], seeAlso: ["show", "eval", "compare"])
  }

  private static let modes = Vocabulary(
    Wording(en: "mode", ko: "출력 방식"),
    [
      .init("table", Wording(en: "aligned columns under a rule", ko: "줄을 긋고 열을 맞춘 표")),
      .init("plain", Wording(en: "aligned columns and nothing else", ko: "열만 맞춤")),
      .init("csv", Wording(en: "comma-separated", ko: "쉼표로 나눔")),
      .init("json", Wording(en: "one array of objects", ko: "객체의 배열 하나")),
      .init("jsonl", Wording(en: "one object a line", ko: "한 줄에 객체 하나")),
      .init("markdown", Wording(en: "a table for documents", ko: "문서에 넣을 표")),
    ])

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.print("mode \(session.output.mode.rawValue)") }
    guard let mode = call.arguments.text("mode").flatMap(Table.Format.init(rawValue:)) else { return }
    session.output.mode = mode
    session.output.isModeGiven = true
  }
}

/// `redirect "f"`, `redirect none`, `once "f"`: results into a file.
struct Redirect: SessionCommand {
  /// `once`: for the next statement alone.
  var isOnce = false

  var signature: Signature {
    let file = Form("file", [.slot(Slot("path", "\"FILE\"", .path(.write([]))))])
    guard !isOnce else {
      return Signature(
        "once", group: .shell,
        summary: Wording(en: "send the results of the next statement to a file", ko: "다음 문장의 결과를 파일로 보냅니다"),
        details: Wording(
          en: """
            The next statement that prints something prints into the file, which is begun anew; a block counts as one \
            statement. Warnings, errors and progress stay where they are.
            """,
          ko: """
            무엇인가를 출력하는 다음 문장의 결과를 파일에 씁니다. 파일은 새로 시작하고, 블록은 한 문장으로 \
            칩니다. 경고, 오류, 진행 상황은 나오던 곳에 나옵니다.
            """),
        forms: [file],
        examples: [
          Example("once \"model.txt\"\nshow model", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
          Example("mode csv\nonce \"runs.csv\"\ncompare", setup: "data xor\noutput 1 sigmoid\ntrain 5 steps"),
        ],
        seeAlso: ["redirect", "mode", "last"], sweepRefusal: Self.sweepRefusal)
    }
    return Signature(
      "redirect", group: .shell,
      summary: Wording(en: "send results to a file until `redirect none`", ko: "`redirect none`을 쓸 때까지 결과를 파일로 보냅니다"),
      details: Wording(
        en: """
          The file is begun anew and gets what would go to stdout, tables whole and without colour. Warnings, errors \
          and progress stay where they are.
          """,
        ko: """
          파일은 새로 시작하며 stdout에 나올 것이 들어갑니다. 표는 모든 행을, 색 없이 씁니다. 경고, 오류, \
          진행 상황은 나오던 곳에 나옵니다.
          """),
      forms: [Form("none", [.word("none")]), file],
      examples: [Example("redirect \"results.txt\"\nprint \"into the file\"\nredirect none")],
      seeAlso: ["once", "mode", "log"], sweepRefusal: Self.sweepRefusal)
  }

  private static let sweepRefusal = Wording(
    en: "what the cases print goes where the sweep's results go: say it before `sweep`",
    ko: "경우들이 출력하는 것은 스윕의 결과와 같은 곳으로 갑니다. `sweep` 앞에 쓰세요")

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "file", let path = call.arguments.text("path") else {
      session.output.redirection = Redirection()
      return
    }
    let file = try session.openOutput(path, at: call.arguments.range("path") ?? call.range)
    if isOnce { session.output.redirection.setOnce(file) } else { session.output.redirection.file = file }
  }
}

/// `last`: the last table, every row of it.
struct Last: SessionCommand {
  var signature: Signature {
    Signature(
      "last", group: .shell, summary: Wording(en: "show the last table whole", ko: "마지막 표를 빠짐없이 보여 줍니다"),
      details: Wording(
        en: """
          At the prompt a table of more than \(Session.rowLimit) rows ends with how many more there are; `last` shows \
          them all, in the mode that holds now.
          """,
        ko: """
          프롬프트에서 \(Session.rowLimit)행이 넘는 표는 남은 행의 수를 알리고 끝납니다. `last`는 모든 행을 \
          지금의 출력 방식으로 보여 줍니다.
          """),
      forms: [Form("last", [])],
      examples: [Example("last", setup: "data moons points 60\nshow data")], seeAlso: ["mode", "once", "show"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let table = session.output.lastTable else {
      throw .failed(
        Diagnostic(
          .noTable, Wording(en: "there is no table yet", ko: "아직 표가 없습니다"), at: call.range,
          help: Wording(en: "show, eval, compare and others print tables", ko: "show, eval, compare 등이 표를 출력합니다")))
    }
    session.print(table, rowLimit: nil)
  }
}

extension DiagnosticCode {
  static let noTable = DiagnosticCode(
    "E0225", Wording(en: "no table yet", ko: "아직 표가 없음"),
    Wording(
      en: "`last` shows the last table again, whole. Nothing has printed a table so far.",
      ko: "`last`는 마지막 표를 빠짐없이 다시 보여 줍니다. 아직 아무것도 표를 출력하지 않았습니다."))
}

/// `timer on|off`: what each statement took.
struct TimerCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "timer", group: .shell, summary: Wording(en: "print the time each statement took", ko: "문장마다 걸린 시간을 출력합니다"),
      details: Wording(
        en: """
          Seconds on the clock and seconds of computing, which are more where several threads work. Statements that \
          fail are timed, too; a block counts as one. The line goes to stderr: results stay the same from run to run.
          """,
        ko: """
          시계로 잰 시간(초)과 계산에 쓴 시간(초)입니다. 여러 스레드가 함께 일하면 계산에 쓴 시간이 더 \
          깁니다. 실패한 문장도 재며, 블록은 한 문장으로 칩니다. 이 줄은 stderr에 나오므로 결과는 실행할 \
          때마다 같습니다.
          """),
      forms: [
        Form("set", [.slot(Slot("state", "on|off", .choice(Self.states)))]), Form("show", []),
      ],
      examples: [Example("timer on\nprint (1 + 1)\ntimer off"), Example("timer")], seeAlso: ["record", "log"])
  }

  private static let states = Vocabulary(
    Wording(en: "state", ko: "상태"),
    [
      .init("on", Wording(en: "after each statement", ko: "문장마다 출력합니다")),
      .init("off", Wording(en: "not any more; the default", ko: "더는 출력하지 않습니다(기본값)")),
    ])

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.print("timer \(session.output.isTiming ? "on" : "off")") }
    session.output.isTiming = call.arguments.text("state") == "on"
  }
}

/// `clear`, at the prompt: an empty screen.
struct Clear: SessionCommand {
  var signature: Signature {
    Signature(
      "clear", group: .shell, summary: Wording(en: "clear the screen", ko: "화면을 지웁니다"),
      details: Wording(
        en: "The session stays as it is; Ctrl-L does the same while a line is typed.",
        ko: "세션은 그대로입니다. 한 줄을 입력하는 중에는 Ctrl-L이 같은 일을 합니다."),
      forms: [Form("clear", [])], seeAlso: ["history"], place: .promptOnly)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { session.console.clearScreen() }
}
