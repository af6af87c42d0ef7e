/// The languages nnsh speaks. Statements, codes and what programs read are the same in each.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case korean = "ko"
}
