internal import GridPartition

/// The layers of a file that make up a plan.
///
/// Layers named after levels are taken, and others are not. A single layer of another name is taken as
/// well: its features are grids, unless a field says something else.
struct LayerChoice {
  /// The layers by their offset, widest level first.
  private(set) var layers: [(offset: Int, level: LayerLevel)] = []
  private(set) var remarks: [PlanReadingRemark] = []

  /// - Parameters:
  ///   - names: The names of all layers.
  ///   - path: The file as the user calls it.
  ///   - level: The level that the file itself is named after, in a folder of such files.
  /// - Throws: ``PlanReadingError`` when no layer or two of a level could be meant.
  init(of names: [String], in path: String, level: Level?) throws(PlanReadingError) {
    if let name = names.first, names.count == 1 {
      if let level = level ?? PlanWords.level(name) {
        layers = [(0, .fixed(level))]
      } else {
        layers = [(0, .stated(default: .grid))]
      }
      return
    }
    var offsets: [Level: [Int]] = [:]
    for (offset, name) in names.enumerated() {
      if let named = PlanWords.level(name), level == nil || level == named {
        offsets[named, default: []].append(offset)
      } else {
        remarks.append(.ignoredLayer(name, file: path))
      }
    }
    guard !offsets.isEmpty else { throw .noLevelLayers(file: path, layers: names) }
    for (level, offsets) in offsets.sorted(by: { $0.key < $1.key }) {
      guard let offset = offsets.first, offsets.count == 1 else {
        throw .levelTwice(level, files: offsets.map { names[$0] })
      }
      layers.append((offset, .fixed(level)))
    }
  }
}
