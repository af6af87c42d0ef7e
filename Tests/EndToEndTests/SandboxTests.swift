import Glibc
import Testing

/// What a stranger's script under `--sandbox` must not reach.
@Suite struct SandboxTests {
  private let nnsh = Nnsh()

  /// `inner` holds the script; `secret` lies beside it; links lead out.
  private var root: String { nnsh.folder.path }

  private func prepare() {
    let folder = nnsh.folder
    folder.write("0 0\n", to: "secret/data.csv")
    folder.write("print 42\n", to: "secret/part.nn")
    folder.write("data xor\nlayer 3 tanh\noutput 1 sigmoid\nsave \"m.safetensors\"\n", to: "secret/make.nn")
    folder.write("print 7\n", to: "inner/own.nn")
    folder.write("print 8\n", to: "inner/deep/er.nn")
    folder.write("", to: "out/keep")
    folder.write("", to: "out-of/keep")
    for (link, target) in [
      ("inner/link.nn", "\(root)/secret/part.nn"), ("inner/away", "\(root)/secret"), ("inner/up", ".."),
      ("out/nowhere.safetensors", "\(root)/secret/new.safetensors"), ("out/away", "\(root)/secret"),
      ("out/new.safetensors", "\(root)/secret/new.safetensors"), ("out/log.jsonl", "\(root)/secret/log.jsonl"),
      ("inner/inside.nn", "deep/er.nn"),
    ] { symlink(target, "\(root)/\(link)") }
    for (name, file) in [("inner/hard.nn", "part.nn"), ("inner/hard.csv", "data.csv"), ("out/hard.txt", "data.csv")] {
      link("\(root)/secret/\(file)", "\(root)/\(name)")
    }
    mkfifo("\(root)/inner/pipe.nn", 0o600)
    mkfifo("\(root)/inner/pipe.csv", 0o600)
  }

  private static let model = "data xor; layer 3 tanh; output 1 sigmoid; "

  /// Statements that must be refused; `ROOT` is the folder above.
  private static let escapes = [
    // Reading.
    "include \"../secret/part.nn\"", "include \"ROOT/secret/part.nn\"", "include \"link.nn\"",
    "include \"away/part.nn\"", "include \"up/secret/part.nn\"", "include \"deep/../../secret/part.nn\"",
    "include \"./.././secret/part.nn\"", "include \"/etc/passwd\"", "include \"/proc/self/environ\"",
    "include \"/dev/zero\"", "include \"pipe.nn\"", "include \"deep/../away/part.nn\"",
    "load \"../secret/m.safetensors\"", "load \"ROOT/secret/m.safetensors\"", "load \"away/m.safetensors\"",
    model + "load weights \"up/secret/m.safetensors\"", "load \"~/secret/m.safetensors\"",
    "data idx \"/etc/passwd\" \"/etc/group\"", "data idx \"../secret/data.csv\" \"../secret/data.csv\"",
    "data csv \"../secret/data.csv\" target b", "data csv \"away/data.csv\" target b",
    "data npz \"../secret/a.npz\" x a y b", "data csv \"pipe.csv\" target b",
    model + "predict csv \"../secret/data.csv\" to \"OUT/p.csv\"", model + "export c \"m.c\"",
    model + "export onnx \"OUT/../m.onnx\"", model + "train 1 steps; plot loss to \"OUT/away/l.png\"",
    "lesson perceptron to \"l.nn\"",
    model + "resume \"../secret\"", model + "resume \"away\"", "load \"/dev/fd/0/m.safetensors\"",
    "include \"hard.nn\"", "data csv \"hard.csv\" target b", "import onnx \"../secret/m.onnx\"",
    "import onnx \"/proc/self/exe.onnx\"", "data npy \"../secret/x.npy\" \"away/y.npy\"",
    "include \"/proc/self/cwd/../secret/part.nn\"", "include \"/proc/self/root/etc/passwd\"",
    "include \"/dev/stdin\"", "include \"~/secret/part.nn\"",
    // Writing.
    "redirect \"OUT/hard.txt\"\nprint 42", "once \"/proc/self/fd/1\"\nprint 42", "redirect \"/dev/stdout\"\nprint 42",
    model + "export pytorch \"OUT/../secret/m.py\"", model + "export keras \"/tmp/nnsh-escaped.py\"",
    model + "export dot \"OUT/away/m.dot\"", "lesson perceptron to \"OUT/../l.nn\"",
    model + "train 1 steps; plot loss to \"/proc/self/cwd/l.csv\"",
    model + "save \"m.safetensors\"", model + "save \"deep/m.safetensors\"", model + "save \"../m.safetensors\"",
    model + "save \"OUT/../m.safetensors\"", model + "save \"OUT/away/m.safetensors\"",
    model + "save \"OUT/new.safetensors\"", model + "save \"OUT/../out-of/m.safetensors\"",
    model + "save \"OUT-of/m.safetensors\"", model + "save \"/tmp/nnsh-escaped.safetensors\"",
    model + "save \"~/m.safetensors\"", model + "save \"OUT/nowhere.safetensors\"", model + "save session \"s.nn\"",
    model + "train 1 steps; save curve \"../c.csv\"", model + "train 1 steps; plot loss to \"l.svg\"",
    "log \"OUT/log.jsonl\"", "redirect \"../r.txt\"", "once \"OUT/../r.txt\"", "log \"r.jsonl\"",
    "checkpoint \"ck\" every 1 epochs",
    "checkpoint \"OUT/away/ck\" every 1 epochs", "checkpoint \"OUT/../ck\" every 1 epochs",
    model + "save \"OUT/missing/../../m.safetensors\"", model + "save \"/dev/fd/1/m.safetensors\"",
  ]

