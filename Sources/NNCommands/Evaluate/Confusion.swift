import NNScript
import NNText
import NeuralNetwork

/// `confusion [train|validation|test]`.
struct Confusion: SessionCommand {
  var signature: Signature {
    Signature(
      "confusion", group: .training,
      summary: Wording(en: "which classes are taken for which", ko: "어느 클래스를 어느 클래스로 판단하는지 보여 줍니다"),
      details: Wording(
        en: """
          A row a class: how often it was taken for each (`as NAME`), then its rows, precision (of what was called \
          so, the share that is), recall (of what is so, the share that was called so) and f1. The last row is the \
          plain mean over the classes. Without a part: the test part, or all rows where there is none.
          """,
        ko: """
          클래스마다 한 행입니다: 그 클래스를 각 클래스로 판단한 횟수(`as NAME`), 행의 수, 정밀도(precision, \
          그 클래스라고 판단한 것 가운데 맞은 비율), 재현율(recall, 실제로 그 클래스인 것 가운데 찾아낸 \
          비율), f1. 마지막 행은 클래스들의 단순 평균입니다. 어느 데이터인지 쓰지 않으면 시험 데이터를, 시험 \
          데이터가 없으면 모든 행을 봅니다.
          """),
      forms: [Form("part", Pattern.dataPart), Form("all", [])],
      examples: [
        Example("confusion", setup: "data iris\nlayer 4 tanh\noutput softmax\ntrain 2 epochs"),
        Example("confusion test", setup: "data moons\nsplit 80 20\nlayer 8 tanh\noutput 1 sigmoid\ntrain 2 epochs"),
      ],
      seeAlso: ["eval", "show", "predict"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planLook(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let part = try session.judgedPart(call.arguments.dataPart, at: call.range)
    let (evaluation, samples) = try session.evaluation(of: part, at: call.range)
    guard let decision = session.state.workspace.description.decision else {
      throw .failed(
        Diagnostic(
          .noMeasure,
          Wording(
            en: "confusion needs class targets, these are numbers", ko: "confusion은 정답(타깃)이 클래스일 때 쓰는데 여기서는 수입니다"),
          at: call.range,
          help: Wording(
            en: "use eval: r2 and mae; \(TargetError.classesOfNumbers)",
            ko: "eval을 쓰세요: r2와 mae. \(TargetError.classesOfNumbers)")))
    }
    let matrix = evaluation.confusion(of: samples, decision)
    session.print(session.confusionTable(matrix))
    guard !session.output.mode.isForPrograms else { return }
    let right = matrix.counts.indices.reduce(0) { $0 + matrix.counts[$1][$1] }
    let (count, rows) = (CountText.number(right), CountText.rows(samples.rows))
    let (accuracy, called) = (NumberFormat.display(matrix.accuracy), Wording.dataPart(part))
    session.print(
      Wording(
        en: "\(called): \(count) of \(rows) right, accuracy \(accuracy)",
        ko: "\(called): \(rows) 가운데 \(count)행 정답, 정확도 \(accuracy)"))
  }
}

extension Pattern {
  /// `train`, `validation` or `test`.
  static let dataPart: [Pattern] = [.oneOf([[.word("train")], [.word("validation")], [.word("test")]])]
}

extension Wording {
  /// What a part of the data is called: `test part`.
  static func dataPart(_ name: String) -> Wording {
    let korean = ["train": "훈련", "validation": "검증", "test": "시험"][name] ?? name
    return Wording(en: "\(name) part", ko: "\(korean) 데이터")
  }
}

extension Arguments {
  /// The part that ``Pattern/dataPart`` named.
  var dataPart: String? { ["train", "validation", "test"].first { has($0) } }
}

extension Session {
  /// More columns than that help nobody who reads; programs get them all.
  private static let widestMatrix = 20

  func confusionTable(_ matrix: ConfusionMatrix) -> Table {
    let classes = matrix.counts.indices
    let names = state.workspace.description.classNames ?? []
    func name(_ label: Int) -> String { names.indices.contains(label) ? names[label] : String(label) }
    let showsMatrix = classes.count <= Self.widestMatrix || output.mode.isForPrograms
    let taken = showsMatrix ? classes.map { Table.Column("as \(name($0))") } : []
    var table = Table(["class"] + taken + ["rows", "precision", "recall", "f1"])
    for label in classes {
      let counts = matrix.counts[label]
      table.append(
        [.text(name(label))] + (showsMatrix ? counts.map { .number(Double($0)) } : [])
          + [
            .number(Double(counts.reduce(0, +))), .number(matrix.precision(of: label)),
            .number(matrix.recall(of: label)), .number(matrix.f1(of: label)),
          ])
    }
    let mean = matrix.macroMean
    table.append(
      [.text("mean")] + taken.map { _ in .none }
        + [
          .number(Double(matrix.counts.reduce(0) { $0 + $1.reduce(0, +) })), .number(mean.precision),
          .number(mean.recall), .number(mean.f1),
        ])
    return table
  }
}
