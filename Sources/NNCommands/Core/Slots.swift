import NNScript
import NNText

/// The slots that several signatures share, so that a number of steps is called the same everywhere.
extension Slot {
  /// Larger counts cannot be meant: a step count up to 10^12 runs for days.
  static let countLimit = 1e12

  static func count(_ key: String, _ shown: String = "N", called: Wording, atLeast lowest: Double = 1) -> Slot {
    Slot(key, shown, .number(NumberRule(called, integer: true, in: lowest...countLimit)))
  }

  static func layer(_ key: String = "layer", _ shown: String = "K") -> Slot {
    count(key, shown, called: Wording(en: "layer number", ko: "층 번호"))
  }

  static func seed(_ key: String = "seed") -> Slot {
    Slot(key, "N", .number(NumberRule(Wording(en: "seed", ko: "시드"), integer: true, in: 0...9_007_199_254_740_991)))
  }

  static func real(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(key, shown, .number(NumberRule(called, in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)))
  }

  static func positive(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(
      key, shown,
      .number(NumberRule(called, in: 0...Double.greatestFiniteMagnitude, includesLower: false)))
  }

  static func nonNegative(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(key, shown, .number(NumberRule(called, in: 0...Double.greatestFiniteMagnitude)))
  }

  /// In [0, 1).
  static func fraction(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(key, shown, .number(NumberRule(called, in: 0...1, includesUpper: false)))
  }

  static let unit = Slot("unit", "UNIT", .unit)
}

extension Pattern {
  /// `word SLOT`.
  static func pair(_ word: String, _ slot: Slot) -> Pattern { .sequence([.word(word), .slot(slot)]) }

  /// `[word SLOT]`, as one group of ``Pattern/options(_:)``.
  static func group(_ word: String, _ slot: Slot) -> [Pattern] { [.word(word), .slot(slot)] }
}
