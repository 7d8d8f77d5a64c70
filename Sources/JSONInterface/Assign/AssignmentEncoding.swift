internal import Geometry
internal import GridPartition
internal import JSONText
internal import Wording

/// How answers of `assign` are written: one JSON object for each position.
///
/// An answer begins with the id, ends with what is the same in all answers from one plan, and has the
/// fields in between that ``append(fieldsOf:at:to:)`` writes.
struct AssignmentEncoding {
  /// What stands before the id.
  static let start: StaticString = #"{"id":"#

  private let directory: UnitDirectory
  private let phrases: RPCPhrases
  /// How probable the likeliest candidate must be for an answer to be confident.
  private let confidence: Double
  /// The texts of the directory as JSON writes them, without quotes.
  private let texts: TextTable
  /// The last member and what closes the object, then bytes of no account that may be copied with it.
  let end: [UInt8]
  /// How many bytes of ``end`` count.
  let endCount: Int
  /// Who is responsible; `nil` for a plan without dates.
  private let roster: Roster?
  /// When incidents are, for the members that are responsible then.
  private let moment: Moment

  /// How many units there may be answers of.
  var unitCount: Int { directory.entries.count }

  init(_ served: ServedPlans.InForce, confidence: Double, _ phrases: RPCPhrases) {
    self.confidence = confidence
    directory = served.plan.assigner.directory
    self.phrases = phrases
    moment = served.moment
    roster = served.roster
    texts = served.plan.escapedTexts
    var end = Array(#","plan":"#.utf8)
    end.append(jsonString: served.plan.digest)
    if let version = served.version { end += #","version":\#(version.number)"#.utf8 }
    end.append(UInt8(ascii: "}"))
    endCount = end.count
    self.end = end + [UInt8](repeating: 0, count: AnswerRoom.slack)
  }

  /// The member that holds the warnings on a request, with the comma before it.
  func warnings(_ findings: [GateFinding]) -> [UInt8] {
    var text = Array(#","warnings":["#.utf8)
    for (number, finding) in findings.enumerated() {
      if number > 0 { text.append(UInt8(ascii: ",")) }
      text.append(jsonString: finding.sentence(in: phrases.language))
    }
    return text + Array("]".utf8)
  }

  /// Appends a whole answer.
  ///
  /// - Parameters:
  ///   - id: A JSON value; nothing for null.
  ///   - answer: How the position was placed.
  ///   - weighed: The candidates, when an accuracy was sent.
  ///   - position: One that is off the Earth, as it was sent.
  ///   - output: Receives the answer.
  func append(
    _ id: Span<UInt8>, _ answer: Assignment, _ weighed: WeighedCandidates? = nil,
    at position: Position? = nil, to output: inout [UInt8]
  ) {
    output.append(plain: Self.start)
    if id.isEmpty { output.append(plain: "null") } else { output.append(contentsOf: id) }
    append(fieldsOf: answer, weighed, at: position, to: &output)
    output += end[..<endCount]
  }

  /// Appends what an answer says between id and end.
  ///
  /// - Parameters:
  ///   - answer: How the position was placed.
  ///   - weighed: The candidates, when an accuracy was sent.
  ///   - position: One that is off the Earth, as it was sent.
  ///   - output: Receives the fields.
  func append(
    fieldsOf answer: Assignment, _ weighed: WeighedCandidates? = nil, at position: Position? = nil,
    to output: inout [UInt8]
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

  /// Appends a whole answer for a time at which no plan is in force.
  static func appendNoPlan(_ id: Span<UInt8>, to output: inout [UInt8]) {
    output.append(plain: start)
    if id.isEmpty { output.append(plain: "null") } else { output.append(contentsOf: id) }
    output.append(
      plain: #","status":"no-plan","grid":null,"village":null,"plan":null,"version":null}"#)
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

extension JSONWriter {
  /// Writes the members who are responsible for a grid, in the order in which they are called.
  mutating func writeMembers(_ duties: [Duty]) {
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
