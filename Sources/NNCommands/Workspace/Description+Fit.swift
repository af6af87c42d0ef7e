import NNScript
import NNText
import NeuralNetwork

/// Whether layers, data and loss go together.
extension Description {
  /// Refuses layers that do not fit each other, the data or the machine. Says nothing where something is not known yet.
  ///
  /// - Parameters:
  ///   - judgesLoss: false where a later statement may still choose another loss.
  ///   - judgesMemory: false where nothing is trained.
  func check(at range: SourceRange, judgesLoss: Bool = false, judgesMemory: Bool = true) throws(Diagnostic) {
    guard !model.isUnknown else { return }
    do {
      if let network = resolved {
        _ = try network.shapes()
        if judgesMemory { try checkMemory(try footprint(of: network), at: range) }
        try checkInput(of: network, at: range)
      } else {
        _ = try closed.knownShapes()
        if judgesMemory, let probe, let footprint = try? footprint(of: probe) { try checkMemory(footprint, at: range) }
      }
    } catch let error as ShapeError {
      throw Diagnostic(.shape, error, at: range)
    } catch let error as Diagnostic {
      throw error
    } catch {
      return
    }
    try checkTargets(at: range, judgesLoss: judgesLoss)
  }

  /// The network without an output whose units are not known.
  private var closed: Network {
    var network = model.network
    if case .dense(let dense)? = network.layers.last?.kind, dense.units == nil { network.removeLast() }
    return network
  }

  /// The least that the network may take before data are there: with an input of one number.
  private var probe: Network? {
    var network = closed
    guard network.input == nil, !isDataUnknown else { return nil }
    network.input = Shape(1)
    return network
  }

  /// What training the network takes with the batch, optimizer and precision in force.
  func footprint(of network: Network) throws(ShapeError) -> Footprint { footprint(of: try LayerTally(network)) }

  func footprint(of tally: LayerTally) -> Footprint {
    // Of what only the run knows the least.
    var rows = data?.rows ?? 1
    if case .rows(let count, _) = batch { rows = data == nil && !isDataUnknown ? count : min(count, rows) }
    if settings.isUnknown(Setting.batch) { rows = 1 }
    let slots = settings.isUnknown(Setting.optimizer) ? 0 : (settings[.optimizer] ?? .standard).slots
    let precision = settings.isUnknown(Setting.precision) ? .float32 : settings[.precision] ?? .float32
    return tally.footprint(batch: rows, slots: slots, precision: precision)
  }

  /// What to say of a model that fits the memory but takes much of it; `nil` for the others.
  var memoryWarning: Wording? {
    guard !model.isUnknown, let tally = countedTally ?? (resolved ?? probe).flatMap({ try? LayerTally($0) }) else {
      return nil
    }
    let footprint = footprint(of: tally)
    guard footprint.bytes >= Self.largeModel else { return nil }
    return footprint.text(beside: memory)
  }

  /// A GiB: such a model is seldom meant in a shell for learning.
  private static let largeModel = 1 << 30

  private func checkMemory(_ footprint: Footprint, at range: SourceRange) throws(Diagnostic) {
    guard footprint.bytes > memory.total else { return }
    throw Diagnostic(
      .modelTooLarge, footprint.text(beside: memory), at: range,
      help: Wording(en: "use fewer units, or a smaller batch", ko: "유닛 수나 배치를 줄이세요"))
  }

  /// The data as the current model takes them: a model that learned finds its columns, words and classes by name, and
  /// what it does not find is an error. `nil` without data.
  func fittedData(at range: SourceRange) throws(Diagnostic) -> DataOutline? { try fit(at: range)?.outline }

  /// The same with what it does to the rows.
  func fit(at range: SourceRange) throws(Diagnostic) -> (outline: DataOutline, mapping: DataMapping)? {
    guard let data else { return nil }
    guard let binding = model.learned?.binding else {
      return (data, DataMapping(isByPosition: model.isTouched && data.columns?.areNamed == true))
    }
    do {
      return try data.fitted(to: binding)
    } catch {
      throw Diagnostic(
        error.isAboutTargets ? .outputMisfit : .inputMisfit,
        Wording(en: "data \(data.name) do not fit model \(current): ", ko: "데이터 \(data.name) - \(current) 모델: ")
          + error.wording,
        at: range, help: (error.advice.map { $0 + Wording(verbatim: "; ") } ?? .nothing) + Self.waysOut(of: error))
    }
  }

