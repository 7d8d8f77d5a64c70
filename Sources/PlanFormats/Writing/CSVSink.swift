internal import Geometry
internal import GridPartition
internal import JSONText

/// Writes a CSV with the geometry as well-known text in the first column, `WKT`.
///
/// Standard: RFC 4180 in UTF-8; OGC Simple Features 06-103r4 §7.
struct CSVSink: UnitSink {
  private let plan: Plan
  private var output: TextOutput

  init(_ plan: Plan, _ layers: [OutputLayer], to path: String) throws(PlanWritingError) {
    self.plan = plan
    output = try TextOutput(path: path)
    output.bytes.append(row: ["WKT"] + layers.flatMap { $0.columns.map(\.name) })
  }

  mutating func write(_ unit: OutputUnit) throws(PlanWritingError) {
    let text = wellKnownText(of: plan.units[unit.index].polygons)
    output.bytes.append(row: [text] + unit.values.map { $0?.text ?? "" })
    try output.flush(ifMoreThan: 1 << 20)
  }

  mutating func finish() throws(PlanWritingError) { try output.commit() }

  private func wellKnownText(of polygons: Range<Int>) -> String {
    guard !polygons.isEmpty else { return "" }
    var text = Array("MULTIPOLYGON (".utf8)
    for polygon in polygons {
      if polygon > polygons.lowerBound { text.append(UInt8(ascii: ",")) }
      text.append(UInt8(ascii: "("))
      for (index, ring) in plan.store.rings(ofPolygon: polygon).enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        append(plan.store.points[plan.store.positions(ofRing: ring)], to: &text)
      }
      text.append(UInt8(ascii: ")"))
    }
    text.append(UInt8(ascii: ")"))
    return String(decoding: text, as: UTF8.self)
  }

  private func append(_ ring: Slice<LatticePoints>, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "("))
    for point in ring {
      append(point, to: &text)
      text.append(UInt8(ascii: ","))
    }
    for point in ring.prefix(1) { append(point, to: &text) }
    text.append(UInt8(ascii: ")"))
  }

  private func append(_ point: LatticePoint, to text: inout [UInt8]) {
    text.append(decimal: plan.lattice.ordinate(of: point.x))
    text.append(UInt8(ascii: " "))
    text.append(decimal: plan.lattice.ordinate(of: point.y))
  }
}

extension [UInt8] {
  fileprivate mutating func append(row cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      append(cell: cell)
    }
    append(contentsOf: [0x0D, 0x0A])
  }

  private mutating func append(cell: String) {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      append(contentsOf: cell.utf8)
      return
    }
    append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      append(byte)
      if byte == UInt8(ascii: "\"") { append(byte) }
    }
    append(UInt8(ascii: "\""))
  }
}
