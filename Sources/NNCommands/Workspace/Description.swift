import NNScript
import NeuralNetwork

/// Everything a session says about models and data without their numbers.
///
/// The checker works on one of these before anything runs; the session keeps its own beside the weights. Both change it
/// through the same functions, so that what the check accepts is what the run does.
package struct Description: Sendable {
  package var settings = Settings()
  package var data: DataOutline?
  /// A dry run met data whose shape only the run knows.
  package var isDataUnknown = false
  package var models = ModelShelf()
  package var current = "main"
  /// A dry run met `model $name` with a name only the run knows: any name may exist.
  package var hasUnknownModels = false
  /// Inside `data table … end`.
  package var table: TableDraft?
  /// Where relative paths start, for the headers that a dry run reads; `nil` means the process's own folder.
  package var folder: String?
  /// What such a dry run may read; `nil` means all that the user may.
  var sandbox: Sandbox?
  /// What models and data may take.
  var memory = MemoryBudget()
  /// Whether the statement that is planned is sure to run: what only looks is told nothing else of.
  var isReached = true
  /// Files that the statements of a dry run write.
  var files = WrittenFiles()

  package init() { models["main"] = ModelOutline() }

  package var model: ModelOutline {
    get { models[current] ?? ModelOutline() }
    set { models[current] = newValue }
  }

  package mutating func startModel(_ name: String) {
    models[name] = ModelOutline()
    current = name
  }

  /// The current model is one that only the run knows: a new one perhaps, or any there is.
  package mutating func startUnknownModel() {
    hasUnknownModels = true
    current = Self.unknownName
    forgetShapes()
  }

  /// No model can be called so.
  private static let unknownName = "?"

  /// Where a model that only the run knew was changed or begun, it may have been this one.
  mutating func use(_ name: String) {
    current = name
    if hasUnknownModels { forgetShapes() }
  }

  /// After a statement whose numbers only the run knows, nothing is said about this model's shapes.
  package mutating func forgetShapes() { model.isUnknown = true }

  /// The current network with input and output filled in from the data; `nil` where that is not yet known.
  package var resolved: Network? {
    guard !model.isUnknown, model.isTouched || !isDataUnknown, !model.isAmbiguous(for: data) else { return nil }
    return model.resolved(for: data)
  }

  /// The loss in force: the one given, else the output's.
  package var loss: Loss { settings[.loss] ?? .standard(for: model.network.outputActivation) }

  /// How inputs are scaled: as the model learned them, else as the user said.
  package var scaling: Scaler.Kind { model.learned?.scaler?.kind ?? settings[.scaling] ?? .none }

  package var batch: BatchSize {
    settings[.batch] ?? (data?.isTable ?? true ? .full : .rows(32, isOrdered: false))
  }
}

/// Models by name, in the order in which they were started.
package struct ModelShelf: Sendable {
  struct Place: Sendable, Equatable {
    var outline: ModelOutline
    var number: Int
  }

  private var models = LayeredDictionary<Place>()
  private var started = 0

  package var names: [String] {
    models.names.map { (name: $0, number: models[$0]?.number ?? 0) }.sorted { $0.number < $1.number }.map(\.name)
  }

  package subscript(name: String) -> ModelOutline? {
    get { models[name]?.outline }
    set {
      if let newValue {
        if models[name] == nil { started += 1 }
        models[name] = Place(outline: newValue, number: models[name]?.number ?? started)
      } else {
        models[name] = nil
      }
    }
  }

  /// Changes a model where it lies, without a copy beside it.
  mutating func update(_ name: String, _ change: (inout ModelOutline) -> Void) {
    models.update(name) { change(&$0.outline) }
  }

  /// A copy to try a way out on.
  var branch: ModelShelf {
    var copy = self
    copy.models = models.branch
    return copy
  }

  typealias Changes = (entries: [String: LayeredDictionary<Place>.Entry], started: Int)

  /// What changed since ``branch``.
  var changes: Changes { (models.changes, started) }

  /// Takes over what all the ways agree on; a model that they do not agree on is of unknown shape.
  mutating func join(_ ways: [Changes]) {
    started = ways.reduce(started) { max($0, $1.started) }
    let before = models
    for name in models.join(ways.map { $0.entries }) {
      let outlines = ways.compactMap { way -> ModelOutline? in
        if case .value(let place)? = way.entries[name] { place.outline } else { before[name]?.outline }
      }
      var outline = self[name] ?? ModelOutline()
      if outlines.count == ways.count, let joined = ModelOutline(joining: outlines) {
        outline = joined
      } else {
        outline.isUnknown = true
      }
      self[name] = outline
    }
  }
}