  /// What somebody can do about data of other names.
  private static func waysOut(of error: BindingError) -> Wording {
    error.isAboutTargets
      ? Wording(
        en: "`output` said again lets the outputs stand for these, `reset` begins anew",
        ko: "`output`을 다시 쓰면 출력이 이것을 뜻하게 되고, `reset`을 쓰면 처음부터 시작합니다")
      : Wording(
        en: "after `reset` these data fit the model anew; `model NAME` starts another",
        ko: "`reset`을 쓴 다음에는 이 데이터에 새로 맞출 수 있습니다. `model 이름`을 쓰면 다른 모델을 시작합니다")
  }

  /// Rows of 784 numbers may be read as images of 28×28×1.
  func checkInput(of network: Network, at range: SourceRange) throws(Diagnostic) {
    guard let data = try fittedData(at: range), let input = network.input, !input.reads(data.input) else { return }
    throw Diagnostic(
      .inputMisfit,
      Wording(
        en: "model \(current) takes an input of \(input), but a row of data \(data.name) has \(data.input)",
        ko: "\(current) 모델의 입력은 \(input)인데 데이터 \(data.name)의 한 행은 \(data.input)입니다"),
      at: range,
      help: model.isTouched
        ? Wording(
          en:
            "the model keeps what it learned: give it its data, `reset` fits it to these anew, `model NAME` starts another",
          ko: "모델은 배운 것을 지킵니다. 그 데이터를 다시 주거나, `reset`으로 이 데이터에 새로 맞추거나, `model 이름`으로 다른 모델을 시작하세요")
        : Wording(en: "leave `input` out: the data say it", ko: "`input`을 빼세요. 데이터를 보면 알 수 있습니다"))
  }

  /// Two classes fit 1 unit or 2, K classes K units, numbers one unit a column; the loss must mean something with both.
  private func checkTargets(at range: SourceRange, judgesLoss: Bool) throws(Diagnostic) {
    guard let data = try fittedData(at: range), model.network.hasOutput, let output = model.network.layers.last,
      case .dense(let dense) = output.kind
    else { return }
    let activation = output.activation
    let units = dense.units ?? model.learnedUnits ?? data.targets.units(for: activation)
    if activation.kind == .softmax && units == 1 {
      throw Diagnostic(
        .outputMisfit, Wording(en: "softmax over 1 unit is always 1", ko: "유닛이 1개인 softmax는 늘 1입니다"), at: range,
        help: data.hasClasses
          ? Wording(
            en: "two classes take `output 1 sigmoid` or `output 2 softmax`",
            ko: "클래스가 둘이면 `output 1 sigmoid`나 `output 2 softmax`를 쓰세요")
          : data.targets.outputs)
    }
    do {
      _ = try TargetEncoding(data.targets, units: units, loss: loss)
    } catch {
      guard !error.isAboutLoss || judgesLoss && !settings.isUnknown(Setting.loss) else { return }
      throw Diagnostic(
        error.isAboutLoss ? .lossMisfit : .outputMisfit,
        error.wording + Wording(en: " (data \(data.name))", ko: " (데이터 \(data.name))"),
        at: range,
        help: error.isAboutLoss ? error.advice : data.targets.outputs)
    }
  }
}

extension Footprint {
  /// What it would take, beside what there is.
  fileprivate func text(beside memory: MemoryBudget) -> Wording {
    Wording(en: "\(text); \(memory.wording)", ko: "\(text). \(memory.wording)")
  }

