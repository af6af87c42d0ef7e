import NNText

/// The memory that a run may take: what the machine has, or what `--max-memory` gives.
package struct MemoryBudget: Sendable {
  /// Bytes that `--max-memory` gives; nil: no limit was said.
  var limit: Int?

  /// Bytes in all.
  var total: Int { min(limit ?? .max, Machine.memoryBytes) }

  /// Bytes of them that are not taken yet, and that the system would give at once.
  var spare: Int { Machine.allocatableBytes(upTo: max(0, total - Machine.residentBytes)) }

  /// `this machine has 24.0 GiB`.
  var wording: Wording {
    let bytes = CountText.bytes(total)
    guard let limit, limit < Machine.memoryBytes else {
      return Wording(en: "this machine has \(bytes)", ko: "이 컴퓨터의 메모리는 \(bytes)입니다")
    }
    return Wording(en: "--max-memory allows \(bytes)", ko: "--max-memory로 쓸 수 있는 메모리는 \(bytes)입니다")
  }
}
