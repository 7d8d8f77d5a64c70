public import PlanFormats

extension PlanWritingError {
  /// Why a plan could not be written, and the way out.
  public func notice(in language: Language) -> Notice {
    if case .source(let error) = self { return error.notice(in: language) }
    let (message, remedy) = phrases
    return Notice(message: message(language), remedy: remedy(language))
  }

  private var phrases: (message: Phrase, remedy: Phrase) {
    switch self {
    case .file(let error): error.phrases
    case .foreign(let path, let fault): fault.phrases(path)
    case .unknownFormat(let path):
      (
        Phrase(
          zh: "无法写入 \(path)：不认识文件名的结尾。",
          en: "Cannot write \(path): the ending of its name is that of no format that is written."),
        Phrase(
          zh: "可写的有：.geojson、.gpkg、.topojson、.csv、.shp、.fgb、.kml，以及文件夹（以 / 结尾）。",
          en:
            "Written are .geojson, .gpkg, .topojson, .csv, .shp, .fgb and .kml, and folders (the path "
            + "ends with a slash).")
      )
    case .geoPackage(let path, let reason):
      (
        Phrase(zh: "无法写入 \(path)：\(reason)。", en: "Cannot write \(path): \(reason)."),
        Phrase(
          zh: "检查磁盘空间后重试；原有文件未改动。",
          en: "Check the space left, then try again; an old file was left as it was.")
      )
    case .otherLevels(let folder, let files):
      (
        Phrase(
          zh: "文件夹 \(folder) 中已有其他层级的文件：\(files.joined(separator: ", "))。",
          en: "The folder \(folder) has files of other levels: \(files.joined(separator: ", "))."),
        Phrase(
          zh: "换一个文件夹，或先移走这些文件。", en: "Choose another folder, or move these files away.")
      )
    case .source(let error):
      (
        Phrase(zh: error.notice(in: .zh).message, en: error.notice(in: .en).message),
        Phrase(zh: error.notice(in: .zh).remedy, en: error.notice(in: .en).remedy)
      )
    }
  }
}

extension PlanWritingRemark {
  /// What the writer left out or changed.
  public func sentence(in language: Language) -> String { phrase(language) }

  private var phrase: Phrase {
    switch self {
    case .brokenRings(let units):
      let codes = units.prefix(10).joined(separator: ", ") + (units.count > 10 ? ", …" : "")
      return Phrase(
        zh: "\(units.count) 个单元有无效的环，未写出或已闭合：\(codes)。",
        en: "\(units.count) unit(s) have broken rings, which are closed or left out: \(codes).")
    case .systemOutsideStandard(let name):
      return Phrase(
        zh: "坐标系 \(name) 写在 crs 成员中；RFC 7946 只用 WGS 84 经纬度（--to-crs EPSG:4326）。",
        en:
          "The system \(name) is stated in the member crs; RFC 7946 has WGS 84 only (--to-crs "
          + "EPSG:4326).")
    case .systemNotWritten(let name):
      return Phrase(
        zh: "此格式不能注明坐标系：读取时须用 --crs \(name)。",
        en: "The format cannot say its system: state it with --crs \(name) when it is read.")
    case .foreignWarning(let warning):
      return Phrase(zh: "ogr2ogr 提示：\(warning)", en: "ogr2ogr warns: \(warning)")
    case .bytesLeftOut(let columns):
      let names = columns.joined(separator: ", ")
      return Phrase(
        zh: "二进制字段未写出：\(names)。", en: "Columns of bytes are left out: \(names).")
    }
  }
}
