import NNText

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
    case tooManyLayers(Int)
    case operation
    case unknownValue(String)
    case givenTwice(String)
    case inputCount(Int)
    case notConstant(String)
    case setting(String, String, expected: String)
    case tensorShape([Int], expected: String)
    case branches
    case unknownFunction
    case nothingToCarry(String)
    case operands
    case form(String)
    case notFinite(String)
    case shape(ShapeError)
  }

  public let place: Place
  let reason: Reason

  init(_ place: Place, _ reason: Reason) {
    self.place = place
    self.reason = reason
  }

  public var wording: Wording {
    switch place {
    case .file: text
    case .byte(let offset): "\(text) (byte \(offset))"
    case .tensor(let name): "the constant '\(Self.short(name))' \(text)"
    case .node(let name, let operation): "node '\(Self.short(name))' (\(Self.short(operation))) \(text)"
    }
  }

  private var text: Wording {
    switch reason {
    case .notONNX: "this is no ONNX file"
    case .damaged(.cutOff): "the file is cut off"
    case .damaged(.length(let length, let left)):
      "the file is damaged or cut off: a part of \(length) bytes begins where \(left) are left"
    case .damaged(.number): "the file is damaged: a whole number has more than 64 bits"
    case .damaged(.text): "the file is damaged: a text is not UTF-8"
    case .damaged(.numbers(let bytes, let size)):
      "the file is damaged: a list of \(bytes) bytes holds numbers of \(size) bytes"
    case .damaged(.wire(let kind)): "the file is damaged: no field can be of kind \(kind)"
    case .damaged(.kind(let field)): "the file is damaged: field \(field) holds something else than it should"
    case .damaged(.tooManyMessages):
      "the graph has more than \(MessageScan.messageLimit) nodes, attributes and constants"
    case .damaged(.tooManyFields):
      "the graph has more than \(MessageScan.fieldLimit) names and numbers beside those of its weights"
    case .damaged(.undecoded): "the file is damaged"
    case .operatorSet(let version):
      "the file uses operator set \(version), expected \(ONNXImport.operatorSets.lowerBound) to \(ONNXImport.operatorSets.upperBound)"
    case .inputs(let names): "the graph has \(names.count) inputs\(Self.list(names)), expected one"
    case .outputs(let names): "the graph has \(names.count) outputs\(Self.list(names)), expected one"
    case .inputShape(let shape):
      "the input has the shape \(Self.sizes(shape)), expected rows and then one, two or three known sizes"
    case .noLayers: "the graph computes nothing that a layer would"
    case .openOrder: "the outputs are the numbers of an image, channels last, which no layer behind them puts in order"
    case .external: "keeps its numbers in another file"
    case .elementType(let type): "holds numbers of type \(type), expected float32 (1), float64 (11) or float16 (10)"
    case .negativeSize(let shape): "has an impossible shape \(shape)"
    case .numberCount(let shape, let found): "has the shape \(shape), but \(found) numbers"
    case .tooManyNumbers(let limit): "needs more numbers than can be meant: a file of this size may make \(limit)"
    case .tooManyLayers(let limit): "would be a layer more than the \(limit) that a model may have"
    case .operation: "is no operator that nnsh has a layer or an activation for"
    case .unknownValue(let name): "reads '\(Self.short(name))', which nothing before it gives"
    case .givenTwice(let name): "gives '\(Self.short(name))', which there is already"
    case .inputCount(let count): "has \(count) inputs, which do not fit the operator"
    case .notConstant(let name): "needs '\(Self.short(name))' to be a constant of the file"
    case .setting(let name, let found, let expected): "has \(name) \(found), expected \(expected)"
    case .tensorShape(let shape, let expected): "has a constant of shape \(shape), expected \(expected)"
    case .branches:
      "reads what another path has gone on from: nnsh's models are a sequence of layers and residual blocks"
    case .unknownFunction: "ends a function of its input that is none of nnsh's activations"
    case .nothingToCarry(let before): "is an activation behind \(before), where nnsh's models have none"
    case .operands: "computes with two values that do not come from the same layer"
    case .form(let form): "takes \(form) here, which nnsh's layers do not"
    case .notFinite(let name): "has a number in '\(Self.short(name))' that is not finite"
    case .shape(let error): "does not fit: \(error.wording)"
    }
  }

  public var advice: Wording? {
    switch reason {
    case .notONNX: "is it another kind of file? `load` reads safetensors"
    case .damaged(.tooManyMessages), .damaged(.tooManyFields): nil
    case .damaged: "was it cut off while it was copied? export it again"
    case .operatorSet: "export it again and say the operator set, for example opset_version=17 in PyTorch"
    case .external: "export it as one file: external_data=False in PyTorch, onnx.save_model in Python"
    case .inputShape: "export it with sizes; only the number of rows may stay open"
    case .operation, .branches, .unknownFunction, .nothingToCarry, .operands:
      "what can be read is listed by `help import`"
    default: nil
    }
  }

  private static func sizes(_ shape: [Int]?) -> String {
    guard let shape else { return "unknown" }
    return "[" + shape.map { $0 < 0 ? "?" : "\($0)" }.joined(separator: ", ") + "]"
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "" : " (" + names.prefix(4).map { short($0) }.joined(separator: ", ") + ")"
  }

  /// A stranger's name may be as long as the file.
  private static func short(_ name: String) -> String { name.count > 80 ? name.prefix(80) + "…" : name }
}
