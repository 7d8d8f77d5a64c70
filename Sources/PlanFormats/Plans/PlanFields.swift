internal import GridPartition

/// Which properties of a feature hold what dingge needs.
public struct PlanFields: Sendable {
  /// Names the user gave; they go before the usual headings.
  public var code: String?
  public var name: String?
  public var parent: String?

  public init(code: String? = nil, name: String? = nil, parent: String? = nil) {
    self.code = code
    self.name = name
    self.parent = parent
  }
}

/// The headings under which planners write a unit's fields, in English, Chinese and pinyin initials.
///
/// Compared without case, spaces, hyphens and underscores.
struct FieldHeadings {
  static let code = FieldHeadings([
    "code", "gridcode", "unitcode", "villagecode", "towncode", "stationcode", "countycode", "编码",
    "网格编码", "网格编号", "网格代码", "编号", "代码", "村编码", "村代码", "行政村编码", "行政村代码",
    "镇编码", "镇代码", "乡镇编码", "乡镇代码", "行政区代码", "区划代码", "行政区划代码", "服务站编码",
    "WGBM", "WGBH", "WGDM", "BM", "BH", "DM", "CBM", "CDM", "XZCBM", "XZCDM", "ZBM", "ZDM", "XZBM",
    "XZDM", "XZQDM", "QHDM", "ZLDWDM",
  ])
  static let name = FieldHeadings([
    "name", "gridname", "unitname", "villagename", "townname", "名称", "网格名称", "网格名", "村名",
    "村名称", "行政村名称", "镇名", "镇名称", "乡镇名称", "行政区名称", "服务站名称", "WGMC", "MC", "CMC",
    "XZCMC", "ZMC", "XZMC", "XZQMC", "ZLDWMC",
  ])
  static let parent = FieldHeadings([
    "parent", "parentcode", "parentid", "上级", "上级编码", "上级代码", "父级编码", "所属村", "所属村编码",
    "所属村代码", "所属行政村", "所属行政村编码", "所属镇", "所属镇编码", "所属乡镇", "所属服务站", "所属",
    "SSC", "SSCBM", "SSCDM", "SSXZC", "SSZ", "SSZBM", "SSXZ", "SJBM", "SJDM", "FBM", "FJBM",
  ])
  static let kind = FieldHeadings(["kind", "类型", "类别", "LX", "LB"])
  static let level = FieldHeadings(["level", "层级", "级别", "CJ", "JB"])

  private let names: [String: Int]

  private init(_ names: [String]) {
    self.names = Dictionary(
      names.enumerated().map { (FieldHeadings.plain($0.element), $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether a heading is the beginning of one of these and of no other, cut to the ten bytes that a
  /// shapefile has room for, in UTF-8 or GB18030.
  func isCut(_ heading: String) -> Bool {
    let plain = FieldHeadings.plain(heading.filter { $0 != "\u{FFFD}" })
    let lengths = [plain.utf8.count, plain.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }]
    guard lengths.contains(where: (9...10).contains) else { return false }
    return FieldHeadings.all.allSatisfy { headings in
      headings.names.keys.contains { $0.hasPrefix(plain) } == (headings.names == names)
    }
  }

  private static let all = [code, name, parent, kind, level]

  /// How early a heading stands in the list; `nil` when it is not in it.
  func rank(of heading: String) -> Int? { names[FieldHeadings.plain(heading)] }

  private static func plain(_ heading: String) -> String {
    heading.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
  }
}

/// Words for levels and kinds, in file names and properties.
enum PlanWords {
  private static let levels: [String: Level] = [
    "county": .county, "counties": .county, "县": .county, "区县": .county, "县级": .county,
    "town": .town, "towns": .town, "township": .town, "镇": .town, "乡镇": .town, "街道": .town,
    "乡镇街道": .town, "station": .station, "stations": .station, "服务站": .station,
    "行政村": .station, "village": .village, "villages": .village, "村": .village, "村居": .village,
    "社区": .village, "自然村": .village, "grid": .grid, "grids": .grid, "网格": .grid,
  ]

  /// The level that a word names, in English or Chinese and in any case.
  static func level(_ word: String) -> Level? {
    levels[word.lowercased().filter { !$0.isWhitespace }]
  }

  /// Whether a kind says that nobody is responsible for the unit.
  static func isVoid(_ word: String) -> Bool {
    ["void", "空白", "空白区", "非责任区", "无责任区"].contains(word.lowercased())
  }
}
