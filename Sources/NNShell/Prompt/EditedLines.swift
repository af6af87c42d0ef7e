import CLineEditor
import Glibc
import NNText

/// Lines from readline. One a process: readline has no instances.
package final class EditedLines: LineSource {
  private let style: Style
  private let completer: (_ text: String, _ word: String) -> Candidates
  private var pending = ""

  /// `completer` gets everything before the cursor, open block and all, and the word the candidates would replace.
  package init(style: Style, completer: @escaping (_ text: String, _ word: String) -> Candidates) {
    self.style = style
    self.completer = completer
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
    let candidates = completer(pending.isEmpty ? before : pending + "\n" + before, typed)
    for candidate in candidates.words { nnle_offer(candidate.word, candidate.summary) }
    switch candidates.files {
    case .none: break
    case .endings(let endings): nnle_offer_files(endings.joined(separator: " "), false)
    case .folders: nnle_offer_files("", true)
    }
  }
}
