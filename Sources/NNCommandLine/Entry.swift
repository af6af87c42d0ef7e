import NNShell
import NNText

/// What `main` calls with its arguments, the program's name first; the exit status.
@_cdecl("nnsh_run")
public func run(_ count: Int32, _ words: UnsafePointer<UnsafePointer<CChar>?>?) -> Int32 {
  guard let words = Arguments.words(count, words) else {
    return Shell.refuse(
      UsageError(
        Wording(
          en: "nnsh was started without its arguments, not even its own name: whether options were meant is not known",
          ko: "nnsh가 제 이름조차 없이, 인자를 하나도 받지 못하고 시작되었습니다. 어떤 옵션을 주려 했는지 알 수 없습니다")),
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
