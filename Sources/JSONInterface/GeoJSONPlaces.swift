internal import CoordinateSystems
internal import Geometry
internal import GridPartition

/// Longitudes and latitudes for the positions of a plan, as RFC 7946 wants them.
///
/// They are those of WGS 84; of a plan on a datum from which PROJ knows no way there, those of its own.
struct GeoJSONPlaces {
  private let ground: Ground
  /// `nil` where positions only have to be taken out of their plane.
  private let transformation: Transformation?

  init(of plan: Plan) {
    ground = plan.ground
    transformation =
      plan.crs.datum == .other ? try? Transformation(from: plan.crs, to: .wgs84) : nil
  }

  func position(_ position: Position) -> Position {
    if let place = transformation?.apply(x: position.x, y: position.y) {
      return Position(x: place.x, y: place.y)
    }
    return ground.place(x: position.x, y: position.y).map {
      Position(x: $0.longitude, y: $0.latitude)
    } ?? position
  }

  func geometry(_ geometry: DefectGeometry) -> DefectGeometry {
    switch geometry {
    case .none: .none
    case .points(let points): .points(points.map(position))
    case .polygons(let polygons):
      .polygons(polygons.map { $0.map { $0.map(position) } })
    }
  }
}
