internal import Geometry

/// The faces into which the units of two plans divide the plane, with the unit that each belongs to in
/// either plan.
struct OverlayFaces {
  /// To whom a face belongs: offsets among the members whose boundaries make the arrangement.
  struct Key: Hashable {
    let old: Int?
    let new: Int?
  }

  private let arrangement: Arrangement
  private let keys: [Key]

  /// - Parameters:
  ///   - arrangement: Members are its owners.
  ///   - firstNew: Members before this one are units of the old plan, the others of the new one. The
  ///     first member of a plan that covers a face has it.
  init(_ arrangement: Arrangement, firstNew: Int) {
    self.arrangement = arrangement
    keys = arrangement.windings.map { windings in
      let owners = windings.lazy.map { Int($0.owner) }
      return Key(old: owners.first { $0 < firstNew }, new: owners.first { $0 >= firstNew })
    }
  }

  /// The wanted places of each pair of members: the rings around all of them.
  ///
  /// - Returns: In order of the members.
  func groups(_ isWanted: (Key) -> Bool) -> [(key: Key, rings: [RegionRing])] {
    var faces: [Key: [Int]] = [:]
    for (face, key) in keys.enumerated() where key.old != nil || key.new != nil {
      faces[key, default: []].append(face)
    }
    return faces.filter { isWanted($0.key) }.sorted { a, b in
      (a.key.old ?? -1, a.key.new ?? -1) < (b.key.old ?? -1, b.key.new ?? -1)
    }.map { key, faces in
      let rings = arrangement.rings(around: faces) { keys[$0] == key }
      return (key, rings.sorted { $0.precedes($1) })
    }
  }

  /// Twice the signed area of all faces, each as often as wanted members wind around it.
  func area(times isWanted: (_ member: Int) -> Bool) -> WeighedArea {
    arrangement.area { isWanted(Int($0.owner)) ? $0.number : 0 }
  }
}
