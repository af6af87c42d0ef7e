extension Dataset {
  /// Rows of two arrays of an `.npz` archive.
  ///
  /// - Parameters:
  ///   - file: the archive as it is on disk.
  ///   - name: what errors call the archive.
  ///   - x: name of the inputs: rows × features, or rows × height × width (× channels).
  ///   - y: name of the targets: one a row, or rows × columns.
  ///   - hasClasses: the numbers of `y` are names of classes.
  ///   - channelsFirst: images are rows × channels × height × width, as PyTorch has them; they become channels last.
  ///   - mayHaveOneClass: as those of a test part may, whose classes others name.
  ///   - limit: more bytes of numbers than that are refused.
  public init(
    npz file: [UInt8], name: String, x: String, y: String, hasClasses: Bool, channelsFirst: Bool = false,
    mayHaveOneClass: Bool = false, limit: Int = 1 << 40
  ) throws(NumPyError) {
    let archive = try ZipArchive(file, name: name)
    func array(_ wanted: String) throws(NumPyError) -> NPYArray {
      guard let entry = archive.entries.first(where: { $0.name == wanted + ".npy" || $0.name == wanted }) else {
        let arrays = archive.entries.map { $0.name.hasSuffix(".npy") ? String($0.name.dropLast(4)) : $0.name }
        throw NumPyError(name, .noArray(wanted, arrays: arrays))
      }
      return try NPYArray(try archive.contents(of: entry), name: "\(name): \(wanted)", limit: limit)
    }
    try self.init(
      name: "npz", x: try array(x), y: try array(y), hasClasses: hasClasses, channelsFirst: channelsFirst,
      mayHaveOneClass: mayHaveOneClass)
  }

  /// Rows of two arrays: see ``init(npz:name:x:y:hasClasses:channelsFirst:mayHaveOneClass:limit:)``.
  public init(
    name: String, x: NPYArray, y: NPYArray, hasClasses: Bool, channelsFirst: Bool = false,
    mayHaveOneClass: Bool = false
  ) throws(NumPyError) {
    guard let rows = x.shape.first, (1...4).contains(x.shape.count) else {
      throw NumPyError(x.name, .notInputs(shape: x.shape))
    }
    guard rows > 0 else { throw NumPyError(x.name, .noRows) }
    guard x.shape.allSatisfy({ $0 > 0 }) else { throw NumPyError(x.name, .notInputs(shape: x.shape)) }
    guard (1...2).contains(y.shape.count), y.shape.last ?? 0 > 0 || y.shape.count == 1 else {
      throw NumPyError(y.name, .notTargets(shape: y.shape))
    }
    guard y.shape[0] == rows else { throw NumPyError(y.name, .rowCount(x: rows, y: y.shape[0])) }
    guard !channelsFirst || x.shape.count == 4 else { throw NumPyError(x.name, .noChannels(shape: x.shape)) }
    let columns = y.shape.count == 2 ? y.shape[1] : 1
    try x.checkFinite(width: x.numbers.count / rows)
    try y.checkFinite(width: columns)
    let shape =
      switch x.shape.count {
      case 1: Shape(1)
      case 2: Shape(x.shape[1])
      case 3: Shape([x.shape[1], x.shape[2], 1])
      default: channelsFirst ? Shape([x.shape[2], x.shape[3], x.shape[1]]) : Shape(Array(x.shape[1...]))
      }
    let targets: Targets
    if hasClasses {
      guard columns == 1 else { throw NumPyError(y.name, .classesOfColumns(columns)) }
      targets = Targets(classesOf: y.numbers.floats)
      if let names = targets.classNames, names.count == 1, !mayHaveOneClass {
        throw NumPyError(y.name, .oneClass(names[0]))
      }
    } else {
      targets = .numbers(
        names: columns == 1 ? ["y"] : (1...columns).map { "y\($0)" }, values: y.numbers.floats)
    }
    let numbers =
      channelsFirst
      ? x.numbers.gathered(shape.placesOfChannelsFirst.map(Optional.some), width: shape.count) : x.numbers
    self.init(name: name, shape: shape, numbers: numbers, targets: targets)
  }
}

extension Shape {
  /// Of an image's numbers, pixel by pixel with its channels, where they stand if it comes channel by channel.
  fileprivate var placesOfChannelsFirst: [Int] {
    let (height, width, channels) = (dimensions[0], dimensions[1], dimensions[2])
    return (0..<height * width).flatMap { pixel in (0..<channels).map { $0 * height * width + pixel } }
  }
}

extension Dataset.Targets {
  /// Classes in the order of the numbers that stand for them.
  init(classesOf numbers: [Float]) {
    let distinct = Array(Set(numbers)).sorted()
    let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    self = .classes(
      names: distinct.map { Self.className(Double($0), or: "\($0)") }, indices: numbers.map { places[$0] ?? 0 })
  }

  /// What a class is called that a number stands for: 3, not 3.0.
  static func className(_ number: Double, or text: String) -> String { Int(exactly: number).map(String.init) ?? text }
}

extension NPYArray {
  fileprivate func checkFinite(width: Int) throws(NumPyError) {
    guard case .floats(let floats) = numbers, let place = floats.firstIndex(where: { !$0.isFinite }) else { return }
    let row = place / width + 1
    throw NumPyError(name, .notFinite(row: row, column: place % width + 1, value: "\(floats[place])"))
  }
}
