internal import CoordinateSystems
internal import Geometry

extension Assigner {
  /// How wide and high the box around all units is, in metres.
  var extent: (width: Double, height: Double) {
    var box = Envelope.empty
    for level in index.levels { box.expand(by: level.locator.tables.frame.bounds) }
    guard !box.isEmpty else { return (0, 0) }
    let width = lattice.ordinate(of: box.maximum.x - box.minimum.x)
    let height = lattice.ordinate(of: box.maximum.y - box.minimum.y)
    switch index.crs.kind {
    case .projected(let metresPerUnit): return (width * metresPerUnit, height * metresPerUnit)
    case .geographic:
      let middle = lattice.ordinate(of: box.minimum.y) + height / 2
      let degree = index.crs.ellipsoid.metresPerDegree(atLatitude: middle)
      return (width * degree.x, height * degree.y)
    }
  }
}
