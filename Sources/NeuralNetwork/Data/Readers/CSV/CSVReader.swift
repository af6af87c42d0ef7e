import CTables

/// Reads a file's rows into numbers.
struct CSVReader: ~Copyable {
  private let options: CSVOptions
  private let header: CSVHeader
  private var records: CSVRecords
  private var features: [CSVColumn]
  private var targets: [CSVColumn]
  /// rows × columns numbers; of words their codes, of missing values NaN.
  private var x: [Float] = []
  private var y: [Float] = []
  private var rows = 0
  private var dropped = 0
  /// Where a mean stands for a number that was missing.
  private var gaps: [(row: Int, column: Int)] = []
  private var scratchX: [Float]
  private var scratchY: [Float]

  init(_ file: FileContents, name: String, _ options: CSVOptions) throws(CSVError) {
    var records = try CSVRecords(file, name: name, separator: options.separator(for: file.path))
    let header = try CSVHeader(&records, options)
    let names = header.names
    let roles = try header.roles(options, name: name)
    features = roles.features.map { CSVColumn(name: names[$0], index: $0, isTarget: false, hasClasses: false) }
    targets = roles.targets.map {
      CSVColumn(name: names[$0], index: $0, isTarget: true, hasClasses: options.hasClasses)
    }
    // A cell takes two bytes and more: a piece of the file has no more rows than that.
    let piece = min(records.size, ByteFile.piece)
    let stretch = max(1, piece / 2 / names.count)
    scratchX = Array(repeating: 0, count: stretch * features.count)
    scratchY = Array(repeating: 0, count: stretch * targets.count)
    self.options = options
    self.header = header
    self.records = records
  }

  /// All rows.
  mutating func read(_ shouldStop: () -> Bool) throws(CSVError) {
    if !options.hasHeader { try takeRecord() }
    var places = Array(repeating: Int32(CT_SKIP), count: header.names.count)
    for (place, column) in (features + targets).enumerated() { places[column.index] = Int32(place) }
    while true {
      if shouldStop() { throw CSVError(records.name, .stopped) }
      if arePlain { while try takeStretch(places) > 0 {} }
      guard try records.next() else { break }
      try takeRecord()
      if rows == 1 { try reserve() }
    }
  }

  private var arePlain: Bool { features.allSatisfy { $0.kind == .number } && targets.allSatisfy { $0.kind == .number } }

  /// Room for as many rows as the file may have: growing would hold the numbers twice.
  private mutating func reserve() throws(CSVError) {
    guard records.size > 0, records.length > 0 else { return }
    let most = records.size / max(1, min(records.length, 2 * header.names.count)) + 1
    let likely = min(most, records.size / max(1, records.length) * 5 / 4 + 1)
    let bytes = likely.saturatingProduct(rowSize)
    guard bytes / 2 <= options.limit else { throw CSVError(records.name, .noMemory(bytes: bytes)) }
    // What is only likely is not insisted on.
    if bytes <= options.limit, MemoryRoom.allows(bytes) { hold(likely) }
  }

  /// Bytes of a row's numbers.
  private var rowSize: Int { (features.count + targets.count) * MemoryLayout<Float>.stride }

  private mutating func hold(_ rows: Int) {
    x.reserveCapacity(rows * features.count)
    y.reserveCapacity(rows * targets.count)
  }

  /// Sees to it that so many more rows can be appended; half as much again at a time, less where that does not fit.
  private mutating func makeRoom(for more: Int) throws(CSVError) {
    let needed = rows + more
    guard needed * features.count > x.capacity || needed * targets.count > y.capacity else { return }
    for wanted in [max(needed, rows + rows / 2), needed] {
      let bytes = wanted.saturatingProduct(rowSize)
      if bytes <= options.limit, MemoryRoom.allows(bytes) { return hold(wanted) }
    }
    throw CSVError(records.name, .noMemory(bytes: needed.saturatingProduct(rowSize)))
  }

  /// Rows of plain numbers that follow.
  private mutating func takeStretch(_ places: [Int32]) throws(CSVError) -> Int {
    let (width, outputs) = (features.count, targets.count)
    let room = scratchY.count / outputs
    var count = 0
    // The scratch rows leave their owner for the call, which also changes the records.
    var (ownX, ownY) = ([Float](), [Float]())
    swap(&ownX, &scratchX)
    swap(&ownY, &scratchY)
    defer {
      swap(&ownX, &scratchX)
      swap(&ownY, &scratchY)
    }
    var failure: CSVError?
    ownX.withUnsafeMutableBufferPointer { x in
      ownY.withUnsafeMutableBufferPointer { y in
        guard let toX = x.baseAddress, let toY = y.baseAddress else { return }
        do throws(CSVError) {
          count = try records.numbers(
            places: places, features: toX, width: width, targets: toY, outputs: outputs, room: room)
        } catch { failure = error }
      }
    }
    if let failure { throw failure }
    try makeRoom(for: count)
    x += ownX[..<(count * width)]
    y += ownY[..<(count * outputs)]
    rows += count
    return count
  }

