import NNScript
import NNText
import NeuralNetwork

/// Whether layers, data and loss go together.
extension Description {
  /// Refuses layers that do not fit each other, the data or the machine. Says nothing where something is not known yet.
  ///
  /// - Parameter judgesLoss: false where a later statement may still choose another loss.
  func check(at range: SourceRange, judgesLoss: Bool = false) throws(Diagnostic) {
    guard !model.isUnknown else { return }
    do {
      if let network = resolved {
        _ = try network.shapes()
        try checkMemory(try footprint(of: network), at: range)
        try checkInput(of: network, at: range)
      } else {
        _ = try closed.knownShapes()
        if let probe, let footprint = try? footprint(of: probe) { try checkMemory(footprint, at: range) }
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
    let rows = if case .rows(let rows, _) = batch { min(rows, data?.rows ?? rows) } else { data?.rows ?? 1 }
    let optimizer = settings.optimizer ?? .standard
    return tally.footprint(batch: rows, slots: optimizer.slots, precision: settings.precision ?? .float32)
  }

  /// What to say of a model that fits the memory but takes much of it; nil for the others.
  var memoryWarning: Wording? {
    guard !model.isUnknown, let tally = countedTally ?? (resolved ?? probe).flatMap({ try? LayerTally($0) }) else {
      return nil
    }
    let footprint = footprint(of: tally)
    guard footprint.bytes >= Self.largeModel else { return nil }
    return "\(footprint.text); this machine has \(CountText.bytes(Machine.memoryBytes))"
  }

  /// A GiB: such a model is seldom meant in a shell for learning.
  private static let largeModel = 1 << 30

  private func checkMemory(_ footprint: Footprint, at range: SourceRange) throws(Diagnostic) {
    guard footprint.bytes > Machine.memoryBytes else { return }
    throw Diagnostic(
      .modelTooLarge,
      "\(footprint.text); this machine has \(CountText.bytes(Machine.memoryBytes))",
      at: range, help: "use fewer units, or a smaller batch")
  }

  /// Rows of 784 numbers may be read as images of 28×28×1.
  private func checkInput(of network: Network, at range: SourceRange) throws(Diagnostic) {
    guard let data, let input = network.input, input.count != data.input.count else { return }
    throw Diagnostic(
      .inputMisfit, "model \(current) takes an input of \(input), but a row of data \(data.name) has \(data.input)",
      at: range,
      help: model.isTouched
        ? "the model keeps what it learned: `reset` fits it to the data anew, or start another with `model NAME`"
        : "leave `input` out: the data say it")
  }

  /// Two classes fit 1 unit or 2, K classes K units, numbers one unit a column; the loss must mean something with both.
  private func checkTargets(at range: SourceRange, judgesLoss: Bool) throws(Diagnostic) {
    guard let data, model.network.hasOutput, let output = model.network.layers.last,
      case .dense(let dense) = output.kind
    else { return }
    let activation = output.activation
    let units = dense.units ?? data.targets.units(for: activation)
    if activation.kind == .softmax && units == 1 {
      throw Diagnostic(
        .outputMisfit, "softmax over 1 unit is always 1", at: range,
        help: "two classes take `output 1 sigmoid` or `output 2 softmax`")
    }
    do {
      _ = try TargetEncoding(data.targets, units: units, loss: loss)
    } catch {
      guard !error.isAboutLoss || judgesLoss && !settings.isLossUnknown else { return }
      throw Diagnostic(
        error.isAboutLoss ? .lossMisfit : .outputMisfit, error.wording + Wording(verbatim: " (data \(data.name))"),
        at: range,
        help: error.isAboutLoss ? error.advice : data.targets.outputs)
    }
  }
}

extension Footprint {
  /// `2,000,000,000 parameters would take 41.0 GiB to train`.
  fileprivate var text: Wording {
    let (count, memory) = (CountText.number(parameters), CountText.bytes(bytes))
    return Wording(
      en: "\(count) parameters would take \(memory) to train", ko: "매개변수 \(count)개를 학습하려면 \(memory) 필요합니다")
  }
}

extension Dataset.Targets {
  /// The outputs that fit, as statements.
  fileprivate var outputs: Wording {
    switch self {
    case .classes(let names, _) where names.count <= 2: "`output 1 sigmoid`, or `output 2 softmax`"
    case .classes(let names, _): "`output \(names.count) softmax`"
    case .numbers(let names, _): "`output \(names.count) linear`"
    }
  }
}

extension TargetError {
  fileprivate var isAboutLoss: Bool { if case .units = self { false } else { true } }
}

extension DiagnosticCode {
  static let shape = DiagnosticCode(
    "E0407", "shapes do not fit",
    """
    What one layer gives is not what the next one takes. The message names both layers and both shapes; shapes are \
    those of one row, images as height×width×channels.
    """)
  static let inputMisfit = DiagnosticCode(
    "E0411", "data do not fit the input",
    """
    The rows have another shape than the model's input. An untrained model takes its input from the data; a trained one, \
    or one with an `input` statement, keeps its own.
    """)
  static let outputMisfit = DiagnosticCode(
    "E0408", "output does not fit the targets",
    """
    Two classes fit 1 unit (0/1) or `2 softmax`; K classes fit K units; number targets fit one unit a column. Without a \
    number `output` takes what the targets need.
    """)
  static let lossMisfit = DiagnosticCode(
    "E0409", "loss does not fit the output",
    """
    cross_entropy compares class probabilities and needs one unit a class; hinge needs classes; bce needs one unit \
    between 0 and 1 (sigmoid). For number targets use mse, mae or huber.
    """)
}
