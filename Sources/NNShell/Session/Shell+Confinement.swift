import CLineEditor
import NNCommands
import NNText

/// What a run may touch and use.
extension Shell {
  /// Seconds and bytes beyond a limit at which the process ends without being asked.
  private static let (graceSeconds, graceBytes) = (1.0, 32 << 20)

  /// The session's options with the sandbox in place; the limits hold from here on.
  func confinedOptions() throws(UsageError) -> SessionOptions {
    var options = launch.options
    guard !hasPrompt || (options.limits.seconds == nil && options.limits.memory == nil) else {
      throw UsageError(
        Wording(
          en: "options '--max-seconds' and '--max-memory' are for scripts, not for a shell",
          ko: "옵션 '--max-seconds'와 '--max-memory'는 셸이 아니라 스크립트에 씁니다"))
    }
    if let seconds = options.limits.seconds { nnle_end_after(seconds + Self.graceSeconds) }
    if let memory = options.limits.memory { nnle_limit_memory(memory + Self.graceBytes) }
    guard launch.isSandboxed else {
      guard launch.writeFolder == nil else {
        throw UsageError(
          Wording(en: "option '--write-dir' goes with --sandbox", ko: "옵션 '--write-dir'는 --sandbox와 함께 씁니다"))
      }
      return options
    }
    guard let sandbox = Sandbox(reads: scriptFolders, writes: launch.writeFolder) else {
      let folder = launch.writeFolder
      throw UsageError(
        Wording(
          en: "option '--sandbox' cannot find \(folder.map { "'\($0)' or " } ?? "")a script's folder",
          ko: "옵션 '--sandbox': 다음 폴더를 찾을 수 없습니다: \(folder.map { "'\($0)' 또는 " } ?? "")스크립트의 폴더"))
    }
    options.sandbox = sandbox
    return options
  }

  /// Where the scripts are; what is typed or piped in is here.
  private var scriptFolders: [String] {
    let folders = launch.inputs.map { input -> String in
      guard case .file(let path) = input, let slash = path.lastIndex(of: "/") else { return "." }
      return slash == path.startIndex ? "/" : String(path[..<slash])
    }
    return folders.isEmpty ? ["."] : folders
  }
}
