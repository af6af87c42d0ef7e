import NNScript
import NNText
import NeuralNetwork

/// `resume "dir" [optional]`.
struct Resume: SessionCommand {
  var signature: Signature {
    Signature(
      "resume", group: .files,
      summary: Wording(en: "take up a training from its newest checkpoint", ko: "가장 새로운 체크포인트에서 학습을 이어 갑니다"),
      details: Wording(
        en: """
          The declared model must be the one that was trained; its weights, optimizer state and step become those of \
          the checkpoint, and `train more` finishes the training that was left, bit for bit as if it had never \
          stopped. Data and settings are the script's own: where they differ from those of the checkpoint, the shell \
          says so. With `optional` a folder without checkpoints is no error: the same script begins a training and \
          goes on with it.
          """,
        ko: """
          선언한 모델은 학습하던 모델과 같아야 합니다. 가중치, 옵티마이저 상태, 스텝은 체크포인트의 것이 \
          되고, `train more`는 멈춘 학습을 마칩니다. 그 결과는 한 번도 멈추지 않은 것과 비트 하나까지 \
          같습니다. 데이터와 설정은 스크립트의 것을 쓰며, 체크포인트와 다른 점이 있으면 알려 줍니다. \
          `optional`을 쓰면 체크포인트가 없는 폴더도 오류가 아니므로, 같은 스크립트로 학습을 시작하고 또 \
          이어 갈 수 있습니다.
          """),
      forms: [
        Form(
          "folder", [.slot(Slot("path", "\"dir\"", .path(.folder(isWritten: false)))), .optional([.word("optional")])])
      ],
      examples: [
        Example(
          "resume \"ck\"",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ncheckpoint \"ck\" every 10 epochs\ntrain 25 epochs"),
        Example(
          "resume \"ck\" optional\ntrain until epoch == 40 limit 40 epochs",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ],
      seeAlso: ["checkpoint", "train", "load"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let network = description.resolved else { return }
    // With `optional` there may be nothing to continue from.
    if call.arguments.has("optional") { return description.model.touchPerhaps(network) }
    description.model.markTrained(network)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let folder = call.arguments.text("path") else { return }
    try session.resume(
      folder, isOptional: call.arguments.has("optional"), at: call.arguments.range("path") ?? call.range)
  }
}

/// Going on from a checkpoint.
extension Session {
  func resume(_ folder: String, isOptional: Bool, at range: SourceRange) throws(Stop) {
    guard training == nil else { throw .failed(.resumeInTraining(at: range)) }
    guard let name = try checkpointList(of: folder, at: range)?.names.first else {
      if isOptional {
        return log(.info, Wording(en: "no checkpoint in '\(folder)' yet", ko: "'\(folder)' 폴더에 아직 체크포인트가 없습니다"))
      }
      throw .failed(
        Diagnostic(
          .badCheckpoint, Wording(en: "there is no checkpoint in '\(folder)'", ko: "'\(folder)' 폴더에 체크포인트가 없습니다"),
          at: range,
          help: Wording(
            en: "`resume \"\(folder)\" optional` begins anew where there is none",
            ko: "`resume \"\(folder)\" optional`은 없으면 처음부터 시작합니다")))
    }
    let path = "\(folder)/\(name)"
    let (checkpoint, note) = try checkpoint(path, at: range)
    let goal = try goal(of: note, path, at: range)
    warnOfOtherSettings(note.settings)
    let training = UnfinishedTraining(
      goal: goal, run: checkpoint.run, model: state.workspace.description.current, seconds: note.seconds,
      watch: note.watch)
    let model = checkpoint.model
    if let learned = note.learned {
      do { try learned.check(against: model.network) } catch {
        throw .failed(Diagnostic(.badCheckpoint, Wording(verbatim: "'\(path)': ") + error.reason, at: range))
      }
    }
    try change { (state) throws(Diagnostic) in
      state.workspace.description.model.markTrained(model.network, loading: note.learned)
      state.workspace.keep(model)
      state.lastGoal = goal
      if state.lost.checkpoints.contains(folder) { state.lost.resumed = folder }
      state.unfinished = note.isFinished ? nil : training
      guard note.isFinished else { return }
      let rate = (state.workspace.description.settings[.optimizer] ?? .standard).rate
      state.runs.add(
        Run(model, training, name: goal.name ?? state.runs.nextName, figures: note.figures, rate: rate))
    }
    let left =
      note.isFinished
      ? Wording(en: "its training was finished", ko: "학습은 끝나 있었습니다")
      : Wording(
        en: "`train more` goes on to step \(checkpoint.run.end)",
        ko: "`train more`로 스텝 \(checkpoint.run.end)까지 이어서 합니다")
    log(
      .info,
      Wording(
        en: "resumed at step \(model.step), epoch \(model.progress.epoch); \(left)",
        ko: "스텝 \(model.step), 에포크 \(model.progress.epoch)에서 이어집니다. \(left)"))
  }

  private func checkpoint(
    _ path: String, at range: SourceRange
  ) throws(Stop) -> (checkpoint: Checkpoint, note: CheckpointNote) {
    let file = try safetensors(path, at: range) { Diagnostic(.badCheckpoint, $0, of: path, at: range) }
    let model = try drawnModel(at: range)
    do throws(CheckpointFailure) {
      let checkpoint: Checkpoint
      do { checkpoint = try Checkpoint(file, for: model) } catch { throw CheckpointFailure(error) }
      guard let text = file.metadata[CheckpointNote.key] else {
        throw CheckpointFailure(CheckpointError.damaged(.entry(CheckpointNote.key)))
      }
      do throws(JSONFields.Failure) {
        return (checkpoint, try CheckpointNote(text))
      } catch {
        throw CheckpointFailure(CheckpointError.damaged(.entry(CheckpointNote.key)), error.reason)
      }
    } catch {
      throw .failed(
        Diagnostic(.badCheckpoint, Wording(verbatim: "'\(path)': ") + error.reason, at: range, help: error.help))
    }
  }

  /// The training's statement, read again: its condition is asked with the variables of now.
  private func goal(of note: CheckpointNote, _ path: String, at range: SourceRange) throws(Stop) -> TrainingGoal {
    let source = sources.add(Source(name: path, text: note.goal))
    guard case .complete(let block) = Parser.parse(source, in: &sources, Session.table.dialect),
      block.statements.count == 1
    else {
      throw .failed(
        Diagnostic(
          .badCheckpoint, Wording(en: "'\(path)' does not say what was trained", ko: "'\(path)': 무엇을 학습했는지 적혀 있지 않습니다"),
          at: range))
    }
    switch block.statements[0].kind {
    case .trainUntil(let condition, let limit, let unit, let name):
      guard case .number(let count) = limit.kind, let count = Int(exactly: count), count >= 1,
        case .word(let unit) = unit.kind
      else { break }
      return TrainingGoal(
        length: Period(count, unit.hasPrefix("epoch") ? .epochs : .steps), condition: condition, name: name?.spelled)
    case .command(let command):
      let call = try evaluator.invocation(of: command, host: self)
      guard call.signature.name == "train", call.form == "count" else { break }
      return TrainingGoal(
        length: Period(
          call.arguments.integer("count") ?? 1, call.arguments.text("unit") == "epochs" ? .epochs : .steps),
        name: call.arguments.text("name"))
    default: break
    }
    throw .failed(
      Diagnostic(
        .badCheckpoint, Wording(en: "'\(path)' does not say what was trained", ko: "'\(path)': 무엇을 학습했는지 적혀 있지 않습니다"),
        at: range))
  }

  private func warnOfOtherSettings(_ stored: [String]) {
    for (was, now) in zip(stored, state.workspace.description.resumeLines) where was != now {
      log(
        .warning,
        Wording(
          en: "the checkpoint was trained with `\(was)`, now it is `\(now)`: going on will not equal training through",
          ko: "체크포인트는 `\(was)`로 학습한 것인데 지금은 `\(now)`입니다. 이어서 해도 끊지 않고 학습한 것과 같지 않습니다"))
    }
  }
}

/// What is wrong with a checkpoint's file, of whichever reader found it.
private struct CheckpointFailure: Error {
  var reason: Wording
  var help: Wording?

  init(_ error: some LibraryError, _ detail: Wording? = nil) {
    reason = detail.map { error.wording + Wording(verbatim: ": ") + $0 } ?? error.wording
    help = error.advice
  }
}

extension Argument {
  fileprivate var spelled: String? {
    switch kind {
    case .word(let text), .string(let text): text
    default: nil
    }
  }
}

extension Diagnostic {
  fileprivate static func resumeInTraining(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .trainingInTraining, Wording(en: "a training cannot resume another", ko: "학습 중에 다른 학습을 이어서 할 수 없습니다"), at: range)
  }
}
