internal import Geometry

/// What a line sweeps when its ends move: damaged places, and ground on which nothing is wrong.
struct SweptGround {
  /// A swept strip is looked at in the middle of so many slices of the same length.
  private static let sliceCount = 8
  /// What may be swept of sound ground, counted for both units, as a share of the damage.
  private static let wasteShare = 0.5

  private let places: [[RegionRing]]
  private let tree: EnvelopeTree

  /// - Parameter check: The check that found the damaged places.
  init(_ check: PlanCheck) {
    places = check.results.flatMap(\.result.findings).map(\.rings).filter { !$0.isEmpty }
    tree = EnvelopeTree(places.map(DamagedPlaces.box))
  }

  /// Tells which moves take lines over too much ground on which nothing is wrong.
  ///
  /// - Parameters:
  ///   - candidates: The vertices in question.
  ///   - moves: Where vertices go, these and others.
  ///   - lines: For each vertex that moves the other ends of its edges.
  /// - Returns: The vertices of these moves, and of those that do so when the former are not made.
  /// - Complexity: O(*n*) in the number of lines, times that of finding a place.
  func wasteful(
    _ candidates: Set<LatticePoint>, of moves: [LatticePoint: LatticePoint],
    _ lines: [LatticePoint: [LatticePoint]]
  ) -> Set<LatticePoint> {
    var (moves, wasteful) = (moves, Set<LatticePoint>())
    var open = candidates
    while !open.isEmpty {
      let found = open.filter { point in
        var swept = (sound: 0.0, damaged: 0.0)
        for end in lines[point] ?? [] { add(point, end, moves, to: &swept) }
        // What one unit gives up another one gets.
        return 2 * swept.sound > Self.wasteShare * swept.damaged
      }
      wasteful.formUnion(found)
      for point in found { moves[point] = nil }
      open = candidates.subtracting(wasteful).intersection(found.flatMap { lines[$0] ?? [] })
    }
    return wasteful
  }

  /// Adds twice the areas that an edge sweeps, about, in square lattice units.
  private func add(
    _ point: LatticePoint, _ end: LatticePoint, _ moves: [LatticePoint: LatticePoint],
    to swept: inout (sound: Double, damaged: Double)
  ) {
    func offset(_ other: LatticePoint) -> Position {
      Position(x: Double(other.x - point.x), y: Double(other.y - point.y))
    }
    let (line, from, to) = (offset(end), offset(moves[point] ?? point), offset(moves[end] ?? end))
    for slice in 0..<Self.sliceCount {
      let share = (Double(slice) + 0.5) / Double(Self.sliceCount)
      let old = Position(x: share * line.x, y: share * line.y)
      let new = Position(
        x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y))
      let width = abs(line.x * (new.y - old.y) - line.y * (new.x - old.x))
      let area = 2 * width / Double(Self.sliceCount)
      let middle = Position(x: (old.x + new.x) / 2, y: (old.y + new.y) / 2)
      if isDamaged(middle, from: point) { swept.damaged += area } else { swept.sound += area }
    }
  }

  /// Whether a place is damaged, given as an offset in lattice units.
  private func isDamaged(_ offset: Position, from origin: LatticePoint) -> Bool {
    let near = LatticePoint(
      x: origin.x + Int64(offset.x.rounded()), y: origin.y + Int64(offset.y.rounded()))
    var isFound = false
    tree.forEachMember(meeting: Envelope(of: [near])) { place in
      isFound = isFound || Self.contains(places[place], offset, from: origin)
    }
    return isFound
  }

  private static func contains(
    _ rings: [RegionRing], _ point: Position, from origin: LatticePoint
  ) -> Bool {
    var isInside = false
    for ring in rings {
      guard var a = ring.vertices.last?.offset(from: origin) else { continue }
      for vertex in ring.vertices {
        let b = vertex.offset(from: origin)
        if (a.y > point.y) != (b.y > point.y),
          point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
        {
          isInside.toggle()
        }
        a = b
      }
    }
    return isInside
  }
}
