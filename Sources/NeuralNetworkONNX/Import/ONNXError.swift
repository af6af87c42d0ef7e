import NNText
import NeuralNetwork

/// What is wrong with an ONNX file, or what of it nnsh has no layer for.
public struct ONNXError: LibraryError, Hashable {
  /// Where it stands.
  public enum Place: Hashable, Sendable {
    case file
    /// From the file's beginning.
    case byte(Int)
    case tensor(String)
    case node(name: String, operation: String)
  }

  /// The kinds of mistakes, and of what is not read.
  enum Reason: Hashable, Sendable {
    case notONNX
    case damaged(MessageScan.Failure.Reason)
    case operatorSet(Int)
    case inputs([String])
    case outputs([String])
    case inputShape([Int]?)
    case noLayers
    case openOrder
    case external
    case elementType(Int)
    case negativeSize([Int])
    case numberCount(shape: [Int], found: Int)
    case tooManyNumbers(Int)
    case noMemory(Int)
    case tooManyLayers(Int)
    case operation
    case unknownValue(String)
    case givenTwice(String)
    case inputCount(Int)
    case notConstant(String)
    /// An attribute of the node.
    case setting(String, String, expected: Wording)
    /// What the node makes of its attributes and constants.
    case value(Wording, Wording, expected: Wording)
    case tensorShape([Int], expected: Wording)
    case branches
    case unknownFunction
    case nothingToCarry(Wording)
    case operands
    case form(Wording)
    case notFinite(String)
    case shape(ShapeError)
  }

  /// Where it stands.
  public let place: Place
  let reason: Reason

  init(_ place: Place, _ reason: Reason) {
    self.place = place
    self.reason = reason
  }

  public var wording: Wording {
    switch place {
    case .file: text
    case .byte(let offset): Wording(en: "\(text) (byte \(offset))", ko: "\(text) (바이트 \(offset))")
    case .tensor(let name):
      Wording(en: "the constant '\(Self.short(name))' \(text)", ko: "상수 '\(Self.short(name))': \(text)")
    case .node(let name, let operation):
      Wording(
        en: "node '\(Self.short(name))' (\(Self.short(operation))) \(text)",
        ko: "노드 '\(Self.short(name))'(\(Self.short(operation))): \(text)")
    }
  }

