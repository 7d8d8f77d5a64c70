internal import Geometry
internal import GridPartition
internal import JSONText

/// Requests of the method `assign` that were read and wait to be answered together.
///
/// The texts of their ids are not copied: they are places in the text that the requests came in.
struct AssignBatch {
  /// A request that is due an answer.
  struct Request {
    let id: Range<Int>
    /// Past its last position in the batch.
    let end: Int
    /// Whether it sent a list of points.
    let isList: Bool
    let nearest: Double?
  }

  /// The positions on the lattice, all requests' one after another.
  private(set) var places: [LatticePoint] = []
  /// Where the ids of the positions are; nothing for those that have none.
  private var ids: [Range<Int>] = []
  /// The positions that are off the Earth, by their place in the batch.
  private var strays: [Int: Position] = [:]
  private var requests: [Request] = []
  /// What the bulk search found.
  private var units: [Int32] = []
  private var found: [Place] = []

  /// Adds a position to the request that is being read.
  @inline(__always)
  mutating func append(_ position: Position, id: Range<Int>, _ lattice: Lattice) {
    if let place = lattice.geographicPoint(of: position) {
      places.append(place)
    } else {
      strays[places.count] = position
      places.append(LatticePoint(x: Lattice.limit, y: Lattice.limit))
    }
    ids.append(id)
  }

  /// Adds the request whose positions were added before.
  mutating func append(_ request: Request) { requests.append(request) }

  /// Forgets the positions from one on.
  mutating func removePositions(from start: Int) {
    guard places.count > start else { return }
    places.removeSubrange(start...)
    ids.removeSubrange(start...)
    if !strays.isEmpty { strays = strays.filter { $0.key < start } }
  }

  /// Answers all requests in order, a line each, and forgets them.
  ///
  /// - Parameters:
  ///   - text: What the requests were read from.
  ///   - assigner: Finds the units.
  ///   - encoding: Of the same plan.
  ///   - output: Receives the answers.
  mutating func settle(
    _ text: Span<UInt8>, by assigner: Assigner, _ encoding: AssignmentEncoding,
    into output: inout [UInt8]
  ) {
    guard !requests.isEmpty else { return }
    assigner.findUnits(of: places, into: &units)
    encoding.look(up: units, into: &found)
    var next = 0
    for request in requests {
      output.append(plain: request.isList ? Self.listHead : Self.head)
      let start = next
      while next < request.end {
        if next > start { output.append(UInt8(ascii: ",")) }
        let id = text.extracting(ids[next])
        if units[next] >= 0 {
          encoding.append(id, inside: found[next], to: &output)
        } else if let stray = strays[next] {
          encoding.append(id, .invalid, at: stray, to: &output)
        } else if units[next] == Assigner.outside, request.nearest == nil {
          encoding.append(id, .outside, to: &output)
        } else {
          let answer = assigner.assign([places[next]], nearest: request.nearest)[0]
          encoding.append(id, answer, to: &output)
        }
        next += 1
      }
      output.append(plain: request.isList ? Self.listTail : Self.tail)
      output.append(contentsOf: text.extracting(request.id))
      output.append(plain: Self.end)
    }
    // What a request of uncommon size took is given back.
    guard places.count <= 1 << 16 else {
      self = AssignBatch()
      return
    }
    requests.removeAll(keepingCapacity: true)
    removePositions(from: 0)
  }

  private static let head: StaticString = #"{"jsonrpc":"2.0","result":"#
  private static let listHead: StaticString = #"{"jsonrpc":"2.0","result":{"assignments":["#
  private static let tail: StaticString = #","id":"#
  private static let listTail: StaticString = #"]},"id":"#
  private static let end: StaticString = "}\n"
}
