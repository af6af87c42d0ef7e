/// The names of a file's columns, and what each is wanted for.
public struct CSVHeader: Hashable, Sendable {
  /// In the order of the file.
  public let names: [String]

  /// Reads the first line alone.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: what errors call the file.
  ///   - options: how it is written.
  public init(_ path: String, name: String? = nil, _ options: CSVOptions) throws(CSVError) {
    try self.init(FileContents(path), name: name ?? path, options)
  }

  package init(_ file: FileContents, name: String, _ options: CSVOptions) throws(CSVError) {
    var records = try CSVRecords(file, name: name, separator: options.separator(for: file.path))
    self = try Self(&records, options)
  }

  /// Goes to the first record; without a header that is the first row.
  init(_ records: inout CSVRecords, _ options: CSVOptions) throws(CSVError) {
    guard try records.next() else { throw CSVError(records.name, .empty) }
    guard options.hasHeader else {
      names = (1...records.count).map { "column\($0)" }
      return
    }
    var names: [String] = []
    for column in 0..<records.count {
      guard let name = records.text(column) else {
        throw CSVError(records.name, .notUTF8, at: .init(line: records.line, column: column + 1))
      }
      names.append(name)
    }
    if names.allSatisfy({ Float($0) != nil }) {
      throw CSVError(records.name, .numbersAsHeader(names[0]), at: .init(line: records.line))
    }
    var seen: [String: Int] = [:]
    for (column, name) in names.enumerated() where !name.isEmpty {
      if let first = seen.updateValue(column, forKey: name) {
        throw CSVError(
          records.name, .repeatedColumn(name, first: first + 1, second: column + 1), at: .init(line: records.line))
      }
    }
    self.names = names
  }

  /// Columns of the inputs and of the targets, in the order in which they are read.
  func roles(_ options: CSVOptions, name: String) throws(CSVError) -> (features: [Int], targets: [Int]) {
    var roles: [Int: String] = [:]
    func take(_ wanted: [String], _ role: String) throws(CSVError) -> [Int] {
      var columns: [Int] = []
      for text in wanted {
        guard let column = names.firstIndex(of: text), !text.isEmpty else {
          throw CSVError(name, .unknownColumn(text, columns: names.filter { !$0.isEmpty }))
        }
        if let other = roles.updateValue(role, forKey: column) {
          throw CSVError(name, .twoRoles(text, first: other, second: role))
        }
        columns.append(column)
      }
      return columns
    }
    let targets = try take(options.targets, "target")
    if options.hasClasses && targets.count > 1 { throw CSVError(name, .classesOfColumns(targets.count)) }
    _ = try take(options.skipped, "skip")
    let features: [Int]
    if let wanted = options.features {
      features = try take(wanted, "features")
    } else {
      features = names.indices.filter { roles[$0] == nil }
      if let unnamed = features.first(where: { names[$0].isEmpty }) {
        throw CSVError(name, .unnamedColumn(unnamed + 1))
      }
    }
    guard !features.isEmpty else { throw CSVError(name, .noFeatures) }
    return (features, targets)
  }

  /// Whether what is asked for is there; says nothing of the rows.
  public func check(_ options: CSVOptions, name: String) throws(CSVError) { _ = try roles(options, name: name) }
}

extension CSVOptions {
  func separator(for path: String) -> UInt8 {
    separator ?? (path.lowercased().hasSuffix(".tsv") ? UInt8(ascii: "\t") : UInt8(ascii: ","))
  }
}
