/// What lies under a part of a plane, in as many tiles as it takes to agree with PROJ.
///
/// Lengths and areas are those on the ellipsoid between lines straight in the plane. Where PROJ cannot
/// say what lies under a place, they are those of the plane.
struct PlaneGround: Sendable {
  private let ellipsoid: Ellipsoid
  private let box: CoordinateBox
  private let metresPerUnit: Double
  /// In each direction.
  private let count: Int
  private let tiles: [PlaneTile?]

  /// No tile is smaller, in units: differences of degrees would lose their digits.
  private static let leastWidth = 10_000.0
  private static let mostTiles = 32

  init(_ crs: CoordinateReferenceSystem, metresPerUnit: Double, over wanted: CoordinateBox) {
    ellipsoid = crs.ellipsoid
    self.metresPerUnit = metresPerUnit
    let margin = max(0, (Self.leastWidth - min(wanted.width, wanted.height)) / 2)
    let box = wanted.enlarged(by: margin)
    self.box = box
    guard let unprojection = try? Transformation(unprojecting: crs) else {
      (count, tiles) = (1, [nil])
      return
    }
    var count = 1
    while true {
      let (width, height) = (box.width / Double(count), box.height / Double(count))
      let (side, origin) = (count, box)
      let tiles = (0..<count * count).map { number -> PlaneTile? in
        let west = origin.west + Double(number % side) * width
        let south = origin.south + Double(number / side) * height
        let part = CoordinateBox(
          west: west, south: south, east: west + width, north: south + height)
        return PlaneTile(part, unprojection, on: crs.ellipsoid)
      }
      // Twelve digits of a tile's size, or what a double of degrees can tell.
      let tolerance = max(5e-9, 1e-12 * max(width, height))
      let isGood = tiles.allSatisfy { ($0?.error ?? .infinity) <= tolerance }
      if isGood || count == Self.mostTiles || tiles.allSatisfy({ $0 == nil }) {
        (self.count, self.tiles) = (count, tiles)
        return
      }
      count *= 2
    }
  }

  private func tile(x: Double, y: Double) -> PlaneTile? {
    let column = (x - box.west) / box.width * Double(count)
    let row = (y - box.south) / box.height * Double(count)
    let last = Double(count - 1)
    return tiles[Int(min(max(row, 0), last)) * count + Int(min(max(column, 0), last))]
  }

  func place(x: Double, y: Double) -> (longitude: Double, latitude: Double)? {
    tile(x: x, y: y)?.place(x: x, y: y)
  }

  private func metric(x: Double, y: Double) -> SIMD4<Double> {
    let square = metresPerUnit * metresPerUnit
    return tile(x: x, y: y)?.metric(x: x, y: y) ?? SIMD4(square, 0, square, square)
  }

  func frame(x: Double, y: Double) -> LocalFrame {
    let metric = metric(x: x, y: y)
    return LocalFrame(xx: metric.x, xy: metric.y, yy: metric.z)
  }

  func distance(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Double {
    guard let from = place(x: a.x, y: a.y), let to = place(x: b.x, y: b.y) else {
      return frame(x: a.x, y: a.y).length((b.x - a.x, b.y - a.y))
    }
    return ellipsoid.distance(from: from, to: to)
  }

  /// The area of a ring, as ``Ellipsoid/area(ofRing:origin:)`` finds it, by the area element of the
  /// plane.
  func area(ofRing offsets: [(x: Double, y: Double)], origin: (x: Double, y: Double)) -> Double {
    guard var previous = offsets.last else { return 0 }
    var sum = 0.0
    for offset in offsets {
      let (run, rise) = (offset.x - previous.x, offset.y - previous.y)
      var mean = 0.0
      for (outer, outerWeight) in Ellipsoid.outerRule {
        let height = previous.y + outer * rise
        let x = origin.x + previous.x + outer * run
        var column = 0.0
        for (inner, innerWeight) in Ellipsoid.innerRule {
          column += innerWeight * metric(x: x, y: origin.y + inner * height).w
        }
        mean += outerWeight * column * height
      }
      sum -= run * mean
      previous = offset
    }
    return sum
  }

  /// The length of a ring, each edge by the metric at three of its places.
  func perimeter(
    ofRing offsets: [(x: Double, y: Double)], origin: (x: Double, y: Double)
  ) -> Double {
    guard var previous = offsets.last else { return 0 }
    var sum = 0.0
    for offset in offsets {
      let (run, rise) = (offset.x - previous.x, offset.y - previous.y)
      for (node, weight) in Ellipsoid.outerRule {
        let metric = metric(
          x: origin.x + previous.x + node * run, y: origin.y + previous.y + node * rise)
        let square = run * run * metric.x + 2 * run * rise * metric.y + rise * rise * metric.z
        sum += weight * square.squareRoot()
      }
      previous = offset
    }
    return sum
  }
}
