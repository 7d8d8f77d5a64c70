internal import CSimdJSON

extension JSONValue {
  /// The value of an object's member, the last one when the name is there twice.
  ///
  /// `nil` when there is no such member or this is not an object.
  ///
  /// - Complexity: O(*n*) in the number of members.
  public subscript(name: String) -> JSONValue? {
    guard node.kind == CSJ_OBJECT, let found = document.find(name, in: index) else { return nil }
    return JSONValue(document: document, index: found, reading: reading)
  }

  /// The elements of an array, in order; none for any other value.
  public var elements: Elements { Elements(of: self) }

  /// The members of an object, in order; none for any other value.
  public var members: Members { Members(of: self) }

  /// Whether this is an object with members.
  public var hasMembers: Bool {
    let node = node
    return node.kind == CSJ_OBJECT && Int(node.next) > index + 1
  }

  /// The elements of an array.
  public struct Elements: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private let reading: Int
    private var index: Int
    private let end: Int

    init(of value: JSONValue) {
      let node = value.node
      document = value.document
      reading = value.reading
      index = value.index + 1
      end = node.kind == CSJ_ARRAY ? Int(node.next) : index
    }

    public mutating func next() -> JSONValue? {
      guard index < end else { return nil }
      defer { index = Int(document.node(index, of: reading).next) }
      return JSONValue(document: document, index: index, reading: reading)
    }
  }

  /// The members of an object.
  public struct Members: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private let reading: Int
    private var index: Int
    private let end: Int

    init(of value: JSONValue) {
      let node = value.node
      document = value.document
      reading = value.reading
      index = value.index + 1
      end = node.kind == CSJ_OBJECT ? Int(node.next) : index
    }

    public mutating func next() -> JSONMember? {
      guard index < end else { return nil }
      defer { index = Int(document.node(index + 1, of: reading).next) }
      return JSONMember(
        key: JSONValue(document: document, index: index, reading: reading),
        value: JSONValue(document: document, index: index + 1, reading: reading))
    }
  }
}

/// A member of an object.
public struct JSONMember {
  /// The name as a string value.
  public let key: JSONValue
  public let value: JSONValue

  public var name: String { key.string ?? "" }
}

extension JSONValue {
  /// Appends the first two numbers of each element, as GeoJSON's arrays of positions have them.
  ///
  /// - Parameter pairs: Receives `x, y, x, y, …` of the elements before the first unusable one.
  /// - Returns: `nil` when all went well; else the number, from 0, of the first element that is not
  ///   an array of at least two finite numbers. An unusable value itself counts as element 0.
  public func appendPairs(to pairs: inout [Double]) -> Int? {
    let node = node
    guard node.kind == CSJ_ARRAY else { return 0 }
    var element = index + 1
    var count = 0
    while element < Int(node.next) {
      let position = document.node(element, of: reading)
      guard position.kind == CSJ_ARRAY, let x = finite(element + 1, before: Int(position.next)),
        let y = finite(element + 2, before: Int(position.next))
      else { return count }
      pairs.append(x)
      pairs.append(y)
      count += 1
      element = Int(position.next)
    }
    return nil
  }

  private func finite(_ index: Int, before end: Int) -> Double? {
    guard index < end else { return nil }
    let node = document.node(index, of: reading)
    guard node.kind == CSJ_NUMBER, Int(node.flags) & CSJ_OUT_OF_RANGE == 0 else { return nil }
    return node.number
  }
}
