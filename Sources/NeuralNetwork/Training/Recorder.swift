/// Decides which steps of a run are recorded, and keeps them: the first, the last, and every step that `every` divides.
///
/// Where there is a validation part, its figures belong to recorded steps too. If batches are full or the user said
/// how often to record, to each of them. Else measuring the whole part every few batches would cost more than the
/// training: then the first step of every `epochs`th epoch is recorded as well, and only those have them.
package struct Recorder: Sendable {
  package let start: Int
  package let every: Int
  /// Validation at the first step of epochs that this divides; nil: at every recorded step.
  package let epochs: Int?
  package private(set) var points: [RecordedPoint] = []
  /// The latest step where it would only be recorded if it were the last.
  package private(set) var latest: RecordedPoint?

  /// A run without a cadence of the user's has at most this many points.
  package static let pointLimit = 2000

  /// - Parameters:
  ///   - end: the step after the last one.
  ///   - every: what the user asked for.
  ///   - hasValidation: whether there is a validation part.
  package init(start: Int, end: Int, every: Int?, stepsPerEpoch: Int, hasValidation: Bool) {
    self.start = start
    let sparse = hasValidation && every == nil && stepsPerEpoch > 1
    let limit = (sparse ? Self.pointLimit / 2 : Self.pointLimit) - 2
    self.every = every ?? Self.cadence(end - start, limit: limit)
    epochs = sparse ? Self.cadence((end - start) / stepsPerEpoch, limit: limit) : nil
  }

  /// A recorder that was left at some place.
  init(start: Int, every: Int, epochs: Int?, points: [RecordedPoint], latest: RecordedPoint?) {
    self.start = start
    self.every = every
    self.epochs = epochs
    self.points = points
    self.latest = latest
  }

  /// The smallest of 1, 2, 5, 10, 20, 50 … that divides at most `limit` of `count` numbers in a row.
  private static func cadence(_ count: Int, limit: Int) -> Int {
    var decade = 1
    while true {
      for factor in [1, 2, 5] {
        let step = decade.saturatingProduct(factor)
        if count / step < limit { return step }
      }
      decade = decade.saturatingProduct(10)
    }
  }

  package var curve: [RecordedPoint] { latest.map { points + [$0] } ?? points }

  /// Whether a step is recorded whatever comes after it. `epoch` is the epoch it begins, if it begins one.
  package func records(_ step: Int, epoch: Int?) -> Bool {
    step == start || step % every == 0 || (epoch.map { measuresValidation(epoch: $0) && epochs != nil } ?? false)
  }

  /// Whether the validation part is measured at a recorded step.
  package func measuresValidation(epoch: Int?) -> Bool {
    guard let epochs else { return true }
    return epoch.map { $0 % epochs == 0 } ?? false
  }

  /// Keeps a step that ``records(_:epoch:)`` wants. Steps come in order.
  package mutating func record(_ point: RecordedPoint) {
    points.append(point)
    latest = nil
  }

  /// Keeps a step in case it is the last.
  package mutating func recordLatest(_ point: RecordedPoint) {
    if let last = points.last, last.step >= point.step { return }
    latest = point
  }
}
