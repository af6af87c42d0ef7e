import NNScript

/// `exit [CODE]`, also `quit`.
struct Exit: SessionCommand {
  var name = "exit"

  var signature: Signature {
    Signature(
      name, group: .script, summary: "leave, with a status",
      details: "The status is 0 unless a code from 0 to 255 is given. `exit` and `quit` are the same.",
      forms: [
        Form(
          "exit",
          [
            .optional([
              .slot(Slot("code", "CODE", .number(NumberRule("exit status", integer: true, in: 0...255))))
            ])
          ])
      ],
      examples: [Example(name), Example("\(name) 0")], seeAlso: ["expect"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    throw .exit(Int32(call.arguments.integer("code") ?? 0))
  }
}
