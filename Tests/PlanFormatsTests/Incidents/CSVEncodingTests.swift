import GridPartition
import PlanFormats
import Testing

@Suite struct CSVEncodingTests {
  /// `编号,经度,纬度` and a row with `网格` in GB18030.
  static let header: [UInt8] = [
    0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xBE, 0xAD, 0xB6, 0xC8, 0x2C, 0xCE, 0xB3, 0xB6, 0xC8, 0x0D, 0x0A,
  ]
  static let row: [UInt8] = [0xCD, 0xF8, 0xB8, 0xF1] + Array(",1,2\r\n".utf8)

  @Test func `a file in GB18030 is answered in GB18030`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(Self.header + Self.row, to: "in.csv")
    _ = try process(input, to: folder.path + "/out", options: IncidentOptions()) { incidents in
      incidents.map { _ in AppendedFields(status: .invalid, error: "网格") }
    }
    let appended = Array(",,,invalid,,,,".utf8) + [0xCD, 0xF8, 0xB8, 0xF1, 0x0D, 0x0A]
    #expect(
      try folder.read("out").suffix(Self.row.count - 2 + appended.count)
        == Self.row.dropLast(2) + appended)
  }

  @Test func `GB18030 becomes UTF-8 in JSON`() throws {
    var options = IncidentOptions()
    options.outputFormat = .ndjson
    #expect(
      try run(Self.header + Self.row, options: options).hasPrefix(
        #"{"编号":"网格","经度":"1","纬度":"2","grid_code":"1.0/2.0""#))
  }

  @Test func `trail bytes that look like ASCII do not disturb the columns`() throws {
    // These characters have digits, a bar and a backslash in them.
    let text = Array("x,y,n\n1,2,".utf8) + [0x81, 0x30, 0x81, 0x30, 0xB8, 0x7C, 0x81, 0x5C]
    let output = try bytes(text)
    let header = Array("x,y,n,\(CSVIncidentTests.appended)\n".utf8)
    #expect(output == header + text.dropFirst(6) + Array(",1.0/2.0,,inside,,,,\n".utf8))
  }

  @Test func `a stated encoding is believed`() throws {
    var options = IncidentOptions()
    options.encoding = .gb18030
    options.outputFormat = .ndjson
    #expect(
      try run(Array("x,y,n\n1,2,".utf8) + [0xC2, 0xA7, 0x0A], options: options).contains("搂"))
    options.encoding = .utf8
    #expect(
      try run(Array("x,y,n\n1,2,".utf8) + [0xC2, 0xA7, 0x0A], options: options).contains("§"))
  }

  @Test func `bytes of no encoding pass through as they are`() throws {
    let table = Array("x,y,n\n1,2,".utf8) + [0xFF, 0xFF]
    #expect(try bytes(table + [0x0A]).starts(with: Array("x,y,n".utf8)))
    #expect(try bytes(table + [0x0A]).contains(0xFF))
  }

  @Test func `a field that is not in the encoding cannot become JSON`() throws {
    var options = IncidentOptions()
    options.encoding = .utf8
    #expect(try bytes(Array("x,y\n".utf8) + [0xFF, 0x2C, 0x31, 0x0A], options: options).count > 0)
    options.outputFormat = .geojson
    #expect(throws: IncidentFileError.malformedText(line: 2)) {
      try run(Array("x,y\n".utf8) + [0xFF, 0x2C, 0x31, 0x0A], options: options)
    }
  }

  @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func `UTF-16 is refused`(mark: [UInt8]) {
    #expect(throws: IncidentFileError.unsupportedEncoding("UTF-16")) {
      try run(mark + Array("x,y\n".utf8))
    }
  }
}
