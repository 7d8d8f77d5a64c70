internal import Foundation
internal import GRDB
internal import GridPartition

/// The outlines in a drawing: its closed polylines, with the texts that are written inside.
///
/// An outline's code is the one text inside of it; else the name of its layer when no other outline is
/// there. A text belongs to the smallest outline around it, of those on its own layer if there are any.
/// A layer named after a level says the level of its outlines.
struct DrawingOutlines {
  fileprivate struct Outline {
    let layer: String
    /// The geometry as a polygon.
    let blob: Data
    let box: (x: ClosedRange<Double>, y: ClosedRange<Double>)
    /// `x, y, x, y, …`, the first position once more at the end.
    let ordinates: [Double]
    var texts: Set<String> = []
  }

  private struct Label {
    let layer: String
    let text: String
    let x: Double
    let y: Double
  }

  fileprivate var outlines: [Outline] = []
  /// How many other entities the drawing has, texts not counted.
  private(set) var otherCount = 0

  /// Finds the outlines.
  ///
  /// - Parameter path: The GeoPackage that `ogr2ogr` made of the drawing.
  /// - Throws: ``ForeignFault/noOutlines``, or `DatabaseError`.
  init(of path: String) throws {
    let queue = try DatabaseQueue(path: path)
    var labels: [Label] = []
    try queue.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT dingge_geom, "Layer", "SubClasses", "Text" FROM entities ORDER BY dingge_fid
          """)
      while let row = try rows.next() {
        let blob: Data? = row[0]
        let (layer, classes, text): (String?, String?, String?) = (row[1], row[2], row[3])
        if let label = Self.label(blob, layer ?? "", text ?? "") {
          labels.append(label)
        } else if let classes, classes.contains("olyline"),
          let outline = Self.outline(blob, layer ?? "")
        {
          outlines.append(outline)
        } else {
          otherCount += 1
        }
      }
    }
    guard !outlines.isEmpty else { throw ForeignFault.noOutlines }
    for label in labels { assign(label) }
  }

  /// Writes the outlines as a layer of polygons.
  ///
  /// - Throws: `DatabaseError`.
  func write(to path: String) throws {
    let table = FeatureTable(
      name: "outlines",
      columns: ["code", "level", "layer", "text"].map { .init(name: $0, type: "TEXT") }, system: 0)
    var counts: [String: Int] = [:]
    for outline in outlines { counts[outline.layer, default: 0] += 1 }
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try GeoPackageTables.create(in: database)
      try table.create(in: database)
      let statement = try database.cachedStatement(sql: table.insertion)
      for outline in outlines {
        let level = PlanWords.level(outline.layer)?.rawValue
        let isAlone = counts[outline.layer] == 1 && level == nil && outline.layer != "0"
        let code = outline.texts.count == 1 ? outline.texts.first : nil
        try statement.execute(arguments: [
          outline.blob, code ?? (isAlone && outline.texts.isEmpty ? outline.layer : nil), level,
          outline.layer, outline.texts.sorted().joined(separator: "; "),
        ])
      }
    }
    try queue.close()
  }
}

extension DrawingOutlines {
  private static func label(_ blob: Data?, _ layer: String, _ text: String) -> Label? {
    guard let text = PropertyText.plain(text), let blob,
      let place = GeoPackageGeometry.point(of: blob.bytes)
    else { return nil }
    return Label(layer: layer, text: text, x: place.x, y: place.y)
  }

  private static func outline(_ blob: Data?, _ layer: String) -> Outline? {
    guard let blob, let polygon = GeoPackageGeometry.closedLineAsPolygon(Array(blob)),
      let box = unsafe GeoPackageGeometry.box(of: polygon.span.bytes)
    else { return nil }
    var polygons = WrittenPolygons()
    guard unsafe (try? GeoPackageGeometry.read(polygon.span.bytes, into: &polygons)) != nil else {
      return nil
    }
    return Outline(
      layer: layer, blob: Data(polygon), box: box, ordinates: polygons.ordinates)
  }

  private mutating func assign(_ label: Label) {
    let around = outlines.indices.filter { outlines[$0].contains(label.x, label.y) }
    let onItsLayer = around.filter { outlines[$0].layer == label.layer }
    let candidates = onItsLayer.isEmpty ? around : onItsLayer
    guard let smallest = candidates.min(by: { outlines[$0].area < outlines[$1].area }) else {
      return
    }
    outlines[smallest].texts.insert(label.text)
  }
}

extension DrawingOutlines.Outline {
  /// Whether a position lies inside; on the line itself it may be told either way.
  func contains(_ x: Double, _ y: Double) -> Bool {
    guard box.x.contains(x), box.y.contains(y) else { return false }
    var isInside = false
    for index in stride(from: 2, to: ordinates.count - 1, by: 2) {
      let (ax, ay) = (ordinates[index - 2], ordinates[index - 1])
      let (bx, by) = (ordinates[index], ordinates[index + 1])
      if (ay > y) != (by > y), x < ax + (y - ay) / (by - ay) * (bx - ax) { isInside.toggle() }
    }
    return isInside
  }

  /// The size of the enclosed area, to compare outlines by.
  var area: Double {
    var sum = 0.0
    for index in stride(from: 2, to: ordinates.count - 1, by: 2) {
      let (ax, ay) = (ordinates[index - 2] - box.x.lowerBound, ordinates[index - 1])
      let (bx, by) = (ordinates[index] - box.x.lowerBound, ordinates[index + 1])
      sum += ax * (by - box.y.lowerBound) - bx * (ay - box.y.lowerBound)
    }
    return abs(sum)
  }
}
