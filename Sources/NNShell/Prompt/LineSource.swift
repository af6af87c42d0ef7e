import CLineEditor
import Glibc
import NNScript
import NNText

/// An input event at the prompt.
package enum LineEvent: Equatable, Sendable {
  /// A line, or several after a paste.
  case line(String)
  /// Ctrl-D, or the end of the input.
  case end
  /// Ctrl-C; the typed text is dropped.
  case interrupt(dropped: String)
  /// SIGTERM or SIGHUP.
  case signal(Int32)
}

/// A source of lines for the prompt: a line editor, plain input, or a test.
package protocol LineSource: AnyObject {
  /// Reads the next line. `pending` is the block typed so far, for completion.
  func next(prompt: String, pending: String) -> LineEvent
  /// Reads one key without Enter, as a line: the character, or an empty line for Enter and the space bar. `nil` if only
  /// lines can be read.
  func key(prompt: String) -> LineEvent?
}

extension LineSource {
  package func key(prompt: String) -> LineEvent? { nil }
}

/// Lines from a descriptor without editing, for `--interactive` through a pipe, where readline would echo and send
/// escape sequences.
package final class PlainLines: LineSource {
  private let descriptor: Int32
  private let show: (String) -> Void
  private var buffer: [UInt8] = []
  private var start = 0
  private var hasEnded = false

  /// `show` prints the prompt.
  package init(descriptor: Int32, show: @escaping (String) -> Void) {
    self.descriptor = descriptor
    self.show = show
  }

  package func next(prompt: String, pending: String) -> LineEvent {
    show(prompt)
    while true {
      if let line = takeLine() { return .line(line) }
      if hasEnded { return .end }
      guard nnle_wait_readable(descriptor) else {
        let number = nnle_take_signal()
        return number == SIGINT ? .interrupt(dropped: "") : .signal(number)
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        buffer += chunk[..<count]
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        hasEnded = true
      }
    }
  }

  private func takeLine() -> String? {
    let rest = buffer[start...]
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? (hasEnded && !rest.isEmpty ? rest.endIndex : nil)
    guard let end else { return nil }
    var line = rest[..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    start = min(end + 1, buffer.count)
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    }
    return String(decoding: line, as: UTF8.self)
  }
}

/// Lines from readline. One per process: readline has no instances.
package final class EditedLines: LineSource {
  private let style: Style
  private let language: Language
  private let complete: (_ text: String) -> Completion
  private var pending = ""

  /// `complete` receives all text before the cursor, including the open block.
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
      // Arrow keys and similar keys have no name here.
      return .line(DisplayWidth.of(text) > 0 ? text : "\u{FFFD}")
    case nnle_interrupt: return .interrupt(dropped: "")
    case nnle_end: return .end
    default: return .signal(nnle_take_signal())
    }
  }

  /// Marks the bytes of a colored prompt that take no room, for readline.
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
    // Do not offer a name that is not safe to show.
    for candidate in Self.offers(completion, typed: typed) where VisibleText.of(candidate.text) == candidate.text {
      nnle_offer(candidate.text, VisibleText.line(candidate.summary[language]))
    }
    switch completion.files {
    case nil: break
    case .folder: nnle_offer_files("", true)
    case .read(let endings), .write(let endings): nnle_offer_files(endings.joined(separator: " "), false)
    }
  }

  /// The candidates as replacements for readline's word, which may begin before the word of the language.
  package static func offers(_ completion: Completion, typed: String) -> [Completion.Candidate] {
    let lead = typed.hasSuffix(completion.partial) ? typed.dropLast(completion.partial.count) : ""
    var offers = completion.candidates.map { Completion.Candidate(lead + $0.text, $0.summary) }
    // If both words and paths are possible, readline would show only one kind: offer a quote, which opens a path.
    if completion.files != nil, !offers.isEmpty, typed.isEmpty {
      offers.append(.init("\"", Wording(en: "a path", ko: "경로")))
    }
    return offers
  }
}

/// The main prompt, and a continuation prompt of the same width that names the open block.
package enum ContinuationPrompt {
  package static let main = "nnsh> "

  /// `for…> `, `rep…> `, `  "…> `.
  package static func text(opener: String, drawsUnicode: Bool) -> String {
    let tail = drawsUnicode ? "…> " : ".> "
    let room = DisplayWidth.of(main) - DisplayWidth.of(tail)
    let word = opener.split(separator: " ").last.map(String.init) ?? opener
    return DisplayWidth.pad(String(word.prefix(room)), to: room, .right) + tail
  }
}
