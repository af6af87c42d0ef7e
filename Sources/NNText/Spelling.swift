/// Suggests a known word for a mistyped one.
package enum Spelling {
  /// At most one suggestion: the closest candidate within the limit for the word's length (one typo in short words,
  /// three in long ones), else the only candidate that begins with the word. Ties go to the candidate with the same
  /// first letter, then to the earlier one. Case is ignored.
  package static func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let lowered = word.lowercased()
    let wanted = Array(lowered.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let limit = wanted.count < 3 ? 1 : min(3, max(1, wanted.count / 3))
    var rows = Rows(count: wanted.count + limit + 1)
    var best: (name: String, score: Int)?
    var completions: [String] = []
    for candidate in candidates where candidate != word {
      let lowercase = candidate.lowercased()
      let name = Array(lowercase.unicodeScalars)
      if wanted.count >= 3, completions.count < 2, lowercase.hasPrefix(lowered), !completions.contains(candidate) {
        completions.append(candidate)
      }
      guard abs(name.count - wanted.count) <= limit,
        let distance = rows.distance(wanted, name, limit: limit)
      else { continue }
      // Any two-letter word is close to many others: accept only swapped or differently capitalized letters.
      if wanted.count < 3 && distance > 0 && name.sorted() != wanted.sorted() { continue }
      let score = distance * 2 + (name.first == wanted.first ? 0 : 1)
      if score < best?.score ?? .max { best = (candidate, score) }
    }
    return best?.name ?? (completions.count == 1 ? completions[0] : nil)
  }

  /// Three rows of the Damerau–Levenshtein table (insertions, deletions, substitutions, transpositions), reused between
  /// words.
  private struct Rows {
    private var beforeLast: [Int]
    private var last: [Int]
    private var current: [Int]

    init(count: Int) {
      beforeLast = Array(repeating: 0, count: count)
      last = beforeLast
      current = beforeLast
    }

    /// The edit distance; `nil` if it exceeds the limit.
    mutating func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
      for column in 0...b.count { last[column] = column }
      for i in 0..<a.count {
        current[0] = i + 1
        var smallest = i + 1
        for j in 0..<b.count {
          var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
          if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
          current[j + 1] = cost
          smallest = min(smallest, cost)
        }
        if smallest > limit { return nil }
        swap(&beforeLast, &last)
        swap(&last, &current)
      }
      return last[b.count] <= limit ? last[b.count] : nil
    }
  }
}
