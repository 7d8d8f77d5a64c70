import JSONText
import GridPartition
import PlanFormats
import Testing

@Suite struct JSONIncidentTests {
  static let inside = #""grid_code":"1.0/2.0","village_code":null,"status":"inside""#

  static func invalid(_ problem: String) -> String {
    #""grid_code":null,"village_code":null,"status":"invalid","error":"\#(problem)""#
  }

  @Test(arguments: [
    (#"{"lon":1,"lat":2}"#, #"{"lon":1,"lat":2,\#(inside)}"#),
    (#"{ "a" : 1 , "X":"1" ,"y": 2.0 } "#, #"{ "a" : 1 , "X":"1" ,"y": 2.0 ,\#(inside)} "#),
    (
      #"{"经度":1,"纬度":" 2 ","lon":null}"#,
      #"{"经度":1,"纬度":" 2 ","lon":null,\#(invalid("ambiguousPosition"))}"#
    ),
    (#"{"lon":0,"lat":2,"lon":1}"#, #"{"lon":0,"lat":2,"lon":1,\#(inside)}"#),
    ("{}", "{\(invalid("noPosition"))}"),
    (#"{"lon":true,"lat":2}"#, #"{"lon":true,"lat":2,\#(invalid("notANumber"))}"#),
    (#"{"lon":1e999,"lat":2}"#, #"{"lon":1e999,"lat":2,\#(invalid("notFinite"))}"#),
    (#"{"lon":null,"lat":2}"#, #"{"lon":null,"lat":2,\#(invalid("noPosition"))}"#),
    ("[1,2]", #"{"input":"[1,2]",\#(invalid("notAnObject"))}"#),
    (#"{"a":"#, #"{"input":"{\"a\":",\#(invalid("notJSON"))}"#),
    (#"{"type":"Point","coordinates":[1,2]}"#, #"{"type":"Point","coordinates":[1,2],\#(inside)}"#),
    (
      #"{"type":"Feature","properties":{"a":[{}]},"geometry":{"type":"Point","coordinates":[1,2,3]}}"#,
      #"{"type":"Feature","properties":{"a":[{}],\#(inside)},"geometry":{"type":"Point","coordinates":[1,2,3]}}"#
    ),
    (
      #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1]}}"#,
      #"{"type":"Feature","properties":{\#(invalid("noPosition"))},"geometry":{"type":"Point","coordinates":[1]}}"#
    ),
    (
      #"{"type":"Feature","geometry":{"type":"LineString","coordinates":[]},"properties":null}"#,
      #"{"type":"Feature","geometry":{"type":"LineString","coordinates":[]},"properties":{\#(invalid("notAPoint"))}}"#
    ),
    (
      #"{"type":"Feature","geometry":null}"#,
      #"{"type":"Feature","geometry":null,"properties":{\#(invalid("noPosition"))}}"#
    ),
    (
      #"{"type":"Feature","geometry":null,"properties":7}"#,
      #"{"input":"{\"type\":\"Feature\",\"geometry\":null,\"properties\":7}",\#(invalid("notAnObject"))}"#
    ),
  ])
  func `a line keeps its bytes and gets its members`(line: String, expected: String) throws {
    #expect(
      try run("\u{FEFF}\n" + line + "\r\n \n" + line, "in.ndjson")
        == "\n" + expected + "\r\n \n" + expected + "\n")
  }

  @Test func `all appended members are written when they apply`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(Array(#"{"x":1,"y":2}"#.utf8), to: "in.jsonl")
    _ = try process(input, to: folder.path + "/out", options: IncidentOptions()) { incidents in
      incidents.map { _ in
        AppendedFields(
          gridCode: "a\"b", villageCode: "v", status: .nearest, distance: 12.5,
          candidates: ["N-1", "N-2"], confidence: 1, error: "\n")
      }
    }
    #expect(
      String(decoding: try folder.read("out"), as: UTF8.self) == #"""
        {"x":1,"y":2,"grid_code":"a\"b","village_code":"v","status":"nearest","distance_m":12.5,"candidates":["N-1","N-2"],"confidence":1,"error":"\n"}

        """#)
  }

  @Test func `a collection keeps its members and has a feature a line`() throws {
    let text = """
      {"type": "FeatureCollection", "name": "事件", "features": [
        {
          "type": "Feature",
          "properties": { "a": "b  c" },
          "geometry": { "type": "Point", "coordinates": [1, 2] }
        }, 5
      ], "crs": {"a": 1}}
      """
    #expect(
      try run(text, "in.geojson") == """
        {"type":"FeatureCollection","name":"事件","features":[
        {"type": "Feature","properties": { "a": "b  c" ,\(Self.inside)},"geometry": { "type": "Point", "coordinates": [1, 2] }},
        {"type":"Feature","geometry":null,"properties":{"input":"5",\(Self.invalid("notAnObject"))}}
        ],"crs":{"a": 1}}

        """)
  }

  @Test(arguments: ["{\"features\":[]}", "{\"type\":\"FeatureCollection\",\"features\":[ ]}"])
  func `no features stay none`(text: String) throws {
    #expect(try run(text, "in.geojson") == "{\"type\":\"FeatureCollection\",\"features\":[]}\n")
  }

  @Test(arguments: [
    ("", "in.ndjson", IncidentFileError.empty), ("\n \n", "in.ndjson", .empty),
    (" ", "in.geojson", .empty),
    ("{\"x\":1}\n{\"status\":1}", "in.ndjson", .columnExists(name: "status", row: 2)),
    (
      #"{"features":[{"type":"Feature","properties":{"error":1},"geometry":null}]}"#, "in.geojson",
      .columnExists(name: "error", row: 1)
    ),
  ])
  func `a file that cannot be worked through is refused`(
    text: String, name: String, error: IncidentFileError
  ) {
    for format in IncidentFormat.allCases {
      var options = IncidentOptions()
      options.outputFormat = format
      #expect(throws: error) { try run(text, name, options: options) }
    }
  }

  @Test func `malformed GeoJSON is refused with its line`() throws {
    do {
      _ = try run("{\"features\":[\n{},\n{\"a\":01}]}", "in.geojson")
      Issue.record("an error is expected")
    } catch IncidentFileError.json(_, let error) {
      #expect(error == JSONTextError(.malformedNumber, offset: 23, line: 3))
    }
  }

  @Test(arguments: 1..<40)
  func `lines that are read in small pieces are read the same`(size: Int) throws {
    let text = "\u{FEFF}{\"x\":1,\"y\":2}\r\n\n{\"a\":\"字\"}\n{\"x\":3}"
    var options = IncidentOptions()
    options.windowSize = size
    #expect(try run(text, "in.ndjson", options: options) == run(text, "in.ndjson"))
  }

  @Test func `properties have the position when their names are given`() throws {
    var options = IncidentOptions()
    options.xField = "e"
    options.yField = "n"
    options.accuracyField = "t"
    let line = #"{"type":"Feature","properties":{"e":1,"n":2,"t":7},"geometry":null}"#
    #expect(try run(line, "in.ndjson", options: options).contains(#""1.0/2.0","village_code":"7""#))
  }
}
