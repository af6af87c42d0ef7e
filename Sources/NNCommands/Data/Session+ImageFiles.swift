import NNScript
import NeuralNetwork

/// `data idx` and `data fashion_mnist`.
extension Session {
  func images(
    _ files: DataSource.Files, test: DataSource.Files?, at range: SourceRange
  ) throws(Stop) -> Dataset {
    let train = try opened(files)
    let opened: (images: IDXFile, labels: IDXFile)? = if let test { try self.opened(test) } else { nil }
    return try dataset(named: "idx", train, test: opened, classNames: nil, at: range)
  }

  /// - Parameter folders: where the package may have put its files.
  func fashionMNIST(
    in folders: [String] = FashionMNIST.folders, at range: SourceRange
  ) throws(Stop) -> Dataset {
    guard let folder = folders.first(where: { FileAccess.exists("\($0)/\(FashionMNIST.files[0])") }) else {
      throw .failed(
        Diagnostic(
          .missingPackage, "fashion_mnist is not on this machine: it comes with the package '\(FashionMNIST.package)'",
          at: range,
          help: "install it with `apt-get install \(FashionMNIST.package)`; files of your own are read by `data idx`"))
    }
    let paths = FashionMNIST.files.map { (path: "\(folder)/\($0)", range: range) }
    let train = try opened(DataSource.Files(images: paths[0], labels: paths[1]))
    let test = try opened(DataSource.Files(images: paths[2], labels: paths[3]))
    return try dataset(
      named: FashionMNIST.word, train, test: test, classNames: FashionMNIST.classNames, at: range)
  }

  private func opened(_ files: DataSource.Files) throws(Stop) -> (images: IDXFile, labels: IDXFile) {
    (try file(files.images), try file(files.labels))
  }

  private func file(_ file: (path: String, range: SourceRange)) throws(Stop) -> IDXFile {
    let bytes = try read(file.path, at: file.range, limit: Machine.memoryBytes)
    do {
      return try IDXFile(bytes, name: file.path, limit: Machine.memoryBytes)
    } catch {
      throw .failed(Diagnostic(.badDataFile, error, at: file.range))
    }
  }

  private func dataset(
    named name: String, _ train: (images: IDXFile, labels: IDXFile), test: (images: IDXFile, labels: IDXFile)?,
    classNames: [String]?, at range: SourceRange
  ) throws(Stop) -> Dataset {
    do {
      return try Dataset(
        name: name, images: train.images, labels: train.labels, test: test, classNames: classNames)
    } catch {
      throw .failed(Diagnostic(.badDataFile, error, at: range))
    }
  }
}

/// Zalando's images of clothes, as Debian packages them.
///
/// Source: H. Xiao, K. Rasul, R. Vollgraf, arXiv:1708.07747 (2017), licence MIT.
enum FashionMNIST {
  static let word = "fashion_mnist"
  static let package = "dataset-fashion-mnist"
  static let folders = ["/usr/share/datasets/fashion-mnist", "/usr/local/share/datasets/fashion-mnist"]
  static let files = [
    "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
  ]
  static let classNames = [
    "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
  ]
  static let outline = DataOutline(
    name: word, input: Shape([28, 28, 1]), targets: .classes(names: classNames, indices: []), rows: 70_000,
    isTable: false, testRows: 10_000)
}

extension DiagnosticCode {
  static let badDataFile = DiagnosticCode(
    "E0506", "a file of data that cannot be used",
    """
    The file is damaged, cut off, of another format, or does not go with the files beside it. The message names the \
    file, what was found there and what was expected. Nothing of it was taken over.
    """)
  static let missingPackage = DiagnosticCode(
    "E0507", "data that are not installed",
    """
    fashion_mnist is read from Debian's package dataset-fashion-mnist, which is not part of nnsh. The package puts its \
    files below /usr/share/datasets/fashion-mnist.
    """)
}
