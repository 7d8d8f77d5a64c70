internal import Glibc

/// Turns GB18030 into UTF-8 or back.
@safe
final class TextTranscoder {
  /// What became of a text.
  enum Outcome: Equatable {
    case complete([UInt8])
    /// The text ends inside a character; the offset is where that begins.
    case truncated(offset: Int)
    case malformed(offset: Int)
  }

  private let descriptor: iconv_t?
  private let isOpen: Bool

  /// Turns GB18030 into UTF-8.
  static func fromGB18030() -> TextTranscoder { TextTranscoder(from: "GB18030", to: "UTF-8") }
  /// Turns UTF-8 into GB18030.
  static func toGB18030() -> TextTranscoder { TextTranscoder(from: "UTF-8", to: "GB18030") }

  private init(from source: String, to target: String) {
    let opened = unsafe iconv_open(target, source)
    unsafe descriptor = opened
    isOpen = Int(bitPattern: opened) != -1
  }

  deinit {
    if isOpen { _ = unsafe iconv_close(descriptor) }
  }

  /// Turns a whole text.
  ///
  /// A system without the encoding reports the first byte that is not ASCII as malformed.
  func convert(_ text: Span<UInt8>) -> Outcome {
    var input = [UInt8](text)
    guard isOpen else {
      let offset = input.firstIndex { $0 >= 0x80 }
      return offset.map { .malformed(offset: $0) } ?? .complete(input)
    }
    // A character of one or two bytes in GB18030 takes at most three in UTF-8, and one of three
    // bytes in UTF-8 at most four in GB18030.
    var output = [UInt8](repeating: 0, count: 2 * input.count + 16)
    var (unread, room) = (input.count, output.count)
    _ = unsafe iconv(descriptor, nil, nil, nil, nil)
    let failure: CInt = unsafe input.withUnsafeMutableBytes { input in
      unsafe output.withUnsafeMutableBytes { output in
        var source = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var target = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
        let count = unsafe iconv(descriptor, &source, &unread, &target, &room)
        return count == -1 ? errno : 0
      }
    }
    switch failure {
    case 0: return .complete(Array(output[..<(output.count - room)]))
    case EINVAL: return .truncated(offset: input.count - unread)
    default: return .malformed(offset: input.count - unread)
    }
  }
}
