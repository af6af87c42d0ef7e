import Glibc
import NNShell

let status: Int32
do throws(UsageError) {
  switch try Arguments.parse(Array(CommandLine.arguments.dropFirst())) {
  case .help: status = Shell.print(Help.text())
  case .version: status = Shell.print("nnsh \(Shell.version)\n")
  case .text(let text): status = Shell.print(text)
  case .launch(let launch): status = Shell(launch).run()
  }
} catch {
  status = Shell.refuse(error)
}
exit(status)
