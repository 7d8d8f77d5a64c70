internal import JSONText
public import PlanFormats

extension Phrase {
  /// Why two numbers are no longitude and latitude.
  public static func offTheEarth(x: Double, y: Double) -> Phrase {
    Phrase(
      zh: "坐标 (\(x), \(y)) 不在地球上；经纬度是否写反？",
      en: "the position (\(x), \(y)) is off the Earth; are longitude and latitude swapped?")
  }
}

extension IncidentProblem {
  /// Why a row has no position, as the `error` column says it.
  public func sentence(in language: Language) -> String {
    let phrase: Phrase
    switch self {
    case .noPosition: phrase = Phrase(zh: "没有坐标", en: "no position")
    case .ambiguousPosition:
      phrase = Phrase(zh: "有多个字段可能是坐标", en: "several members could be the position")
    case .notANumber(let text):
      phrase = Phrase(zh: "“\(text)”不是数字", en: "\"\(text)\" is not a number")
    case .notFinite(let text):
      phrase = Phrase(zh: "“\(text)”不是有限的数", en: "\"\(text)\" is not a finite number")
    case .wrongFieldCount(let found, let expected):
      phrase = Phrase(
        zh: "该行有 \(found) 个字段，表头有 \(expected) 个",
        en: "the row has \(found) field\(found == 1 ? "" : "s"), the header \(expected)")
    case .unclosedQuote: phrase = Phrase(zh: "引号没有结束", en: "a quoted field does not end")
    case .notJSON(let error):
      let reason = error.reason.phrase
      phrase = Phrase(zh: "不是 JSON：\(reason(.zh))", en: "not JSON: \(reason(.en))")
    case .notAnObject: phrase = Phrase(zh: "不是 JSON 对象", en: "not a JSON object")
    case .noSystem:
      phrase = Phrase(zh: "没有说明坐标系", en: "the coordinate reference system is not stated")
    case .refusedSystem(let refusal): return refusal.notice(in: language).message
    case .noWay(let system):
      phrase = Phrase(
        zh: "没有从 \(system) 到规划坐标系的转换", en: "there is no way from \(system) to the plan's system")
    case .notAPoint(let type):
      phrase = Phrase(zh: "几何为 \(type)，不是点", en: "the geometry is a \(type), not a Point")
    }
    return phrase(language)
  }
}

extension IncidentFileError {
  /// What is wrong with a file of incidents, and how to put it right.
  ///
  /// - Parameters:
  ///   - path: The file, as the user wrote it.
  ///   - language: The language of the sentences.
  /// - Returns: The two sentences.
  public func notice(of path: String, in language: Language) -> Notice {
    let (message, remedy) = phrases(path)
    return Notice(message: message(language), remedy: remedy(language))
  }

  private func phrases(_ path: String) -> (message: Phrase, remedy: Phrase) {
    switch self {
    case .file(let error): error.phrases
    case .planDamaged: CompiledFault.altered.phrases("PLAN")
    case .empty:
      (
        Phrase(zh: "\(path) 是空文件。", en: "\(path) is empty."),
        Phrase(zh: "第一行应为表头。", en: "Its first line must be a header.")
      )
    case .unsupportedEncoding(let name):
      (
        Phrase(
          zh: "\(path) 的编码是 \(name)，无法读取。", en: "\(path) is encoded in \(name), which is not read."),
        Phrase(zh: "另存为 UTF-8 的 CSV。", en: "Save it as CSV in UTF-8.")
      )
    case .malformedText(let line):
      (
        Phrase(
          zh: "\(path) 第 \(line) 行有不合编码的文字。",
          en: "\(path), line \(line), has text that is not in the file's encoding."
        ), Phrase(zh: "另存为 UTF-8 的 CSV。", en: "Save it as CSV in UTF-8.")
      )
    case .positionColumnNotFound(let axis, let name, let header):
      columnNotFound(path, axis, name, header)
    case .positionColumnAmbiguous(let axis, let found, _):
      (
        Phrase(
          zh: "\(path) 有多个\(axis.word(.zh))列：\(found.joined(separator: "、"))。",
          en:
            "\(path) has several columns for the \(axis.word(.en)): \(found.joined(separator: ", "))."
        ),
        Phrase(zh: "用 \(axis.option) 指明。", en: "Name one with \(axis.option).")
      )
    case .columnNotFound(let name, let header):
      (
        Phrase(
          zh: "\(path) 没有 \(name) 列；表头为：\(header.joined(separator: "、"))。",
          en: "\(path) has no column \(name); its header is: \(header.joined(separator: ", "))."),
        Phrase(zh: "检查列名。", en: "Check the name.")
      )
    case .columnExists(let name, let row):
      (
        Phrase(
          zh: "\(path)\(row.map { " 第 \($0) 行" } ?? "")已有 \(name)，无法追加。",
          en:
            "\(path)\(row.map { ", row \($0)," } ?? "") has \(name) already, so it cannot be appended."
        ),
        Phrase(zh: "用 --prefix 给追加的列名加前缀。", en: "Give the appended names a prefix with --prefix.")
      )
    case .unclosedHeader:
      (
        Phrase(
          zh: "\(path) 表头中的引号没有结束。", en: "A quoted field in the header of \(path) does not end."),
        Phrase(zh: "补上结束引号。", en: "Close the quote.")
      )
    case .rowTooLong(let line, let limit):
      (
        Phrase(
          zh: "\(path) 第 \(line) 行超过 \(limit) 字节，可能缺少结束引号。",
          en:
            "\(path), line \(line): the row is longer than \(limit) bytes; a closing quote may be missing."
        ),
        Phrase(zh: "补上结束引号。", en: "Close the quote.")
      )
    case .tooManyColumns(let limit):
      (
        Phrase(
          zh: "\(path) 转为 CSV 会超过 \(limit) 列。",
          en: "As CSV, \(path) would have more than \(limit) columns."),
        Phrase(zh: "改用 --format ndjson。", en: "Write it with --format ndjson.")
      )
    case .json(let path, let error): json(path, error)
    }
  }

  private func columnNotFound(
    _ path: String, _ axis: Axis, _ name: String?, _ header: [String]
  ) -> (message: Phrase, remedy: Phrase) {
    let what = { (language: Language) in name ?? axis.word(language) }
    return (
      Phrase(
        zh: "\(path) 没有\(what(.zh))列；表头为：\(header.joined(separator: "、"))。",
        en:
          "\(path) has no column for the \(what(.en)); its header is: \(header.joined(separator: ", "))."
      ),
      Phrase(zh: "用 \(axis.option) 指明列名。", en: "Name the column with \(axis.option).")
    )
  }

  private func json(_ path: String, _ error: JSONTextError) -> (message: Phrase, remedy: Phrase) {
    let line = error.line.map { ($0, $0) }.map { ("第 \($0.0) 行", "line \($0.1), ") } ?? ("", "")
    return (
      Phrase(
        zh: "\(path) \(line.0)（第 \(error.offset) 字节）不是有效的 JSON：\(error.reason.phrase(.zh))。",
        en:
          "\(path), \(line.1)byte \(error.offset), is not valid JSON: \(error.reason.phrase(.en))."),
      error.reason.remedy
    )
  }
}

extension IncidentFileError.Axis {
  fileprivate func word(_ language: Language) -> String {
    switch self {
    case .x: Phrase(zh: "经度", en: "longitude")(language)
    case .y: Phrase(zh: "纬度", en: "latitude")(language)
    }
  }

  fileprivate var option: String { self == .x ? "--x-field" : "--y-field" }
}
