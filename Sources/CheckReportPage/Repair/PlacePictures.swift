internal import CoordinateSystems
internal import Geometry
internal import GridPartition

/// Small pictures of places in a plan, each as large as what happened there.
struct PlacePictures {
  private static let size = (width: 3600, height: 2400)
  /// Around what happened there is at least so much to be seen, in metres.
  private static let margin = 1.0
  private static let colours = 6

  private let plan: Plan
  private let units: [Level: [Int]]
  private let trees: [Level: EnvelopeTree]

  init(of plan: Plan) {
    self.plan = plan
    var units: [Level: [Int]] = [:]
    var trees: [Level: EnvelopeTree] = [:]
    for level in plan.levels {
      let members = plan.units(of: level).filter { plan.units[$0].hasShape }
      units[level] = members
      trees[level] = EnvelopeTree(
        members.map { plan.store.envelope(ofPolygons: plan.units[$0].polygons) })
    }
    (self.units, self.trees) = (units, trees)
  }

  /// A rectangle of the plan.
  private struct Window {
    let west: Double
    let north: Double
    let width: Double
    let height: Double
    let scale: (x: Double, y: Double)

    func place(_ position: Position) -> MapPlace {
      MapPlace(
        x: Int(((position.x - west) * scale.x).rounded()),
        y: Int(((north - position.y) * scale.y).rounded()))
    }
  }

  /// The window around a patch; `nil` when it has no place.
  private func window(around patch: RepairPatch) -> Window? {
    guard let box = patch.geometry.bbox else { return nil }
    let middle = (x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2)
    let frame = plan.ground.frame(x: middle.x, y: middle.y)
    // As wide as the patch and half as much on either side, in metres.
    let (across, up) = ((box[2] - box[0]) * frame.x, (box[3] - box[1]) * frame.y)
    let share = Double(Self.size.width) / Double(Self.size.height)
    let height = max(max(across / share, up) * 2, 2 * Self.margin)
    let (width, tall) = (height * share / frame.x, height / frame.y)
    return Window(
      west: middle.x - width / 2, north: middle.y + tall / 2, width: width, height: tall,
      scale: (Double(Self.size.width) / width, Double(Self.size.height) / tall))
  }

  /// Writes the picture of the place of a patch: the units of its level, and the patch.
  func write(_ patch: RepairPatch, name: String, into html: inout HTMLText) {
    guard let window = window(around: patch), let tree = trees[patch.level],
      let members = units[patch.level],
      let low = plan.lattice.point(
        of: Position(x: window.west, y: window.north - window.height), within: nil),
      let high = plan.lattice.point(
        of: Position(x: window.west + window.width, y: window.north), within: nil)
    else { return }
    var seen: [Int] = []
    tree.forEachMember(meeting: Envelope(minimum: low, maximum: high)) { seen.append(members[$0]) }
    seen.sort { codePrecedes(plan.units[$0].code, plan.units[$1].code) }
    html.element(
      "svg",
      [
        "viewBox": "0 0 \(Self.size.width) \(Self.size.height)", "role": "img",
        "aria-label": name,
      ]
    ) { html in
      for (index, unit) in seen.enumerated() {
        var path = PathText()
        for polygon in plan.units[unit].polygons {
          for ring in plan.store.rings(ofPolygon: polygon) {
            let points = plan.store.points[plan.store.positions(ofRing: ring)]
            path.add(ring: clipped(points.map(plan.position), window).map(window.place))
          }
        }
        guard !path.isEmpty else { continue }
        html.path(["class": "u\(index % Self.colours)"], path)
      }
      write(patch.geometry, window, into: &html)
    }
  }

  private func write(_ geometry: DefectGeometry, _ window: Window, into html: inout HTMLText) {
    var path = PathText()
    switch geometry {
    case .none: return
    case .points(let points): for point in points { path.add(dot: window.place(point)) }
    case .polygons(let polygons):
      for ring in polygons.joined() { path.add(ring: ring.dropLast().map(window.place)) }
    }
    let isArea = if case .polygons = geometry { true } else { false }
    html.path(["class": isArea ? "place" : "dots"], path)
  }

  /// The part of a ring in a window, and a little around it.
  ///
  /// Method: Sutherland and Hodgman 1974, doi:10.1145/360767.360802.
  private func clipped(_ ring: [Position], _ window: Window) -> [Position] {
    let (dx, dy) = (window.width / 8, window.height / 8)
    let (west, east) = (window.west - dx, window.west + window.width + dx)
    let (south, north) = (window.north - window.height - dy, window.north + dy)
    var ring = clip(ring) { $0.x - west }
    ring = clip(ring) { east - $0.x }
    ring = clip(ring) { $0.y - south }
    return clip(ring) { north - $0.y }
  }

  /// The part of a ring where a distance is not negative.
  private func clip(_ ring: [Position], _ distance: (Position) -> Double) -> [Position] {
    guard var before = ring.last else { return [] }
    var kept: [Position] = []
    for position in ring {
      let (a, b) = (distance(before), distance(position))
      if (a < 0) != (b < 0) {
        let share = a / (a - b)
        kept.append(
          Position(
            x: before.x + share * (position.x - before.x),
            y: before.y + share * (position.y - before.y)))
      }
      if b >= 0 { kept.append(position) }
      before = position
    }
    return kept
  }
}
