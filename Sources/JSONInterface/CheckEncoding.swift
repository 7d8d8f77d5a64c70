internal import CoordinateSystems
internal import Geometry
public import GridPartition
public import JSONText
public import Wording

extension JSONWriter {
  /// Writes the object that `check` answers with.
  ///
  /// - Parameters:
  ///   - report: The answer of the check.
  ///   - plan: The plan that was checked.
  ///   - warnings: Sentences about the whole, already in the language.
  ///   - language: The language of messages and remedies.
  public mutating func writeCheck(
    _ report: CheckReport, of plan: Plan, warnings: [String], in language: Language
  ) {
    let wording = DefectWording(plan, in: language)
    object { json in
      json.member("dingge", Release.version)
      json.member("verdict", report.verdict.rawValue)
      json.key("plan")
      json.object { json in
        json.member("source", plan.source)
        json.member("crs", plan.crs.title)
        json.member("lattice_step", plan.lattice.step)
        json.member("digest", report.digest)
        json.key("moved")
        json.object { json in
          json.member("count", plan.moved.count)
          json.member("max_m", plan.moved.farthest)
        }
      }
      json.key("levels")
      json.array { json in for level in report.levels { json.writeLevel(level) } }
      json.key("defects")
      json.array { json in
        for defect in report.defects { json.writeDefect(defect, wording) }
      }
      json.key("clusters")
      json.array { json in
        for cluster in report.clusters { json.writeCluster(cluster, of: report, wording) }
      }
      json.key("counts")
      json.write(report.counts)
      json.key("warnings")
      json.array { json in for warning in warnings { json.value(warning) } }
    }
  }

  private mutating func writeLevel(_ level: LevelReport) {
    object { json in
      json.member("level", level.level.rawValue)
      json.member("units", level.units)
      json.member("parents", level.parents)
      json.member("vertices", level.vertices)
      json.member("edges", level.edges)
      json.member("residual_edges", level.residualEdges)
      json.member("verdict", level.verdict.rawValue)
    }
  }

  mutating func writeDefect(_ defect: Defect, _ wording: DefectWording) {
    object { json in
      json.writeFields(of: defect, at: defect.at, bbox: defect.geometry.bbox, wording)
      json.key("geometry")
      json.write(defect.geometry)
    }
  }

  /// Writes the members of a defect except its geometry.
  private mutating func writeFields(
    of defect: Defect, at: Position?, bbox: [Double]?, _ wording: DefectWording
  ) {
    let notice = wording.notice(for: defect)
    member("id", defect.id)
    member("kind", defect.kind.rawValue)
    member("severity", defect.kind.severity.rawValue)
    member("level", defect.level.rawValue)
    member("parent", optional: defect.parent)
    key("units")
    array { json in for unit in defect.units { json.value(unit) } }
    key("multiplicity")
    if let multiplicity = defect.multiplicity { value(multiplicity) } else { null() }
    member("area_m2", defect.size.area)
    member("mean_width_m", defect.size.meanWidth)
    member("length_m", defect.size.length)
    member("hairline", defect.size.isHairline)
    key("at")
    if let at { write(at) } else { null() }
    key("bbox")
    write(box: bbox)
    member("cluster", defect.cluster)
    member("message", notice.message)
    member("remedy", notice.remedy)
  }

  private mutating func writeCluster(
    _ cluster: DefectCluster, of report: CheckReport, _ wording: DefectWording
  ) {
    let notice = wording.notice(for: cluster, of: report)
    object { json in
      json.member("id", cluster.id)
      json.member("level", cluster.level.rawValue)
      json.member("parent", optional: cluster.parent)
      json.key("units")
      json.array { json in for unit in cluster.units { json.value(unit) } }
      json.key("counts")
      json.write(cluster.counts)
      json.member("area_m2", cluster.area)
      json.member("length_m", cluster.length)
      json.member("widest_mean_width_m", cluster.widestMeanWidth)
      json.key("bbox")
      json.write(box: cluster.bbox)
      json.key("defects")
      json.array { json in for defect in cluster.defects { json.value(report.defects[defect].id) } }
      json.member("message", notice.message)
      json.member("remedy", notice.remedy)
    }
  }

  private mutating func write(_ counts: [(kind: DefectKind, count: Int)]) {
    object { json in
      for (kind, count) in counts { json.member(kind.rawValue, count) }
    }
  }

  private mutating func write(box: [Double]?) {
    guard let box else { return null() }
    array { json in for ordinate in box { json.value(ordinate) } }
  }

  /// Writes the defects as a GeoJSON FeatureCollection, one feature a line, in longitude and latitude
  /// as RFC 7946 says.
  public mutating func writeDefectFeatures(
    _ report: CheckReport, of plan: Plan, in language: Language
  ) {
    let wording = DefectWording(plan, in: language)
    let places = GeoJSONPlaces(of: plan)
    raw("{\"type\":\"FeatureCollection\",\"features\":[")
    endLine()
    for (index, defect) in report.defects.enumerated() {
      object { json in
        json.member("type", "Feature")
        json.member("id", defect.id)
        json.key("properties")
        let geometry = places.geometry(defect.geometry)
        json.object {
          $0.writeFields(
            of: defect, at: defect.at.map(places.position), bbox: geometry.bbox, wording)
        }
        json.key("geometry")
        json.write(geometry)
      }
      if index + 1 < report.defects.count { raw("") }
      endLine()
    }
    raw("]}")
    endLine()
  }

  mutating func write(_ position: Position) {
    array { json in
      json.value(position.x)
      json.value(position.y)
    }
  }

  mutating func write(_ geometry: DefectGeometry) {
    switch geometry {
    case .none: null()
    case .points(let points) where points.count == 1:
      writeGeometry("Point") { $0.write(points[0]) }
    case .points(let points):
      writeGeometry("MultiPoint") { json in
        json.array { json in for point in points { json.write(point) } }
      }
    case .polygons(let polygons): writePolygons(polygons)
    }
  }

  /// Writes a Polygon, or a MultiPolygon when there are several.
  mutating func writePolygons(_ polygons: [[[Position]]]) {
    if polygons.count == 1 {
      writeGeometry("Polygon") { $0.write(rings: polygons[0]) }
    } else {
      writeGeometry("MultiPolygon") { json in
        json.array { json in for rings in polygons { json.write(rings: rings) } }
      }
    }
  }

  private mutating func write(rings: [[Position]]) {
    array { json in
      for ring in rings {
        json.array { json in for position in ring { json.write(position) } }
      }
    }
  }

  private mutating func writeGeometry(
    _ type: String, _ coordinates: (inout JSONWriter) -> Void
  ) {
    object { json in
      json.member("type", type)
      json.key("coordinates")
      coordinates(&json)
    }
  }
}
