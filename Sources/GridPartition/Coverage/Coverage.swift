internal import Geometry

/// Units of one level that must cover their parent once.
public struct Coverage: Sendable {
  /// The level of the children.
  public let level: Level
  /// The units whose common outline is the parent's: several when a code is given twice, none when
  /// the parent is only implied.
  public let parents: [Int]
  /// The parent's code, as far as there is one.
  public let parentCode: String?
  public let children: [Int]
  /// Whether these are all units of the widest level, under a parent that is only implied.
  public let isTop: Bool
}

extension Plan {
  /// How many edges the boundaries of a coverage's children have.
  func edgeCount(of coverage: Coverage) -> Int {
    coverage.children.reduce(0) { $0 + store.edgeCount(ofPolygons: units[$1].polygons) }
  }

  /// The coverages to check: the children of every unit, and the units of the widest level.
  public func coverages() -> [Coverage] {
    var result: [Coverage] = []
    if let top = levels.first {
      let members = units(of: top)
      result.append(
        Coverage(
          level: top, parents: [], parentCode: commonParent(of: members), children: members,
          isTop: true))
    }
    for level in levels.dropLast() {
      for parent in units(of: level) where !children[parent].isEmpty {
        guard let below = children[parent].first.map({ units[$0].level }) else { continue }
        let code = units[parent].code
        result.append(
          Coverage(
            level: below, parents: units(of: level, code: code), parentCode: code,
            children: children[parent], isTop: false))
      }
    }
    return result
  }
}

extension Plan {
  /// The code of the parent that all of some units have; `nil` when they differ or have none.
  func commonParent(of members: [Int]) -> String? {
    guard let first = members.first.map({ units[$0].parentCode }) else { return nil }
    return members.allSatisfy { units[$0].parentCode == first } ? first : nil
  }

  /// Whether the place that a coverage has to fill is known.
  func hasOutline(_ coverage: Coverage) -> Bool {
    coverage.parents.contains { units[$0].hasShape }
  }

  /// The polygons whose boundaries cancel when a coverage is exact.
  func parts(of coverage: Coverage) -> [BoundaryCancellation.Part] {
    var parts: [BoundaryCancellation.Part] = []
    parts.reserveCapacity(coverage.children.count + coverage.parents.count)
    for child in coverage.children {
      forEachShape(of: child) { parts.append(BoundaryCancellation.Part($0, isSubtracted: false)) }
    }
    for parent in coverage.parents where units[parent].hasShape {
      parts.append(BoundaryCancellation.Part(units[parent].polygons, isSubtracted: true))
    }
    return parts
  }

  /// What is left of coverages when their edges have cancelled, on all cores.
  func chains(of coverages: [Coverage]) -> [BoundaryChain] {
    let lists = ParallelLoop.onAllCores.map(coverages.count) { parts(of: coverages[$0]) }
    return BoundaryCancellation(in: store, .onAllCores).chains(of: lists)
  }
}
