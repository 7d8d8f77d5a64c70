public import GridPartition
public import JSONText

extension JSONWriter {
  /// Writes the members who are responsible for a grid, in the order in which they are called.
  public mutating func writeMembers(_ duties: [Duty]) {
    array { json in
      for duty in duties {
        json.object { json in
          json.member("id", duty.member.id)
          json.member("name", duty.member.name)
          if let phone = duty.member.phone { json.member("phone", phone) }
          json.member("role", duty.role.rawValue)
        }
      }
    }
  }
}
