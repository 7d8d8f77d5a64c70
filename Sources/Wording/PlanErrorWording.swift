public import CoordinateSystems
internal import GridPartition
internal import JSONText
public import PlanFormats

extension PlanReadingError {
  /// What is wrong with the plan's files, and how to put it right.
  public func notice(in language: Language) -> Notice {
    let (message, remedy) = phrases(language)
    return Notice(message: message(language), remedy: remedy(language))
  }

  private func phrases(_ language: Language) -> (message: Phrase, remedy: Phrase) {
    switch self {
    case .file(let error): return error.phrases
    case .noLevelFiles(let folder):
      return (
        Phrase(
          zh: "文件夹 \(folder) 中没有按层级命名的文件。",
          en: "The folder \(folder) has no file named after a level."),
        Phrase(
          zh: "把文件命名为 grid.geojson、village.geojson、town.geojson 等。",
          en: "Name the files grid.geojson, village.geojson, town.geojson and so on.")
      )
    case .levelTwice(let level, let files):
      let names = files.joined(separator: ", ")
      return (
        Phrase(
          zh: "多个文件都是\(Words.level(level)(.zh))层：\(names)。",
          en: "Several files hold the level \(level.rawValue): \(names)."),
        Phrase(zh: "每个层级只留一个文件。", en: "Keep one file for each level.")
      )
    case .noLevelLayers(let file, let layers):
      let names = layers.joined(separator: ", ")
      return (
        Phrase(
          zh: "\(file) 有多个图层，但没有一个按层级命名：\(names)。",
          en: "\(file) has several layers, none of them named after a level: \(names)."),
        Phrase(
          zh: "把图层命名为 grid、village、town 等，或网格、村、镇。",
          en: "Name the layers grid, village, town and so on.")
      )
    case .unknownFormat(let file):
      return (
        Phrase(
          zh: "无法读取 \(file)：文件名的结尾不是可识别的格式。",
          en: "Cannot read \(file): the ending of its name is that of no format that is read."),
        Phrase(
          zh: "请导出为 GeoPackage、GeoJSON 或 Shapefile；压缩包请先解压。",
          en:
            "Export it as GeoPackage, GeoJSON or shapefile; unpack an archive before.")
      )
    case .compiled(let file, let fault): return fault.phrases(file)
    case .geoPackage(let file, let fault): return fault.phrases(file)
    case .foreign(let file, let fault): return fault.phrases(file)
    case .systemNotStated(let file):
      return (
        Phrase(
          zh: "\(file) 没有说明坐标系。", en: "\(file) does not say its coordinate reference system."),
        Phrase(
          zh: "用 --crs 说明，例如 --crs cgcs2000；Shapefile 可补上 .prj 文件。",
          en:
            "State it with --crs, such as --crs cgcs2000; a shapefile says it in a file with the "
            + "ending .prj.")
      )
    case .brokenTopology(let file, let place):
      return (
        Phrase(
          zh: "\(file) 的 \(place) 不是有效的 TopoJSON。",
          en: "\(file), \(place), is not valid TopoJSON."),
        Phrase(zh: "请重新导出。", en: "Export the file again.")
      )
    case .notJSON(let file, let error):
      let where_ = error.line.map { Phrase(zh: "第 \($0) 行", en: "line \($0)")(language) } ?? ""
      let reason = error.reason.phrase(language)
      return (
        Phrase(
          zh: "\(file) \(where_)（第 \(error.offset) 字节）不是有效的 JSON：\(reason)。",
          en: "\(file), \(where_) (byte \(error.offset)), is not valid JSON: \(reason)."),
        error.reason.remedy
      )
    case .notGeoJSON(let file):
      return (
        Phrase(zh: "\(file) 是 JSON，但不是 GeoJSON。", en: "\(file) is JSON, but not GeoJSON."),
        Phrase(
          zh: "文件应为 FeatureCollection（RFC 7946）。",
          en: "It must be a FeatureCollection, see RFC 7946.")
      )
    case .noFeatures(let file):
      return (
        Phrase(zh: "\(file) 中没有任何要素。", en: "\(file) has no feature."),
        Phrase(zh: "检查是否导出了正确的图层。", en: "Check that the right layer was exported.")
      )
    case .refusedCRS(let file, let refusal):
      let (message, remedy) = refusal.phrases
      return (Phrase(zh: "\(file)：\(message(.zh))", en: "\(file): \(message(.en))"), remedy)
    case .otherCRS(let file, let stated, let read):
      return (
        Phrase(
          zh: "\(file) 声明坐标系 \(stated.title)，此前按 \(read.title) 读取。",
          en:
            "\(file) states the system \(stated.title), after positions were read as \(read.title)."
        ),
        Phrase(
          zh: "让各文件使用同一坐标系，或用 --crs \(stated.title) 说明。",
          en: "Bring all files to one system, or state it with --crs \(stated.title).")
      )
    case .noCodeField(let file, let properties):
      let names = properties.joined(separator: ", ")
      return (
        Phrase(
          zh: "\(file) 中没有可识别的编码字段；字段有：\(names)。",
          en: "\(file) has no property that is known to hold the code; it has: \(names)."),
        Phrase(zh: "用 --code-field 指明字段名。", en: "Name it with --code-field.")
      )
    case .features(let problems, let count):
      return FeatureProblem.phrases(problems, count: count)
    }
  }
}

