internal import Geometry

/// Defects in groups that a single redraw would settle.
///
/// What lies between the same two units is mended by agreeing on their common line, so it is one
/// group. Any other defect joins one group that it shares a vertex with, one of its own units'
/// rather than another's; where there is none, it joins others of its sort that it touches. So the
/// slivers of a badly drawn plan do not run together into one group.
struct DefectClusters {
  private let defects: [Defect]
  private let anchors: [[RegionRing.Vertex]]
  private var sets: DisjointSets
  private var atVertex: [RegionRing.Vertex: Int32] = [:]
  /// Defects at a vertex, as lists linked by the offset of the next entry.
  private var entries: [(defect: Int32, next: Int32)] = []

  /// - Parameters:
  ///   - defects: All defects of a check.
  ///   - anchors: For each the vertices that tie it to others.
  init(_ defects: [Defect], anchors: [[RegionRing.Vertex]]) {
    self.defects = defects
    self.anchors = anchors
    sets = DisjointSets(count: defects.count)
    let (pairs, others) = joinPairs()
    for index in pairs { enter(index) }
    let singles = others.filter { isPlace($0) && !attach($0) }
    for index in singles {
      for other in touching(index) { sets.join(index, other) }
      enter(index)
    }
  }

  /// The groups as offsets of the defects.
  var groups: [[Int]] {
    var sets = sets
    return sets.groups()
  }

  /// Whether a defect is a place that a redraw would mend, not a code or a remark on a unit.
  private func isPlace(_ index: Int) -> Bool {
    switch defects[index].kind {
    case .duplicateCode, .missingCode, .exclave, .selfTouch, .noOutline,
      .unassigned:
      false
    default: true
    }
  }

  /// Joins what lies between the same two units; returns these defects, and the rest.
  private mutating func joinPairs() -> (pairs: [Int], others: [Int]) {
    var first: [[String]: Int] = [:]
    var (pairs, others) = ([Int](), [Int]())
    for (index, defect) in defects.enumerated() {
      guard defect.kind.isBetweenNeighbours, defect.units.count == 2 else {
        others.append(index)
        continue
      }
      pairs.append(index)
      let key = [defect.level.rawValue] + defect.units
      if let other = first[key] { sets.join(index, other) } else { first[key] = index }
    }
    return (pairs, others)
  }

  /// Joins a defect to the best group at its vertices.
  private mutating func attach(_ index: Int) -> Bool {
    let best = touching(index).min { a, b in
      let (isOwn, isOtherOwn) = (sharesUnit(a, index), sharesUnit(b, index))
      return isOwn != isOtherOwn ? isOwn : defects[a].id < defects[b].id
    }
    guard let best else { return false }
    sets.join(index, best)
    return true
  }

  private func sharesUnit(_ a: Int, _ b: Int) -> Bool {
    defects[a].units.contains { defects[b].units.contains($0) }
  }

  private mutating func enter(_ index: Int) {
    for vertex in anchors[index] {
      entries.append((Int32(index), atVertex[vertex] ?? -1))
      atVertex[vertex] = Int32(entries.count - 1)
    }
  }

  /// The defects entered at the vertices of another one.
  private func touching(_ index: Int) -> Set<Int> {
    var found: Set<Int> = []
    for vertex in anchors[index] {
      var entry = atVertex[vertex] ?? -1
      while entry >= 0 {
        found.insert(Int(entries[Int(entry)].defect))
        entry = entries[Int(entry)].next
      }
    }
    return found
  }
}
