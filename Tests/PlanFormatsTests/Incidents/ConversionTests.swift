import GridPartition
import PlanFormats
import Testing

@Suite struct ConversionTests {
  static let appended = CSVIncidentTests.appended
  static let inside = JSONIncidentTests.inside

  @Test func `CSV columns become members that are strings`() throws {
    #expect(
      try convert("x,y,,y2,y2\n1,2,\"a\"\"\n\",\\,\n\n1,2,a,b,c,d\n1", "in.csv", to: .ndjson)
        == #"""
        {"x":"1","y":"2","column_3":"a\"\n","y2":"\\","y2_2":"",\#(Self.inside)}
        {"x":"1","y":"2","column_3":"a","y2":"b","y2_2":"c","column_6":"d",\#(JSONIncidentTests.invalid("wrongFieldCount"))}
        {"x":"1",\#(JSONIncidentTests.invalid("wrongFieldCount"))}

        """#)
  }

  @Test func `CSV rows become points`() throws {
    #expect(
      try convert("x,y\n1,2\n,\n", "in.csv", to: .geojson) == #"""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"x":"1","y":"2",\#(Self.inside)}},
        {"type":"Feature","geometry":null,"properties":{"x":"","y":"",\#(JSONIncidentTests.invalid("noPosition"))}}
        ]}

        """#)
  }

  @Test func `lines become features and features lines`() throws {
    let feature =
      #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"x":1,"y":2,\#(Self.inside)}}"#
    #expect(
      try convert("{\"x\":1,\"y\":2}\n\n", "in.ndjson", to: .geojson)
        == "{\"type\":\"FeatureCollection\",\"features\":[\n\(feature)\n]}\n")
    let plain =
      #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"x":1,"y":2}}"#
    #expect(
      try convert("{\"features\":[\(plain)],\"name\":\"n\"}", "in.geojson", to: .ndjson)
        == feature + "\n")
  }

  @Test func `lines become a table of all their members`() throws {
    let text = #"""
      {"x":1,"y":2.50,"t":"a,b"}
      {"n":{"k":[1, 2]},"x":"3","y":4,"b":true,"z":null}
      [1]

      """#
    #expect(
      try convert(text, "in.ndjson", to: .csv) == #"""
        x,y,t,n,b,z,input,\#(Self.appended)
        1,2.50,"a,b",,,,,1.0/2.5,,inside,,,,
        3,4,,"{""k"":[1, 2]}",true,,,3.0/4.0,,inside,,,,
        ,,,,,,[1],,,invalid,,,,notAnObject

        """#)
  }

  @Test func `features become a table with their ids and positions`() throws {
    let text = #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":7,"properties":{"id":"a","lon":0},"geometry":{"type":"Point","coordinates":[1.0,2]}},
      {"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[1,2,3]}}]}
      """#
    #expect(
      try convert(text, "in.geojson", to: .csv) == #"""
        feature_id,id,lon,geometry_lon,lat,geometry,\#(Self.appended)
        7,a,0,1.0,2,,1.0/2.0,,inside,,,,
        ,,,,,"{""type"":""Point"",""coordinates"":[1,2,3]}",1.0/2.0,,inside,,,,

        """#)
  }

  @Test func `a pipe can become a table`() throws {
    let folder = try TemporaryFolder()
    let pipe = try Fifo(in: folder)
    let lines = (0..<5_000).map { "{\"x\":\($0),\"y\":1,\"k\($0 % 3)\":0}\n" }.joined()
    pipe.feed(Array(lines.utf8), pieces: 1000)
    var options = IncidentOptions()
    options.outputFormat = .csv
    let run = try process(pipe.path, to: folder.path + "/out", options: options) { $0.map(answer) }
    let text = String(decoding: try folder.read("out"), as: UTF8.self)
    #expect(run.tally.total == 5_000)
    #expect(text.hasPrefix("x,y,k0,k1,k2,\(Self.appended)\n0,1,0,,,0.0/1.0,,inside,,,,\n1,1,,0,,"))
    #expect(text.split(separator: "\n").count == 5_001)
  }

  @Test(arguments: [
    ("x,y\n1,2\n", "x,y,grid"), ("{\"x\":1,\"y\":2}\n{}\n", "{\"x\":1,\"y\":2,"),
    ("{\"x\":1,\"y\":2}", "{\"x\":1,\"y\":2,"), (" {\n\"features\":[]}", "{\"type\":\"FeatureColl"),
    ("{\"features\":[]}", "{\"type\":\"FeatureColl"),
  ])
  func `the format of a nameless text is seen`(text: String, start: String) throws {
    #expect(try run(text, "in").hasPrefix(start))
  }

  private func convert(_ text: String, _ name: String, to format: IncidentFormat) throws -> String {
    var options = IncidentOptions()
    options.outputFormat = format
    return try run(text, name, options: options)
  }
}
