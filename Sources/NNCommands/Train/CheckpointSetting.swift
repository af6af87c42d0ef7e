import NNScript

/// `checkpoint "dir" every N epochs [keep K]`.
package struct CheckpointSetting: Sendable {
  static let standardKept = 3

  var folder: String
  var epochs: Int
  /// How many checkpoints stay in the folder.
  var kept: Int
  var range: SourceRange

  /// As the statement says it.
  var text: String {
    let keep = kept == Self.standardKept ? "" : " keep \(kept)"
    return "checkpoint \(Value.text(folder).source) every \(epochs) epochs\(keep)"
  }
}
