/// The model as one file of C99 that needs nothing but the mathematical library, with a program that tests it.
extension ModelExport {
  /// `cc -std=c99 m.c -lm` makes the test; with -DNN_NO_MAIN the file is a part of somebody's program, which declares
  /// `void nn_predict(const nn_real *x, nn_real *y);`.
  public func cSource() throws(ExportError) -> String {
    var writer = CWriter(self)
    return try writer.source()
  }
}

/// Builds the text piece by piece.
private struct CWriter {
  let export: ModelExport
  private let isDouble: Bool
  private var constants: [String] = []
  private var helpers: [String] = []
  private var body: [String] = []
  private var largest = 1
  private var saved = 0
  /// Kept inputs of the blocks that are open.
  private var open: [String] = []

  init(_ export: ModelExport) {
    self.export = export
    isDouble = export.model.precision == .float64
  }

  mutating func source() throws(ExportError) -> String {
    let input = export.inputShape
    largest = input.count
    var calls: [String] = []
    if let scaling = export.scaling {
      constant("scale_offset", scaling.offsets)
      constant("scale_factor", scaling.factors)
      let place = scaling.offsets.count == 1 ? "0" : "i"
      calls.append(
        "for (int i = 0; i < NN_INPUTS; i++) a[i] = (nn_real)(((double)x[i] - scale_offset[\(place)]) * scale_factor[\(place)]);"
      )
    } else {
      calls.append("for (int i = 0; i < NN_INPUTS; i++) a[i] = x[i];")
    }
    for step in try export.steps() { calls += try lines(step) }
    calls.append("for (int i = 0; i < NN_OUTPUTS; i++) y[i] = a[i];")
    body = calls
    return text(input)
  }

