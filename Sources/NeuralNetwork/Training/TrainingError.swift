import NNText

/// Why a model cannot be trained on some data.
public enum TrainingError: LibraryError, Hashable {
  case noLayers
  case noRows(part: String)
  case tooManyRows(Int)
  case input(found: Int, expected: Int)
  case output(found: Int, expected: Int)
  case shape(ShapeError)

  public var wording: Wording {
    switch self {
    case .noLayers: "the model has no layers"
    case .noRows(let part): "the \(part) part has no rows"
    case .tooManyRows(let found): "the data have \(found) rows, at most \(Int32.max) are possible"
    case .input(let found, let expected): "the data have \(found) inputs, the model takes \(expected)"
    case .output(let found, let expected): "the model gives \(expected) numbers, the targets have \(found)"
    case .shape(let error): error.wording
    }
  }

  public var advice: Wording? {
    switch self {
    case .noLayers: "layer 5 tanh, then output 1 sigmoid"
    case .noRows, .tooManyRows: nil
    case .input: "use data of that width, or begin a new model"
    case .output: "change the output's units, or begin a new model"
    case .shape(let error): error.advice
    }
  }
}
