extension Flag {
  /// What a shell may offer as an option's value.
  enum Value: Equatable {
    case words([String])
    case file, folder
    /// Known to nobody but the user.
    case free
  }

  /// Nil for an option without a value.
  var value: Value? {
    switch argument {
    case nil: nil
    case "F"?: .file
    case "D"?, "DIR"?: .folder
    case let argument?:
      argument.contains("|") ? .words(argument.split(separator: "|").map(String.init)) : .free
    }
  }
}
