import NNScript
import NNText
import NeuralNetwork

/// Every error code there is, in the order of its number: what `explain` and docs/errors.md read.
package enum ErrorCatalogue {
  package static let codes: [DiagnosticCode] = (DiagnosticCode.language + commands).sorted { $0.id < $1.id }

  /// Those of this module; each is declared beside the check that emits it.
  private static let commands: [DiagnosticCode] = [
    .noHelp, .noTable, .unknownCode, .layerAfterOutput, .modelTooLarge, .noLayers, .noSuchLayer, .inputShape,
    .noSuchModel,
    .shape,
    .outputMisfit, .lossMisfit, .noWeights, .inputMisfit, .noSuchUnit, .emptyBlock, .tableRow, .splitShares, .noData,
    .cloud,
    .badDataFile, .missingPackage, .tableColumn,
    .noSuchRow,
    .nothingToRepeat, .noMeasure, .noSuchRun, .nothingToSet, .expectationFailed, .trainingInTraining, .diverged,
    .outOfOrder, .noPicture, .misplacedLesson, .sharedFile, .noSuchSweep, .noThread,
    .cannotRead, .cannotWrite, .badModelFile, .cannotExport, .cannotImport,
    .badCheckpoint,
    .limitPassed, .noMemory,
  ]
}

extension Diagnostic {
  /// What the library says, at a place of the script; of a file, with its name in front.
  init(_ code: DiagnosticCode, _ error: some LibraryError, of path: String? = nil, at range: SourceRange?) {
    let name = Wording(verbatim: path.map { "'\($0)': " } ?? "")
    self.init(code, name + error.wording, at: range, help: error.advice)
  }
}

/// Counts and sizes as messages write them.
enum CountText {
  /// Thousands grouped: `1,234,567`.
  static func number(_ count: Int) -> String {
    let digits = String(count)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) && text != "-" { text += "," }
      text.append(digit)
    }
    return text
  }

  static func rows(_ count: Int) -> Wording {
    Wording(en: "\(number(count)) row\(count == 1 ? "" : "s")", ko: "\(number(count))행")
  }

  static func units(_ count: Int) -> Wording {
    Wording(en: "\(number(count)) unit\(count == 1 ? "" : "s")", ko: "유닛 \(number(count))개")
  }

  static func cases(_ count: Int) -> Wording {
    Wording(en: "\(number(count)) case\(count == 1 ? "" : "s")", ko: "경우 \(number(count))개")
  }

  /// Binary multiples, three significant digits: `12 KiB`, `3.73 GiB`.
  static func bytes(_ bytes: Int) -> Wording {
    if bytes == .max {
      return Wording(en: "more memory than any machine has", ko: "어떤 컴퓨터에도 없을 만큼의 메모리")
    }
    let names = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(bytes)
    var index = 0
    while value >= 1024 && index < names.count - 1 {
      value /= 1024
      index += 1
    }
    let number = index == 0 ? String(bytes) : NumberFormat.significant(value, digits: 3)
    return Wording(en: "\(number) \(names[index])", ko: index == 0 ? "\(number)바이트" : "\(number) \(names[index])")
  }
}
