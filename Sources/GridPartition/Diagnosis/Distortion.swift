public import CoordinateSystems
internal import Geometry

/// A known mistake that puts whole layers in another place.
public enum Distortion: Hashable, Sendable {
  /// Positions of a map service taken for surveyed ones.
  case mapService(MapServiceSystem)
  /// A Gauss-Krüger zone taken for another: longitudes are off by this many degrees.
  case wrongZone(degrees: Int)
  /// Latitude written as longitude and the other way round.
  case swappedAxes

  /// Those that are recognised. Zones are three or six degrees wide.
  static let all: [Distortion] =
    MapServiceSystem.allCases.map { .mapService($0) }
    + [3, -3, 6, -6].map { .wrongZone(degrees: $0) }
    + [.swappedAxes]

  /// The same mistake seen from the other side; `nil` when it is not of the same sort.
  var reversed: Distortion? {
    switch self {
    case .mapService: nil
    case .wrongZone(let degrees): .wrongZone(degrees: -degrees)
    case .swappedAxes: .swappedAxes
    }
  }

  /// Where the mistake puts a position in degrees.
  func applied(to place: MapServiceSystem.Place) -> MapServiceSystem.Place {
    switch self {
    case .mapService(let system): system.shifted(place)
    case .wrongZone(let degrees): (place.longitude + Double(degrees), place.latitude)
    case .swappedAxes: (place.latitude, place.longitude)
    }
  }
}

/// A mistake that explains most of a level's unmatched edges.
struct DistortionFinding {
  let distortion: Distortion
  /// The share of the unmatched edges whose partner is where the mistake would put it.
  let explained: Double
  let sides: SideVotes
}

extension UnmatchedEdges {
  /// How near a partner must be to where the mistake puts it, in metres: files of six decimals are
  /// good for a tenth of it.
  private static let likeness = 0.3
  /// So large a share of the edges tells the mistake.
  private static let enough = 0.3

  /// Finds the mistake in a geographic plan, if there is one.
  ///
  /// A boundary's positions are put where the mistake would put them; by chance hardly one of them
  /// meets a position of another boundary there.
  ///
  /// - Complexity: O(*n* log *n*) in the unmatched edges.
  func distortion(on lattice: Lattice) -> DistortionFinding? {
    guard lattice == .geographic, sample.count > 0 else { return nil }
    let size = 2 * Self.likeness
    let starts = CellIndex(count: edges.count, dimensions: 2) { edge in
      CellIndex.Place(
        Double(edges[edge].from.x) * metres.x / size, Double(edges[edge].from.y) * metres.y / size,
        0, 0)
    }
    for distortion in Distortion.all {
      var hits = Hits(self, starts, lattice, distortion, likeness: Self.likeness)
      for edge in sample { hits.look(at: edge) }
      guard hits.isPromising(Self.enough, of: sample.count) else { continue }
      hits = Hits(self, starts, lattice, distortion, likeness: Self.likeness)
      for edge in edges.indices { hits.look(at: edge) }
      if hits.isPromising(Self.enough, of: edges.count), hits.sides.isConsistent(with: shared) {
        return DistortionFinding(
          distortion: distortion, explained: Double(hits.explained.count) / Double(edges.count),
          sides: hits.sides)
      }
    }
    return nil
  }
}

/// Which edges have a partner where a mistake would put it.
private struct Hits {
  private let unmatched: UnmatchedEdges
  private let starts: CellIndex
  private let lattice: Lattice
  private let distortion: Distortion
  private let likeness: Double
  private(set) var sides = SideVotes()
  private(set) var explained: Set<Int> = []

  init(
    _ unmatched: UnmatchedEdges, _ starts: CellIndex, _ lattice: Lattice, _ distortion: Distortion,
    likeness: Double
  ) {
    self.unmatched = unmatched
    self.starts = starts
    self.lattice = lattice
    self.distortion = distortion
    self.likeness = likeness
  }

  /// Looks for the partner of an edge: its start, displaced, is the start of a displaced edge.
  mutating func look(at edge: Int) {
    let own = unmatched.edges[edge]
    let place = distortion.applied(
      to: (lattice.ordinate(of: own.from.x), lattice.ordinate(of: own.from.y)))
    let (x, y) = (
      place.longitude * lattice.unitsPerCoordinate, place.latitude * lattice.unitsPerCoordinate
    )
    let metres = unmatched.metres
    // Where the mistake changes nothing it explains nothing.
    guard
      abs(x - Double(own.from.x)) * metres.x > 10 * likeness
        || abs(y - Double(own.from.y)) * metres.y > 10 * likeness
    else { return }
    let size = 2 * likeness
    starts.forEachMember(near: CellIndex.Place(x * metres.x / size, y * metres.y / size, 0, 0)) {
      candidate in
      let other = unmatched.edges[candidate]
      guard other.owner != own.owner, other.coverage == own.coverage,
        abs(Double(other.from.x) - x) * metres.x <= likeness,
        abs(Double(other.from.y) - y) * metres.y <= likeness
      else { return }
      explained.insert(edge)
      explained.insert(candidate)
      // Swapping twice changes nothing, so which is which is agreed, not known.
      guard distortion != .swappedAxes || own.from.x > own.from.y else { return }
      sides.add(displaced: other.owner, standing: own.owner)
    }
  }

  func isPromising(_ enough: Double, of count: Int) -> Bool {
    explained.count >= 12 && Double(explained.count) >= enough * Double(count)
  }
}
