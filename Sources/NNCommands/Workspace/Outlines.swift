import NeuralNetwork
import NNText

/// What is known of the data without their rows: enough to check every shape before anything runs.
package struct DataOutline: Sendable, Hashable {
  /// As the statement names it: `xor`, `spiral`, `table`.
  package var name: String
  package var input: Shape
  /// Class names or column names; no rows.
  package var targets: Dataset.Targets
  package var rows: Int
  /// Truth tables and `data table`: all rows are one batch by default, and `eval` prints each.
  package var isTable: Bool
  /// Rows that the data bring as their test part.
  package var testRows = 0
  /// The targets themselves, where a check beforehand knows them.
  var known = Memo<Dataset.Targets>()
  /// How a table's columns became the inputs; `nil` where each input is a column.
  var columns: TableColumns?

  /// "2 classes", "1 number column".
  var targetText: Wording {
    switch targets {
    case .classes(let names, _):
      Wording(en: "\(names.count) class\(names.count == 1 ? "" : "es")", ko: "클래스 \(names.count)개")
    case .numbers(let names, _):
      Wording(en: "\(names.count) number column\(names.count == 1 ? "" : "s")", ko: "수 \(names.count)열")
    }
  }

  var hasClasses: Bool { targets.classNames != nil }
  var hasTest: Bool { testRows > 0 }
  var isImages: Bool { !input.isVector }
}

extension DataOutline {
  /// All that is known of rows that are there.
  init(_ dataset: Dataset) {
    let targets: Dataset.Targets =
      switch dataset.targets {
      case .classes(let names, _): .classes(names: names, indices: [])
      case .numbers(let names, _): .numbers(names: names, values: [])
      }
    self.init(
      name: dataset.name, input: dataset.shape, targets: targets, rows: dataset.rows, isTable: dataset.isTable,
      testRows: dataset.testRows?.count ?? 0)
    columns = dataset.columns
  }

  /// As a model that learned from other data takes them, and what that does to the rows.
  func fitted(to binding: DataBinding) throws(BindingError) -> (outline: DataOutline, mapping: DataMapping) {
    let mapping = try binding.mapping(from: columns, width: input.count, targets)
    guard !mapping.isIdentity else { return (self, mapping) }
    var outline = self
    if let places = mapping.inputs {
      outline.input = Shape(places.count)
      outline.columns = binding.columns
    }
    outline.targets = targets.mapped(mapping, to: binding)
    outline.known = Memo(value: known.value.map { $0.mapped(mapping, to: binding) })
    return (outline, mapping)
  }

  /// What a check beforehand knows of rows that the run will find.
  init(foreseeing dataset: Dataset) {
    self.init(dataset)
    known.value = dataset.targets
  }
}

