import NNScript
import NNText

/// `use NAME`: switches to a model that exists.
struct Use: SessionCommand {
  var signature: Signature {
    Signature(
      "use", group: .model, summary: Wording(en: "switch to another model", ko: "다른 모델로 바꿉니다"),
      forms: [Form("use", [.slot(Slot("name", "NAME", .name(.model)))])],
      examples: [Example("use shallow", setup: "model shallow\nlayer 2 tanh\nmodel deep\nlayer 5 tanh times 9")],
      seeAlso: ["model", "show"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let name = call.arguments.text("name") else { return description.startUnknownModel() }
    guard description.models[name] != nil || description.hasUnknownModels else {
      throw .noSuchModel(name, among: description.models.names, at: call.arguments.range("name"))
    }
    description.use(name)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
