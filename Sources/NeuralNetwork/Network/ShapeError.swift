import NNText

/// Why the layers of a network do not fit together. Layers count from 1.
public enum ShapeError: LibraryError, Hashable {
  case unknownInput
  case emptyInput(Shape)
  case unknownUnits(layer: Int)
  case needsVector(layer: Int, name: String, from: String?, found: Shape)
  case needsImage(layer: Int, name: String, from: String?, found: Shape)
  case window(layer: Int, name: String, size: Int, found: Shape)
  case block(layers: ClosedRange<Int>, input: Shape, output: Shape)
  case blockMisplaced(layers: Range<Int>)
  case activationMisplaced(layer: Int, name: String, activation: String)
  case setting(layer: Int, text: Wording)
  case tooLarge(layer: Int, name: String)

  public var wording: Wording {
    switch self {
    case .unknownInput: Wording(en: "the input's shape is not known", ko: "입력의 모양을 아직 모릅니다")
    case .emptyInput(let shape):
      Wording(
        en: "an input of shape \(shape.dimensions) holds nothing", ko: "모양이 \(shape.dimensions)인 입력에는 수가 하나도 없습니다")
    case .unknownUnits(let layer):
      Wording(en: "layer \(layer) does not know its number of units", ko: "\(layer)층의 유닛 수가 정해지지 않았습니다")
    case .needsVector(let layer, let name, let from, let found):
      Wording(
        en: "layer \(layer) (\(name)) takes one row of features, but \(Self.source(layer, from)) gives \(found)",
        ko: "\(layer)층(\(name))은 특성 한 줄을 받는데, \(Self.source(layer, from)) \(found)입니다")
    case .needsImage(let layer, let name, let from, let found):
      Wording(
        en: """
          layer \(layer) (\(name)) takes an image of rows, columns and channels, but \(Self.source(layer, from)) gives \
          \(found)
          """,
        ko: "\(layer)층(\(name))은 행, 열, 채널이 있는 이미지를 받는데, \(Self.source(layer, from)) \(found)입니다")
    case .window(let layer, let name, let size, let found):
      Wording(
        en: """
          layer \(layer) (\(name)) has a window of \(size)×\(size), larger than the image of \(found) it is \
          given
          """, ko: "\(layer)층(\(name))의 창(\(size)×\(size))이 들어오는 이미지(\(found))보다 큽니다")
    case .block(let layers, let input, let output):
      Wording(
        en: "the residual block of \(Self.names(layers)) takes \(input), but gives \(output): they cannot be added",
        ko: "\(Self.names(layers)) 잔차 블록은 입력(\(input))과 출력(\(output))의 모양이 달라서 더할 수 없습니다")
    case .blockMisplaced(let layers):
      Wording(
        en: """
          a residual block of the layers \(layers.lowerBound + 1) up to \(layers.upperBound) does not fit the \
          others
          """, ko: "\(layers.lowerBound + 1)층부터 \(layers.upperBound)층까지의 잔차 블록이 다른 블록과 맞지 않습니다")
    case .activationMisplaced(let layer, let name, let activation):
      Wording(
        en: "layer \(layer) (\(name)) takes no activation, found '\(activation)'",
        ko: "\(layer)층(\(name))에는 활성화 함수를 쓸 수 없습니다 ('\(activation)')")
    case .setting(let layer, let text):
      Wording(en: "layer \(layer): \(text) is impossible", ko: "\(layer)층: \(text) 층은 만들 수 없습니다")
    case .tooLarge(let layer, let name):
      Wording(
        en: "layer \(layer) (\(name)) has more numbers than there is memory for",
        ko: "\(layer)층(\(name))의 수가 너무 많아 메모리에 들어가지 않습니다")
    }
  }

  public var advice: Wording? {
    switch self {
    case .unknownInput: Wording(en: "give data first, or declare it: input 2", ko: "데이터를 먼저 주거나 입력을 선언하세요: input 2")
    case .emptyInput: Wording(en: "every dimension of an input is at least 1", ko: "입력의 각 차원은 1 이상이어야 합니다")
    case .unknownUnits:
      Wording(en: "give data first, or the units: output 1 sigmoid", ko: "데이터를 먼저 주거나 유닛 수를 쓰세요: output 1 sigmoid")
    case .needsVector: Wording(en: "put 'layer flatten' before it", ko: "그 앞에 'layer flatten' 문장을 넣으세요")
    case .needsImage(_, _, let from, let found):
      from == nil
        ? Wording(
          en: "say the image's rows, columns and channels: input \(Self.image(found.count))",
          ko: "이미지의 행, 열, 채널을 알려 주세요: input \(Self.image(found.count))")
        : Wording(en: "put it before 'layer flatten'", ko: "'layer flatten' 앞에 두세요")
    case .window:
      Wording(
        en: "take a smaller window, or fewer layers that make the image smaller", ko: "창을 더 작게 하거나, 이미지를 줄이는 층의 수를 줄이세요"
      )
    case .block(_, let input, _):
      Wording(
        en: "end the block with a layer that gives \(input) again", ko: "블록의 마지막 층에서 다시 모양이 \(input)인 출력이 나오게 하세요")
    case .blockMisplaced:
      Wording(
        en: "blocks hold at least one layer and lie beside or within each other",
        ko: "블록에는 층이 하나 이상 있어야 하고, 블록끼리는 나란히 있거나 하나가 다른 하나 안에 있어야 합니다")
    case .activationMisplaced: Wording(en: "put the activation on the layer before", ko: "활성화 함수는 바로 앞 층에 쓰세요")
    case .setting:
      Wording(
        en: "units, filters, windows and strides are at least 1; dropout is at least 0 and below 1",
        ko: "유닛, 필터, 창, 보폭(stride)은 1 이상이고, 드롭아웃은 0 이상 1 미만입니다")
    case .tooLarge: Wording(en: "use fewer units, or a smaller batch", ko: "유닛 수나 배치를 줄이세요")
    }
  }

  /// The square image with one channel of as many numbers, an example where there is none.
  private static func image(_ count: Int) -> String {
    let side = count < 1 << 32 ? Int(Double(count).squareRoot().rounded()) : 0
    return side > 1 && side * side == count ? "\(side) \(side) 1" : "28 28 1"
  }

  /// What gives a layer its input.
  private static func source(_ layer: Int, _ name: String?) -> Wording {
    guard let name else { return Wording(en: "the input", ko: "입력은") }
    return Wording(en: "layer \(layer - 1) (\(name))", ko: "\(layer - 1)층(\(name))의 출력은")
  }

  private static func names(_ layers: ClosedRange<Int>) -> Wording {
    let (first, last) = (layers.lowerBound, layers.upperBound)
    return first == last
      ? Wording(en: "layer \(first)", ko: "\(first)층의")
      : Wording(en: "layers \(first) to \(last)", ko: "\(first)층부터 \(last)층까지의")
  }
}

/// An error of this library: one line in lower case without a full stop, and what to do about it, in every language.
public protocol LibraryError: Error, Sendable, CustomStringConvertible {
  /// What is wrong.
  var wording: Wording { get }
  /// What would put it right, if something would.
  var advice: Wording? { get }
}

extension LibraryError {
  public var description: String { wording.english }
  public var help: String? { advice?.english }
}
