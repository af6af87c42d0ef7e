extension Dataset {
  /// Rows of a file of comma separated values (RFC 4180; line ends of any system, a byte order mark, other separators).
  ///
  /// Numbers stay, a column of words becomes one input a word. A target of words, or any with `hasClasses`, is classes in
  /// sorted order. The file is read once, a piece at a time: memory holds the numbers and little more.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - contents: its bytes where they are at hand; nil: they are read.
  ///   - name: what errors call it; nil: the path.
  ///   - options: which columns are the targets, and how the file is written.
  ///   - shouldStop: asked now and then; true ends reading with an error.
  public init(
    csv path: String, contents: [UInt8]? = nil, name: String? = nil, _ options: CSVOptions,
    shouldStop: () -> Bool = { false }
  ) throws(CSVError) {
    try self.init(csv: FileContents(path, bytes: contents), name: name ?? path, options, shouldStop: shouldStop)
  }

  package init(
    csv file: FileContents, name: String, _ options: CSVOptions, shouldStop: () -> Bool
  ) throws(CSVError) {
    var reader = try CSVReader(file, name: name, options)
    try reader.read(shouldStop)
    self = try reader.dataset()
  }
}
