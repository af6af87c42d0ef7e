@testable import NNScript

extension Dialect {
  /// The dialect of nnsh's statements.
  static let test: Dialect = {
    var dialect = Dialect()
    dialect.openers = ["layer": ["residual"], "data": ["table"]]
    (dialect.help, dialect.leave) = ("help", "exit")
    return dialect
  }()
}
