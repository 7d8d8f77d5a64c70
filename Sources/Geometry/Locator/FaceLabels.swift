/// Numbers for what covers a place, so that it fits a cell.
///
/// A number below the count of areas is that area alone, wound once. The next one is no area at all;
/// the one after, for whole cells only, is no area and nothing else that the maker of the locator
/// asked about. Any above stands for a list of winding numbers.
struct FaceLabels: Sendable {
  let areaCount: Int32
  /// Winding numbers, sorted by owner and none of them 0, by the label less ``areaCount``.
  private(set) var states: [[Arrangement.Winding]] = [[], []]
  private var numbers: [[Arrangement.Winding]: Int32] = [:]

  init(areaCount: Int) { self.areaCount = Int32(areaCount) }

  /// No area.
  var nowhere: Int32 { areaCount }

  /// How many labels are known.
  var count: Int32 { areaCount + Int32(states.count) }

  /// The label of an area on one side of an edge, alone.
  @inline(__always)
  func label(ofSide area: Int32) -> Int32 { area < 0 ? nowhere : area }

  /// The label on the other side of an edge; a leftward step leads from its right to its left.
  @inline(__always)
  mutating func step(
    from label: Int32, across edge: NetworkEdge, isLeftward: Bool, _ knots: KnotSteps
  ) -> Int32 {
    let (here, there) = isLeftward ? (edge.right, edge.left) : (edge.left, edge.right)
    if !edge.isKnot, label == self.label(ofSide: here) { return self.label(ofSide: there) }
    return slowStep(from: label, across: edge, isLeftward: isLeftward, knots)
  }

  private mutating func slowStep(
    from label: Int32, across edge: NetworkEdge, isLeftward: Bool, _ knots: KnotSteps
  ) -> Int32 {
    var state = WindingState(windings(of: label))
    state.add(edge.steps(knots), times: isLeftward ? 1 : -1)
    return self.label(of: state.windings)
  }

  /// The label beyond several edges, whatever the order in which they are crossed.
  mutating func step(
    from label: Int32, across edges: [(edge: NetworkEdge, isLeftward: Bool)], _ knots: KnotSteps
  ) -> Int32 {
    if edges.isEmpty { return label }
    if edges.count == 1 {
      return step(from: label, across: edges[0].edge, isLeftward: edges[0].isLeftward, knots)
    }
    var state = WindingState(windings(of: label))
    for (edge, isLeftward) in edges { state.add(edge.steps(knots), times: isLeftward ? 1 : -1) }
    return self.label(of: state.windings)
  }

  /// The winding numbers that a label stands for.
  func windings(of label: Int32) -> [Arrangement.Winding] {
    label < areaCount
      ? [Arrangement.Winding(owner: label, number: 1)] : states[Int(label - areaCount)]
  }

  /// The label of winding numbers; a new one if need be.
  mutating func label(of windings: [Arrangement.Winding]) -> Int32 {
    if windings.isEmpty { return nowhere }
    if windings.count == 1, windings[0].number == 1 { return windings[0].owner }
    if let known = numbers[windings] { return known }
    let label = count
    numbers[windings] = label
    states.append(windings)
    return label
  }
}
