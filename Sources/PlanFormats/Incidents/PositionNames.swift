internal import JSONText

/// By which names the columns of a position are known.
struct PositionNames: Sendable {
  typealias Axis = IncidentFileError.Axis

  private static let usual: [(name: [UInt8], axis: Axis)] =
    ["x", "lon", "lng", "long", "longitude", "经度", "东经"].map { (Array($0.utf8), .x) }
    + ["y", "lat", "latitude", "纬度", "北纬"].map { (Array($0.utf8), .y) }

  /// The names that were given, which then are the only ones.
  private let xName: [UInt8]?
  private let yName: [UInt8]?

  /// Whether a name was given for either axis.
  let areGiven: Bool

  /// The names as those of members, and the axis of each.
  let members: MemberNames
  let axes: [Axis]

  init(_ options: IncidentOptions) {
    let (xName, yName) = (
      options.xField.map { Array($0.utf8) }, options.yField.map { Array($0.utf8) }
    )
    (self.xName, self.yName) = (xName, yName)
    areGiven = xName != nil || yName != nil
    let given = [(xName, Axis.x), (yName, .y)].compactMap { name, axis in name.map { ($0, axis) } }
    let usual = Self.usual.filter { ($0.axis == .x ? xName : yName) == nil }
    members = MemberNames(exact: given.map(\.0), caseless: usual.map(\.name))
    axes = given.map(\.1) + usual.map(\.axis)
  }

  /// The axis that a column of that name holds.
  ///
  /// A given name counts as it is written, a usual one in any case.
  func axis(of name: Span<UInt8>) -> Axis? {
    if let xName, name.equals(xName, ignoringCase: false) { return .x }
    if let yName, name.equals(yName, ignoringCase: false) { return .y }
    if xName != nil && yName != nil { return nil }
    for (usual, axis) in Self.usual where name.equals(usual, ignoringCase: true) {
      return (axis == .x ? xName : yName) == nil ? axis : nil
    }
    return nil
  }

  /// The columns of x and y in a header.
  func columns(in header: [String]) throws(IncidentFileError) -> (x: Int, y: Int) {
    let axes = header.map { axis(of: Array($0.utf8).span) }
    return (try column(.x, axes, header), try column(.y, axes, header))
  }

  private func column(
    _ axis: Axis, _ axes: [Axis?], _ header: [String]
  ) throws(IncidentFileError) -> Int {
    let found = axes.indices.filter { axes[$0] == axis }
    guard let first = found.first else {
      let name = (axis == .x ? xName : yName).map { String(decoding: $0, as: UTF8.self) }
      throw .positionColumnNotFound(axis: axis, name: name, header: header)
    }
    guard found.count == 1 else {
      throw .positionColumnAmbiguous(axis: axis, found: found.map { header[$0] }, header: header)
    }
    return first
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes are these; the case of ASCII letters may be passed over.
  func equals(_ other: [UInt8], ignoringCase: Bool) -> Bool {
    guard count == other.count else { return false }
    for offset in indices {
      let byte = self[offset]
      let isUpper = ignoringCase && (0x41...0x5A).contains(byte)
      if (isUpper ? byte | 0x20 : byte) != other[offset] { return false }
    }
    return true
  }
}
