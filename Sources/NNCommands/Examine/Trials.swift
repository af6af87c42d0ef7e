import NNScript
import NNText
import NeuralNetwork

/// Training a copy: `try`, and the cures of `diagnose`. Nothing of it stays.
extension Session {
  package func attempt(_ command: Command, steps: Int, range: SourceRange) throws(Stop) {
    guard training == nil else { throw .failed(.trainingInTraining(at: range)) }
    let invocation = try evaluator.invocation(of: command, host: self)
    let plain = try trial(nil, named: Trial.plainName[tableLanguage], steps: steps, at: range)
    let changed = try trial(invocation, named: sources.text(of: command.textRange), steps: steps, at: range)
    print(Trial.table([plain, changed]))
    guard !output.mode.isForPrograms else { return }
    print(
      Wording(
        en: "both from step 0 with seed \(state.workspace.description.settings.seed); nothing changed in this session",
        ko: "둘 다 같은 시드(\(state.workspace.description.settings.seed))로 스텝 0부터 학습했습니다. 이 세션은 바뀌지 않았습니다"))
  }

  /// Applies a statement to a copy and trains it.
  ///
  /// - Parameter start: where the copy begins; `nil` means at step 0, with weights drawn from the seed in force.
  func trial(
    _ change: Invocation?, named name: String, steps: Int, from start: ModelState? = nil, at range: SourceRange
  ) throws(Stop) -> Trial {
    let before = state
    defer { state = before }
    state.workspace.measures.forget()
    if let start {
      state.workspace.description.model.markTrained(start.network)
      state.workspace.keep(start)
    } else {
      state.workspace.description.model.markUntrained()
      state.workspace.forgetWeights()
    }
    do {
      if let change, let command = Self.commands[change.signature.name] {
        try command.plan(change, on: &state.workspace.description)
      }
      try state.workspace.description.check(at: range, judgesLoss: true)
    } catch {
      throw .failed(error)
    }
    let (trainer, data) = try trainer(stopsAtNonFinite: true, at: range)
    var signal: Int32?
    let clock = Stopwatch()
    let outcome = trainer.train(TrainingRequest(Period(steps, .steps))) { (event, trainer) in
      guard case .progress = event else { return .goOn }
      console.progress(
        Progress(
          step: trainer.step, total: steps, loss: trainer.batchLoss ?? .nan, recent: [], seconds: clock.seconds))
      signal = console.pendingSignal()
      return signal == nil ? .goOn : .interrupt
    }.outcome
    console.progress(nil)
    if let signal { throw .signal(signal) }
    let decision = state.workspace.description.decision
    var trial = Trial(name: name, steps: trainer.step - (start?.step ?? 0), loss: trainer.batchLoss ?? .nan)
    if case .nonFinite(let step, let loss) = outcome {
      (trial.nonFinite, trial.loss) = (step, loss)
      return trial
    }
    let evaluation = trainer.evaluate(data.train)
    trial.loss = evaluation.loss
    if let decision { trial.accuracy = Figures.value("accuracy", evaluation, data.train, decision) }
    if let validation = data.validation { trial.validationLoss = trainer.evaluate(validation).loss }
    return trial
  }
}

/// Cures tried.
extension Session {
  /// Numbers multiplied in one trial at most: a second or so.
  private static let trialWork = 1_000_000_000
  private static let fewestSteps = 50
  private static let mostSteps = 20_001

  /// How many steps a trial of the current model takes: as many as it was trained, within what is soon done; nil
  /// where that would tell nothing.
  private func trialLength(at range: SourceRange) throws(Stop) -> Int? {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let work = Trainer.stepWork(model, batch: state.workspace.description.batch, rows: data.train.rows)
    let affordable = Self.trialWork / max(1, work)
    guard affordable >= Self.fewestSteps else { return nil }
    return min(max(model.step, 500), Self.mostSteps, affordable)
  }

