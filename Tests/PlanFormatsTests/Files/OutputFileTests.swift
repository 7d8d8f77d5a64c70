import Foundation
import PlanFormats
import TestSupport
import Testing

@Suite struct OutputFileTests {
  @Test func `a file appears with the commit and not before`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write([1], to: "out")
    var file = try OutputFile(path: folder.path + "/out")
    try file.write(([2, 3] as [UInt8]).span)
    #expect(try folder.read("out") == [1])
    try file.commit()
    #expect(try folder.read("out") == [2, 3])
    #expect(try folder.names == ["out"])
  }

  @Test func `a file that is not committed leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    do {
      var file = try OutputFile(path: folder.path + "/out")
      try file.write(([2, 3] as [UInt8]).span)
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func `a symbolic link stays one`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write([1], to: "real")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "real")
    var file = try OutputFile(path: folder.path + "/link")
    try file.write(([9] as [UInt8]).span)
    try file.commit()
    #expect(try folder.read("real") == [9])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link") == "real")
  }

  @Test func `a device is written directly and a full one is an error`() throws {
    var null = try OutputFile(path: "/dev/null")
    try null.write(([1] as [UInt8]).span)
    try null.commit()
    var full = try OutputFile(path: "/dev/full")
    #expect(throws: FileError.writeFailed(path: "/dev/full", reason: "No space left on device")) {
      try full.write(([1] as [UInt8]).span)
    }
  }

  @Test func `a folder that is not there is an error with the system's reason`() {
    #expect(throws: FileError.unwritable(path: "/no/where", reason: "No such file or directory")) {
      _ = try OutputFile(path: "/no/where")
    }
    #expect(throws: FileError.unreadable(path: "/no/where", reason: "No such file or directory")) {
      _ = try ByteReader(path: "/no/where")
    }
    #expect(throws: FileError.unreadable(path: "/", reason: "Is a directory")) {
      _ = try ByteReader(path: "/")
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `a file has the bytes that were written, whatever the pieces`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let source = (0..<200_003).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
    let folder = try TemporaryFolder()
    var file = try OutputFile(path: folder.path + "/out")
    var expected: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let longest = [10, 65_536, 65_537, source.count][Int.random(in: 0..<4, using: &random)]
      let piece = source[..<Int.random(in: 0...longest, using: &random)]
      try file.write(Array(piece).span)
      expected += piece
    }
    try file.commit()
    #expect(try folder.read("out") == expected, "seed \(seed)")
  }

  @Test func `a large file takes no more space than its bytes do`() throws {
    let folder = try TemporaryFolder()
    var file = try OutputFile(path: folder.path + "/out")
    let piece = [UInt8](repeating: 7, count: 1_000_001)
    for _ in 0..<18 { try file.write(piece.span) }
    try file.commit()
    var status = stat()
    #expect(unsafe stat(folder.path + "/out", &status) == 0)
    #expect(status.st_size == 18_000_018)
    #expect(status.st_blocks * 512 < 19_000_000)
  }

  @Test func `a reader that goes away is no error`() throws {
    let folder = try TemporaryFolder()
    let pipe = try Fifo(in: folder)
    pipe.readAndLeave()
    var file = try OutputFile(path: pipe.path)
    let bytes = [UInt8](repeating: 1, count: 1 << 20)
    for _ in 0..<8 { try file.write(bytes.span) }
    let isReaderGone = file.isReaderGone
    #expect(isReaderGone)
  }
}
