/// Writes JSON text, value after value, into a buffer of UTF-8.
///
/// Commas, colons and indentation come by themselves. The caller opens and closes in pairs and
/// names each member of an object.
public struct JSONWriter {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// No white space: for texts of one line.
    case compact
    /// One member or element a line, two spaces for each level: for people.
    case pretty
  }

  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  private let layout: Layout
  private var depth = 0
  /// Whether a value precedes in the same array or object.
  private var needsComma = false
  private var followsKey = false

  /// Creates an empty text.
  public init(_ layout: Layout = .compact) {
    self.layout = layout
  }

  /// Forgets the text and keeps the buffer.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    depth = 0
    needsComma = false
    followsKey = false
  }

  /// The buffer, which the writer gives up.
  public consuming func finish() -> [UInt8] { bytes }
}

extension JSONWriter {
  public mutating func beginObject() { begin(UInt8(ascii: "{")) }
  public mutating func endObject() { end(UInt8(ascii: "}")) }
  public mutating func beginArray() { begin(UInt8(ascii: "[")) }
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes an object whose members `content` writes.
  public mutating func object<Failure: Error>(
    _ content: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginObject()
    try content(&self)
    endObject()
  }

  /// Writes an array whose elements `content` writes.
  public mutating func array<Failure: Error>(
    _ content: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginArray()
    try content(&self)
    endArray()
  }

  /// Writes the name of the member whose value comes next.
  public mutating func key(_ name: String) {
    separate()
    bytes.append(jsonString: name)
    bytes.append(UInt8(ascii: ":"))
    if layout == .pretty { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// Ends a line between values of the outermost level.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }
}

extension JSONWriter {
  public mutating func null() { raw("null") }
  public mutating func value(_ boolean: Bool) { raw(boolean ? "true" : "false") }

  /// Writes a number; one that is not finite becomes `null`, as JSON has no word for it.
  public mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    separate()
    bytes.append(decimal: number)
    needsComma = true
  }

  public mutating func value(_ integer: some BinaryInteger) {
    separate()
    bytes.append(contentsOf: String(integer).utf8)
    needsComma = true
  }

  public mutating func value(_ string: String) {
    separate()
    bytes.append(jsonString: string)
    needsComma = true
  }

  /// Writes a value as it was read.
  public mutating func value(_ value: JSONValue) {
    separate()
    value.appendRawText(to: &bytes)
    needsComma = true
  }

  /// Writes a text that is one JSON value already.
  public mutating func raw(_ json: Span<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Writes a text that is one JSON value already.
  public mutating func raw(_ json: StaticString) {
    separate()
    json.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    needsComma = true
  }
}

extension JSONWriter {
  public mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  /// Writes a member; null without a text.
  public mutating func member(_ name: String, optional text: String?) {
    key(name)
    if let text { value(text) } else { null() }
  }

  public mutating func member(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  public mutating func member(_ name: String, _ integer: some BinaryInteger) {
    key(name)
    value(integer)
  }

  public mutating func member(_ name: String, _ boolean: Bool) {
    key(name)
    value(boolean)
  }
}

extension JSONWriter {
  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    precondition(depth > 0 && !followsKey, "an array or object is closed that was not open")
    depth -= 1
    if layout == .pretty && needsComma { breakLine() }
    bytes.append(bracket)
    needsComma = true
  }

  /// Writes what stands between the value before and the next name or value.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
    if layout == .pretty && depth > 0 { breakLine() }
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append(contentsOf: [0x20, 0x20]) }
  }
}