  /// `2,000,000,000 parameters would take 41.0 GiB to train`.
  private var text: Wording {
    let (count, memory) = (CountText.number(parameters), CountText.bytes(bytes))
    if parameters == 0 {
      return Wording(
        en: "what passes through its layers would take \(memory)", ko: "층을 지나는 값에 \(memory)가 필요합니다")
    }
    return Wording(
      en: "\(count) parameters would take \(memory) to train", ko: "매개변수 \(count)개를 학습하려면 \(memory)가 필요합니다")
  }
}

extension Dataset.Targets {
  /// The outputs that fit, as statements.
  fileprivate var outputs: Wording {
    switch self {
    case .classes(let names, _) where names.count <= 2:
      Wording(en: "`output 1 sigmoid`, or `output 2 softmax`", ko: "`output 1 sigmoid` 또는 `output 2 softmax`")
    case .classes(let names, _): Wording(verbatim: "`output \(names.count) softmax`")
    case .numbers(let names, _): Wording(verbatim: "`output \(names.count) linear`; ") + TargetError.classesOfNumbers
    }
  }
}

extension TargetError {
  /// Whether another loss would mend it, not another output.
  var isAboutLoss: Bool { if case .units = self { false } else { true } }
}

extension DiagnosticCode {
  static let shape = DiagnosticCode(
    "E0407", Wording(en: "shapes do not fit", ko: "맞지 않는 모양"),
    Wording(
      en: """
        What one layer gives is not what the next one takes. The message names both layers and both shapes; shapes are \
        those of one row, images as height×width×channels.
        """, ko: "한 층의 출력이 다음 층이 받는 입력과 다릅니다. 메시지에 두 층과 두 모양이 나옵니다. 모양은 한 행의 것이고, 이미지는 높이×너비×채널입니다."))
  static let inputMisfit = DiagnosticCode(
    "E0411", Wording(en: "data do not fit the input", ko: "입력에 맞지 않는 데이터"),
    Wording(
      en: """
        The rows have another shape than the model's input. An untrained model takes its input from the data; a trained one, \
        or one with an `input` statement, keeps its own: its columns and their words, found by name among those of the data. The \
        message names a column that is missing, or a word that the model never saw.
        """,
      ko: """
        행의 모양이 모델의 입력과 다릅니다. 학습하지 않은 모델은 입력을 데이터에서 가져옵니다. 학습한 모델이나 `input` 문장이 있는 모델은 자기 입력을 \
        지킵니다. 학습한 모델의 열과 단어는 데이터의 열 가운데에서 이름으로 찾으며, 없는 열이나 처음 보는 단어는 메시지에 나옵니다.
        """))
  static let outputMisfit = DiagnosticCode(
    "E0408", Wording(en: "output does not fit the targets", ko: "정답에 맞지 않는 출력"),
    Wording(
      en: """
        Two classes fit 1 unit (0/1) or `2 softmax`; K classes fit K units; number targets fit one unit a column. Without a \
        number `output` takes what the targets need. Classes are also those that a trained model learned: as many others \
        would be taken for them.
        """,
      ko: """
        클래스가 둘이면 유닛 1개(0/1)나 `2 softmax`가 맞고, K개면 유닛 K개, 정답이 수이면 열마다 유닛 하나가 맞습니다. 수를 쓰지 않은 `output`은 정답에 \
        필요한 만큼 둡니다. 학습한 모델에는 그 모델이 배운 클래스의 데이터만 맞습니다. 수만 같은 다른 클래스는 잘못 견주게 됩니다.
        """))
  static let lossMisfit = DiagnosticCode(
    "E0409", Wording(en: "loss does not fit the output", ko: "출력에 맞지 않는 손실"),
    Wording(
      en: """
        cross_entropy compares class probabilities and needs one unit a class; hinge needs classes; bce needs one unit \
        between 0 and 1 (sigmoid). For number targets use mse, mae or huber.
        """,
      ko: """
        cross_entropy는 클래스의 확률을 견주므로 클래스마다 유닛이 하나씩 필요합니다. hinge에는 클래스가 필요하고, bce에는 0과 1 사이의 유닛 하나(sigmoid)가 \
        필요합니다. 정답이 수이면 mse, mae, huber를 쓰세요.
        """))
}
