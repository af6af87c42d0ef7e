import CAllocations
import FuzzTargets
import Glibc

/// libFuzzer's entries; it brings the `main`. NNSH_FUZZ_TARGET names the reader.
private let target: FuzzTarget = {
  let name = getenv("NNSH_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else { fail("NNSH_FUZZ_TARGET is one of \(names)") }
  return target
}()

private let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")

/// Before the corpus is read. NNSH_FUZZ_PREPARE names a folder: there the seeds and the words of each reader go, and
/// the process ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafePointer<Int32>, _ words: UnsafePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> Int32 {
  guard let folder = getenv("NNSH_FUZZ_PREPARE").map({ String(cString: $0) }) else {
    allocations_limit(FuzzTarget.largestAllocation)
    return 0
  }
  let root = "/" + #filePath.split(separator: "/").prefix { $0 != "Tests" }.joined(separator: "/")
  for target in FuzzTarget.allCases {
    mkdir("\(folder)/\(target.rawValue)", 0o777)
    for (index, seed) in target.seeds(root: root).enumerated() {
      write(seed, to: "\(folder)/\(target.rawValue)/seed-\(index)")
    }
    let lines = target.words.map { "\"" + $0.utf8.map(escaped).joined() + "\"\n" }
    write(Array(lines.joined().utf8), to: "\(folder)/\(target.rawValue).dict")
  }
  print(names)
  exit(0)
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int) -> Int

/// Three of four inputs that have a structure are changed by it, all others byte by byte.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int, _ seed: UInt32) -> Int {
  if seed % 4 != 0 {
    var structure = StructureMutator(seed: UInt64(seed), words: target.words)
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let changed = structure.mutated(input, target), changed.count <= room {
      bytes.update(from: changed, count: changed.count)
      return changed.count
    }
  }
  return mutateBytes(bytes, count, room)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  let begun = processorSeconds()
  target.run(input)
  if processorSeconds() - begun > target.patience { fail("an input took more than \(target.patience) s") }
  return 0
}

/// The thread's own: a busy machine makes no input slow.
private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// As libFuzzer's dictionaries write a byte.
private func escaped(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "\\x" + (digits.count == 1 ? "0" : "") + digits
}

private func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else { fail("cannot write '\(path)'") }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

private func fail(_ reason: String) -> Never {
  let text = Array("nnsh-fuzz: \(reason)\n".utf8)
  _ = Glibc.write(STDERR_FILENO, text, text.count)
  // So that libFuzzer keeps the input.
  abort()
}
