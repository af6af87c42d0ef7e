import NNScript
import NeuralNetwork

/// `schedule [warmup N UNIT] constant | step every N UNIT by F | exponential F | cosine over N UNIT`.
struct ScheduleCommand: SessionCommand {
  var signature: Signature {
    let factor = Slot(
      "factor", "F", .number(NumberRule("factor", in: 0...1, includesLower: false)))
    return Signature(
      "schedule", group: .training, summary: "how the learning rate changes over training",
      details: """
        `constant` (default), `step` multiplies by F every N, `exponential` by F each epoch, `cosine` falls to 0 over N. \
        `warmup` rises linearly to the rate first.
        """,
      forms: [
        Form(
          "set",
          [
            .optional([
              .word("warmup"), .slot(.count("warmup_count", called: "number of warm-up steps")),
              .slot(Slot("warmup_unit", "UNIT", .unit)),
            ]),
            .oneOf([
              [.word("constant")],
              [
                .word("step"), .word("every"), .slot(.count("count", called: "number of steps or epochs")),
                .slot(.unit),
                .pair("by", factor),
              ],
              [.word("exponential"), .slot(factor)],
              [
                .word("cosine"), .word("over"), .slot(.count("count", called: "number of steps or epochs")),
                .slot(.unit),
              ],
            ]),
          ])
      ],
      examples: [
        Example("schedule cosine over 2000 steps"), Example("schedule step every 10 epochs by 0.5"),
        Example("schedule warmup 100 steps constant"), Example("schedule exponential 0.95"),
      ],
      seeAlso: ["optimizer", "train"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return }
    description.settings.schedule = call.arguments.schedule
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
