import Glibc
import NNShell

let words = Array(CommandLine.arguments.dropFirst())
let status: Int32
let language = Shell.language(said: Arguments.language(of: words))
do throws(UsageError) {
  switch try Arguments.parse(words) {
  case .help: status = Shell.print(Help.text(in: language))
  case .version: status = Shell.print("nnsh \(Shell.version)\n")
  case .text(let text): status = Shell.print(text)
  case .launch(let launch): status = Shell(launch).run()
  }
} catch {
  status = Shell.refuse(error, in: language)
}
exit(status)
