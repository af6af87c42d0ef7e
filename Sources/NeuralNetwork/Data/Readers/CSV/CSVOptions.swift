/// What of a file of comma separated values is wanted, and how it is written.
public struct CSVOptions: Hashable, Sendable {
  /// What becomes of a row in which a value that is needed is missing.
  public enum Missing: String, CaseIterable, Hashable, Sendable {
    /// Reading ends with an error that names the place.
    case error
    /// The row is left out.
    case drop
    /// A missing number becomes the mean of its column's others; a missing word or target stays an error.
    case mean
  }

  /// The columns to predict, at least one.
  public var targets: [String]
  /// Numbers of the target column are names of classes.
  public var hasClasses = false
  /// The columns to predict from; nil: all that are neither targets nor skipped.
  public var features: [String]?
  /// Columns that are ignored.
  public var skipped: [String] = []
  /// Between two cells; nil: a comma, or a tab where the file's name ends in `.tsv`.
  public var separator: UInt8?
  /// The first line holds the names of the columns; else they are column1, column2 ….
  public var hasHeader = true
  /// See ``Missing``.
  public var missing = Missing.error
  /// More bytes of numbers than that are refused.
  public var limit = 1 << 40

  /// Everything but the targets as it stands above.
  public init(targets: [String]) { self.targets = targets }

  /// Texts that stand for a missing value, in small letters; a cell of blanks alone is one too.
  public static let missingMarks = ["na", "n/a", "nan", "null", "?"]
}
