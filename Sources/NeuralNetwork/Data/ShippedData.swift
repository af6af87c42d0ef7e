import CDatasets
import NNText

/// The small real data sets that are part of the library. Sources and licences: Sources/CDatasets.
public enum ShippedData: String, CaseIterable, Hashable, Sendable {
  /// 150 irises: four lengths in cm, three kinds.
  case iris
  /// 1,797 handwritten digits of 8×8 pixels from 0 to 16.
  case digits

  /// One line for a help text.
  public var summary: Wording {
    switch self {
    case .iris: Wording(en: "150 flowers of 3 kinds by 4 lengths", ko: "4가지 길이로 나타낸 3종의 꽃 150송이")
    case .digits: Wording(en: "1,797 handwritten digits of 8×8 pixels", ko: "8×8 픽셀의 손글씨 숫자 1,797개")
    }
  }

  /// The shape of a row.
  public var shape: Shape {
    switch self {
    case .iris: Shape(Int(NN_IRIS_COLUMNS))
    case .digits: Shape([8, 8, 1])
    }
  }

  /// How many rows there are.
  public var rows: Int {
    switch self {
    case .iris: Int(NN_IRIS_ROWS)
    case .digits: Int(NN_DIGITS_ROWS)
    }
  }

  /// The classes in the order of their numbers.
  public var classNames: [String] {
    switch self {
    case .iris: ["setosa", "versicolor", "virginica"]
    case .digits: (0...9).map(String.init)
    }
  }

  /// The columns of the inputs; `nil` for images.
  public var columns: TableColumns? {
    switch self {
    case .iris: TableColumns(numbers: ["sepal_length", "sepal_width", "petal_length", "petal_width"])
    case .digits: nil
    }
  }

  /// The rows.
  public func dataset() -> Dataset {
    switch self {
    case .iris:
      let tenths = UnsafeBufferPointer(start: nn_iris(), count: rows * shape.count)
      var data = Dataset(
        name: rawValue, shape: shape, featureNames: columns?.inputs.map(\.name),
        x: tenths.map { Float($0) / 10 },
        targets: .classes(names: classNames, indices: (0..<rows).map { $0 / (rows / 3) }))
      data.columns = columns
      return data
    case .digits:
      let line = 1 + Int(NN_DIGITS_PIXELS)
      let text = UnsafeRawBufferPointer(start: nn_digits(), count: rows * line)
      var pixels: [UInt8] = []
      pixels.reserveCapacity(rows * shape.count)
      var indices: [Int] = []
      for row in 0..<rows {
        indices.append(Int(text[row * line] - UInt8(ascii: "0")))
        for pixel in text[(row * line + 1)..<((row + 1) * line)] { pixels.append(pixel - UInt8(ascii: "A")) }
      }
      return Dataset(
        name: rawValue, shape: shape, numbers: .bytes(pixels), targets: .classes(names: classNames, indices: indices))
    }
  }
}
