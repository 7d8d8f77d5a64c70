internal import Geometry
internal import GridPartition
internal import JSONText
internal import Wording

/// How answers of `assign` are written: one JSON object for each position.
///
/// What is the same in all answers from one plan is prepared once.
struct AssignmentEncoding {
  private let directory: UnitDirectory
  private let phrases: RPCPhrases
  /// The texts of the directory as JSON writes them, without quotes.
  private let texts: TextTable
  private let inside = Array(AssignmentStatus.inside.rawValue.utf8)
  /// The last member and what closes the object.
  private let end: [UInt8]

  init(_ served: ServedPlan, _ phrases: RPCPhrases) {
    directory = served.assigner.directory
    self.phrases = phrases
    texts = directory.texts.escaped()
    var end = Array(#","plan":"#.utf8)
    end.append(jsonString: served.digest)
    end.append(UInt8(ascii: "}"))
    self.end = end
  }

  /// Appends the answer for a position in the interior of one grid.
  ///
  /// - Parameters:
  ///   - id: A JSON value; nothing for null.
  ///   - grid: The number of the unit.
  @inline(__always)
  func append(_ id: Span<UInt8>, inside grid: Int, to output: inout [UInt8]) {
    let entry = directory.entries[grid]
    let place = Place(grid: entry.code, above: entry)
    let size = 128 + id.count + inside.count + size(of: place) + end.count
    output.append(addingCapacity: size) { (room: inout OutputSpan<UInt8>) in
      writeStart(id, inside.span, to: &room)
      writePlace(place, to: &room)
      room.append(end.span)
    }
  }

  /// Appends any answer.
  ///
  /// - Parameters:
  ///   - id: A JSON value; nothing for null.
  ///   - position: One that is off the Earth, as it was sent.
  func append(
    _ id: Span<UInt8>, _ answer: Assignment, at position: Position? = nil,
    to output: inout [UInt8]
  ) {
    let entry = directory.place(of: answer).map { directory.entries[$0] }
    let place = Place(grid: answer.grid.map { directory.entries[$0].code }, above: entry)
    let status = Array(answer.status.rawValue.utf8)
    let size = 128 + id.count + status.count + size(of: place)
    output.append(addingCapacity: size) { (room: inout OutputSpan<UInt8>) in
      writeStart(id, status.span, to: &room)
      writePlace(place, to: &room)
    }
    if let distance = answer.distance {
      output += Array(#","distance_m":"#.utf8)
      output.append(decimal: distance)
    }
    var separator = #","candidates":["#
    for candidate in answer.candidates {
      output += Array((separator + #"{"grid":"#).utf8)
      output.append(jsonString: directory.code(of: candidate))
      output.append(UInt8(ascii: "}"))
      separator = ","
    }
    if !answer.candidates.isEmpty { output.append(UInt8(ascii: "]")) }
    if let position {
      output += Array(#","error":"#.utf8)
      let why = Phrase.offTheEarth(x: position.x, y: position.y)
      output.append(jsonString: why(phrases.language))
    }
    output += end
  }

  @inline(__always)
  private func writeStart(
    _ id: Span<UInt8>, _ status: Span<UInt8>, to room: inout OutputSpan<UInt8>
  ) {
    room.append(#"{"id":"#)
    if id.isEmpty { room.append("null") } else { room.append(id) }
    room.append(#","status":""#)
    room.append(status)
    room.append("\"")
  }

  @inline(__always)
  private func writePlace(_ place: Place, to room: inout OutputSpan<UInt8>) {
    room.append(#","grid":"#)
    writeText(place.grid, to: &room)
    room.append(#","village":"#)
    writeText(place.village, to: &room)
    if place.station >= 0 {
      room.append(#","station":"#)
      writeText(place.station, to: &room)
    }
    if place.town >= 0 {
      room.append(#","town":"#)
      writeText(place.town, to: &room)
    }
  }

  @inline(__always)
  private func writeText(_ number: Int32, to room: inout OutputSpan<UInt8>) {
    guard number >= 0 else { return room.append("null") }
    room.append("\"")
    texts.withText(Int(number)) { room.append($0) }
    room.append("\"")
  }

  /// How many bytes the texts of a place have.
  @inline(__always)
  private func size(of place: Place) -> Int {
    var size = 0
    if place.grid >= 0 { size += texts.range(of: Int(place.grid)).count }
    if place.village >= 0 { size += texts.range(of: Int(place.village)).count }
    if place.station >= 0 { size += texts.range(of: Int(place.station)).count }
    if place.town >= 0 { size += texts.range(of: Int(place.town)).count }
    return size
  }
}

/// The units that an answer names, as numbers of texts; -1 where there is nothing to say.
private struct Place {
  let grid: Int32
  let village: Int32
  let station: Int32
  let town: Int32

  @inline(__always)
  init(grid: Int32?, above entry: UnitDirectory.Entry?) {
    self.grid = grid ?? -1
    village = entry?.village ?? -1
    station = entry?.station ?? -1
    town = entry?.town ?? -1
  }
}
