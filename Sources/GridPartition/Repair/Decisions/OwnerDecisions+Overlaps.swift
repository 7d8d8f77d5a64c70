internal import Geometry

extension OwnerDecisions {
  /// Gives each place that several units lay claim to one owner.
  ///
  /// Places with few claimants come first, so that those with many have neighbours that are decided.
  mutating func decideOverlaps(_ faces: [Int], _ parents: [Int?]) {
    let rightful = Dictionary(
      uniqueKeysWithValues: faces.map { face in (face, claimants(of: face, parents)) })
    var waiting = groups(of: faces, parents).sorted { a, b in
      (rightful[a[0]]?.count ?? 0) < (rightful[b[0]]?.count ?? 0)
    }
    while !waiting.isEmpty {
      var rest: [[Int]] = []
      for group in waiting {
        guard let claimants = rightful[group[0]] else { continue }
        guard let (winner, rule) = winner(of: group, claimants) else {
          rest.append(group)
          continue
        }
        for face in group { settle(face, to: winner, kind: .overlap, rule: rule) }
      }
      if rest.count == waiting.count { break }
      waiting = rest
    }
    for face in waiting.joined() { isOpen[face] = true }
  }

  private func claimants(of face: Int, _ parents: [Int?]) -> [Int] {
    guard !parents.isEmpty, let parent = parents[face] else { return owners[face] }
    return owners[face].filter {
      places.plan.units[$0].parentCode == places.plan.units[parent].code
    }
  }

  /// For each place of several claimants with the same right the units that change as one gets it.
  func waysOfOverlaps(_ faces: [Int], _ parents: [Int?]) -> [[Set<Int>]] {
    groups(of: faces, parents).map { group in
      let claimants = claimants(of: group[0], parents)
      if let first = first(of: group, claimants) {
        return [touched(giving: group, to: first.unit, Set(claimants).subtracting([first.unit]))]
      }
      return equals(of: group, claimants).map { winner in
        touched(giving: group, to: winner, Set(claimants).subtracting([winner]))
      }
    }
  }

  /// Who gets a place that several units lay claim to; `nil` when nothing tells.
  private func winner(of faces: [Int], _ claimants: [Int]) -> (unit: Int, rule: RepairRule)? {
    if let first = first(of: faces, claimants) { return first }
    return best(for: faces, of: equals(of: faces, claimants)) { winner in
      Set(claimants).subtracting([winner])
    }
  }

  /// The claimants with the longest borders; none when there are several locked ones.
  private func equals(of faces: [Int], _ claimants: [Int]) -> [Int] {
    if claimants.contains(where: { isLocked[$0] ?? false }) { return [] }
    return equals(of: borders(of: faces).lengths.filter { claimants.contains($0.key) })
  }

  /// The claimant that comes before others whatever its border; `nil` when there is none.
  private func first(of faces: [Int], _ claimants: [Int]) -> (unit: Int, rule: RepairRule)? {
    let locked = claimants.filter { isLocked[$0] ?? false }
    if !locked.isEmpty { return locked.count == 1 ? (locked[0], .lockedUnit) : nil }
    if !exclusions.keepers.isEmpty {
      for face in faces {
        let place = RepairExclusions.place(of: face, in: places.arrangement)
        if let keeper = exclusions.keepers[place], claimants.contains(keeper) {
          return (keeper, .keepsUnitWhole)
        }
      }
    }
    for code in options.priority {
      if let first = claimants.first(where: { places.plan.units[$0].code == code }) {
        return (first, .priority)
      }
    }
    let proper = claimants.filter { unit in
      faces.allSatisfy { windingNumber(of: unit, in: $0) == 1 }
    }
    return proper.count == 1 && claimants.count > 1 ? (proper[0], .properRing) : nil
  }
}
