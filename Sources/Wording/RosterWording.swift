internal import GridPartition
public import PlanFormats

extension RosterError {
  /// What is wrong with a list of members, a file as the user wrote it, and how to put it right.
  public func notice(of path: String, in language: Language) -> Notice {
    let (message, remedy) = phrases(path)
    return Notice(message: message(language), remedy: remedy(language))
  }

  private func phrases(_ path: String) -> (message: Phrase, remedy: Phrase) {
    switch self {
    case .file(let error): return error.phrases
    case .empty:
      return (
        Phrase(zh: "\(path) 是空文件。", en: "\(path) is empty."),
        Phrase(
          zh: "第一行应为表头：id,name,phone,role,grid,from,to。",
          en: "Its first line must be a header: id,name,phone,role,grid,from,to.")
      )
    case .unsupportedEncoding(let name):
      return (
        Phrase(
          zh: "\(path) 的编码是 \(name)，无法读取。", en: "\(path) is encoded in \(name), which is not read."),
        Phrase(zh: "另存为 UTF-8 的 CSV。", en: "Save it as CSV in UTF-8.")
      )
    case .unclosedQuote(let line):
      return (
        Phrase(
          zh: "\(path) 第 \(line) 行的引号没有结束。",
          en: "\(path), line \(line): a quoted field does not end."
        ), Phrase(zh: "补上引号。", en: "Close the quote.")
      )
    case .columnNotFound(let column, let header):
      return (
        Phrase(
          zh: "\(path) 没有 \(column.rawValue) 列；表头为：\(header.joined(separator: "、"))。",
          en: "\(path) has no column \(column.rawValue); its header is: "
            + "\(header.joined(separator: ", "))."),
        Phrase(
          zh: "表头应为 id,name,phone,role,grid,from,to，"
            + "或编号、姓名、电话、角色、网格编码、开始日期、结束日期。",
          en: "The header should be id,name,phone,role,grid,from,to.")
      )
    case .columnAmbiguous(let column, let found):
      return (
        Phrase(
          zh: "\(path) 有多列可作 \(column.rawValue)：\(found.joined(separator: "、"))。",
          en: "\(path) has several columns for \(column.rawValue): "
            + "\(found.joined(separator: ", "))."),
        Phrase(zh: "只保留一列。", en: "Leave one of them.")
      )
    case .rows(let problems):
      let shown = problems.prefix(20)
      let rest = problems.count - shown.count
      let lines = { (language: Language) in
        shown.map { "\n  " + $0.sentence(language) }.joined()
          + (rest > 0
            ? Phrase(zh: "\n  ……另有 \(rest) 行", en: "\n  … and \(rest) more")(language) : "")
      }
      return (
        Phrase(
          zh: "\(path) 有 \(problems.count) 行无法理解：\(lines(.zh))",
          en: "\(path) has \(problems.count) rows that cannot be understood:\(lines(.en))"),
        Phrase(zh: "改正这些行；没有导入任何内容。", en: "Correct them; nothing was imported.")
      )
    }
  }
}

extension RosterRowProblem {
  fileprivate func sentence(_ language: Language) -> String {
    let phrase =
      switch problem {
      case .wrongFieldCount(let found, let expected):
        Phrase(
          zh: "该行有 \(found) 个字段，表头有 \(expected) 个",
          en: "the row has \(found) fields, the header \(expected)")
      case .missing(let column):
        Phrase(zh: "\(column.rawValue) 为空", en: "\(column.rawValue) is empty")
      case .unknownRole(let text):
        Phrase(
          zh: "角色“\(text)”不是专职或兼职",
          en: "the role \"\(text)\" is neither full-time (专职) nor part-time (兼职)")
      case .notATime(let column, let text):
        Phrase(
          zh: "\(column.rawValue) 的“\(text)”不是时间，应如 2026-07-01",
          en: "\"\(text)\" in \(column.rawValue) is not a time such as 2026-07-01")
      case .endsBeforeStart:
        Phrase(zh: "结束不晚于开始", en: "it ends before it begins, or at once")
      case .differsFromLine(let line):
        Phrase(
          zh: "同一编号的姓名或电话与第 \(line) 行不同",
          en: "the same id has another name or phone in line \(line)")
      case .malformedText:
        Phrase(zh: "有不合编码的文字", en: "it has text that is not in the file's encoding")
      }
    return Phrase(zh: "第 \(line) 行：", en: "line \(line): ")(language) + phrase(language)
  }
}