  /// The current record, cell by cell.
  private mutating func takeRecord() throws(CSVError) {
    guard records.count == header.names.count else {
      throw CSVError(
        records.name, .cellCount(found: records.count, expected: header.names.count), at: .init(line: records.line))
    }
    // First of all: a word of a row that is left out is none of its column's words.
    if options.missing == .drop, lacksValue {
      dropped += 1
      return
    }
    try makeRoom(for: 1)
    for index in features.indices {
      let value = try features[index].value(in: records)
      if value == nil { try miss(features[index]) }
      x.append(value ?? .nan)
    }
    for index in targets.indices {
      let value = try targets[index].value(in: records)
      if value == nil { try miss(targets[index]) }
      y.append(value ?? .nan)
    }
    rows += 1
  }

  /// Whether a value that is needed is missing in the current record.
  private var lacksValue: Bool {
    features.contains { records.withCell($0.index, \.isMissing) }
      || targets.contains { records.withCell($0.index, \.isMissing) }
  }

  private func miss(_ column: CSVColumn) throws(CSVError) {
    if options.missing == .mean && column.kind != .word && !column.isTarget { return }
    throw CSVError(
      records.name, .missing(target: column.isTarget, isWord: column.kind == .word, policy: options.missing),
      at: column.place(records.line))
  }

  /// What was read, with the codes of words as inputs of their own and means for what is missing.
  consuming func dataset() throws(CSVError) -> Dataset {
    guard rows > 0 else {
      throw CSVError(
        records.name, dropped > 0 ? .allDropped(rows: dropped) : .noRows(header: options.hasHeader ? 1 : 0))
    }
    if let empty = features.first(where: { $0.kind == .open }) {
      throw CSVError(records.name, .noValues, at: empty.firstMissing)
    }
    // A column that turned out to hold words has no mean for what was missing before the first of them.
    if options.missing == .mean, let late = features.first(where: { $0.kind == .word && $0.missing > 0 }) {
      throw CSVError(
        records.name, .missing(target: false, isWord: true, policy: .mean), at: late.firstMissing)
    }
    let means = fillMissing()
    let sorted = features.map { $0.kind == .word ? $0.sortedWords(asNumbers: false) : nil }
    let columns = features.indices.map { index in
      TableColumns.Column(
        name: features[index].name, kind: sorted[index].map { .words($0.words) } ?? .number(mean: means[index]))
    }
    let filled = options.missing == .mean ? features.reduce(0) { $0 + $1.missing } : 0
    let table = TableColumns(inputs: columns, areNamed: options.hasHeader, dropped: dropped, filled: filled)
    try expand(sorted.map { $0?.places }, width: table.width)
    var dataset = Dataset(
      name: Self.title(records.name), shape: Shape(table.width), featureNames: columns.flatMap(\.inputNames), x: x,
      targets: try encodedTargets())
    dataset.columns = table
    let starts = table.starts
    dataset.gaps = gaps.map { $0.row * table.width + starts[$0.column] }
    return dataset
  }

  /// Puts each column's mean where a number is missing.
  private mutating func fillMissing() -> [Float?] {
    guard options.missing == .mean else { return features.map { _ in nil } }
    let width = features.count
    return features.indices.map { column in
      guard features[column].kind == .number else { return nil }
      var (sum, count) = (0.0, 0)
      for place in stride(from: column, to: x.count, by: width) where !x[place].isNaN {
        sum += Double(x[place])
        count += 1
      }
      let mean = Float(sum / Double(count))
      if features[column].missing > 0 {
        for place in stride(from: column, to: x.count, by: width) where x[place].isNaN {
          x[place] = mean
          gaps.append((place / width, column))
        }
      }
      return mean
    }
  }

  /// Codes of words become rows of 0 and a 1.
  private mutating func expand(_ places: [[Int]?], width: Int) throws(CSVError) {
    guard places.contains(where: { $0 != nil }) else { return }
    let bytes = rows.saturatingProduct(width).saturatingProduct(MemoryLayout<Float>.stride)
    guard bytes <= options.limit, MemoryRoom.allows(bytes) else {
      throw CSVError(records.name, .noMemory(bytes: bytes))
    }
    var wide: [Float] = []
    wide.reserveCapacity(rows * width)
    var at = 0
    for _ in 0..<rows {
      for places in places {
        if let places {
          let start = wide.count
          wide += repeatElement(0, count: places.count)
          wide[start + places[Int(x[at])]] = 1
        } else {
          wide.append(x[at])
        }
        at += 1
      }
    }
    x = wide
  }

  private func encodedTargets() throws(CSVError) -> Dataset.Targets {
    guard let word = targets.first(where: { $0.kind == .word }) else {
      return .numbers(names: targets.map(\.name), values: y)
    }
    guard targets.count == 1 else {
      throw CSVError(records.name, .wordsAmongTargets, at: word.place(options.hasHeader ? 2 : 1))
    }
    let (names, places) = word.sortedWords(asNumbers: true)
    guard names.count > 1 || options.mayHaveOneClass else { throw CSVError(records.name, .oneClass(names[0])) }
    return .classes(names: names, indices: y.map { places[Int($0)] })
  }

  /// `iris` of `folder/iris.csv`.
  private static func title(_ path: String) -> String {
    let file = path.split(separator: "/").last ?? Substring(path)
    return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? String(file)
  }
}

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
