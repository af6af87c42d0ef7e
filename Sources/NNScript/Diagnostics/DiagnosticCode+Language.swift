extension DiagnosticCode {
  /// The codes of the language itself, for `explain` and docs/errors.md.
  package static let language: [DiagnosticCode] =
    [unreadableInclude, includeCycle, tooManyIncludes]
    + [invalidEncoding, strayCharacter, unclosedString, unclosedBracket, malformedNumber, textTooLarge]
    + [gluedArguments, unknownEscape, unbalancedBrace, unclosedBlock, strayEnd, unexpected, tooDeep]
    + [comparisonChain, assignmentInCondition, reservedWord]
    + signatures + checker + evaluation
}
