import NNScript
import NNText

/// `undo` and `redo`, at the prompt.
struct Undo: SessionCommand {
  var redoes: Bool

  var signature: Signature {
    Signature(
      redoes ? "redo" : "undo", group: .shell,
      summary: redoes
        ? Wording(en: "do again what `undo` took back", ko: "`undo`로 되돌린 것을 다시 합니다")
        : Wording(en: "take back the last entry that changed something", ko: "무엇인가를 바꾼 마지막 입력을 되돌립니다"),
      details: Wording(
        en: """
          One entry is taken back whole: a block, a training. Variables, models, weights, data, settings and runs \
          come back; files written do not. A block that fails is taken back by itself, and `redo` brings back what it \
          had done.

          Up to \(UndoStack.limit) entries are kept, as long as the weights and data that only they hold take no more \
          than \(CountText.bytes(UndoStack.byteLimit)); the last entry always is.
          """,
        ko: """
          입력 하나를 통째로 되돌립니다. 블록도 학습도 하나로 칩니다. 변수, 모델, 가중치, 데이터, 설정, 학습 \
          기록(run)은 돌아오지만, 파일에 쓴 것은 되돌리지 못합니다. 실패한 블록은 저절로 되돌려지며, `redo`를 \
          쓰면 그 블록이 한 일을 되살립니다.

          입력은 \(UndoStack.limit)개까지 기억합니다. 되돌리기만을 위해 남겨 둔 가중치와 데이터가 \
          \(CountText.bytes(UndoStack.byteLimit))를 넘으면 오래된 것부터 잊지만, 마지막 입력은 언제나 \
          기억합니다.
          """),
      forms: [Form("step", [])], seeAlso: [redoes ? "undo" : "redo", "history"], place: .promptOnly)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    // What was before, or was taken back, is not in the description.
    description.startUnknownModel()
    description.setUnknownData()
    description.settings.unknown = .all
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let entry = redoes ? session.redo() : session.undo() else {
      session.report(
        redoes
          ? Wording(en: "nothing to do again", ko: "다시 할 것이 없습니다")
          : Wording(en: "nothing to take back", ko: "되돌릴 것이 없습니다"))
      return
    }
    session.report(
      redoes
        ? Wording(en: "done again: \(entry)", ko: "다시 했습니다: \(entry)")
        : Wording(en: "taken back: \(entry)", ko: "되돌렸습니다: \(entry)"))
  }
}
