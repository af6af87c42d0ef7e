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
  /// What each output of a touched model stands for, where it learned to tell classes apart.
  private(set) var classes: [String]?
  /// Residual blocks that were opened and not yet closed, outer ones first: how many layers stood before each.
  var openBlocks: [Int] = []
  /// A dry run met a layer whose size only the run knows.
  package var isUnknown = false
  /// What the file it was loaded from says of the data it learned.
  private(set) var learned: LearnedData?

  /// From here on the weights are worth keeping: data no longer shape the model.
  ///
  /// - Parameter classes: those it learned to tell apart; `nil` where it did not.
  mutating func markTrained(_ resolved: Network, classes: [String]? = nil) {
    isTouched = true
    perhaps = nil
    input = resolved.input
    units = (try? resolved.shapes())?.last?.count
    self.classes = classes ?? self.classes
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

  /// The weights come from a file.
  mutating func markTrained(_ resolved: Network, learned: LearnedData?) {
    markTrained(resolved)
    self.learned = learned
    classes = learned.flatMap { $0.classes.isEmpty ? nil : $0.classes }
  }

  /// Weights are a draw from the seed again, and the data shape the model.
  mutating func markUntrained() {
    isTouched = false
    learned = nil
    input = nil
    units = nil
    classes = nil
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
    classes = nil
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
    guard let first = ways.first, first.learned == nil else { return nil }
    var made: Made?
    for way in ways {
      var (plain, own) = (way, way.perhaps)
      if way.isTouched { own = Made(input: way.input, units: way.units) }
      plain.markUntrained()
      var other = first
      other.markUntrained()
      guard plain == other, way.learned == nil, made == nil || own == nil || made == own else { return nil }
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

/// How a loaded model read its inputs and named its classes: it continues doing so.
struct LearnedData: Sendable, Hashable {
  var scaler: Scaler?
  /// In the order of the outputs; empty for number targets.
  var classes: [String]
  /// How a table's columns became its inputs; `nil` means they were not a table's.
  var columns: TableColumns?
}
