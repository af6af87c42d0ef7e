/// Pieces of C that an exported model is made of.
enum CText {
  /// A constant array, eight numbers a line.
  static func array(_ type: String, _ name: String, _ numbers: [Double], isDouble: Bool) -> String {
    let literals = (numbers.isEmpty ? [0] : numbers).map { isDouble ? "\($0)" : "\(Float($0))f" }
    let lines = stride(from: 0, to: literals.count, by: 8).map {
      "  " + literals[$0..<min($0 + 8, literals.count)].joined(separator: ", ")
    }
    return "static const \(type) \(name)[] = {\n\(lines.joined(separator: ",\n"))};\n"
  }

  /// A string literal; bytes beyond ASCII in octal, which ends after three digits.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for byte in text.utf8 {
      switch byte {
      case 0x22: result += "\\\""
      case 0x5c: result += "\\\\"
      // A question mark could begin a trigraph.
      case 0x3f: result += "\\?"
      case 0x20..<0x7f: result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return result + "\""
  }

  /// height, width, channels, rows, columns, size, stride of a square window: the arguments of `pool`.
  static func walk(_ window: ImageWindow) -> String {
    [window.height, window.width, window.channels, window.rows, window.columns, window.kernelRows, window.stride]
      .map(String.init).joined(separator: ", ")
  }

  static let dense = """
    static void dense(const nn_real *w, const nn_real *bias, int in, int out, const nn_real *x, nn_real *z) {
      for (int o = 0; o < out; o++) {
        double sum = bias ? (double)bias[o] : 0;
        for (int i = 0; i < in; i++) sum += (double)w[o * in + i] * (double)x[i];
        z[o] = (nn_real)sum;
      }
    }

    """

  static let convolution = """
    static void conv2d(const nn_real *w, const nn_real *bias, int height, int width, int channels, int rows, int columns,
                       int filters, int size, int stride, int top, int left, const nn_real *x, nn_real *z) {
      for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++)
          for (int f = 0; f < filters; f++) {
            double sum = bias ? (double)bias[f] : 0;
            for (int k = 0; k < channels; k++)
              for (int i = 0; i < size; i++)
                for (int j = 0; j < size; j++) {
                  int row = r * stride + i - top, column = c * stride + j - left;
                  if (row < 0 || row >= height || column < 0 || column >= width) continue;
                  sum += (double)w[((f * channels + k) * size + i) * size + j]
                       * (double)x[(row * width + column) * channels + k];
                }
            z[(r * columns + c) * filters + f] = (nn_real)sum;
          }
    }

    """

  static let pool = """
    static void pool(int is_max, int height, int width, int channels, int rows, int columns, int size, int stride,
                     const nn_real *x, nn_real *z) {
      (void)height;
      for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++)
          for (int k = 0; k < channels; k++) {
            double most = -HUGE_VAL, sum = 0;
            for (int i = 0; i < size; i++)
              for (int j = 0; j < size; j++) {
                double v = (double)x[((r * stride + i) * width + c * stride + j) * channels + k];
                if (v > most) most = v;
                sum += v;
              }
            z[(r * columns + c) * channels + k] = (nn_real)(is_max ? most : sum / (size * size));
          }
    }

    """

  static let globalPool = """
    static void global_pool(int is_max, int pixels, int channels, const nn_real *x, nn_real *z) {
      for (int k = 0; k < channels; k++) {
        double most = -HUGE_VAL, sum = 0;
        for (int i = 0; i < pixels; i++) {
          double v = (double)x[i * channels + k];
          if (v > most) most = v;
          sum += v;
        }
        z[k] = (nn_real)(is_max ? most : sum / pixels);
      }
    }

    """

  static let layerNorm = """
    static void layernorm(const nn_real *scale, const nn_real *bias, double epsilon, int count, int channels, nn_real *x) {
      for (int at = 0; at < count; at += channels) {
        double mean = 0, variance = 0;
        for (int i = 0; i < channels; i++) mean += (double)x[at + i] / channels;
        for (int i = 0; i < channels; i++) variance += ((double)x[at + i] - mean) * ((double)x[at + i] - mean) / channels;
        for (int i = 0; i < channels; i++)
          x[at + i] = (nn_real)(((double)x[at + i] - mean) / sqrt(variance + epsilon) * (double)scale[i] + (double)bias[i]);
      }
    }

    """

  static let flatten = """
    static void flatten(int height, int width, int channels, const nn_real *x, nn_real *z) {
      for (int k = 0; k < channels; k++)
        for (int i = 0; i < height; i++)
          for (int j = 0; j < width; j++) z[(k * height + i) * width + j] = x[(i * width + j) * channels + k];
    }

    """

  static let softmax = """
    static void softmax(int count, int channels, nn_real *x) {
      for (int at = 0; at < count; at += channels) {
        double largest = (double)x[at], sum = 0;
        for (int i = 1; i < channels; i++) if ((double)x[at + i] > largest) largest = (double)x[at + i];
        for (int i = 0; i < channels; i++) sum += exp((double)x[at + i] - largest);
        for (int i = 0; i < channels; i++) x[at + i] = (nn_real)(exp((double)x[at + i] - largest) / sum);
      }
    }

    """
}
