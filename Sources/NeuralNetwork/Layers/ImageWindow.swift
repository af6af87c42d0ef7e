import NNText

/// How a square window walks over an image [height, width, channels]: what convolution and pooling share.
///
/// Along each axis, `valid`: out = ⌊(in − size) / stride⌋ + 1, windows lie wholly inside. `same`: out = ⌈in / stride⌉
/// with zeros around, total = max((out − 1)·stride + size − in, 0), half of it before and the larger half after, as
/// Keras (TensorFlow's SAME) places them.
package struct ImageWindow: Hashable, Sendable {
  package let height: Int
  package let width: Int
  package let channels: Int
  package let size: Int
  package let stride: Int
  /// Rows and columns that go out.
  package let rows: Int
  package let columns: Int
  /// Rows of zeros above and below.
  package let top: Int
  package let bottom: Int
  /// Columns of zeros before and after.
  package let left: Int
  package let right: Int

  /// - Parameter shape: of the image that comes in.
  package init(
    over shape: Shape, size: Int, stride: Int, padding: Padding, of name: String
  ) throws(LayerMisfit) {
    guard shape.isImage else { throw .needsImage }
    guard size > 0 else {
      throw .setting(Wording(en: "\(name) with a window of \(size)", ko: "창의 크기가 \(size)인 \(name)"))
    }
    guard stride > 0 else {
      throw .setting(Wording(en: "\(name) with a stride of \(stride)", ko: "보폭(stride)이 \(stride)인 \(name)"))
    }
    height = shape.dimensions[0]
    width = shape.dimensions[1]
    channels = shape.dimensions[2]
    self.size = size
    self.stride = stride
    guard padding == .same || size <= min(height, width) else { throw .window(size) }
    (rows, top, bottom) = Self.axis(height, size, stride, padding)
    (columns, left, right) = Self.axis(width, size, stride, padding)
  }

  private static func axis(
    _ length: Int, _ size: Int, _ stride: Int, _ padding: Padding
  ) -> (count: Int, before: Int, after: Int) {
    guard padding == .same else { return ((length - size) / stride + 1, 0, 0) }
    let count = (length - 1) / stride + 1
    // (count − 1)·stride is at most length − 1.
    let total = max(((count - 1) * stride).saturatingSum(size) - length, 0)
    return (count, total / 2, total - total / 2)
  }

  /// The part of the window's rows 0 ..< size that lies on the image, for row `row` of the output.
  package func rowsInside(_ row: Int) -> Range<Int> { inside(row * stride - top, height) }

  /// The part of the window's columns that lies on the image, for column `column` of the output.
  package func columnsInside(_ column: Int) -> Range<Int> { inside(column * stride - left, width) }

  private func inside(_ start: Int, _ length: Int) -> Range<Int> {
    let lower = min(max(0, -start), size)
    return lower..<max(lower, min(size, length - start))
  }
}

/// What a window may cover at the edges of an image.
public enum Padding: String, CaseIterable, Hashable, Sendable {
  /// Zeros around, so that with stride 1 as many rows and columns go out as come in.
  case same
  /// Only whole windows.
  case valid
}
