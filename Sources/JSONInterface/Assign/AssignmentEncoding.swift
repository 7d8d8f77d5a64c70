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

  /// Looks up what answers say of units.
  ///
  /// The tables are larger than the caches. Looked up together, units wait for memory together.
  ///
  /// - Parameters:
  ///   - units: Numbers of units; -1 for those to pass over.
  ///   - places: Receives as many places.
  func look(up units: [Int32], into places: inout [Place]) {
    places.removeAll(keepingCapacity: true)
    for unit in units { places.append(unit < 0 ? Place.none : place(inside: Int(unit))) }
  }

  @inline(__always)
  private func place(inside unit: Int) -> Place {
    let entry = directory.entries[unit]
    return Place(
      grid: texts.range(of: Int(entry.code)), village: entry.village, station: entry.station,
      town: entry.town)
  }

  /// Appends the answer for a position in the interior of one grid.
  ///
  /// - Parameters:
  ///   - id: A JSON value; nothing for null.
  ///   - place: The grid with what is above it.
  ///   - output: Receives the answer.
  @inline(__always)
  func append(_ id: Span<UInt8>, inside place: Place, to output: inout [UInt8]) {
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
  ///   - answer: How the position was placed.
  ///   - position: One that is off the Earth, as it was sent.
  ///   - output: Receives the answer.
  func append(
    _ id: Span<UInt8>, _ answer: Assignment, at position: Position? = nil,
    to output: inout [UInt8]
  ) {
    let entry = directory.place(of: answer).map { directory.entries[$0] }
    let place = Place(
      grid: answer.grid.map { texts.range(of: Int(directory.entries[$0].code)) },
      village: entry?.village, station: entry?.station, town: entry?.town)
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
    write(place.grid, to: &room)
    room.append(#","village":"#)
    write(range(of: place.village), to: &room)
    if place.station >= 0 {
      room.append(#","station":"#)
      write(range(of: place.station), to: &room)
    }
    if place.town >= 0 {
      room.append(#","town":"#)
      write(range(of: place.town), to: &room)
    }
  }

  @inline(__always)
  private func write(_ text: Range<Int>?, to room: inout OutputSpan<UInt8>) {
    guard let text else { return room.append("null") }
    room.append("\"")
    texts.withBytes(text) { room.append($0) }
    room.append("\"")
  }

  /// Where a text of the directory is; `nil` for -1.
  @inline(__always)
  private func range(of text: Int32) -> Range<Int>? {
    text < 0 ? nil : texts.range(of: Int(text))
  }

  /// How many bytes the texts of a place have.
  @inline(__always)
  private func size(of place: Place) -> Int {
    (place.grid?.count ?? 0) + (range(of: place.village)?.count ?? 0)
      + (range(of: place.station)?.count ?? 0) + (range(of: place.town)?.count ?? 0)
  }
}

/// The units that an answer names.
struct Place {
  static let none = Place(grid: nil, village: nil, station: nil, town: nil)

  /// Where the code of the grid is; `nil` when none is given.
  let grid: Range<Int>?
  /// Numbers of texts; -1 where there is nothing to say.
  let village: Int32
  let station: Int32
  let town: Int32

  @inline(__always)
  init(grid: Range<Int>?, village: Int32?, station: Int32?, town: Int32?) {
    self.grid = grid
    self.village = village ?? -1
    self.station = station ?? -1
    self.town = town ?? -1
  }
}
