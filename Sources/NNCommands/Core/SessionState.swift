import NNScript
import NNText
import NeuralNetwork

/// Everything `undo` takes back but the variables: a value, cheap to copy.
package struct SessionState: Sendable {
  package var workspace = Workspace()
  /// In the order in which they were finished; a repeated name takes the later place.
  var runs = NamedList<Run>()
  /// What no statement restores.
  var lost = LostHistory()
  /// In the order in which they were finished; a repeated name takes the later place.
  var sweeps = NamedList<SweepResult>()
  /// What `train` alone repeats.
  var lastGoal: TrainingGoal?
  /// What `train more` finishes.
  var unfinished: UnfinishedTraining?
  var settingsAreShown = false
  /// What `backward` and `update` continue with.
  var handPass: HandPass?
  /// The loss of the last batch trained on, before its update.
  var lastBatchLoss: Double?
  /// How many lines of the session's journal made it what it is.
  var journalLength = 0
  /// Counts every change: an entry at the prompt that leaves it alone is not worth an undo.
  var revision = 0

  init() {}
}

/// What a session did that the script of `save session` cannot do again.
struct LostHistory: Sendable {
  /// A run that only the session has.
  var hasRun = false
  /// Folders whose newest checkpoint is that of a training which was cut short: the statement that says how far it came leaves
  /// another one.
  var checkpoints: Set<String> = []
  /// One of them that the session resumed from.
  var resumed: String?
}

/// What a state holds, for the bounds on what `undo` keeps.
extension SessionState {
  /// Bytes of weights, data and curves that the other state does not share.
  func bytes(apartFrom other: SessionState) -> Int {
    var bytes = 0
    for (name, kept) in workspace.weights {
      bytes += kept.learned?.bytes(apartFrom: other.workspace.weights[name]?.learned) ?? 0
    }
    if let dataset = workspace.dataset {
      bytes += dataset.numbers.bytes(apartFrom: other.workspace.dataset?.numbers)
    }
    if runs.count != other.runs.count || zip(runs, other.runs).contains(where: { $0.name != $1.name }) {
      bytes += runs.count * MemoryLayout<Run>.stride
    }
    let names = Set(other.runs.map(\.name))
    for run in runs where !names.contains(run.name) { bytes += run.curve.count * MemoryLayout<RecordedPoint>.stride }
    let rows = Dictionary(other.sweeps.map { ($0.name, $0.rows.count) }) { first, _ in first }
    for sweep in sweeps where rows[sweep.name] != sweep.rows.count {
      bytes += sweep.rows.count * MemoryLayout<SweepRow>.stride
    }
    return bytes
  }

  /// The texts that something in the state may still show or run.
  var sources: [Int32] {
    workspace.description.settings.callbacks.map(\.range.source)
      + [
        workspace.description.settings[.stopCondition]?.range, lastGoal?.condition?.range,
        unfinished?.goal.condition?.range,
      ].compactMap { $0?.source }
  }
}

extension ModelState {
  fileprivate func bytes(apartFrom other: ModelState?) -> Int {
    parameters.bytes(apartFrom: other?.parameters) + buffers.bytes(apartFrom: other?.buffers)
      + (optimizer?.slots.bytes(apartFrom: other?.optimizer?.slots) ?? 0)
  }
}

extension NumberBuffer {
  fileprivate func bytes(apartFrom other: NumberBuffer?) -> Int {
    switch (self, other) {
    case (.float32(let numbers), .float32(let others)?): numbers.bytes(apartFrom: others)
    case (.float64(let numbers), .float64(let others)?): numbers.bytes(apartFrom: others)
    default: count * (precision == .float64 ? 8 : 4)
    }
  }
}

extension Numbers {
  fileprivate func bytes(apartFrom other: Numbers?) -> Int {
    switch (self, other) {
    case (.floats(let numbers), .floats(let others)?): numbers.bytes(apartFrom: others)
    case (.bytes(let numbers), .bytes(let others)?): numbers.bytes(apartFrom: others)
    case (.floats(let numbers), _): numbers.bytes(apartFrom: [])
    case (.bytes(let numbers), _): numbers.bytes(apartFrom: [])
    }
  }
}

extension Array {
  /// Its size, or nothing where the other is the same storage.
  fileprivate func bytes(apartFrom other: [Element]) -> Int {
    let isShared = withUnsafeBufferPointer { own in other.withUnsafeBufferPointer { $0.baseAddress == own.baseAddress }
    }
    return isShared ? 0 : count * MemoryLayout<Element>.stride
  }
}
