/// The world a dry run plays in: a description of session and model without weights and data, cheap to copy.
///
/// Values that are known only when the script runs are nil in the invocations; a host that needs one treats what
/// follows from it as unknown and complains of nothing it does not know.
package protocol PlanningHost: AnyObject {
  /// Carries a statement out on the description and tells what cannot work.
  ///
  /// - Parameter isCertain: false on ways that the run may not take.
  func plan(_ invocation: Invocation, isCertain: Bool) -> [Diagnostic]
  /// A measure that is sure to be asked for, or one of a layer.
  func ask(_ reference: MeasureReference, at range: SourceRange) -> [Diagnostic]
  func ask(_ layerMeasure: String, layer: Int, at range: SourceRange) -> [Diagnostic]
  /// `layer residual`, `data table`: before the body and after it.
  func open(_ invocation: Invocation) -> [Diagnostic]
  func close(_ invocation: Invocation) -> [Diagnostic]
  /// `train until … limit N UNIT`.
  func planTraining(limit: Int?, unit: TimeUnit, at range: SourceRange) -> [Diagnostic]
  /// `stop when CONDITION`: a training from here on may end before it began.
  func plan(stopWhen condition: Expression, at range: SourceRange)
  /// `try STATEMENT for N steps`: on a copy that begins anew.
  func attempt(_ invocation: Invocation) -> [Diagnostic]
  /// For what runs some time later, beside models and data that nobody knows yet: a copy that knows only what there may be.
  func later() -> any PlanningHost
  /// A copy that goes its own way, while this one rests.
  func fork() -> any PlanningHost
  /// Goes on where forks of this one ended: what is the same on all their ways stays known, the rest becomes unknown.
  /// The forks are not used any more.
  func join(_ ways: [any PlanningHost])
}
