import NeuralNetwork

/// A model that another tool wrote: layers and weights, and the scaling of its inputs where it begins with one.
public struct ImportedModel: Sendable {
  /// At step 0. Inputs and outputs that are images are rows, columns, channels, whatever order the file has.
  public var model: ModelState
  /// What its inputs pass first; nil where nothing scales them.
  public var scaler: Scaler?

  /// Reads an ONNX file: the sequential subset of operator sets 7 to 21, and residual sums.
  ///
  /// Numbers may be float32, float64 or float16, in the file itself. A batchnorm's ε becomes part of its running
  /// variance. What nnsh has no layer for is an error that names node and operator.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - precision: the format of the model's weights.
  ///   - limit: bytes of memory that reading may take.
  public init(
    onnx bytes: consuming [UInt8], precision: Precision = .float32, limit: Int = 1 << 40
  ) throws(ONNXError) {
    let file = try ONNXFile(bytes, limit: limit)
    var importer = try ONNXImport(file)
    (model, scaler) = try importer.model(precision)
  }
}
