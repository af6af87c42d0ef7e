import Glibc
import NNCommands
import NNShell
import Testing

@Suite struct LaunchTests {
  @Test("69: --color, FORCE_COLOR, NO_COLOR, TERM=dumb and the terminal, in this order")
  func color() {
    let all = ["FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"]
    #expect(!ColorChoice.never.isOn(environment: Environment(all), isTerminal: true))
    #expect(ColorChoice.always.isOn(environment: Environment(["NO_COLOR": "1"]), isTerminal: false))
    #expect(ColorChoice.automatic.isOn(environment: Environment(all), isTerminal: false))
    #expect(!ColorChoice.automatic.isOn(environment: Environment(["FORCE_COLOR": "0"]), isTerminal: true))
    #expect(!ColorChoice.automatic.isOn(environment: Environment(["NO_COLOR": "1"]), isTerminal: true))
    #expect(ColorChoice.automatic.isOn(environment: Environment(["NO_COLOR": ""]), isTerminal: true))
    #expect(!ColorChoice.automatic.isOn(environment: Environment(["TERM": "dumb"]), isTerminal: true))
    #expect(ColorChoice.automatic.isOn(environment: Environment([:]), isTerminal: true))
    #expect(!ColorChoice.automatic.isOn(environment: Environment([:]), isTerminal: false))
  }

  @Test("11: a prompt needs a terminal and no inputs, unless forced") func prompt() {
    var launch = Launch()
    #expect(Shell.hasPrompt(launch, isOnTerminal: true))
    #expect(!Shell.hasPrompt(launch, isOnTerminal: false))
    launch.inputs = [.text("a")]
    #expect(!Shell.hasPrompt(launch, isOnTerminal: true))
    launch.staysInShell = true
    #expect(Shell.hasPrompt(launch, isOnTerminal: true))
    launch.mode = .batch
    #expect(!Shell.hasPrompt(launch, isOnTerminal: true))
    launch.mode = .interactive
    #expect(Shell.hasPrompt(launch, isOnTerminal: false))
    launch.action = .check
    #expect(!Shell.hasPrompt(launch, isOnTerminal: true))
  }

  @Test("49: where the history is") func historyPath() {
    #expect(History.path(environment: Environment(["HOME": "/h"])) == "/h/.local/state/nnsh/history")
    #expect(History.path(environment: Environment(["HOME": "/h", "XDG_STATE_HOME": "/s"])) == "/s/nnsh/history")
    #expect(
      History.path(environment: Environment(["HOME": "/h", "XDG_STATE_HOME": "relative"]))
        == "/h/.local/state/nnsh/history")
    #expect(History.path(environment: Environment(["NNSH_HISTORY": "/x"])) == "/x")
    #expect(History.path(environment: Environment(["HOME": "/h", "NNSH_HISTORY": ""])) == nil)
    #expect(History.path(environment: Environment([:])) == nil)
  }

  @Test("50: which entries are kept") func historyRules() {
    #expect(History.keeps("a", after: nil))
    #expect(History.keeps("a", after: "b"))
    #expect(!History.keeps("a", after: "a"))
    #expect(!History.keeps(" a", after: nil))
    #expect(!History.keeps("\ta", after: nil))
    #expect(!History.keeps("", after: nil))
    #expect(!History.keeps("\n", after: nil))
    #expect(History.keeps("a\n b", after: nil))
  }

  @Test("53: a comment that looks like a time stamp does not tear an entry apart") func timeStamps() {
    #expect(History.storable("#12 x") == "# 12 x")
    #expect(History.storable("for i in 1\n#3\n # 4\n#x\n\nend") == "for i in 1\n# 3\n # 4\n#x\n\nend")
    #expect(History.storable("") == "")
  }

  @Test("each outcome has its exit status")
  func status() {
    let statuses = [
      Outcome.done, .failed, .expectationFailed, .diverged, .exit(17), .exit(256), .signal(SIGINT), .signal(SIGTERM),
    ].map(ExitStatus.of)
    #expect(statuses == [0, 1, 3, 4, 17, 0, 130, 143])
  }
}
