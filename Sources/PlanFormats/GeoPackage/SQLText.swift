/// Names and texts as parts of an SQL statement.
///
/// Values are bound as arguments; only names of tables and columns, and texts inside of triggers,
/// have to stand in the statement itself.
public enum SQLText {
  /// A name of a table or column, in double quotes.
  public static func name(_ name: String) -> String { quoted(name, "\"") }

  /// A text, in single quotes.
  public static func literal(_ text: String) -> String { quoted(text, "'") }

  private static func quoted(_ text: String, _ mark: Character) -> String {
    var result = String(mark)
    for character in text {
      result.append(character)
      if character == mark { result.append(mark) }
    }
    result.append(mark)
    return result
  }
}
