/// How a member is employed; in the order in which members are called.
public enum MemberRole: String, CaseIterable, Hashable, Sendable {
  /// 专职
  case fullTime = "full-time"
  /// 兼职
  case partTime = "part-time"
}

extension MemberRole: Comparable {
  /// Orders full-time members first.
  public static func < (a: MemberRole, b: MemberRole) -> Bool { a == .fullTime && b == .partTime }
}

/// A person who is responsible for grids (网格员).
public struct Member: Hashable, Sendable {
  public let id: String
  public let name: String
  public let phone: String?

  public init(id: String, name: String, phone: String?) {
    self.id = id
    self.name = name
    self.phone = phone
  }
}

/// That a member is responsible for a grid, and when.
public struct Duty: Hashable, Sendable {
  public let member: Member
  public let role: MemberRole
  /// The code of the grid.
  public let grid: String
  /// `nil` for always.
  public let from: Moment?
  /// The first moment at which it is over; `nil` for never.
  public let to: Moment?

  public init(member: Member, role: MemberRole, grid: String, from: Moment?, to: Moment?) {
    self.member = member
    self.role = role
    self.grid = grid
    self.from = from
    self.to = to
  }

  /// Whether it is in force at a moment.
  public func isInForce(at moment: Moment) -> Bool {
    from.map { $0 <= moment } != false && to.map { moment < $0 } != false
  }
}
