/// A system that incidents may be in: one that can be surveyed in, or that of a map service.
public enum PositionSystem: Hashable, Sendable {
  case reference(CoordinateReferenceSystem)
  case mapService(MapServiceSystem)
  /// Positions that a pipeline of PROJ's brings to longitude and latitude of CGCS2000 in degrees.
  case pipeline(String)

  /// Finds a system by name, as ``CoordinateReferenceSystem/init(named:)`` does; `gcj02` and `bd09` are
  /// taken.
  ///
  /// - Throws: ``CoordinateReferenceSystem/Refusal``, which says why not.
  public init(named name: String) throws(CoordinateReferenceSystem.Refusal) {
    do throws(CoordinateReferenceSystem.Refusal) {
      self = .reference(try CoordinateReferenceSystem(named: name))
    } catch {
      guard case .shifted = error, let service = MapServiceSystem(named: name) else { throw error }
      self = .mapService(service)
    }
  }

  /// What the system is called.
  public var title: String {
    switch self {
    case .reference(let crs): crs.title
    case .mapService(let service): service.rawValue
    case .pipeline: "--transformation"
    }
  }

  /// Whether positions are longitude and latitude in degrees.
  public var isGeographic: Bool {
    switch self {
    case .reference(let crs): crs.isGeographic
    case .mapService: true
    case .pipeline: false
    }
  }

  /// Beyond these ordinates there can be no position; `nil` when that is not known.
  public var bounds: CoordinateBox? {
    switch self {
    case .reference(let crs): crs.bounds
    case .mapService: .earth
    case .pipeline: nil
    }
  }
}

extension MapServiceSystem {
  fileprivate init?(named name: String) {
    switch name.uppercased().filter({ $0 != "-" && $0 != " " && $0 != "_" }) {
    case "GCJ02": self = .gcj02
    case "BD09": self = .bd09
    default: return nil
    }
  }
}
