import Glibc

extension Wording {
  /// Why a call of the system failed, from its `errno`: lower case, no full stop. Those that people meet have their own
  /// Korean; the rest are in the system's English, since only LC_CTYPE is ever set.
  public init(systemError code: Int32) {
    let text = String(cString: strerror(code))
    let english = text.prefix(1).lowercased() + text.dropFirst()
    self.init(en: "\(english)", ko: "\(Self.known[code] ?? english)")
  }

  private static let known: [Int32: String] = [
    ENOENT: "그런 파일이나 폴더가 없습니다", EACCES: "권한이 없습니다", EPERM: "허용되지 않은 일입니다",
    EISDIR: "폴더입니다", ENOTDIR: "폴더가 아닙니다", EEXIST: "이미 있습니다", ENOSPC: "디스크에 자리가 없습니다",
    EDQUOT: "디스크 할당량을 다 썼습니다", EFBIG: "파일이 너무 큽니다", EROFS: "읽기 전용 파일 시스템입니다",
    ENAMETOOLONG: "파일 이름이 너무 깁니다", ELOOP: "심볼릭 링크가 너무 많이 이어집니다", EIO: "입출력 오류입니다",
    EMFILE: "열린 파일이 너무 많습니다", ENOMEM: "메모리가 모자랍니다",
  ]
}
