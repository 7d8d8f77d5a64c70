internal import Crypto
internal import Geometry

/// Turns findings into defects with sizes, ids and clusters.
struct DefectList {
  private let plan: Plan
  private let measure: RegionMeasure
  private(set) var defects: [Defect] = []
  private var ids: Set<String> = []
  /// For each defect the lattice points that tie it to others.
  private var anchors: [[RegionRing.Vertex]] = []

  init(_ plan: Plan, hairline: Double) {
    self.plan = plan
    measure = RegionMeasure(lattice: plan.lattice, ground: plan.ground, hairline: hairline)
  }

  /// Adds what a coverage's check found.
  mutating func add(_ finding: CoverageFinding, of coverage: Coverage) {
    let units = finding.children.map { coverage.children[$0] }
    let parents = Set(units.map { plan.units[$0].parentCode })
    let parent =
      coverage.isTop
      ? (parents.count == 1 ? parents.first ?? nil : nil)
      : coverage.parentCode
    if finding.kind == .unmatchedVertices {
      addMismatches(finding, units, level: coverage.level, parent: parent)
      return
    }
    // The shell is the one ring that runs counterclockwise.
    let rings = finding.rings.sorted { a, b in
      let (isShell, isOtherShell) = (a.doubledArea > 0, b.doubledArea > 0)
      return isShell != isOtherShell ? isShell : a.precedes(b)
    }
    let (size, at) = measure.measure(rings)
    append(
      finding.kind, level: coverage.level, parent: parent, units: units,
      multiplicity: finding.multiplicity, size: size, at: at,
      geometry: .polygons([rings.map(measure.closedRing)]), anchors: rings.flatMap(\.vertices))
  }

  private mutating func addMismatches(
    _ finding: CoverageFinding, _ units: [Int], level: Level, parent: String?
  ) {
    let vertices = finding.vertices
    var size = DefectSize()
    for stretch in finding.stretches {
      size.length += measure.length(from: stretch.low, to: stretch.high)
    }
    append(
      .unmatchedVertices, level: level, parent: parent, units: units, size: size,
      at: vertices.first.map(measure.position), geometry: .points(vertices.map(measure.position)),
      detail: .vertices(vertices.count), anchors: vertices.map { RegionRing.Vertex($0) })
  }

  /// Adds a defect that lies at points.
  mutating func add(
    _ kind: DefectKind, units: [Int], parent: String?, points: [LatticePoint],
    detail: DefectDetail
  ) {
    guard let first = units.first else { return }
    append(
      kind, level: plan.units[first].level, parent: parent, units: units,
      at: points.first.map(measure.position),
      geometry: points.isEmpty ? .none : .points(points.map(measure.position)), detail: detail,
      anchors: points.map(RegionRing.Vertex.init))
  }

  /// Adds a defect that has the shape of polygons of the plan.
  mutating func add(
    _ kind: DefectKind, units: [Int], parent: String?, polygons: [Int], detail: DefectDetail
  ) {
    guard let first = units.first else { return }
    let shapes = polygons.map { polygon in
      let rings = plan.store.rings(ofPolygon: polygon).map { ring in
        RegionRing(
          vertices: plan.store.points[plan.store.positions(ofRing: ring)].map { .init($0) })
      }
      return Array(rings.prefix(1)) + rings.dropFirst().sorted { $0.precedes($1) }
    }.sorted { a, b in a.lexicographicallyPrecedes(b) { $0.precedes($1) } }
    var size = DefectSize()
    var at: Position?
    for rings in shapes {
      let part = measure.measure(rings)
      size.area += part.size.area
      size.length += part.size.length
      at = at ?? part.at
    }
    if size.length > 0 { size.meanWidth = size.area / size.length }
    append(
      kind, level: plan.units[first].level, parent: parent, units: units, size: size, at: at,
      geometry: shapes.isEmpty ? .none : .polygons(shapes.map { $0.map(measure.closedRing) }),
      detail: detail, anchors: shapes.flatMap { $0.flatMap(\.vertices) })
  }

  /// Adds the remark that a parent has no outline.
  ///
  /// - Parameters:
  ///   - unit: The parent; `nil` when it has no layer.
  ///   - code: The code that its children name, if any.
  ///   - children: Where the remark is shown: at the lowest position of these.
  mutating func addMissingOutline(of unit: Int?, code: String?, children: [Int]) {
    guard let first = children.first else { return }
    var lowest: LatticePoint?
    for child in children {
      plan.forEachBoundaryEdge(of: child) { _, to in lowest = min(lowest ?? to, to) }
    }
    append(
      .noOutline, level: plan.units[unit ?? first].level,
      parent: unit.map { plan.units[$0].parentCode } ?? code, units: unit.map { [$0] } ?? [],
      at: lowest.map(measure.position), geometry: .none)
  }

  private mutating func append(
    _ kind: DefectKind, level: Level, parent: String?, units: [Int], multiplicity: Int? = nil,
    size: DefectSize = DefectSize(), at: Position?, geometry: DefectGeometry,
    detail: DefectDetail = .none, anchors: [RegionRing.Vertex] = []
  ) {
    let codes = Set(units.map { plan.units[$0].code }).sorted(by: codePrecedes)
    let id = DefectList.id(kind, level, parent, codes, geometry)
    // The same thing said twice, of two equal holes say, is one defect.
    guard ids.insert(id).inserted else { return }
    defects.append(
      Defect(
        id: id, kind: kind, level: level, parent: parent, units: codes,
        multiplicity: multiplicity, size: size, at: at, geometry: geometry, detail: detail,
        cluster: id))
    self.anchors.append(anchors)
  }

  /// Sixteen hexadecimal digits that only depend on what and where the defect is; a million defects
  /// share one with a probability of 3e-8.
  private static func id(
    _ kind: DefectKind, _ level: Level, _ parent: String?, _ units: [String],
    _ geometry: DefectGeometry
  ) -> String {
    let head = [kind.rawValue, level.rawValue, parent ?? ""] + units
    var hash = SHA256()
    hash.update(data: Array(head.joined(separator: "\u{1f}").utf8))
    let ordinates = Set(geometry.positions).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    for position in ordinates {
      hash.update(data: Array("|\(position.x.bitPattern),\(position.y.bitPattern)".utf8))
    }
    return hash.finalize().prefix(8).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}

extension DefectList {
  /// The defects, gravest first, then by size, each with its cluster.
  func finished() -> [Defect] {
    var result = defects
    for group in DefectClusters(defects, anchors: anchors).groups {
      let lowest = group.map { defects[$0].id }.min() ?? ""
      for index in group { result[index].cluster = lowest }
    }
    return result.sorted { DefectList.precedes($0, $1) }
  }

  private static func precedes(_ a: Defect, _ b: Defect) -> Bool {
    if a.kind.severity != b.kind.severity { return a.kind.severity < b.kind.severity }
    if a.size.area != b.size.area { return a.size.area > b.size.area }
    if a.size.length != b.size.length { return a.size.length > b.size.length }
    return a.id < b.id
  }
}