  /// Each finding with its cure's trial, where it has one and nothing trains now.
  ///
  /// - Parameter model: what was examined.
  func tried(
    _ findings: [Finding], on model: ModelState, at range: SourceRange
  ) throws(Stop) -> [(Finding, Wording?)] {
    guard training == nil, findings.contains(where: { !$0.statements.isEmpty }) else {
      return findings.map { ($0, nil) }
    }
    guard let steps = try trialLength(at: range) else {
      return findings.map {
        (
          $0,
          $0.statements.isEmpty
            ? nil : Wording(en: "not tried: a copy of this model takes too long", ko: "시험하지 않음: 이 모델의 복사본은 너무 오래 걸립니다")
        )
      }
    }
    var baselines: [Bool: Trial] = [:]
    var results: [(Finding, Wording?)] = []
    for finding in findings {
      var lines: [Wording] = []
      for statement in finding.statements.prefix(2) {
        guard let invocation = invocation(of: statement) else { continue }
        let start = finding.isAboutTheseWeights && invocation.signature.name != "init" ? model : nil
        if baselines[start != nil] == nil {
          baselines[start != nil] = try trial(
            nil, named: Trial.plainName[tableLanguage], steps: steps, from: start, at: range)
        }
        guard let plain = baselines[start != nil] else { continue }
        let (line, helps) = try trialText(
          of: statement, invocation, beside: plain, onValidation: finding.isSeenOnValidation, steps: steps, from: start,
          at: range)
        lines.append(line)
        if helps { break }
      }
      results.append((finding, lines.isEmpty ? nil : lines.joined(separator: "\n  ")))
    }
    return results
  }

  /// What the trial of one statement came to, and whether it helped.
  private func trialText(
    of statement: String, _ invocation: Invocation, beside plain: Trial, onValidation: Bool, steps: Int,
    from start: ModelState?, at range: SourceRange
  ) throws(Stop) -> (text: Wording, helps: Bool) {
    do throws(Stop) {
      let changed = try trial(invocation, named: statement, steps: steps, from: start, at: range)
      let seed = state.workspace.description.settings.seed
      let beginning =
        start == nil
        ? Wording(en: "from seed \(seed)", ko: "시드 \(seed)에서 처음부터") : Wording(en: "from these weights", ko: "이 가중치부터")
      let count = CountText.number(steps)
      let verdict = changed.verdict(beside: plain, onValidation: onValidation)
      return (
        Wording(
          en:
            "tried `\(statement)` on a copy, \(count) steps \(beginning): \(changed.text) (without it: \(plain.text))\(verdict.text)",
          ko: "복사본에서 `\(statement)` 시험, \(beginning) \(count)스텝: \(changed.text) (그대로 두면: \(plain.text))\(verdict.text)"
        ),
        verdict == .better
      )
    } catch {
      guard case .failed(let diagnostics) = error else { throw error }
      let reason = diagnostics.first?.message ?? Wording(en: "it does not fit", ko: "맞지 않습니다")
      return (
        Wording(
          en: "`\(statement)` cannot be tried here: \(reason)", ko: "여기서는 `\(statement)`를 시험할 수 없습니다: \(reason)"),
        false
      )
    }
  }

  /// A statement of a cure, fitted to its signature.
  private func invocation(of statement: String) -> Invocation? {
    let source = sources.add(Source(name: "<cure>", text: statement))
    guard
      case .complete(let block) = Parser.parse(
        source, in: &sources, Session.table.dialect, loader: .files(within: options.sandbox)),
      case .command(let command)? = block.statements.first?.kind
    else { return nil }
    return try? evaluator.invocation(of: command, host: self)
  }
}

extension Command {
  /// From its word to its last argument.
  fileprivate var textRange: SourceRange { arguments.last.map { nameRange.joined(to: $0.range) } ?? nameRange }
}

extension Trial.Verdict {
  /// Behind the figures, which say themselves what is better.
  fileprivate var text: Wording {
    switch self {
    case .better: .nothing
    case .hardlyBetter: Wording(en: ", hardly better", ko: ", 거의 나아지지 않음")
    case .noBetter: Wording(en: ", no better", ko: ", 나아지지 않음")
    }
  }
}

extension Finding {
  /// Whether the training loss is not a measure of the cure.
  fileprivate var isSeenOnValidation: Bool { code == "V1" }

  /// Whether it is the weights as they stand that are ill, so that a fresh draw would tell nothing: a row at which the
  /// logarithm fails, units that died.
  fileprivate var isAboutTheseWeights: Bool { ["N1", "D1", "D2"].contains(code) }
}