extension FeatureProblem {
  /// How many problems a message spells out.
  private static let spelledOut = 20

  static func phrases(
    _ problems: [FeatureProblem], count: Int
  ) -> (message: Phrase, remedy: Phrase) {
    let lines = { (language: Language) in
      problems.prefix(spelledOut).map { "  " + $0.sentence(language) }.joined(separator: "\n")
        + (count > spelledOut
          ? "\n  "
            + Phrase(
              zh: "……另有 \(count - spelledOut) 个。", en: "… and \(count - spelledOut) more.")(
              language)
          : "")
    }
    let kinds = Set(problems.map(\.remedyKind))
    let remedy = kinds.count == 1 ? problems.first?.remedy : nil
    return (
      Phrase(
        zh: "有 \(count) 个要素无法识别：\n\(lines(.zh))",
        en: "\(count) feature(s) cannot be understood:\n\(lines(.en))"),
      remedy
        ?? Phrase(zh: "在原图中改正这些要素后重新导出。", en: "Correct these features and export the layer again.")
    )
  }

  private func sentence(_ language: Language) -> String {
    let code = self.code.map { " (\($0))" } ?? ""
    let spot = spot(language) + (path.isEmpty ? "" : " \(path)")
    let what = what(language)
    return Phrase(
      zh: "\(source.file) 第 \(source.number) 个要素\(code)\(spot)：\(what)",
      en: "\(source.file), feature \(source.number)\(code)\(spot): \(what)")(
        language)
  }

  private func spot(_ language: Language) -> String {
    switch place {
    case .line(let line): Phrase(zh: "，第 \(line) 行", en: ", line \(line)")(language)
    case .key(let key): Phrase(zh: "，fid \(key)", en: ", fid \(key)")(language)
    case .order: ""
    }
  }

  private func what(_ language: Language) -> String {
    let phrase: Phrase
    switch kind {
    case .notAFeature: phrase = Phrase(zh: "不是 Feature", en: "it is not a Feature")
    case .wrongGeometry(let type) where type.isEmpty:
      phrase = Phrase(zh: "几何没有类型", en: "the geometry has no type")
    case .wrongGeometry(let type):
      phrase = Phrase(zh: "几何为 \(type)，不是面", en: "the geometry is a \(type), not a polygon")
    case .notAPosition:
      phrase = Phrase(zh: "坐标不是两个数", en: "a position is not an array of two numbers")
    case .notRings: phrase = Phrase(zh: "坐标不是环的数组", en: "the coordinates are not an array of rings")
    case .geometry(let fault): phrase = fault.phrase
    case .offTheEarth(let x, let y):
      phrase = Phrase(
        zh: "坐标 (\(x), \(y)) 不在地球上", en: "the position (\(x), \(y)) is off the Earth")
    case .beyondPlane(let x, let y, let system):
      phrase = Phrase(
        zh: "坐标 (\(x), \(y)) 远离 \(system) 的使用范围",
        en: "the position (\(x), \(y)) is far from where \(system) is used")
    case .unknownLevel(let word):
      phrase = Phrase(zh: "未知的层级“\(word)”", en: "unknown level \"\(word)\"")
    case .notAText(let property):
      phrase = Phrase(
        zh: "字段 \(property) 既不是文字也不是数字", en: "the property \(property) is neither text nor number")
    }
    return phrase(language)
  }

