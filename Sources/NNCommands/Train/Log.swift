import NNScript
import NNText

/// `log "run.jsonl"`, `log none`.
struct Log: SessionCommand {
  var signature: Signature {
    Signature(
      "log", group: .files,
      summary: Wording(
        en: "write each recorded step as one JSON object a line", ko: "기록하는 스텝마다 JSON 객체 하나를 한 줄씩 파일에 씁니다"),
      details: Wording(
        en: "The file is begun anew; every training from here on adds to it until `log none`.",
        ko: "파일은 새로 시작합니다. 그 뒤의 학습은 `log none`을 쓸 때까지 모두 여기에 이어서 씁니다."),
      forms: [
        Form("none", [.word("none")]), Form("file", [.slot(Slot("path", "\"run.jsonl\"", .path(.write(["jsonl"]))))]),
      ],
      examples: [Example("log \"run.jsonl\""), Example("log none")], seeAlso: ["record", "save"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "file", let path = call.arguments.text("path") else {
      session.log = nil
      return
    }
    try session.write([], to: path, at: call.arguments.range("path") ?? call.range)
    session.log = LogFile(path: path)
  }
}
