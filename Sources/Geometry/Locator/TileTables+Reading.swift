extension TileTables {
  /// The winding numbers that a label stands for.
  func windings(of label: Int32) -> [Arrangement.Winding] {
    guard Int64(label) >= frame.areaCount else {
      return [Arrangement.Winding(owner: label, number: 1)]
    }
    let state = Int(Int64(label) - frame.areaCount)
    let start = state == 0 ? 0 : Int(stateEnds[state - 1])
    return (start..<Int(stateEnds[state])).map { stateWindings[$0] }
  }

  /// The areas that have an edge on their boundary, with what each adds on its left.
  func steps(of edge: NetworkEdge) -> [WindingStep] {
    guard edge.isKnot else {
      let sides = [
        WindingStep(owner: edge.left, change: 1), WindingStep(owner: edge.right, change: -1),
      ]
      return sides.filter { $0.owner >= 0 }
    }
    let start = edge.right == 0 ? 0 : Int(knotEnds[Int(edge.right) - 1])
    return (start..<Int(knotEnds[Int(edge.right)])).map { knotSteps[$0] }
  }

  /// The edges of a record with an ordered cell.
  func edges(ofOrdered record: Int) -> [CellEdge] { edges(of: record) }

  /// The edges of a record with a general cell.
  func edges(ofGeneral record: Int) -> [NetworkEdge] { edges(of: record) }

  private func edges<Edge: BitwiseCopyable>(of record: Int) -> [Edge] {
    let count = Int(records[record * 8 + 1])
    guard records.isSound((record + 1) * 8, count: count * MemoryLayout<Edge>.stride / 4) else {
      return []
    }
    let bytes = unsafe UnsafeRawPointer(records.base + (record + 1) * 8)
    return (0..<count).map { index in
      unsafe bytes.loadUnaligned(
        fromByteOffset: index * MemoryLayout<Edge>.stride, as: Edge.self)
    }
  }
}
