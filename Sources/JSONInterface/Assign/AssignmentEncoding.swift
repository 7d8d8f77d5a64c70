internal import Geometry
internal import GridPartition
internal import JSONText
internal import PlanFormats
internal import Wording

/// How answers of `assign` are written: one JSON object for each position.
///
/// An answer begins with the id, ends with what is the same in all answers from one plan, see
/// ``AnswerEnds``, and has the fields in between that are written here.
struct AssignmentEncoding {
  /// What stands before the id.
  static let start: StaticString = #"{"id":"#

  private let directory: UnitDirectory
  private let phrases: RPCPhrases
  /// How probable the likeliest candidate must be for an answer to be confident.
  private let confidence: Double
  /// The texts of the directory as JSON writes them, without quotes.
  private let texts: TextTable
  /// Who is responsible; `nil` for a plan without dates.
  private let roster: Roster?

  init(_ plan: ServedPlan, _ roster: Roster?, confidence: Double, _ phrases: RPCPhrases) {
    self.confidence = confidence
    directory = plan.assigner.directory
    self.phrases = phrases
    self.roster = roster
    texts = plan.escapedTexts
  }

  /// Appends what an answer says between id and end.
  ///
  /// - Parameters:
  ///   - answer: How the position was placed.
  ///   - moment: When it was, for the members that are responsible then.
  ///   - weighed: The candidates, when an accuracy was sent.
  ///   - position: One that is off the Earth, as it was sent.
  ///   - output: Receives the fields.
  func append(
    fieldsOf answer: Assignment, at moment: Moment, _ weighed: WeighedCandidates? = nil,
    stray position: Position? = nil, to output: inout [UInt8]
  ) {
    output.append(plain: #","status":""#)
    output.append(contentsOf: answer.status.rawValue.utf8)
    output.append(plain: #"","grid":"#)
    append(code: answer.grid, to: &output)
    let entry = directory.place(of: answer).map { directory.entries[$0] }
    output.append(plain: #","village":"#)
    append(text: entry?.village ?? -1, to: &output)
    if let entry, entry.station >= 0 {
      output.append(plain: #","station":"#)
      append(text: entry.station, to: &output)
    }
    if let entry, entry.town >= 0 {
      output.append(plain: #","town":"#)
      append(text: entry.town, to: &output)
    }
    if let distance = answer.distance {
      output.append(plain: #","distance_m":"#)
      output.append(decimal: distance)
    }
    if let weighed {
      append(weighed, to: &output)
    } else if !answer.candidates.isEmpty {
      append(answer.candidates, to: &output)
    }
    if let roster, let grid = answer.grid {
      var json = JSONWriter()
      json.writeMembers(roster.duties(for: directory.code(of: grid), at: moment))
      output.append(plain: #","members":"#)
      output += json.bytes
    }
    if let position {
      output.append(plain: #","error":"#)
      let why = Phrase.offTheEarth(x: position.x, y: position.y)
      output.append(jsonString: why(phrases.language))
    }
  }

  /// Appends what an answer says between id and end when no plan is in force.
  static func appendFieldsOfNoPlan(to output: inout [UInt8]) {
    output.append(plain: #","status":"no-plan","grid":null,"village":null"#)
  }

  private func append(_ candidates: ArraySlice<Int>, to output: inout [UInt8]) {
    output.append(plain: #","candidates":["#)
    for (number, candidate) in candidates.enumerated() {
      output.append(plain: number == 0 ? #"{"grid":"# : #",{"grid":"#)
      append(code: candidate, to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
  }

  private func append(_ weighed: WeighedCandidates, to output: inout [UInt8]) {
    output.append(plain: #","candidates":["#)
    for (number, candidate) in weighed.candidates.enumerated() {
      output.append(plain: number == 0 ? #"{"grid":"# : #",{"grid":"#)
      append(code: candidate.unit, to: &output)
      output.append(plain: #","probability":"#)
      output.append(decimal: (candidate.probability * 10_000).rounded() / 10_000)
      output.append(UInt8(ascii: "}"))
    }
    output.append(plain: #"],"confident":"#)
    output.append(plain: weighed.confidence >= confidence ? "true" : "false")
  }

  /// Appends the code of a unit.
  private func append(code unit: Int?, to output: inout [UInt8]) {
    append(text: unit.map { directory.entries[$0].code } ?? -1, to: &output)
  }

  /// Appends a text of the directory; null for -1.
  private func append(text number: Int32, to output: inout [UInt8]) {
    guard number >= 0 else { return output.append(plain: "null") }
    output.append(UInt8(ascii: "\""))
    texts.withBytes(texts.range(of: Int(number))) { output.append(contentsOf: $0) }
    output.append(UInt8(ascii: "\""))
  }
}
