import Glibc
import NNText

/// What may be read as a file of data: nothing that waits, never ends, or lists other files.
package enum OrdinaryFile {
  /// Why something that was opened is not to be read; nil: it is an ordinary file.
  package static func objection(to status: stat) -> Wording? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: Wording(en: "it is a folder", ko: "폴더입니다")
    default: Wording(en: "it is not an ordinary file", ko: "보통 파일이 아닙니다")
    }
  }
}
