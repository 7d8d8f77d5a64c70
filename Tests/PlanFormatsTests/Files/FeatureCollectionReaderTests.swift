import JSONText
import PlanFormats
import Testing

@Suite struct FeatureCollectionReaderTests {
  @Test func `features of a file longer than the buffer come in order`() throws {
    let folder = try TemporaryFolder()
    let features = (0..<50_000).map { "{\"type\":\"Feature\",\"id\":\($0)}" }
    let text =
      "{\"name\":\"n\",\"features\":[\n" + features.joined(separator: ",\n") + "\n],\"z\":0}"
    let path = try folder.write(Array(text.utf8), to: "plan.geojson")
    var reader = try FeatureCollectionReader(path: path)
    for _ in 0..<2 {
      var count = 0
      while let feature = try reader.next() {
        try #require(feature.value["id"]?.integer == count)
        try #require(feature.line == count + 2)
        count += 1
      }
      #expect(count == 50_000)
      #expect(reader.rootMembers.map { String(decoding: $0.name, as: UTF8.self) } == ["name", "z"])
      try reader.rewind()
    }
  }

  @Test func `a malformed feature is refused with its line in the file`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("{\"features\":[\n{},\n{\"a\":\n01}]}".utf8), to: "a.geojson")
    var reader = try FeatureCollectionReader(path: path)
    _ = try reader.next()
    let error = JSONTextError(.malformedNumber, offset: 24, line: 4)
    #expect(throws: JSONFileError.text(path: path, error)) { _ = try reader.next() }
  }

  @Test func `bytes that were looked at are read all the same`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(0..<100), to: "bytes")
    var reader = try ByteReader(path: path)
    #expect(try Array(reader.peek(10)) == Array(0..<10))
    #expect(try Array(reader.peek(200)) == Array(0..<100))
    var buffer = [UInt8](repeating: 0, count: 60)
    #expect(try reader.read(into: &buffer, from: 10) == 50)
    #expect(buffer[10...].elementsEqual(0..<50))
    #expect(try reader.read(into: &buffer, from: 0) == 50)
    #expect(try reader.read(into: &buffer, from: 0) == 0)
  }
}