  /// Problems with the same number have the same remedy.
  private var remedyKind: Int {
    switch kind {
    case .notAFeature, .notRings, .notAPosition, .notAText: 0
    case .wrongGeometry: 1
    case .geometry(let fault):
      switch fault.kind {
      case .notAnArea: 1
      case .curved: 5
      case .noHeader, .broken, .unknownType: 0
      }
    case .offTheEarth: 2
    case .beyondPlane: 4
    case .unknownLevel: 3
    }
  }

  private var remedy: Phrase? {
    switch remedyKind {
    case 1:
      Phrase(
        zh: "每个单元应为 Polygon 或 MultiPolygon；只有上级可以没有图形（null）。",
        en: "A unit is a Polygon or MultiPolygon; only a parent may have none (null).")
    case 2:
      Phrase(
        zh: "GeoJSON 的坐标应为经度、纬度（度）；检查经纬度是否写反；投影坐标用 --crs 说明坐标系。",
        en:
          "GeoJSON positions are longitude, latitude in degrees: check that the two are not swapped, and "
          + "state the system of projected coordinates with --crs.")
    case 3:
      Phrase(
        zh: "层级应为 county、town、station、village 或 grid。",
        en: "A level is one of county, town, station, village, grid.")
    case 4:
      Phrase(
        zh: "检查坐标系和投影带：横坐标是否带带号，横、纵坐标是否写反；用 --crs 说明坐标系。",
        en:
          "Check the system and its zone: whether eastings have the zone in front, and whether easting "
          + "and northing are swapped; state the system with --crs.")
    case 5:
      Phrase(
        zh: "请先把曲线转为折线：在 QGIS 中用“转换为直线段”，或用 ogr2ogr -nlt CONVERT_TO_LINEAR。",
        en:
          "Turn curves into straight segments first: in QGIS by \"Segmentize\", or by ogr2ogr "
          + "-nlt CONVERT_TO_LINEAR.")
    default: nil
    }
  }
}

extension CoordinateReferenceSystem.Refusal {
  /// Why a coordinate reference system is not taken, and the way out.
  public func notice(in language: Language) -> Notice {
    let (message, remedy) = phrases
    return Notice(message: message(language), remedy: remedy(language))
  }

  var phrases: (message: Phrase, remedy: Phrase) {
    let usable = Phrase(
      zh: "可用的有：wgs84、cgcs2000，以及 EPSG 的二维地理和投影坐标系，如 EPSG:4547。",
      en:
        "Supported are wgs84, cgcs2000, and EPSG's geographic and projected systems of two dimensions, "
        + "such as EPSG:4547.")
    switch self {
    case .unsupported(let name):
      return (
        Phrase(
          zh: "\(name) 不是以度为单位的经纬度，也不是平面坐标系。",
          en: "\(name) is neither longitude and latitude in degrees nor a plane."),
        usable
      )
    case .shifted(let name):
      return (
        Phrase(
          zh: "\(name) 是地图服务的偏移坐标，尚不支持。",
          en: "\(name) is a shifted system of map services, which is not supported yet."), usable
      )
    case .oldDatum(let name):
      return (
        Phrase(
          zh: "\(name) 基于旧基准（1954 北京或 1980 西安），直接使用会偏差数十米。",
          en:
            "\(name) rests on an old datum (Beijing 1954 or Xi'an 1980); taken as it is, it would be "
            + "off by tens of metres."),
        Phrase(zh: "请先转换到 CGCS2000。", en: "Transform it to CGCS2000 first.")
      )
    case .unknown(let name):
      return (
        Phrase(zh: "未知的坐标系 \(name)。", en: "Unknown coordinate reference system \(name)."), usable
      )
    }
  }
}