  private var text: Wording {
    switch reason {
    case .notONNX: Wording(en: "this is no ONNX file", ko: "ONNX 파일이 아닙니다")
    case .damaged(.cutOff): Wording(en: "the file is cut off", ko: "잘린 파일입니다")
    case .damaged(.length(let length, let left)):
      Wording(
        en: "the file is damaged or cut off: a part of \(length) bytes begins where \(left) are left",
        ko: "손상되었거나 잘린 파일입니다. \(left)바이트만 남은 곳에서 \(length)바이트짜리 부분이 시작합니다")
    case .damaged(.number):
      Wording(en: "the file is damaged: a whole number has more than 64 bits", ko: "손상된 파일입니다. 64비트보다 긴 정수가 있습니다")
    case .damaged(.text): Wording(en: "the file is damaged: a text is not UTF-8", ko: "손상된 파일입니다. UTF-8이 아닌 글이 있습니다")
    case .damaged(.numbers(let bytes, let size)):
      Wording(
        en: "the file is damaged: a list of \(bytes) bytes holds numbers of \(size) bytes",
        ko: "손상된 파일입니다. \(bytes)바이트의 목록에 \(size)바이트짜리 수가 들어 있다고 합니다")
    case .damaged(.wire(let kind)):
      Wording(en: "the file is damaged: no field can be of kind \(kind)", ko: "손상된 파일입니다. 종류가 \(kind)인 필드는 있을 수 없습니다")
    case .damaged(.kind(let field)):
      Wording(
        en: "the file is damaged: field \(field) holds something else than it should",
        ko: "손상된 파일입니다. 필드 \(field)에 엉뚱한 것이 들어 있습니다")
    case .damaged(.tooManyMessages):
      Wording(
        en: "the graph has more than \(MessageScan.messageLimit) nodes, attributes and constants",
        ko: "그래프의 노드, 속성, 상수가 \(MessageScan.messageLimit)개를 넘습니다")
    case .damaged(.tooManyFields):
      Wording(
        en: "the graph has more than \(MessageScan.fieldLimit) names and numbers beside those of its weights",
        ko: "그래프에서 가중치를 뺀 이름과 수가 \(MessageScan.fieldLimit)개를 넘습니다")
    case .damaged(.undecoded): Wording(en: "the file is damaged", ko: "손상된 파일입니다")
    case .operatorSet(let version):
      Wording(
        en: """
          the file uses operator set \(version), expected \(ONNXImport.operatorSets.lowerBound) to \
          \(ONNXImport.operatorSets.upperBound)
          """,
        ko: """
          파일의 연산자 집합(opset)이 \(version)입니다. \(ONNXImport.operatorSets.lowerBound)부터 \
          \(ONNXImport.operatorSets.upperBound)까지 읽습니다
          """)
    case .inputs(let names):
      Wording(
        en: "the graph has \(names.count) inputs\(Self.list(names)), expected one",
        ko: "그래프의 입력은 하나여야 하는데 \(names.count)개입니다\(Self.list(names))")
    case .outputs(let names):
      Wording(
        en: "the graph has \(names.count) outputs\(Self.list(names)), expected one",
        ko: "그래프의 출력은 하나여야 하는데 \(names.count)개입니다\(Self.list(names))")
    case .inputShape(let shape):
      Wording(
        en: "the input has the shape \(Self.sizes(shape)), expected rows and then one, two or three known sizes",
        ko: "입력의 모양이 \(Self.sizes(shape))입니다. 행의 수 다음에 정해진 크기가 하나에서 셋 있어야 합니다")
    case .noLayers: Wording(en: "the graph computes nothing that a layer would", ko: "그래프에 층이 할 만한 계산이 하나도 없습니다")
    case .openOrder:
      Wording(
        en: "the outputs are the numbers of an image, channels last, which no layer behind them puts in order",
        ko: "출력이 채널이 마지막인 이미지의 수인데, 그 순서를 맞출 층이 뒤에 없습니다")
    case .external: Wording(en: "keeps its numbers in another file", ko: "수가 다른 파일에 있습니다")
    case .elementType(let type):
      Wording(
        en: "holds numbers of type \(type), expected float32 (1), float64 (11) or float16 (10)",
        ko: "수의 형식이 \(type)입니다. float32(1), float64(11), float16(10)만 읽습니다")
    case .negativeSize(let shape): Wording(en: "has an impossible shape \(shape)", ko: "있을 수 없는 모양 \(shape)")
    case .numberCount(let shape, let found):
      Wording(en: "has the shape \(shape), but \(found) numbers", ko: "모양은 \(shape)인데 수가 \(found)개입니다")
    case .noMemory(let bytes):
      Wording(
        en: "reading it takes \(bytes >> 20) MiB of memory, more than is left",
        ko: "읽는 데 메모리 \(bytes >> 20) MiB가 필요한데 남은 것은 그보다 적습니다")
    case .tooManyNumbers(let limit):
      Wording(
        en: "needs more numbers than can be meant: a file of this size may make \(limit)",
        ko: "수가 너무 많이 필요합니다. 이 크기의 파일은 \(limit)개까지 만들 수 있습니다")
    case .tooManyLayers(let limit):
      Wording(en: "would be a layer more than the \(limit) that a model may have", ko: "층의 수가 모델의 한도 \(limit)개를 넘습니다")
    case .operation:
      Wording(
        en: "is no operator that nnsh has a layer or an activation for", ko: "nnsh에는 이 연산자에 해당하는 층이나 활성화 함수가 없습니다")
    case .unknownValue(let name):
      Wording(
        en: "reads '\(Self.short(name))', which nothing before it gives",
        ko: "앞에서 아무도 내지 않은 '\(Self.short(name))' 값을 읽습니다")
    case .givenTwice(let name):
      Wording(en: "gives '\(Self.short(name))', which there is already", ko: "이미 있는 '\(Self.short(name))' 값을 또 냅니다")
    case .inputCount(let count):
      Wording(en: "has \(count) inputs, which do not fit the operator", ko: "입력이 \(count)개인데 연산자와 맞지 않습니다")
    case .notConstant(let name):
      Wording(
        en: "needs '\(Self.short(name))' to be a constant of the file", ko: "'\(Self.short(name))' 값이 파일의 상수여야 합니다")
    case .setting(let name, let found, let expected):
      Wording(
        en: "has \(name) \(found), expected \(expected)",
        ko: "\(name) 값이 \(found)입니다. 있어야 할 값: \(expected)")
    case .value(let name, let found, let expected):
      Wording(
        en: "has \(name) \(found), expected \(expected)", ko: "\(name): \(found). 있어야 할 것: \(expected)")
    case .tensorShape(let shape, let expected):
      Wording(
        en: "has a constant of shape \(shape), expected \(expected)", ko: "상수의 모양이 \(shape)입니다. 있어야 할 모양: \(expected)")
    case .branches:
      Wording(
        en: "reads what another path has gone on from: nnsh's models are a sequence of layers and residual blocks",
        ko: "갈라진 다른 길의 값을 읽습니다. nnsh의 모델은 층과 잔차 블록이 한 줄로 이어진 것입니다")
    case .unknownFunction:
      Wording(
        en: "ends a function of its input that is none of nnsh's activations", ko: "여기서 끝나는 함수가 nnsh의 어느 활성화 함수도 아닙니다")
    case .nothingToCarry(let before):
      Wording(
        en: "is an activation behind \(before), where nnsh's models have none",
        ko: "\(before) 뒤의 활성화 함수인데, nnsh의 모델에서는 그 자리에 둘 수 없습니다")
    case .operands:
      Wording(en: "computes with two values that do not come from the same layer", ko: "같은 층에서 나오지 않은 두 값으로 계산합니다")
    case .form(let form):
      Wording(en: "takes \(form) here, which nnsh's layers do not", ko: "nnsh의 층이 받지 않는 입력: \(form)")
    case .notFinite(let name):
      Wording(
        en: "has a number in '\(Self.short(name))' that is not finite", ko: "'\(Self.short(name))' 안에 유한하지 않은 수가 있습니다")
    case .shape(let error): Wording(en: "does not fit: \(error.wording)", ko: "맞지 않습니다. \(error.wording)")
    }
  }

