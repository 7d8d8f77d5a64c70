/// What lies under a box of a plane: longitudes, latitudes and the ellipsoid's metric, as polynomials
/// that agree with PROJ.
struct PlaneTile: Sendable {
  private static let degree = 6

  private let middle: (x: Double, y: Double)
  private let half: (x: Double, y: Double)
  private let centre: (longitude: Double, latitude: Double)
  /// Degrees from the centre.
  private let places: PolynomialPatch
  /// *xx* and *yy* of the metric tensor, in square metres for square units.
  private let diagonal: PolynomialPatch
  /// Its *xy* and the root of its determinant.
  private let mixed: PolynomialPatch
  /// How far the longitudes and latitudes are from PROJ's between the nodes, in metres.
  let error: Double

  /// - Returns: `nil` where PROJ cannot say what lies under the box.
  init?(_ box: CoordinateBox, _ unprojection: Transformation, on ellipsoid: Ellipsoid) {
    let middle = (x: (box.west + box.east) / 2, y: (box.south + box.north) / 2)
    let half = (x: box.width / 2, y: box.height / 2)
    guard let place = unprojection.apply(x: middle.x, y: middle.y) else { return nil }
    let centre = (longitude: place.x, latitude: place.y)
    let ground = { (xs: [Double], ys: [Double]) -> [SIMD2<Double>]? in
      var x = ys.flatMap { _ in xs.map { middle.x + $0 * half.x } }
      var y = ys.flatMap { y in xs.map { _ in middle.y + y * half.y } }
      unprojection.apply(x: &x, y: &y)
      guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return nil }
      return zip(x, y).map {
        SIMD2(($0 - centre.longitude).remainder(dividingBy: 360), $1 - centre.latitude)
      }
    }
    let nodes = PolynomialPatch.nodes(degree: Self.degree)
    let checks = [-0.95, -0.37, 0.41, 0.97]
    guard let values = ground(nodes, nodes), let expected = ground(checks, checks) else {
      return nil
    }
    let places = PolynomialPatch(degree: Self.degree, values: values)
    let metrics = nodes.flatMap { y in
      nodes.map { x in
        let slopes = places.slopes(x: x, y: y)
        let latitude = centre.latitude + places.value(x: x, y: y).y
        let degree = ellipsoid.metresPerDegree(atLatitude: latitude)
        let scale = SIMD2(degree.x, degree.y)
        let (east, north) = (slopes.x * scale / half.x, slopes.y * scale / half.y)
        let determinant = east.x * north.y - east.y * north.x
        return SIMD4(
          (east * east).sum(), (east * north).sum(), (north * north).sum(), abs(determinant))
      }
    }
    let degree = ellipsoid.metresPerDegree(atLatitude: centre.latitude)
    var error = 0.0
    for (index, expected) in expected.enumerated() {
      let found = places.value(
        x: checks[index % checks.count], y: checks[index / checks.count])
      let off = (found - expected) * SIMD2(degree.x, degree.y)
      error = max(error, (off * off).sum().squareRoot())
    }
    (self.middle, self.half, self.centre, self.error) = (middle, half, centre, error)
    self.places = places
    diagonal = PolynomialPatch(degree: Self.degree, values: metrics.map { SIMD2($0.x, $0.z) })
    mixed = PolynomialPatch(degree: Self.degree, values: metrics.map { SIMD2($0.y, $0.w) })
  }

  /// The longitude and latitude of a position, in degrees.
  func place(x: Double, y: Double) -> (longitude: Double, latitude: Double) {
    let offset = places.value(x: (x - middle.x) / half.x, y: (y - middle.y) / half.y)
    let longitude = (centre.longitude + offset.x).remainder(dividingBy: 360)
    return (longitude, centre.latitude + offset.y)
  }

  /// The metric tensor *xx*, *xy*, *yy* and the root of its determinant at a position.
  func metric(x: Double, y: Double) -> SIMD4<Double> {
    let (x, y) = ((x - middle.x) / half.x, (y - middle.y) / half.y)
    let (diagonal, mixed) = (diagonal.value(x: x, y: y), mixed.value(x: x, y: y))
    return SIMD4(diagonal.x, mixed.x, diagonal.y, mixed.y)
  }
}
