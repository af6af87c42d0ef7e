import Glibc
import NNText

/// Why a file of weights could not be written or read.
public struct WeightsFileError: LibraryError, Hashable {
  /// The path as it was given.
  public let path: String
  /// What is wrong with it.
  public let reason: Wording

  public var wording: Wording { Wording(verbatim: "'\(path)': ") + reason }
  public var advice: Wording? { nil }
}

extension ModelState {
  /// Writes the weights as safetensors, with PyTorch's names and shapes. The file is the old one or the new one, never a
  /// part: it is written beside the old one, which it then replaces.
  public func save(to path: String) throws(WeightsFileError) {
    let temporary = "\(path).\(getpid()).part"
    func fail() -> WeightsFileError {
      let reason = Wording(systemError: errno)
      unlink(temporary)
      return WeightsFileError(path: path, reason: reason)
    }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw WeightsFileError(path: path, reason: Wording(systemError: errno)) }
    var rest = safetensors().bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard written >= 0 || errno == EINTR else {
        let error = fail()
        close(descriptor)
        throw error
      }
      rest = rest.dropFirst(max(0, written))
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else { throw fail() }
  }

  /// This model with the weights of a file that was saved from a model of the same layers.
  ///
  /// - Throws: `WeightsFileError` if the file cannot be read, `SafetensorsError` or `WeightsError` if it does not hold this
  ///   model's tensors.
  public func loading(contentsOf path: String) throws -> ModelState {
    var file: ByteFile
    do { file = try ByteFile(FileContents(path)) } catch {
      throw WeightsFileError(path: path, reason: error.reason)
    }
    return try loading(Safetensors(bytes: try Self.bytes(of: &file, path)))
  }

  private static func bytes(of file: inout ByteFile, _ path: String) throws(WeightsFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size)
    repeat {
      do { try file.fill() } catch { throw WeightsFileError(path: path, reason: error.reason) }
      bytes += file.window
      file.use(file.window.count)
    } while !file.isAtEnd
    return bytes
  }
}
