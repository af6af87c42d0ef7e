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
    case .noLayers: Wording(en: "the model has no layers", ko: "모델에 층이 없습니다")
    case .noRows(let part): Wording(en: "the \(part) part has no rows", ko: "\(Self.korean[part] ?? part) 데이터에 행이 없습니다")
    case .tooManyRows(let found):
      Wording(
        en: "the data have \(found) rows, at most \(Int32.max) are possible",
        ko: "데이터가 \(found)행입니다. \(Int32.max)행까지 쓸 수 있습니다")
    case .input(let found, let expected):
      Wording(
        en: "the data have \(found) inputs, the model takes \(expected)",
        ko: "데이터의 입력은 \(found)개인데 모델은 \(expected)개를 받습니다")
    case .output(let found, let expected):
      Wording(
        en: "the model gives \(expected) numbers, the targets have \(found)",
        ko: "모델은 수를 \(expected)개 내는데 정답은 \(found)개씩입니다")
    case .shape(let error): error.wording
    }
  }

  public var advice: Wording? {
    switch self {
    case .noLayers: Wording(en: "layer 5 tanh, then output 1 sigmoid", ko: "layer 5 tanh를 쓰고 output 1 sigmoid를 쓰세요")
    case .noRows, .tooManyRows: nil
    case .input: Wording(en: "use data of that width, or begin a new model", ko: "입력의 수가 맞는 데이터를 쓰거나 모델을 새로 시작하세요")
    case .output: Wording(en: "change the output's units, or begin a new model", ko: "출력층의 유닛 수를 바꾸거나 모델을 새로 시작하세요")
    case .shape(let error): error.advice
    }
  }

  private static let korean = ["training": "훈련", "validation": "검증"]
}
