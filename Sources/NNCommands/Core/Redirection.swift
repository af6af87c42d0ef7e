import NNScript
import NNText

/// Where results go instead of stdout.
struct Redirection {
  /// `redirect "f"`.
  var file: OutputFile?
  /// `once "f"`: for the next statement that has something to say.
  private(set) var once: OutputFile?
  /// The statement that the file of `once` belongs to, with all that is inside it; nil until one has begun.
  private var owner: SourceRange?
  private var isUsed = false
  /// The first write that failed: what a statement says cannot throw, so the statement's end does.
  private var failure: (path: String, reason: Wording)?

  var isActive: Bool { file != nil || once != nil }

  mutating func setOnce(_ file: OutputFile) {
    once = file
    owner = nil
    isUsed = false
  }

  /// False if nothing takes the text.
  ///
  /// - Parameter isData: every byte stays as it is.
  mutating func write(_ text: String, isData: Bool = false) -> Bool {
    guard let target = once ?? file else { return false }
    if once != nil { isUsed = true }
    do throws(FileAccess.Failure) {
      try target.write(isData ? text : VisibleText.leaving(text))
    } catch {
      failure = failure ?? (target.path, error.reason)
    }
    return true
  }

  /// A statement begins, perhaps inside another. The bodies of `every` belong to the training that runs them.
  mutating func begin(_ range: SourceRange, isTraining: Bool) {
    guard once != nil, !isTraining else { return }
    guard let owner, owner.holds(range) else {
      if owner != nil, isUsed { once = nil }
      owner = range
      return
    }
  }

  /// The file that could not be written is given up.
  mutating func takeFailure() -> (path: String, reason: Wording)? {
    guard let failure else { return nil }
    self = Redirection()
    return failure
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    source == other.source && lower <= other.lower && other.upper <= upper && self != other
  }
}

extension Session {
  func openOutput(_ path: String, at range: SourceRange) throws(Stop) -> OutputFile {
    do throws(FileAccess.Failure) {
      return try OutputFile(try writable(path), as: path)
    } catch {
      throw .failed(
        Diagnostic(
          .cannotWrite,
          Wording(en: "cannot write '\(path)': \(error.reason)", ko: "'\(path)' 파일을 쓸 수 없습니다: \(error.reason)"),
          at: range))
    }
  }

  /// After a statement: what it said may not have reached the file.
  func checkRedirection(at range: SourceRange) throws(Stop) {
    guard let (path, reason) = redirection.takeFailure() else { return }
    throw .failed(
      Diagnostic(
        .cannotWrite, Wording(en: "cannot write '\(path)': \(reason)", ko: "'\(path)' 파일을 쓸 수 없습니다: \(reason)"),
        at: range, help: Wording(en: "results go to stdout again", ko: "결과를 다시 표준 출력으로 보냅니다")))
  }
}
