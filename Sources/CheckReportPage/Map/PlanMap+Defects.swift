internal import Geometry
internal import GridPartition

extension PlanMap {
  /// Kinds that have a hatch of their own; all others share one.
  static let hatched: [DefectKind] = [.gap, .overlap, .overreach]

  /// The name of the hatch and colour of a kind.
  static func hatch(of kind: DefectKind) -> String {
    hatched.contains(kind) ? kind.rawValue : "other"
  }

  /// Writes the hatches, each in its own direction.
  func writeHatches(scale: Double, suffix: String, into html: inout HTMLText) {
    let hatches: [(name: String, angle: Int, path: StaticString)] = [
      ("gap", 45, "M0 0V7"), ("overlap", 0, "M0 0V7M0 0H7"), ("overreach", -45, "M0 0V7"),
      ("other", 90, "M0 0V7"),
    ]
    for hatch in hatches {
      html.element(
        "pattern",
        [
          "id": "h-\(hatch.name)\(suffix)", "class": "hatch k-\(hatch.name)", "width": "7",
          "height": "7", "patternUnits": "userSpaceOnUse", "data-angle": "\(hatch.angle)",
          "patternTransform": "scale(\(scale)) rotate(\(hatch.angle))",
        ]
      ) { html in
        html.literal("<rect width=\"7\" height=\"7\"/><path d=\"")
        html.literal(hatch.path)
        html.literal("\"/>")
      }
    }
  }

  /// Writes the shapes of the defects, the gravest on top.
  func writeShapes(into html: inout HTMLText) {
    var room = Self.roomForShapes
    html.element("g", ["id": "shapes"]) { html in
      for (number, defect) in zip(listed.indices, listed).reversed() {
        let path = shape(of: defect)
        guard !path.isEmpty, path.bytes.count < room else { continue }
        room -= path.bytes.count
        let isArea = if case .polygons = defect.geometry { true } else { false }
        html.path(
          [
            "class": "\(isArea ? "shape" : "dots") k-\(Self.hatch(of: defect.kind))",
            "data-defect": "\(number)",
          ], path)
        html.endLine()
      }
    }
  }

  /// At most so many bytes are spent on shapes; a defect that finds no room still has its mark.
  private static let roomForShapes = 4_000_000

  private func shape(of defect: Defect) -> PathText {
    var path = PathText()
    switch defect.geometry {
    case .none: break
    case .points(let points): for point in points { path.add(dot: frame.place(point)) }
    case .polygons(let polygons):
      for ring in polygons.joined() {
        path.add(ring: ring.dropLast().lazy.map { frame.place($0) })
      }
    }
    return path
  }

  /// Writes a mark at the place of each defect; those that are not in the table are dots.
  func writeMarks(into html: inout HTMLText) {
    var dots: [DefectKind: PathText] = [:]
    for (kind, place) in dotPlaces { dots[kind, default: PathText()].add(dot: place) }
    html.element("g", ["id": "others"]) { html in
      for kind in DefectKind.allCases.reversed() {
        guard let path = dots[kind] else { continue }
        html.path(["class": "dots k-\(Self.hatch(of: kind))"], path)
      }
    }
    html.element("g", ["id": "marks"]) { html in
      for (number, defect) in zip(listed.indices, listed).reversed() {
        guard let at = defect.at else { continue }
        let place = frame.place(at)
        html.open(
          "use",
          [
            "href": "#s-\(defect.kind.rawValue)", "data-defect": "\(number)",
            "transform": "translate(\(place.x) \(place.y)) scale(\(scale * markSize))",
          ])
        html.literal("</use>")
        html.endLine()
      }
    }
  }

  /// The places of the defects that are not in the table; of very many one for those that lie close
  /// together, the gravest.
  private var dotPlaces: [(kind: DefectKind, at: MapPlace)] {
    let places = others.compactMap { defect in
      defect.at.map { (kind: defect.kind, at: frame.place($0)) }
    }
    guard places.count > Self.mostDots else { return places }
    let cell = max(frame.width, frame.height) / Self.cellsAcross + 1
    var taken: Set<MapPlace> = []
    return places.filter { taken.insert(MapPlace(x: $0.at.x / cell, y: $0.at.y / cell)).inserted }
  }

  private static let mostDots = 100_000
  private static let cellsAcross = 300

  /// Many marks are drawn small, so that they do not cover the map.
  var markSize: Double { listed.count <= 80 ? 1 : listed.count <= 500 ? 0.75 : 0.55 }

  /// The box around a defect on the map; `nil` when it has no place.
  func box(around defect: Defect) -> (x: Int, y: Int, width: Int, height: Int)? {
    var places = defect.geometry.positions.map { frame.place($0) }
    if let at = defect.at { places.append(frame.place(at)) }
    guard let west = places.map(\.x).min(), let east = places.map(\.x).max(),
      let north = places.map(\.y).min(), let south = places.map(\.y).max()
    else { return nil }
    return (west, north, east - west, south - north)
  }
}
