import NNText

/// What is wrong with a file of NumPy's, or with what is asked of it. Rows and columns count from 1.
public struct NumPyError: LibraryError, Hashable {
  /// The kinds of mistakes.
  public enum Reason: Hashable, Sendable {
    case notNPY
    case version(Int)
    case header(Wording)
    case objects
    case type(Wording)
    case size(shape: [Int], expected: Int, found: Int)
    case tooLarge(shape: [Int])
    case notZip
    case truncatedZip
    case damagedZip(Wording)
    case encrypted
    case method(Int)
    case bomb(compressed: Int, claimed: Int)
    case noArray(String, arrays: [String])
    case noRows
    case notInputs(shape: [Int])
    case noChannels(shape: [Int])
    case notTargets(shape: [Int])
    case rowCount(x: Int, y: Int)
    case notFinite(row: Int, column: Int, value: String)
    case classesOfColumns(Int)
    case oneClass(String)
  }

  /// The file, of an archive with the array: `f.npz: x`.
  public let name: String
  /// What is wrong with it.
  public let reason: Reason

  init(_ name: String, _ reason: Reason) {
    self.name = name
    self.reason = reason
  }

  public var wording: Wording { Wording(en: "'\(name)' \(text)", ko: "'\(name)': \(text)") }

  private var text: Wording {
    switch reason {
    case .notNPY:
      Wording(
        en: "is no array of NumPy's: it does not begin with \\x93NUMPY", ko: "NumPy 배열이 아닙니다. \\x93NUMPY로 시작하지 않습니다")
    case .version(let version):
      Wording(
        en: "is written in version \(version) of the format, versions 1 to 3 are known",
        ko: "형식의 버전이 \(version)입니다. 1부터 3까지만 읽습니다")
    case .header(let what): Wording(en: "has a header that cannot be read: \(what)", ko: "헤더를 읽을 수 없습니다. \(what)")
    case .objects:
      Wording(en: "holds Python objects, which only Python may read", ko: "Python 객체가 들어 있습니다. 그것은 Python만 읽을 수 있습니다")
    case .type(let type):
      Wording(
        en: "holds numbers of type \(type), expected float32, float64, integers or booleans",
        ko: "수의 형식이 \(type)입니다. float32, float64, 정수, 참거짓 값만 읽습니다")
    case .size(let shape, let expected, let found):
      Wording(
        en: "has \(found) bytes of numbers, its header (\(Self.product(shape))) makes that \(expected)",
        ko: "수가 \(found)바이트인데, 헤더(\(Self.product(shape)))대로라면 \(expected)바이트여야 합니다")
    case .tooLarge(let shape):
      Wording(
        en: "claims \(Self.product(shape)) numbers, more than fit this machine",
        ko: "수가 \(Self.product(shape))개라고 적혀 있는데 이 컴퓨터에 들어가지 않는 양입니다")
    case .notZip: Wording(en: "is no npz file: no zip archive ends there", ko: "npz 파일이 아닙니다. zip 파일의 끝이 없습니다")
    case .truncatedZip: Wording(en: "is cut off", ko: "잘린 파일입니다")
    case .damagedZip(let what): Wording(en: "is damaged: \(what)", ko: "손상된 파일입니다. \(what)")
    case .encrypted: Wording(en: "is encrypted", ko: "암호가 걸린 파일입니다")
    case .method(let method):
      Wording(
        en: "is compressed by method \(method), expected stored or deflate",
        ko: "압축 방법이 \(method)입니다. 압축하지 않은 것과 deflate만 읽습니다")
    case .bomb(let compressed, let claimed):
      Wording(
        en: "claims to hold \(claimed >> 20) MiB in \(compressed) compressed bytes: such a file is refused",
        ko: "압축된 \(compressed)바이트에 \(claimed >> 20) MiB가 들어 있다고 적혀 있습니다. 그런 파일은 읽지 않습니다")
    case .noArray(let name, _): Wording(en: "has no array '\(name)'", ko: "'\(name)' 배열이 없습니다")
    case .noRows: Wording(en: "has no rows", ko: "행이 없습니다")
    case .notInputs(let shape):
      Wording(
        en: "has the shape \(Self.product(shape)), expected rows × features, or rows × height × width × channels",
        ko: "모양이 \(Self.product(shape))입니다. 행 × 특성, 또는 행 × 높이 × 너비 × 채널이어야 합니다")
    case .noChannels(let shape):
      Wording(
        en: "has the shape \(Self.product(shape)), `channels first` needs rows × channels × height × width",
        ko: "모양이 \(Self.product(shape))입니다. `channels first`에는 행 × 채널 × 높이 × 너비가 필요합니다")
    case .notTargets(let shape):
      Wording(
        en: "has the shape \(Self.product(shape)), expected a target a row, or rows × columns",
        ko: "모양이 \(Self.product(shape))입니다. 행마다 정답 하나, 또는 행 × 열이어야 합니다")
    case .rowCount(let x, let y):
      Wording(en: "has \(y) targets, but there are \(x) rows of inputs", ko: "정답은 \(y)개인데 입력은 \(x)행입니다")
    case .notFinite(let row, let column, let value):
      Wording(en: "has \(value) in row \(row), column \(column)", ko: "\(row)행 \(column)열의 값이 \(value)입니다")
    case .classesOfColumns(let count):
      Wording(
        en: "`as classes` makes one column the classes, found \(count)", ko: "`as classes`는 한 열을 클래스로 쓰는데 \(count)열입니다"
      )
    case .oneClass(let name):
      Wording(en: "has the one class \(name): there is nothing to tell apart", ko: "클래스가 \(name) 하나뿐이라서 가려낼 것이 없습니다")
    }
  }

  public var advice: Wording? {
    switch reason {
    case .objects:
      Wording(
        en: "save numbers alone: numpy.savez(\"f.npz\", x=x, y=y) with arrays of floats or integers",
        ko: "실수나 정수의 배열만 저장하세요: numpy.savez(\"f.npz\", x=x, y=y)")
    case .type: Wording(en: "in Python: x.astype(\"float32\")", ko: "Python에서: x.astype(\"float32\")")
    case .noArray(_, let arrays):
      arrays.isEmpty
        ? Wording(en: "it holds: nothing", ko: "배열이 하나도 없습니다")
        : Wording(en: "it holds: \(arrays.joined(separator: " "))", ko: "있는 배열: \(arrays.joined(separator: " "))")
    case .notZip:
      Wording(
        en: "one array alone is a .npy file: data npy \"x.npy\" \"y.npy\"",
        ko: "배열 하나만 든 것은 .npy 파일입니다: data npy \"x.npy\" \"y.npy\"")
    case .truncatedZip, .damagedZip, .size:
      Wording(
        en: "the file was cut off or changed while it was copied: fetch it again", ko: "복사하다가 잘렸거나 바뀐 파일입니다. 다시 받으세요")
    case .notFinite: Wording(en: "replace missing numbers before you save the array", ko: "배열을 저장하기 전에 빠진 수를 채우세요")
    default: nil
    }
  }

  private static func product(_ shape: [Int]) -> Wording {
    shape.isEmpty
      ? Wording(en: "a single number", ko: "수 하나") : Wording(verbatim: shape.map(String.init).joined(separator: "×"))
  }
}
