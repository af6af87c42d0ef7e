extension Dataset {
  /// Images and their labels, as bytes.
  ///
  /// - Parameters:
  ///   - name: what the data are called.
  ///   - images: count × rows × columns, or with channels as a fourth dimension.
  ///   - labels: one for each image.
  ///   - test: images of the same shape that the data bring as their test part.
  ///   - classNames: of the labels 0, 1, 2 …; nil: the labels that occur are the names.
  public init(
    name: String, images: IDXFile, labels: IDXFile, test: (images: IDXFile, labels: IDXFile)? = nil,
    classNames: [String]? = nil
  ) throws(IDXError) {
    let shape = try images.imageShape
    var files = [(images: images, labels: labels)]
    if let test {
      let other = try test.images.imageShape
      guard other == shape else {
        throw IDXError(
          test.images.name, .otherShape(other.dimensions, expected: shape.dimensions, of: images.name))
      }
      files.append(test)
    }
    for file in files {
      guard file.labels.dimensions.count == 1 else {
        throw IDXError(file.labels.name, .notLabels(file.labels.dimensions))
      }
      let (count, imageCount) = (file.labels.dimensions[0], file.images.dimensions[0])
      guard count == imageCount else {
        throw IDXError(file.labels.name, .labelCount(labels: count, images: imageCount, of: file.images.name))
      }
    }
    var labelBytes: [UInt8] = []
    var pixels: [UInt8] = []
    pixels.reserveCapacity(files.reduce(0) { $0 + $1.images.count })
    for file in files {
      try file.labels.append(to: &labelBytes)
      try file.images.append(to: &pixels)
    }
    let rows = images.dimensions[0]
    self.init(
      name: name, shape: shape, numbers: .bytes(pixels),
      targets: try Self.targets(labelBytes, names: classNames, file: labels.name),
      testRows: test == nil ? nil : rows..<labelBytes.count)
  }

  /// Classes in the order of their labels.
  private static func targets(_ labels: [UInt8], names: [String]?, file: String) throws(IDXError) -> Targets {
    var occurs = Array(repeating: false, count: 256)
    for label in labels { occurs[Int(label)] = true }
    let found = occurs.indices.filter { occurs[$0] }
    if let names, found.allSatisfy(names.indices.contains) {
      return .classes(names: names, indices: labels.map { Int($0) })
    }
    guard found.count > 1 else { throw IDXError(file, .oneClass(UInt8(found[0]))) }
    var numbers = Array(repeating: 0, count: 256)
    for (index, label) in found.enumerated() { numbers[label] = index }
    return .classes(names: found.map(String.init), indices: labels.map { numbers[Int($0)] })
  }
}

extension IDXFile {
  /// Rows × columns × channels.
  fileprivate var imageShape: Shape {
    get throws(IDXError) {
      guard dimensions.count == 3 || dimensions.count == 4 else { throw IDXError(name, .notImages(dimensions)) }
      return Shape(Array(dimensions[1...]) + (dimensions.count == 3 ? [1] : []))
    }
  }
}
