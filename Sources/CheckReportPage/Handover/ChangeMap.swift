internal import Geometry
internal import GridPartition

/// The land that changes hands, with the units around it before and afterwards.
struct ChangeMap {
  /// So many pieces are drawn, the largest first.
  private static let mostPieces = 2_000
  /// So many pieces have their numbers written beside them.
  private static let mostLabels = 150
  private static let colours = 6

  private let comparison: Comparison
  private let pieces: ArraySlice<Piece>
  private let box: Envelope
  private let frame: MapFrame

  /// Lays the map around pieces, which come by size; `nil` when none of them is an area.
  init?(of comparison: Comparison, _ pieces: [Piece]) {
    self.comparison = comparison
    self.pieces = pieces.prefix(Self.mostPieces).filter { $0.area > 0 }[...]
    var box = Envelope.empty
    for piece in self.pieces {
      for vertex in piece.rings.flatMap(\.vertices) { box.expand(by: vertex.whole) }
      if piece.rings.isEmpty, let unit = piece.new {
        box.expand(by: comparison.new.envelope(of: unit))
      }
    }
    guard !box.isEmpty else { return nil }
    let margin = max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y) / 10 + 1
    self.box = Envelope(
      minimum: LatticePoint(x: box.minimum.x - margin, y: box.minimum.y - margin),
      maximum: LatticePoint(x: box.maximum.x + margin, y: box.maximum.y + margin))
    frame = MapFrame(over: self.box, comparison.new)
  }

  /// Writes one of the two pictures.
  func write(before: Bool, labelled label: String, into html: inout HTMLText) {
    let plan = before ? comparison.old : comparison.new
    let level = before ? comparison.responsible.oldLevel : comparison.responsible.newLevel
    html.element(
      "svg",
      [
        "viewBox": "0 0 \(frame.width) \(frame.height)", "role": "img", "aria-label": label,
        "font-size": "10",
      ]
    ) { html in
      var lines = PathText()
      for unit in plan.units(of: level)
      where plan.units[unit].hasShape && plan.envelope(of: unit).intersects(box) {
        for ring in plan.polygons(of: unit).joined() {
          lines.add(ring: ring.map { frame.place($0) })
        }
      }
      html.path(["class": "ground"], lines)
      for (number, piece) in pieces.enumerated() {
        let isThere = (before ? piece.old : piece.new) != nil
        let unit = (before ? piece.old : piece.new) ?? -1
        let style = isThere ? "c\(abs(unit) % Self.colours)" : "nobody"
        html.path(["class": "piece \(style)"], path(of: piece))
        if number < Self.mostLabels { writeNumber(number + 1, of: piece, into: &html) }
      }
      html.path(["class": "lines"], lines)
    }
  }

  private func path(of piece: Piece) -> PathText {
    var path = PathText()
    for ring in rings(of: piece) { path.add(ring: ring.map { frame.place($0) }) }
    return path
  }

  /// The rings of a piece in the plan's coordinates.
  private func rings(of piece: Piece) -> [[Position]] {
    guard piece.rings.isEmpty else {
      let lattice = comparison.new.lattice
      return piece.rings.map { ring in
        ring.vertices.map { vertex in
          Position(
            x: lattice.ordinate(of: vertex.whole.x) + vertex.restX * lattice.step,
            y: lattice.ordinate(of: vertex.whole.y) + vertex.restY * lattice.step)
        }
      }
    }
    return piece.new.map { Array(comparison.new.polygons(of: $0).joined()) } ?? []
  }

  /// Writes the number of a piece in the middle of the box of its largest ring.
  private func writeNumber(_ number: Int, of piece: Piece, into html: inout HTMLText) {
    guard let ring = rings(of: piece).max(by: { $0.count < $1.count }) else { return }
    let (x, y) = (ring.map(\.x), ring.map(\.y))
    guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max() else {
      return
    }
    let place = frame.place(Position(x: (west + east) / 2, y: (south + north) / 2))
    // Browsers draw no letters of so many units as the map has: they are scaled up.
    let scale = Double(max(frame.width, frame.height)) / 450
    html.element(
      "text",
      ["transform": "translate(\(place.x) \(place.y)) scale(\(scale))", "text-anchor": "middle"],
      text: "\(number)")
  }
}