  public var advice: Wording? {
    switch reason {
    case .notONNX:
      Wording(
        en: "is it another kind of file? `load` reads safetensors", ko: "다른 종류의 파일은 아닌가요? safetensors는 `load`로 읽습니다")
    case .damaged(.tooManyMessages), .damaged(.tooManyFields): nil
    case .damaged: Wording(en: "was it cut off while it was copied? export it again", ko: "복사하다가 잘린 것은 아닌가요? 다시 내보내세요")
    case .operatorSet:
      Wording(
        en: "export it again and say the operator set, for example opset_version=17 in PyTorch",
        ko: "연산자 집합을 정해 다시 내보내세요. PyTorch라면 예를 들어 opset_version=17")
    case .external:
      Wording(
        en: "export it as one file: external_data=False in PyTorch, onnx.save_model in Python",
        ko: "한 파일로 내보내세요. PyTorch에서는 external_data=False, Python에서는 onnx.save_model")
    case .inputShape:
      Wording(en: "export it with sizes; only the number of rows may stay open", ko: "크기를 정해 내보내세요. 행의 수만 정하지 않아도 됩니다")
    case .operation, .branches, .unknownFunction, .nothingToCarry, .operands:
      Wording(en: "what can be read is listed by `help import`", ko: "읽을 수 있는 것은 `help import`에 있습니다")
    default: nil
    }
  }

  private static func sizes(_ shape: [Int]?) -> Wording {
    guard let shape else { return Wording(en: "unknown", ko: "알 수 없는 것") }
    return Wording(verbatim: "[" + shape.map { $0 < 0 ? "?" : "\($0)" }.joined(separator: ", ") + "]")
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "" : " (" + names.prefix(4).map { short($0) }.joined(separator: ", ") + ")"
  }

  /// A stranger's name may be as long as the file.
  private static func short(_ name: String) -> String { name.count > 80 ? name.prefix(80) + "…" : name }
}
