import NNScript
import NNText
import NeuralNetwork

/// `predict V…`: what the model says to one row of inputs.
struct Predict: SessionCommand {
  var signature: Signature {
    Signature(
      "predict", group: .training,
      summary: Wording(en: "what the model says to inputs of your own", ko: "직접 쓴 입력에 대한 모델의 예측값"),
      details: Wording(
        en: """
          One value an input; of data from a table one value a column, words as they are. The scaling that \
          the model learned with is applied. `csv` reads a file that has the columns of the inputs, perhaps among others, and writes all of it \
          with the predictions as further columns; a row in which something is missing gets none, \
          but where the data were read with `missing mean` that mean stands in.
          """,
        ko: """
          입력마다 값을 하나씩 씁니다. 표에서 읽은 데이터이면 열마다 하나씩이며, 단어는 그대로 씁니다. \
          모델이 배울 때의 스케일링이 똑같이 적용됩니다. `csv`는 입력 열이 들어 있는 파일을 읽어(다른 열이 더 \
          있어도 됩니다), 그 내용에 예측값을 열로 덧붙여 씁니다. 빠진 값이 있는 행에는 예측값이 \
          없습니다. 다만 데이터를 `missing mean`으로 읽었으면 그 평균을 넣어 예측합니다.
          """),
      forms: [
        Form(
          "csv",
          [
            .word("csv"), .slot(Slot("path", "\"in.csv\"", .path(.read(CSVRequest.endings)))), .word("to"),
            .slot(Slot("output", "\"out.csv\"", .path(.write(CSVRequest.endings)))),
            .options([
              [.word("separator"), .slot(Slot("separator_text", "\";\"", .text))], [.word("header"), .word("none")],
            ]),
          ]),
        Form("row", [.repeated(Slot("input", "V", .any))]),
      ],
      examples: [
        Example("predict 0 1", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps"),
        Example(
          "predict csv \"new.csv\" to \"answers.csv\"",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps",
          files: [Example.File("new.csv", "name,x1,x2\nfirst,0,0\nsecond,0,1\n")]),
      ],
      seeAlso: ["eval", "scale", "data"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planAsk(at: call.range)
    if call.form == "row" { try description.planInputs(call) }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    if call.form == "csv" { return try session.predictTable(call) }
    session.print(try session.predictionTable(call))
  }
}

/// `predict csv`: a file's rows with what the model says to each beside them.
extension Session {
  func predictTable(_ call: Invocation) throws(Stop) {
    let request = try FilePrediction.Request(call)
    let range = call.arguments.range("path") ?? call.range
    let model = try drawnModel(at: call.range)
    let columns = try inputColumns(of: model.network, at: call.range)
    guard columns.width == model.network.input?.count else {
      throw .failed(
        Diagnostic(
          .inputMisfit,
          Wording(
            en: """
              model '\(state.workspace.description.current)' takes \(model.network.input?.count ?? 0) inputs, \
              the columns make \(columns.width)
              """,
            ko: """
              '\(state.workspace.description.current)' 모델은 입력을 \(model.network.input?.count ?? 0)개 받는데 \
              열로 만든 입력은 \(columns.width)개입니다
              """),
          at: call.range))
    }
    let units = (try? model.network.shapes().last?.count) ?? 1
    let classes = state.workspace.description.classNames
    let prediction = FilePrediction(
      engine: try engine(for: model, rows: .max, at: call.range), inputs: columns.width, units: units,
      scaler: try inputScaler(for: model.network, at: call.range), decision: state.workspace.description.decision,
      classes: classes,
      titles: Table.hypothesisColumns(units, classes).map(\.title)
        + (state.workspace.description.decision == nil ? [] : ["predicted"]))
    let input = try source(request.input, at: range)
    let source = input.location.contents(own: input.own)
    let summary: FilePrediction.Summary
    do throws(FilePrediction.Failure) {
      summary = try write(prediction, columns, request, source, at: call.arguments.range("output") ?? range)
    } catch {
      switch error {
      case .interrupted: throw .signal(2)
      case .input(let problem):
        let code: DiagnosticCode = if case .cannotRead = problem.reason { .cannotRead } else { .badDataFile }
        throw .failed(Diagnostic(code, problem, at: range))
      case .takenName(let name):
        throw .failed(
          Diagnostic(
            .tableColumn,
            Wording(
              en: "'\(request.input)' already has a column '\(name)'", ko: "'\(request.input)' 파일에 '\(name)' 열이 이미 있습니다"
            ), at: range,
            help: Wording(en: "rename it in the file's first line", ko: "파일의 첫 줄에서 그 이름을 바꾸세요")))
      case .output(let reason):
        throw .failed(
          Diagnostic(
            .cannotWrite,
            Wording(
              en: "cannot write '\(request.output)': \(reason)", ko: "'\(request.output)' 파일을 쓸 수 없습니다: \(reason)"),
            at: call.arguments.range("output") ?? call.range))
      }
    }
    if summary.filled > 0 { log(.info, .filled(summary.filled, in: request.input)) }
    if let first = summary.firstLack {
      log(
        .warning,
        Wording(
          en:
            "\(request.output): \(CountText.rows(summary.lacking)) without a prediction; the first is line \(first.place.line) (\(first.place.columnName ?? "")): \(first.reason)",
          ko:
            "\(request.output): 예측하지 못한 \(CountText.rows(summary.lacking)). 첫 번째는 \(first.place.line)번째 줄(\(first.place.columnName ?? "")): \(first.reason)"
        ))
    }
    log(.hint, Wording(verbatim: "\(request.output): ") + CountText.rows(summary.rows))
  }

  /// Into the file, a batch at a time; in a case of a sweep whole, when the case is due.
  private func write(
    _ prediction: FilePrediction, _ columns: TableColumns, _ request: FilePrediction.Request,
    _ source: FileContents,
    at range: SourceRange
  ) throws(FilePrediction.Failure) -> FilePrediction.Summary {
    let isInterrupted = { self.console.pendingSignal() != nil }
    if caseRecord != nil {
      var bytes: [UInt8] = []
      let summary = try prediction.run(
        from: source, columns, request, isInterrupted: isInterrupted
      ) { bytes += $0 }
      do { try write(bytes, to: request.output, at: range) } catch {
        throw .output(Wording(en: "the case cannot write it", ko: "이 경우(case)에서는 쓸 수 없습니다"))
      }
      return summary
    }
    var draft: FileAccess.Draft
    do throws(FileAccess.Failure) {
      draft = try FileAccess.Draft(try writableInFolder(request.output))
    } catch { throw .output(error.reason) }
    let summary = try prediction.run(
      from: source, columns, request, isInterrupted: isInterrupted
    ) { (bytes) throws(FilePrediction.Failure) in
      do throws(FileAccess.Failure) { try draft.append(bytes) } catch { throw .output(error.reason) }
    }
    do throws(FileAccess.Failure) { try draft.takePlace() } catch { throw .output(error.reason) }
    return summary
  }
}
