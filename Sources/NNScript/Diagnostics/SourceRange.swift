/// Where something stands in a text: UTF-8 byte offsets into one source of a ``SourceMap``.
package struct SourceRange: Hashable, Sendable {
  /// Index of the source in its ``SourceMap``.
  package var source: Int32
  /// First byte.
  package var lower: Int32
  /// One past the last byte.
  package var upper: Int32

  package init(source: Int32, lower: Int32, upper: Int32) {
    self.source = source
    self.lower = lower
    self.upper = upper
  }

  /// From the start of this range to the end of the other.
  package func joined(to other: SourceRange) -> SourceRange {
    SourceRange(source: source, lower: lower, upper: max(upper, other.upper))
  }
}
