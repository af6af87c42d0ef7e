import NNShell
import NNText

/// The entry point for `main`, with its arguments, the program's name first; returns the exit status.
@_cdecl("nnsh_run")
public func run(_ count: Int32, _ words: UnsafePointer<UnsafePointer<CChar>?>?) -> Int32 {
  guard let words = Arguments.words(count, words) else {
    return Shell.refuse(
      UsageError(
        Wording(
          en: "nnsh was started without arguments, not even its own name, so its options are unknown",
          ko: "nnsh가 프로그램 이름을 포함한 인자를 하나도 받지 못해 옵션을 알 수 없습니다")),
      in: Shell.language(said: nil))
  }
  let language = Shell.language(said: Arguments.language(of: words))
  do throws(UsageError) {
    switch try Arguments.parse(words) {
    case .help: return Shell.print(Help.text(in: language))
    case .version: return Shell.print("nnsh \(Shell.version)\n")
    case .text(let text): return Shell.print(text)
    case .launch(let launch): return Shell(launch).run()
    }
  } catch {
    return Shell.refuse(error, in: language)
  }
}
