/// A place on the map, in its units from the north-western corner: x to the east, y to the south.
struct MapPlace: Hashable {
  var x: Int
  var y: Int
}

/// The data of an SVG path: whole numbers, each position by its distance from the one before.
struct PathText {
  private(set) var bytes: [UInt8] = []
  private var current = MapPlace(x: 0, y: 0)

  var isEmpty: Bool { bytes.isEmpty }

  /// Adds a closed ring; positions that are one on the map are drawn once.
  mutating func add(ring: some Sequence<MapPlace>) {
    guard let start = draw(ring) else { return }
    bytes.append(UInt8(ascii: "z"))
    current = start
  }

  /// Adds a line from the first to the last position.
  mutating func add(line: some Sequence<MapPlace>) { _ = draw(line) }

  /// Adds a dot, as large as the width of the stroke.
  mutating func add(dot: MapPlace) {
    move(to: dot)
    bytes += "h0".utf8
  }

  /// Draws a line and tells where it begins.
  private mutating func draw(_ places: some Sequence<MapPlace>) -> MapPlace? {
    var start: MapPlace?
    var isBare = true
    for place in places {
      if start == nil {
        move(to: place)
        start = place
      } else if place != current {
        append(place.x - current.x, isFirst: false)
        append(place.y - current.y, isFirst: false)
        current = place
        isBare = false
      }
    }
    // What is smaller than a unit is still there, as a dot.
    if start != nil, isBare { bytes += "h0".utf8 }
    return start
  }

  private mutating func move(to place: MapPlace) {
    bytes.append(UInt8(ascii: "m"))
    append(place.x - current.x, isFirst: true)
    append(place.y - current.y, isFirst: false)
    current = place
  }

  /// Appends a number; a minus sign keeps it apart from the one before.
  private mutating func append(_ number: Int, isFirst: Bool) {
    if !isFirst, number >= 0 { bytes.append(UInt8(ascii: " ")) }
    bytes += String(number).utf8
  }
}
