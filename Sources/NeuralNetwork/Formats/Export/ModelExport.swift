import NNText

/// A model on its way to another tool: everything that an exporter may need, all of it plain values.
public struct ModelExport: Sendable {
  /// The network and its weights.
  public var model: ModelState
  /// How inputs are scaled before they enter.
  public var scaler: Scaler
  /// Class names in the order of the outputs; empty for number targets.
  public var classes: [String]
  /// How an output row becomes a class; nil for number targets.
  public var decision: Decision?
  /// What it was taught with.
  public var training: Training
  /// Inputs as in the data, not scaled, and what the model gives for each: the tool's own check.
  public var samples: [(input: [Float], output: [Double])]

  /// What belongs to training and not to the weights.
  public struct Training: Sendable {
    /// What was made small.
    public var loss: Loss
    /// How weights followed the gradient.
    public var optimizer: Optimizer
    /// How the rate changed.
    public var schedule: Schedule
    /// The penalty on large weights.
    public var regularization: Regularization
    /// What kept gradients small.
    public var clipping: Clipping
    /// Rows of a batch; nil: all.
    public var batch: Int?

    /// All of it, one by one.
    public init(
      loss: Loss, optimizer: Optimizer, schedule: Schedule, regularization: Regularization, clipping: Clipping,
      batch: Int?
    ) {
      self.loss = loss
      self.optimizer = optimizer
      self.schedule = schedule
      self.regularization = regularization
      self.clipping = clipping
      self.batch = batch
    }

    /// What a trainer was given.
    public init(_ settings: TrainingSettings) {
      let batch: Int? = if case .rows(let rows, _) = settings.batch { rows } else { nil }
      self.init(
        loss: settings.loss, optimizer: settings.optimizer, schedule: settings.schedule,
        regularization: settings.regularization, clipping: settings.clipping, batch: batch)
    }
  }

  /// A model and what belongs to it; without `samples` a script has nothing to check itself by.
  public init(
    model: ModelState, scaler: Scaler, classes: [String], decision: Decision?, training: Training,
    samples: [(input: [Float], output: [Double])] = []
  ) {
    self.model = model
    self.scaler = scaler
    self.classes = classes
    self.decision = decision
    self.training = training
    self.samples = samples
  }

  /// What one sample passes, in order.
  package enum Step {
    /// A layer's own work, without its activation. `index` counts from 0.
    case layer(Layer, index: Int, input: Shape, output: Shape)
    /// An activation that is not linear.
    case activation(Activation, index: Int, shape: Shape)
    /// A residual block begins: what comes in is kept.
    case open(Shape)
    /// It ends: what was kept is added.
    case close(Shape)
  }

  package func steps() throws(ExportError) -> [Step] {
    let network = model.network
    let shapes: [Shape]
    do { shapes = try network.shapes() } catch { throw .shape(error) }
    var steps: [Step] = []
    for (index, layer) in network.layers.enumerated() {
      steps += network.blocksBegun(at: index).map { _ in .open(shapes[index]) }
      steps.append(.layer(layer, index: index, input: shapes[index], output: shapes[index + 1]))
      if layer.activation.kind != .linear {
        steps.append(.activation(layer.activation, index: index, shape: shapes[index + 1]))
      }
      steps += network.blocksEnded(at: index).map { _ in .close(shapes[index + 1]) }
    }
    return steps
  }

  /// The numbers of a layer's tensor; nil where the layer has none in that role.
  package func numbers(_ role: Tensor.Role, ofLayer layer: Int) throws(ExportError) -> [Double]? {
    guard let tensor = model.layout.tensor(role, ofLayer: layer) else { return nil }
    let isKept = role == .runningMean || role == .runningVariance
    let buffer = isKept ? model.buffers : model.parameters
    let numbers = tensor.range.map { buffer[$0] }
    guard numbers.allSatisfy(\.isFinite) else { throw .notFinite(layer: layer + 1, role: role.rawValue) }
    return numbers
  }

  package var inputShape: Shape { model.network.input ?? Shape(1) }
  package var outputShape: Shape { (try? model.network.shapes())?.last ?? Shape(1) }

  /// Offset and factor of each input number; nil where nothing is scaled.
  package var scaling: (offsets: [Double], factors: [Double])? {
    switch scaler.kind {
    case .none: nil
    case .by(let factor): ([0], [factor])
    case .standard, .minmax: (scaler.offsets, scaler.factors)
    }
  }
}

/// Why a model cannot leave for another tool. Layers count from 1.
public enum ExportError: LibraryError, Hashable {
  case notFinite(layer: Int, role: String)
  case shape(ShapeError)
  case noLayers
  /// ONNX files end below 2 GiB.
  case tooLarge

  public var wording: Wording {
    switch self {
    case .notFinite(let layer, let role):
      Wording(
        en: "the \(role) of layer \(layer) holds numbers that are not finite",
        ko: "\(layer)층의 \(role)에 유한하지 않은 수가 있습니다")
    case .shape(let error): error.wording
    case .noLayers: Wording(en: "the model has no layers", ko: "모델에 층이 없습니다")
    case .tooLarge:
      Wording(
        en: "the file would be of 2 GiB or more, which ONNX does not have",
        ko: "파일이 2 GiB 이상이 되는데 ONNX 파일은 그렇게 클 수 없습니다")
    }
  }

  public var advice: Wording? {
    switch self {
    case .notFinite:
      Wording(
        en: "`explain nan` and `diagnose` look for the cause; `reset` draws the weights anew",
        ko: "`explain nan`과 `diagnose`로 원인을 찾으세요. `reset`은 가중치를 새로 뽑습니다")
    case .shape(let error): error.advice
    case .noLayers, .tooLarge: nil
    }
  }
}

/// The model as a graph for Graphviz: `dot -Tsvg m.dot > m.svg`.
extension ModelExport {
  /// The text of a `.dot` file.
  public func dotSource() throws(ExportError) -> String {
    var lines = [
      "// Written by nnsh: dot -Tsvg FILE.dot > FILE.svg", "digraph model {", "  rankdir=TB;",
      "  node [shape=box, fontname=\"Helvetica\"];", "  input [label=\"input\\n\(inputShape)\", shape=ellipse];",
    ]
    var last = "input"
    var open: [String] = []
    var sums = 0
    for step in try steps() {
      switch step {
      case .open: open.append(last)
      case .close:
        sums += 1
        let name = "sum\(sums)"
        lines += [
          "  \(name) [label=\"+\", shape=circle];", "  \(last) -> \(name);",
          "  \(open.removeLast()) -> \(name) [style=dashed];",
        ]
        last = name
      case .activation: break
      case .layer(let layer, let index, _, let output):
        let name = "layer\(index + 1)"
        let count = model.layout.count(ofLayer: index)
        let parts =
          ["\(index + 1) \(layer.name)", "\(output)"]
          + (layer.activation.kind == .linear ? [] : [layer.activation.kind.rawValue])
          + (count > 0 ? ["\(count) parameters"] : []) + (layer.isFrozen ? ["frozen"] : [])
        lines += ["  \(name) [label=\"\(parts.joined(separator: "\\n"))\"];", "  \(last) -> \(name);"]
        last = name
      }
    }
    return (lines + ["  output [label=\"output\\n\(outputShape)\", shape=ellipse];", "  \(last) -> output;", "}"])
      .joined(separator: "\n") + "\n"
  }
}
