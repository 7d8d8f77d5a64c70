public import JSONText
public import PlanFormats

extension FileError {
  /// What happened to a file, and how to put it right.
  public func notice(in language: Language) -> Notice {
    let (message, remedy) = phrases
    return Notice(message: message(language), remedy: remedy(language))
  }

  var phrases: (message: Phrase, remedy: Phrase) {
    switch self {
    case .unreadable(let path, let reason):
      (
        Phrase(zh: "无法读取 \(path)：\(reason)。", en: "Cannot read \(path): \(reason)."),
        Phrase(zh: "检查路径和读取权限。", en: "Check the path and the permission to read it.")
      )
    case .unwritable(let path, let reason):
      (
        Phrase(zh: "无法写入 \(path)：\(reason)。", en: "Cannot write \(path): \(reason)."),
        Phrase(zh: "检查文件夹是否存在、是否可写。", en: "Check that the folder exists and may be written.")
      )
    case .readFailed(let path, let reason):
      (
        Phrase(
          zh: "读取 \(path) 途中失败：\(reason)。", en: "Reading \(path) failed on the way: \(reason)."),
        Phrase(zh: "检查存储设备后重试。", en: "Check the storage, then try again.")
      )
    case .writeFailed(let path, let reason):
      (
        Phrase(
          zh: "写入 \(path) 途中失败：\(reason)。", en: "Writing \(path) failed on the way: \(reason)."),
        Phrase(
          zh: "检查磁盘空间后重试；原有文件未改动。",
          en: "Check the space left, then try again; an old file was left as it was.")
      )
    }
  }
}

extension JSONTextError.Reason {
  /// Why a text is not JSON, in a few words.
  public func sentence(in language: Language) -> String { phrase(language) }

  var phrase: Phrase {
    switch self {
    case .empty: Phrase(zh: "没有内容", en: "there is no text")
    case .truncated: Phrase(zh: "内容不完整", en: "the text ends too early")
    case .trailingText: Phrase(zh: "结尾之后还有内容", en: "there is more text after the end")
    case .unexpectedCharacter: Phrase(zh: "此处的字符不合语法", en: "unexpected character")
    case .unknownWord: Phrase(zh: "未知的字", en: "unknown word")
    case .malformedNumber: Phrase(zh: "数字格式不对", en: "malformed number")
    case .malformedEscape: Phrase(zh: "转义格式不对", en: "malformed escape")
    case .loneSurrogate: Phrase(zh: "不成对的代理字符", en: "half of a surrogate pair")
    case .controlCharacter: Phrase(zh: "字符串中有控制字符", en: "control character in a string")
    case .unclosedString: Phrase(zh: "字符串没有结束引号", en: "a string does not end")
    case .malformedUTF8: Phrase(zh: "不是 UTF-8 编码", en: "the text is not UTF-8")
    case .tooDeep: Phrase(zh: "嵌套过深", en: "nested too deeply")
    case .tooLarge: Phrase(zh: "单个值超过 4 GiB", en: "one value of 4 GiB or more")
    case .outOfMemory: Phrase(zh: "内存不足", en: "no memory left")
    }
  }

  var remedy: Phrase {
    switch self {
    case .malformedUTF8: Phrase(zh: "请以 UTF-8 编码重新保存。", en: "Save it again as UTF-8.")
    case .truncated, .unclosedString, .empty:
      Phrase(
        zh: "文件可能没有写完，请重新导出。", en: "The file may be incomplete: export it again.")
    default: Phrase(zh: "在该处改正，或重新导出。", en: "Correct it there, or export the file again.")
    }
  }
}
