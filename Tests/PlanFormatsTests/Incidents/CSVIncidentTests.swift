import GridPartition
import PlanFormats
import Testing

@Suite struct CSVIncidentTests {
  static let appended = "grid_code,village_code,status,distance_m,candidates,confidence,error"

  @Test func `every row keeps its bytes and gets its columns`() throws {
    let text = "id,lon,lat\r\n1, 110.5 ,\"25\"\r\n\"a\r\n\"\"b\",1e2,-.5\r\n\r\n \t\r\n2,1,2"
    #expect(
      try run(text) == """
        id,lon,lat,\(Self.appended)\r
        1, 110.5 ,"25",110.5/25.0,,inside,,,,\r
        "a\r
        ""b",1e2,-.5,100.0/-0.5,,inside,,,,\r
        \r
         \t\r
        2,1,2,1.0/2.0,,inside,,,,\r

        """)
  }

  @Test(arguments: [
    ("1,", "noPosition"), (",1", "noPosition"), ("\"\",1", "noPosition"), ("NaN,1", "notFinite"),
    ("1,-inf", "notFinite"), ("1e400,1", "notFinite"), ("0x10,1", "notANumber"),
    ("110°,1", "notANumber"), ("1 2,1", "notANumber"), ("１,1", "notANumber"),
    ("\"1,5\",1", "notANumber"), ("1\"2\",1", "notANumber"),
  ])
  func `a row without a position is kept with the reason`(row: String, problem: String) throws {
    #expect(
      try run("x,y\n\(row)\n3,4\n") == """
        x,y,\(Self.appended)
        \(row),,,invalid,,,,\(problem)
        3,4,3.0/4.0,,inside,,,,

        """)
  }

  @Test func `a short row is padded and a long row kept`() throws {
    #expect(
      try run("x,y,n\n1\n1,2,3,4\n") == """
        x,y,n,\(Self.appended)
        1,,,,,invalid,,,,wrongFieldCount
        1,2,3,4,,,invalid,,,,wrongFieldCount

        """)
  }

  @Test func `a quote that is never closed is closed behind the last byte`() throws {
    #expect(
      try run("x,y,n\n1,2,\"a\n") == """
        x,y,n,\(Self.appended)
        1,2,"a
        ",,,invalid,,,,unclosedQuote

        """)
  }

  @Test(arguments: [
    "LON,Lat", "lng,latitude", "Longitude,y", "经度,纬度", "东经,北纬", "\"x\",\" y \"", "\u{FEFF}x,y",
  ])
  func `position columns are found by their usual names`(header: String) throws {
    #expect(try run(header + "\n1,2\n").contains("\n1,2,1.0/2.0,,inside"))
  }

  @Test func `named columns are the ones, whatever the others are called`() throws {
    var options = IncidentOptions()
    options.xField = "东"
    options.yField = "北"
    options.accuracyField = "acc"
    let text = "lon,lat,东,北,acc\n0,0,1,2,35\n0,0,1,2,\n"
    let lines = try run(text, options: options).split(separator: "\n")
    #expect(lines.last == "0,0,1,2,,1.0/2.0,,inside,,,,")
    #expect(lines[1] == "0,0,1,2,35,1.0/2.0,35,inside,,,,")
  }

  @Test func `a header alone comes back with its columns`() throws {
    #expect(try run("x,y") == "x,y,\(Self.appended)\n")
    #expect(try run("x,y\r\n") == "x,y,\(Self.appended)\r\n")
  }

  @Test func `appended names take the prefix`() throws {
    var options = IncidentOptions()
    options.prefix = "d_"
    #expect(try run("x,y,status\n", options: options).hasPrefix("x,y,status,d_grid_code,d_village"))
  }

  @Test func `appended fields are quoted when they have to be`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(Array("x,y\n1,2\n".utf8), to: "in.csv")
    _ = try process(input, to: folder.path + "/out", options: IncidentOptions()) { incidents in
      incidents.map { _ in
        AppendedFields(
          gridCode: "a,b", villageCode: "c\"d", status: .overlap, distance: 12.5,
          candidates: ["N-1", "N-2"], confidence: 0.75, error: "e\nf")
      }
    }
    let text = String(decoding: try folder.read("out"), as: UTF8.self)
    #expect(text.hasSuffix("\n1,2,\"a,b\",\"c\"\"d\",overlap,12.5,N-1;N-2,0.75,\"e\nf\"\n"))
  }

  @Test(arguments: [
    ("", IncidentFileError.empty), ("\n \n", .empty), ("\u{FEFF}", .empty),
    ("a,lat\n", .positionColumnNotFound(axis: .x, name: nil, header: ["a", "lat"])),
    ("x,b\n", .positionColumnNotFound(axis: .y, name: nil, header: ["x", "b"])),
    (
      "x,lon,y\n",
      .positionColumnAmbiguous(axis: .x, found: ["x", "lon"], header: ["x", "lon", "y"])
    ),
    ("x,y,status\n", .columnExists(name: "status", row: nil)), ("x,\"y\n1,2\n", .unclosedHeader),
    ("x\0,\0y\0\n\0", .unsupportedEncoding("UTF-16")),
  ])
  func `a file that cannot be worked through is refused`(text: String, error: IncidentFileError) {
    #expect(throws: error) { try run(text) }
  }

  @Test func `a file that is refused leaves no output behind`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(Array("a,b\n".utf8), to: "in.csv")
    #expect(throws: IncidentFileError.self) {
      try process(input, to: folder.path + "/out", options: IncidentOptions()) { $0.map(answer) }
    }
    #expect(try folder.names == ["in.csv"])
  }

  @Test func `batches keep the order of a long file`() throws {
    let rows = (0..<20_000).map { "\($0),\($0)" }
    let text = try run("x,y\n" + rows.joined(separator: "\n"))
    let expected = (0..<20_000).map { "\($0),\($0),\($0).0/\($0).0,,inside,,,,\n" }
    #expect(text == "x,y,\(Self.appended)\n" + expected.joined())
  }

  @Test func `a row of two megabytes is a row`() throws {
    let long = String(repeating: "长\"\",\n", count: 400_000)
    let text = "n,x,y\n\"\(long)\",1,2\na,3,4\n"
    #expect(
      try run(text) == """
        n,x,y,\(Self.appended)
        "\(long)",1,2,1.0/2.0,,inside,,,,
        a,3,4,3.0/4.0,,inside,,,,

        """)
  }

  @Test func `a row beyond the limit is refused with its line`() throws {
    let long = [UInt8](repeating: 0x61, count: 65 << 20)
    #expect(throws: IncidentFileError.rowTooLong(line: 3, limit: 64 << 20)) {
      try run(Array("x,y\n1,2\n\"".utf8) + long)
    }
  }
}