  private func text(_ input: Shape) -> String {
    let real = isDouble ? "double" : "float"
    let tolerance = isDouble ? "1e-9" : "1e-5"
    var lines = [
      "/* A neural network, written by nnsh: \(input) -> \(export.outputShape), \(export.model.layout.count) parameters.",
      "   Its own test: cc -std=c99 FILE.c -lm && ./a.out. In a program of yours: -DNN_NO_MAIN, and declare",
      "   typedef \(real) nn_real; void nn_predict(const nn_real *x, nn_real *y);",
      "   Numbers of images are rows, columns, channels, the last one running fastest. Not for several threads at once. */",
      "#include <math.h>", "#include <stdio.h>", "", "typedef \(real) nn_real;",
      "enum { NN_INPUTS = \(input.count), NN_OUTPUTS = \(export.outputShape.count), NN_LARGEST = \(largest) };", "",
      "void nn_predict(const nn_real *x, nn_real *y);",
    ]
    if let decision = export.decision {
      lines += ["int nn_class(const nn_real *y);", "extern const char *const nn_class_names[];"]
      let names = export.classes.map { CText.quoted($0) }.joined(separator: ", ")
      lines += ["", "const char *const nn_class_names[] = {\(names)};", "", Self.decisionText(decision)]
    }
    lines += [""] + constants + helpers
    lines += [
      "/* y: NN_OUTPUTS numbers for the NN_INPUTS numbers of x. */", "void nn_predict(const nn_real *x, nn_real *y) {",
    ]
    lines += ["  static nn_real a[NN_LARGEST], b[NN_LARGEST];"]
    lines += (0..<saved).map { "  static nn_real kept_\($0)[NN_LARGEST];" }
    lines += ["  (void)b;"] + body.map { "  " + $0 } + ["}", "", "#ifndef NN_NO_MAIN"]
    let inputs = export.samples.flatMap { $0.input.map(Double.init) }
    let outputs = export.samples.flatMap(\.output)
    lines += [
      CText.array("nn_real", "test_x", inputs, isDouble: isDouble),
      CText.array("nn_real", "test_y", outputs, isDouble: isDouble),
      """
      int main(void) {
        double largest = 0;
        for (int row = 0; row < \(export.samples.count); row++) {
          nn_real y[NN_OUTPUTS];
          nn_predict(test_x + row * NN_INPUTS, y);
          for (int i = 0; i < NN_OUTPUTS; i++) {
            double expected = (double)test_y[row * NN_OUTPUTS + i];
            double difference = fabs((double)y[i] - expected) / (1 + fabs(expected));
            if (!(difference <= largest)) largest = difference;
          }
        }
        printf("\(export.samples.count) rows, largest difference %g: %s\\n", largest, largest <= \(tolerance) ? "ok" : "NOT ok");
        return largest <= \(tolerance) ? 0 : 1;
      }
      #endif
      """,
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func decisionText(_ decision: Decision) -> String {
    switch decision {
    case .threshold(let limit):
      "int nn_class(const nn_real *y) { return y[0] > \(limit); }"
    case .largest:
      """
      int nn_class(const nn_real *y) {
        int best = 0;
        for (int i = 1; i < NN_OUTPUTS; i++)
          if (y[i] > y[best]) best = i;
        return best;
      }
      """
    }
  }

  private mutating func constant(_ name: String, _ numbers: [Double], type: String = "double") {
    constants.append(CText.array(type, name, numbers, isDouble: type == "double" || isDouble))
  }

  /// A weight or a like tensor of a layer, and what the code calls it.
  private mutating func tensor(_ role: Tensor.Role, _ name: String, _ index: Int) throws(ExportError) -> String {
    guard let numbers = try export.numbers(role, ofLayer: index) else { return "(const nn_real *)0" }
    constant("\(name)_\(index + 1)", numbers, type: "nn_real")
    return "\(name)_\(index + 1)"
  }

  private mutating func use(_ helper: String) {
    if !helpers.contains(helper) { helpers.append(helper) }
  }

  private mutating func lines(_ step: ModelExport.Step) throws(ExportError) -> [String] {
    switch step {
    case .open(let shape):
      let name = "kept_\(open.count)"
      open.append(name)
      saved = max(saved, open.count)
      return ["for (int i = 0; i < \(shape.count); i++) \(name)[i] = a[i];"]
    case .close(let shape):
      return ["for (int i = 0; i < \(shape.count); i++) a[i] += \(open.removeLast())[i];"]
    case .activation(let activation, let index, let shape): return try lines(activation, index, shape)
    case .layer(let layer, let index, let input, let output):
      largest = max(largest, output.count)
      return try lines(layer, index, input, output)
    }
  }

  private mutating func lines(
    _ layer: Layer, _ index: Int, _ input: Shape, _ output: Shape
  ) throws(ExportError) -> [String] {
    let back = "for (int i = 0; i < \(output.count); i++) a[i] = b[i];"
    switch layer.kind {
    case .dense:
      use(CText.dense)
      let (w, b) = (try tensor(.weight, "weight", index), try tensor(.bias, "bias", index))
      return ["dense(\(w), \(b), \(input.count), \(output.count), a, b);", back]
    case .conv2d(let convolution):
      use(CText.convolution)
      guard let window = try? convolution.window(over: input) else { return [] }
      let (w, b) = (try tensor(.weight, "weight", index), try tensor(.bias, "bias", index))
      return [
        "conv2d(\(w), \(b), \(window.height), \(window.width), \(window.channels), \(window.rows), \(window.columns), "
          + "\(convolution.filters), \(convolution.kernel), \(window.stride), \(window.top), \(window.left), a, b);",
        back,
      ]
    case .pool2d(let pool):
      guard let window = try? pool.window(over: input) else { return [] }
      let isMax = pool.mode == .max ? 1 : 0
      switch pool.extent {
      case .window:
        use(CText.pool)
        return ["pool(\(isMax), \(CText.walk(window)), a, b);", back]
      case .image:
        use(CText.globalPool)
        return ["global_pool(\(isMax), \(window.height * window.width), \(window.channels), a, b);", back]
      }
    case .batchNorm(let norm):
      // Evaluation: an affine map for each channel, which two constants say.
      guard let scale = try export.numbers(.scale, ofLayer: index),
        let bias = try export.numbers(.bias, ofLayer: index),
        let mean = try export.numbers(.runningMean, ofLayer: index),
        let variance = try export.numbers(.runningVariance, ofLayer: index)
      else { return [] }
      let factors = zip(scale, variance).map { $0 / ($1 + norm.epsilon).squareRoot() }
      constant("factor_\(index + 1)", factors)
      constant("shift_\(index + 1)", zip(bias, zip(mean, factors)).map { $0 - $1.0 * $1.1 })
      return [
        "for (int i = 0; i < \(output.count); i++) a[i] = (nn_real)((double)a[i] * factor_\(index + 1)[i % \(output.channels)]"
          + " + shift_\(index + 1)[i % \(output.channels)]);"
      ]
    case .layerNorm(let norm):
      use(CText.layerNorm)
      let (scale, bias) = (try tensor(.scale, "scale", index), try tensor(.bias, "bias", index))
      return ["layernorm(\(scale), \(bias), \(norm.epsilon), \(output.count), \(output.channels), a);"]
    case .flatten:
      guard Flatten.permutes(input) else { return [] }
      use(CText.flatten)
      let size = input.dimensions
      return ["flatten(\(size[0]), \(size[1]), \(size[2]), a, b);", back]
    case .dropout: return []
    }
  }

  private mutating func lines(_ activation: Activation, _ index: Int, _ shape: Shape) throws(ExportError) -> [String] {
    if activation.kind == .softmax {
      use(CText.softmax)
      return ["softmax(\(shape.count), \(shape.channels), a);"]
    }
    var activation = activation
    if activation.kind == .prelu {
      activation.alpha = try export.numbers(.slope, ofLayer: index)?.first ?? activation.alpha
    }
    return [
      "for (int i = 0; i < \(shape.count); i++) { double v = (double)a[i]; a[i] = (nn_real)(\(activation.spelling.c)); }"
    ]
  }
}
