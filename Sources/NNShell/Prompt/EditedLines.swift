import CLineEditor
import Glibc
import NNScript
import NNText

/// Lines from readline. One a process: readline has no instances.
package final class EditedLines: LineSource {
  private let style: Style
  private let language: Language
  private let complete: (_ text: String) -> Completion
  private var pending = ""

  /// `complete` gets everything before the cursor, open block and all.
  package init(style: Style, language: Language, complete: @escaping (_ text: String) -> Completion) {
    self.style = style
    self.language = language
    self.complete = complete
    nnle_open(
      "nnsh",
      { context, line, word, cursor in
        guard let context, let line else { return }
        Unmanaged<EditedLines>.fromOpaque(context).takeUnretainedValue().offer(line: line, word: word, cursor: cursor)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  package func next(prompt: String, pending: String) -> LineEvent {
    self.pending = pending
    var text: UnsafeMutablePointer<CChar>?
    let event = nnle_read_line(marked(prompt), &text)
    defer { free(text) }
    let line = text.map { String(cString: $0) } ?? ""
    switch event {
    case nnle_line: return .line(line)
    case nnle_interrupt: return .interrupt(dropped: line)
    case nnle_end: return .end
    default: return .signal(nnle_take_signal())
    }
  }

  package func key(prompt: String) -> LineEvent? {
    guard nnle_reads_keys() else { return nil }
    var key = [CChar](repeating: 0, count: 5)
    switch nnle_read_key(style.isOn ? style.apply(.bold, to: prompt) : prompt, &key) {
    case nnle_line:
      let text = String(decoding: key.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if ["\n", "\r", " "].contains(text) { return .line("") }
      // Arrows and their like have no name here.
      return .line(DisplayWidth.of(text) > 0 ? text : "\u{FFFD}")
    case nnle_interrupt: return .interrupt(dropped: "")
    case nnle_end: return .end
    default: return .signal(nnle_take_signal())
    }
  }

  /// Tells readline which bytes of a coloured prompt take no room.
  private func marked(_ prompt: String) -> String {
    guard style.isOn else { return prompt }
    let text = prompt.hasSuffix(" ") ? String(prompt.dropLast()) : prompt
    let marked = style.apply(.bold, to: "\u{2}\(text)\u{1}")
    return "\u{1}\(marked)\u{2}" + prompt.dropFirst(text.count)
  }

  private func offer(line: UnsafePointer<CChar>, word: Int, cursor: Int) {
    let bytes = UnsafeRawBufferPointer(start: line, count: cursor)
    let before = String(decoding: bytes, as: UTF8.self)
    let typed = String(decoding: bytes[min(word, cursor)...], as: UTF8.self)
    let completion = complete(pending.isEmpty ? before : pending + "\n" + before)
    // A name that cannot be shown as it is cannot be offered as it is.
    for candidate in Self.offers(completion, typed: typed) where VisibleText.of(candidate.text) == candidate.text {
      nnle_offer(candidate.text, VisibleText.line(candidate.summary[language]))
    }
    switch completion.files {
    case nil: break
    case .directory: nnle_offer_files("", true)
    case .read(let endings), .write(let endings): nnle_offer_files(endings.joined(separator: " "), false)
    }
  }

  /// The candidates as replacements of what readline takes for the word, which may begin before the language's.
  package static func offers(_ completion: Completion, typed: String) -> [Completion.Candidate] {
    let lead = typed.hasSuffix(completion.partial) ? typed.dropLast(completion.partial.count) : ""
    var offers = completion.candidates.map { Completion.Candidate(lead + $0.text, $0.summary) }
    // Where a word or a path may stand, readline would show either; a quote opens the second.
    if completion.files != nil, !offers.isEmpty, typed.isEmpty {
      offers.append(.init("\"", Wording(en: "a path", ko: "경로")))
    }
    return offers
  }
}