  @Test("sandbox: nothing outside is read or written") func escapes() {
    prepare()
    #expect(nnsh.shell("cd secret && \"$nnsh\" make.nn").status == 0)
    let before = nnsh.shell("ls -lR --time-style=full-iso work out out-of secret").output
    for text in Self.escapes {
      let text = text.replacing("ROOT", with: root).replacing("OUT", with: "\(root)/out")
      nnsh.folder.write(text.replacing("; ", with: "\n") + "\n", to: "script.nn")
      let result = nnsh.shell(
        "cp script.nn inner/t.nn; cd inner; \"$nnsh\" --sandbox --write-dir ../out t.nn; s=$?; rm t.nn; exit $s")
      #expect(result.status == 1, "\(text): \(result.errors)")
      #expect(
        result.errors.contains("error[E070") || result.errors.contains("error[E0002]"), "\(text): \(result.errors)")
      #expect(!result.output.contains("42"), "\(text)")
    }
    #expect(Self.escapes.count >= 30)
    // Files are as they were, and no others came.
    let after = nnsh.shell("ls -lR --time-style=full-iso work out out-of secret").output
    let isStamp = { (line: Substring) in line.contains(" .") || line.hasPrefix("total") }
    #expect(
      before.split(separator: "\n").filter { !isStamp($0) } == after.split(separator: "\n").filter { !isStamp($0) })
    #expect(access("/tmp/nnsh-escaped.safetensors", F_OK) != 0)
  }

  @Test("sandbox: what lies below the script, and below --write-dir, is there for it") func inside() {
    prepare()
    nnsh.folder.write(
      """
      include "own.nn"
      include "deep/er.nn"
      include "inside.nn"
      data xor
      layer 3 tanh
      output 1 sigmoid
      save "ROOT/out/m.safetensors"
      load "ROOT/out/m.safetensors"
      checkpoint "ROOT/out/deep/ck" every 1 epochs
      train 2 epochs
      resume "ROOT/out/deep/ck"

      """.replacing("ROOT", with: root), to: "inner/t.nn")
    let result = nnsh.shell("\"$nnsh\" --sandbox --write-dir out inner/t.nn")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "7\n8\n8\n")
  }

  @Test("sandbox: --write-dir needs --sandbox and a folder that is there") func usage() {
    #expect(nnsh.run("--write-dir", ".", "-c", "print 1").status == 2)
    #expect(nnsh.run("--sandbox", "--write-dir", "nowhere", "-c", "print 1").status == 2)
    #expect(nnsh.run("--sandbox", "-c", "print 1").output == "1\n")
    #expect(nnsh.run("--max-seconds", "0", "-c", "print 1").status == 2)
    #expect(nnsh.run("--max-memory", "lots", "-c", "print 1").status == 2)
  }
}
