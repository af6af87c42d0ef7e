/// The columns that rows of numbers came from, and how their texts become inputs: what a model learned from, it reads
/// again that way.
public struct TableColumns: Hashable, Sendable {
  /// How the cells of a column become inputs.
  public enum Kind: Hashable, Sendable {
    /// One number; a missing one becomes `mean` where there is one.
    case number(mean: Float?)
    /// One input a word, 1 at the word of the cell and else 0; sorted.
    case words([String])
  }

  /// One of the columns of the inputs.
  public struct Column: Hashable, Sendable {
    /// As the file's first line has it.
    public var name: String
    /// Numbers or words.
    public var kind: Kind

    /// A column of the inputs.
    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }

    /// Whether its cells are words.
    public var isWords: Bool { if case .words = kind { true } else { false } }

    /// How many inputs it makes.
    public var width: Int { if case .words(let words) = kind { words.count } else { 1 } }

    /// A name for each of its inputs: the column's own, of words `color=red`.
    public var inputNames: [String] {
      switch kind {
      case .number: [name]
      case .words(let words): words.map { "\(name)=\($0)" }
      }
    }
  }

  /// In the order of the inputs.
  public var inputs: [Column]
  /// Rows that were left out because a value was missing.
  public var dropped: Int
  /// Values that were missing and became a mean.
  public var filled: Int

  /// Columns in the order of the inputs.
  public init(inputs: [Column], dropped: Int = 0, filled: Int = 0) {
    self.inputs = inputs
    self.dropped = dropped
    self.filled = filled
  }

  /// Columns of plain numbers.
  public init(numbers names: [String]) {
    self.init(inputs: names.map { Column(name: $0, kind: .number(mean: nil)) })
  }

  /// How many inputs they make together.
  public var width: Int { inputs.reduce(0) { $0 + $1.width } }
}
