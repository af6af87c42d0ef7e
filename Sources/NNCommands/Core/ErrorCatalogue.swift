import NNScript

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
