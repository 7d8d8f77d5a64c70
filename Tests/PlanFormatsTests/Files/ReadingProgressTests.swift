import GridPartition
import PlanFormats
import Testing

@Suite struct ReadingProgressTests {
  @Test(arguments: [1, 3000])
  func `every byte of a plan is told, on any number of cores`(count: Int) throws {
    let folder = try TemporaryFolder()
    var sum = 0
    for (level, name) in [("村", "village"), ("网格", "grid")] {
      let features = (0..<count).map { number in
        let x = Double(number) / 1000
        return """
          {"type":"Feature","properties":{"code":"\(number)","name":"\(level)"},"geometry":{"type":\
          "Polygon","coordinates":[[[\(x),0],[\(x + 0.001),0],[\(x),0.001],[\(x),0]]]}}
          """
      }
      let text =
        "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",") + "]}"
      sum += text.utf8.count
      _ = try folder.write(Array(text.utf8), to: "\(name).geojson")
    }
    let progress = WorkProgress()
    _ = try WorkProgress.$current.withValue(progress) { try PlanReader.read(folder.path) }
    #expect(progress.snapshot == .init(stage: .reading, done: sum, total: sum))
  }
}
