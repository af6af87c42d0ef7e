import NNScript
import NNText
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
    guard let folder = folders.first(where: { FileLocation("\($0)/\(FashionMNIST.files[0])").exists }) else {
      throw .failed(
        Diagnostic(
          .missingPackage,
          Wording(
            en: "fashion_mnist is not on this machine: it comes with the package '\(FashionMNIST.package)'",
            ko: "이 컴퓨터에 fashion_mnist가 없습니다. '\(FashionMNIST.package)' 패키지에 들어 있습니다"),
          at: range,
          help: Wording(
            en: "install it with `apt-get install \(FashionMNIST.package)`; files of your own are read by `data idx`",
            ko: "`apt-get install \(FashionMNIST.package)`로 설치하세요. 가지고 있는 파일은 `data idx`로 읽습니다")))
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
    let bytes = try read(file.path, at: file.range)
    do {
      return try IDXFile(bytes, name: file.path, limit: state.workspace.description.memory.spare / 4)
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
    "E0506", Wording(en: "a file of data that cannot be used", ko: "쓸 수 없는 데이터 파일"),
    Wording(
      en: """
        The file is damaged, cut off, of another format, or does not go with the files beside it. The message names the \
        file, what was found there and what was expected. Nothing of it was taken over.
        """,
      ko: """
        파일이 손상되었거나, 잘렸거나, 형식이 다르거나, 함께 쓰는 파일과 맞지 않습니다. 메시지에 어느 파일에 무엇이 있고 무엇이 있어야 하는지 나옵니다. 아무것도 읽어 들이지 \
        않았습니다.
        """))
  static let missingPackage = DiagnosticCode(
    "E0507", Wording(en: "data that are not installed", ko: "설치되지 않은 데이터"),
    Wording(
      en: """
        fashion_mnist is read from Debian's package dataset-fashion-mnist, which is not part of nnsh. The package puts its \
        files below /usr/share/datasets/fashion-mnist.
        """,
      ko: """
        fashion_mnist는 데비안 패키지 dataset-fashion-mnist에서 읽는데, 이 패키지는 nnsh에 들어 있지 않습니다. 패키지의 파일은 \
        /usr/share/datasets/fashion-mnist 아래에 놓입니다.
        """))
}

/// `data npz` and `data npy`.
extension Session {
  func arrays(_ call: Invocation) throws(Stop) -> Dataset {
    let own = try arrays(("x_name", "y_name"), ("x_path", "y_path"), call)
    let keys = call.form == "npz" ? ("test_x_name", "test_y_name") : ("test_x_path", "test_y_path")
    guard call.arguments.has("test") else { return own }
    let test = try arrays(("test_x_name", "test_y_name"), ("test_x_path", "test_y_path"), isTest: true, call)
    do { return try own.adding(test: test) } catch {
      throw .failed(
        Diagnostic(
          .badDataFile, Wording(en: "the test rows: ", ko: "시험 데이터: ") + error.wording,
          at: call.arguments.range(keys.0) ?? call.range, help: error.advice))
    }
  }

  /// Inputs and targets: of an archive by their names, else of a file each.
  private func arrays(
    _ names: (x: String, y: String), _ paths: (x: String, y: String), isTest: Bool = false, _ call: Invocation
  ) throws(Stop) -> Dataset {
    let arguments = call.arguments
    let (hasClasses, channelsFirst) = (arguments.has("classes"), arguments.has("channels"))
    if call.form == "npz" {
      let path = arguments.text("path") ?? ""
      let (x, y) = (arguments.text(names.x) ?? "", arguments.text(names.y) ?? "")
      let file = try bytes("path", call)
      return try reading("path", call) { () throws(NumPyError) in
        try Dataset(
          npz: file, name: path, x: x, y: y, hasClasses: hasClasses, channelsFirst: channelsFirst,
          mayHaveOneClass: isTest, limit: state.workspace.description.memory.spare / (channelsFirst ? 8 : 4))
      }
    }
    let (x, y) = (try array(paths.x, call), try array(paths.y, call))
    do {
      return try Dataset(
        name: "npy", x: x, y: y, hasClasses: hasClasses, channelsFirst: channelsFirst, mayHaveOneClass: isTest)
    } catch {
      throw .failed(diagnostic(error, at: error.name == x.name ? paths.x : paths.y, call))
    }
  }

  /// An array of three dimensions or more is taken for images, which its owner may not have meant.
  func noteShape(of data: Dataset, _ call: Invocation) {
    guard data.shape.dimensions.count == 3 else { return }
    let (height, width, channels) = (data.shape.dimensions[0], data.shape.dimensions[1], data.shape.dimensions[2])
    let images = Wording(
      en: "each row is an image of \(height)×\(width) with \(channels) channel\(channels == 1 ? "" : "s")",
      ko: "행마다 \(height)×\(width) 이미지이고 채널은 \(channels)개입니다")
    let looksFirst = !call.arguments.has("channels") && [1, 3, 4].contains(height) && channels > 4
    log(
      .info,
      looksFirst
        ? images
          + Wording(
            en: "; if the channels come first, say `channels first`", ko: ". 채널이 앞에 오면 `channels first`를 쓰세요")
        : images)
  }

  private func array(_ key: String, _ call: Invocation) throws(Stop) -> NPYArray {
    let file = try bytes(key, call)
    return try reading(key, call) { () throws(NumPyError) in
      try NPYArray(file, name: call.arguments.text(key) ?? "", limit: state.workspace.description.memory.spare / 4)
    }
  }

  private func bytes(_ key: String, _ call: Invocation) throws(Stop) -> [UInt8] {
    try read(call.arguments.text(key) ?? "", at: call.arguments.range(key) ?? call.range)
  }

  private func reading<Result>(
    _ key: String, _ call: Invocation, _ body: () throws(NumPyError) -> Result
  ) throws(Stop) -> Result {
    do {
      return try body()
    } catch {
      throw .failed(diagnostic(error, at: key, call))
    }
  }

  /// A mistake in a file is at its path, one in the name of an array at that name.
  private func diagnostic(_ error: NumPyError, at key: String, _ call: Invocation) -> Diagnostic {
    guard case .noArray(let name, let arrays) = error.reason else {
      return Diagnostic(.badDataFile, error.wording, at: call.arguments.range(key) ?? call.range, help: error.advice)
    }
    let item = call.arguments.items.last { $0.key.hasSuffix("_name") && $0.value == .text(name) }
    let near = Spelling.suggestion(for: name, among: arrays).map { Wording.didYouMean($0) }
    return Diagnostic(.tableColumn, error.wording, at: item?.range ?? call.range, help: near ?? error.advice)
  }
}
