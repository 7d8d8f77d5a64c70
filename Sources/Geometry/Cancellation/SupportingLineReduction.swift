/// The part of a chain that is left when edges on one straight line are compared by length.
///
/// A vertex of one neighbour in the middle of the other's straight edge leaves a residue in the
/// chain though nothing is wrong with the area. Residual edges are grouped by the exact line that
/// carries them, and the signed multiplicities are swept along each line. What is left is empty if
/// and only if every place is covered once.
public struct SupportingLineReduction: Sendable {
  /// A stretch of a line between two neighbouring vertices with a multiplicity other than 0.
  public struct Stretch: Sendable, BitwiseCopyable {
    public let low: LatticePoint
    public let high: LatticePoint
    public let multiplicity: Int
  }

  /// A stretch of a line where all cancels, though not edge by edge.
  public struct Mismatch: Sendable {
    public let low: LatticePoint
    public let high: LatticePoint
    /// The vertices inside the stretch that not all boundaries along it have, in order.
    public let vertices: [LatticePoint]
    /// The ends of the stretch at which a boundary runs on without a vertex, towards a place where
    /// not all cancels: an outline that is not known, or a defect.
    public let openEnds: [LatticePoint]
    /// Offsets in the edge set of the edges that make the stretch.
    public let sources: [Int]
  }

  /// *C′*: what no cancelling along lines removes.
  public private(set) var stretches: [Stretch] = []
  /// Where neighbours run along one line with different vertices.
  public private(set) var mismatches: [Mismatch] = []

  /// Reduces a chain.
  ///
  /// - Complexity: O(*r* log *r*) in the number of residual edges, no noding.
  public init(of chain: BoundaryChain) {
    let carried = chain.edges.map { CarriedEdge($0) }.sorted { $0.precedes($1) }
    var start = 0
    while start < carried.count {
      var end = start + 1
      while end < carried.count, carried[end].isOnSameLine(as: carried[start]) { end += 1 }
      sweep(carried[start..<end])
      start = end
    }
  }

  /// Sweeps the edges of one line, sorted by their lower ends.
  private mutating func sweep(_ line: ArraySlice<CarriedEdge>) {
    if line.count == 1, let only = line.first?.edge {
      stretches.append(
        Stretch(low: only.low, high: only.high, multiplicity: only.multiplicity))
      return
    }
    let ending = line.map(\.edge).sorted { $0.high < $1.high }
    let breaks = Set(line.flatMap { [$0.edge.low, $0.edge.high] }).sorted()
    var (next, done) = (line.startIndex, 0)
    var active: Set<Int> = []
    var sum = 0
    var run = MismatchRun()
    for (low, high) in zip(breaks, breaks.dropFirst()) {
      while done < ending.count, ending[done].high == low {
        active.remove(ending[done].source)
        sum -= ending[done].multiplicity
        done += 1
      }
      let runsThrough = !active.isEmpty
      if !runsThrough { run.close(isOpen: false, into: &mismatches) }
      let first = next
      while next < line.endIndex, line[next].edge.low == low {
        active.insert(line[next].edge.source)
        sum += line[next].edge.multiplicity
        next += 1
      }
      if sum != 0 {
        run.close(isOpen: runsThrough, into: &mismatches)
        stretches.append(Stretch(low: low, high: high, multiplicity: sum))
      } else if !active.isEmpty {
        run.add(line[first..<next].lazy.map(\.edge.source))
        run.extend(from: low, to: high, along: active, isOpen: runsThrough)
      }
    }
    run.close(isOpen: false, into: &mismatches)
  }
}

/// Consecutive stretches of a line in which all cancels.
private struct MismatchRun {
  private var ends: [LatticePoint] = []
  private var openEnds: [LatticePoint] = []
  private var sources: Set<Int> = []

  /// Takes in edges that start inside the run.
  mutating func add(_ starting: some Sequence<Int>) {
    if !ends.isEmpty { sources.formUnion(starting) }
  }

  /// Lengthens the run; the first stretch brings the edges that run along it.
  mutating func extend(
    from low: LatticePoint, to high: LatticePoint, along active: Set<Int>, isOpen: Bool
  ) {
    if ends.isEmpty {
      ends.append(low)
      sources = active
      if isOpen { openEnds.append(low) }
    }
    ends.append(high)
  }

  /// Ends the run; it is worth a word when a vertex is missing inside or at an end.
  mutating func close(isOpen: Bool, into mismatches: inout [SupportingLineReduction.Mismatch]) {
    if let low = ends.first, let high = ends.last {
      if isOpen { openEnds.append(high) }
      if ends.count > 2 || !openEnds.isEmpty {
        mismatches.append(
          SupportingLineReduction.Mismatch(
            low: low, high: high, vertices: Array(ends[1..<ends.count - 1]), openEnds: openEnds,
            sources: sources.sorted()))
      }
    }
    ends.removeAll()
    openEnds.removeAll()
    sources.removeAll()
  }
}

/// A residual edge with the line that carries it.
private struct CarriedEdge {
  let edge: BoundaryChain.Edge
  private let line: CarryingLine

  init(_ edge: BoundaryChain.Edge) {
    self.edge = edge
    line = CarryingLine(low: edge.low, high: edge.high)
  }

  func isOnSameLine(as other: CarriedEdge) -> Bool { line == other.line }

  func precedes(_ other: CarriedEdge) -> Bool {
    if line != other.line { return line < other.line }
    if edge.low != other.edge.low { return edge.low < other.edge.low }
    return edge.high < other.edge.high
  }
}