/// A model as the statements built it: its layers, and whether its weights are more than a draw from the seed.
package struct ModelOutline: Sendable, Hashable {
  /// Output units and input shape may still be open.
  package var network = Network() {
    didSet { tally = Memo() }
  }
  /// What the layers come to: a model of many `layer` lines is not counted from its start at each.
  private(set) var tally = Memo<LayerTally>()
  /// Trained, loaded or set by hand: seed, init and data no longer change it.
  package private(set) var isTouched = false
  /// What the weights of a touched model were made for, where its statements leave it to the data.
  private var input: Shape?
  private var units: Int?
  /// A dry run met a training that may have had nothing to do: what the model was made for, if it learned.
  private var perhaps: Made?
  /// Residual blocks that were opened and not yet closed, outer ones first: how many layers stood before each.
  var openBlocks: [Int] = []
  /// A dry run met a layer whose size only the run knows.
  package var isUnknown = false
  /// What it learned from, by name, and how its inputs are scaled; `nil` before its first update or `load`.
  private(set) var learned: LearnedData?
  /// What each output of a touched model stands for, where it learned to tell classes apart.
  var classes: [String]? { learned.flatMap { $0.binding.classes.isEmpty ? nil : $0.binding.classes } }

  /// From here on the weights are worth keeping: data no longer shape the model.
  mutating func markTrained(_ resolved: Network) {
    isTouched = true
    perhaps = nil
    input = resolved.input
    units = (try? resolved.shapes())?.last?.count
  }

  /// The weights were updated on data: a model that nothing bound to names and scaling before is bound to these.
  mutating func markTrained(_ resolved: Network, learning data: LearnedData) {
    markTrained(resolved)
    learned = learned.map { $0.completed(by: data) } ?? data
  }

  private struct Made: Hashable {
    var input: Shape?
    var units: Int?
  }

  /// From here on the weights may be worth keeping: only the run knows.
  mutating func touchPerhaps(_ resolved: Network) {
    guard !isTouched else { return }
    perhaps = Made(input: resolved.input, units: (try? resolved.shapes())?.last?.count)
  }

  /// Whether it is another network beside the data if it learned, and only the run knows whether it did.
  func isAmbiguous(for data: DataOutline?) -> Bool {
    guard let perhaps, let data else { return false }
    guard perhaps.input == (network.input ?? data.input) else { return true }
    // Only an output without a number of its own takes it from the data.
    guard case .dense(let dense)? = network.layers.last?.kind, dense.units == nil else { return false }
    return perhaps.units.map { $0 != data.targets.units(for: network.outputActivation) } ?? false
  }

  /// What it will have learned from after an update on these data.
  func learned(on data: PreparedData) -> LearnedData {
    let new = LearnedData(scaler: data.scaler, binding: DataBinding(data.dataset))
    return learned.map { $0.completed(by: new) } ?? new
  }

  /// The weights come from a file, which may say what they were learned from.
  mutating func markTrained(_ resolved: Network, loading learned: LearnedData?) {
    markTrained(resolved)
    self.learned = learned
  }

  /// Weights are a draw from the seed again, and the data shape the model.
  mutating func markUntrained() {
    isTouched = false
    learned = nil
    input = nil
    units = nil
    perhaps = nil
  }

  /// More layers alike, and what all of them then come to.
  mutating func append(_ layer: Layer, times count: Int, tally: LayerTally) {
    network.layers += repeatElement(layer, count: count)
    self.tally.value = tally
  }

  /// A new output may follow the targets of today.
  mutating func forgetUnits() {
    units = nil
    perhaps?.units = nil
    learned?.binding.classes = []
    learned?.binding.targets = []
  }

  /// The input it was given, was trained with, or takes from the data; `nil` where none of them is known.
  func input(for data: DataOutline?) -> Shape? { network.input ?? (isTouched ? input : nil) ?? data?.input }

  /// The units that a touched model's output was made with; `nil` where the data say.
  var learnedUnits: Int? { isTouched ? units : nil }

  /// The network with what its statements leave open filled in; `nil` where that is not known.
  func resolved(for data: DataOutline?) -> Network? {
    let wanted = data.map { $0.targets.units(for: network.outputActivation) }
    guard let input = input(for: data) else { return nil }
    let hasOpenUnits = network.layers.contains {
      if case .dense(let dense) = $0.kind { dense.units == nil } else { false }
    }
    guard let units = learnedUnits ?? wanted ?? (hasOpenUnits ? nil : 1) else { return nil }
    return network.resolved(input: input, targets: units)
  }

  var isEmpty: Bool { network.layers.isEmpty }
  /// The layers before the output.
  var hiddenCount: Int { network.layers.count - (network.hasOutput ? 1 : 0) }
}

extension ModelOutline {
  /// Of ways that differ only in whether the model learned: one that perhaps did. Nil where they differ in more.
  init?(joining ways: [ModelOutline]) {
    guard let first = ways.first else { return nil }
    var made: Made?
    for way in ways {
      var (plain, own) = (way, way.perhaps)
      if way.isTouched { own = Made(input: way.input, units: way.units) }
      plain.markUntrained()
      var other = first
      other.markUntrained()
      guard plain == other, made == nil || own == nil || made == own else { return nil }
      made = made ?? own
    }
    self = first
    markUntrained()
    perhaps = made
  }
}

/// Something worked out from the values beside it and kept: it makes no difference between two that are otherwise equal.
struct Memo<Value: Sendable>: Sendable, Hashable {
  var value: Value?

  static func == (_: Memo, _: Memo) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

/// What a model learned from: it reads its inputs and names its outputs that way from then on.
struct LearnedData: Sendable, Hashable {
  /// `nil` where only the run knows.
  var scaler: Scaler?
  /// Its columns, words and classes.
  var binding: DataBinding

  /// With what a later training says of what was open.
  func completed(by data: LearnedData) -> LearnedData {
    var learned = self
    learned.scaler = scaler ?? data.scaler
    if !binding.isNamed { learned.binding.columns = data.binding.columns }
    if binding.classes.isEmpty && binding.targets.isEmpty {
      (learned.binding.classes, learned.binding.targets) = (data.binding.classes, data.binding.targets)
    }
    return learned
  }
}
