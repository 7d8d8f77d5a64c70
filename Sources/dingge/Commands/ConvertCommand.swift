internal import ArgumentParser
internal import CoordinateSystems
internal import GridPartition
internal import PlanFormats
internal import Wording

/// `dingge convert`: writes a plan in another format or coordinate reference system.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a plan in another format, with all its columns, or in another system.")

  @OptionGroup var planOptions: PlanOptions
  @OptionGroup var statements: PlanAlone
  @OptionGroup var languageOption: LanguageOption

  @Option(
    name: .short,
    help: """
      Write to this file: .geojson, .gpkg, .topojson, .csv, .shp, .fgb or .kml; or to a folder, with \
      a GeoJSON for each level.
      """)
  var output: String

  @Option(help: "Bring the plan to this coordinate reference system, such as EPSG:4547.")
  var toCrs: String?

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("The name of an output file must not be empty.")
    }
    guard planOptions.plan != "-" else {
      throw ValidationError("convert reads its plan twice, which standard input cannot.")
    }
  }

  func run() throws {
    let language = languageOption.language
    let target = try toCrs.map { try coordinateReferenceSystem(named: $0, language) }
    let (plan, source) = try open(language)
    guard let target else {
      try write(plan, source, language)
      return languageOption.remark(
        ConversionWording.written(output, digest: plan.digest())(language))
    }
    let converted = try reproject(plan, to: target, language)
    try write(converted, source, language)
    let (before, after) = (try check(plan, language), try check(converted, language))
    languageOption.remark(
      ConversionWording.written(output, digest: converted.digest())(language))
    languageOption.remark(ConversionWording.checked(before, after)(language))
    if after > before { throw ExitStatus.found }
  }

  /// The plan, and its source when that is not a compiled one.
  private func open(_ language: Language) throws -> (plan: Plan, source: PlanSource?) {
    guard !CompiledPlan.isCompiled(planOptions.plan) else {
      return (try planOptions.open(statements, languageOption).plan.plan(language), nil)
    }
    let (source, plan, _) = try planOptions.read(statements, languageOption)
    return (plan, source)
  }

  private func write(
    _ plan: Plan, _ source: PlanSource?, _ language: Language
  ) throws(Failure) {
    do throws(PlanWritingError) {
      let remarks = try PlanWriter.write(
        plan, to: output, carrying: source, fields: planOptions.fields)
      for remark in remarks { languageOption.remark(remark.sentence(in: language)) }
    } catch {
      throw Failure(status: error.status, notice: error.notice(in: language))
    }
  }

  private func reproject(
    _ plan: Plan, to target: CoordinateReferenceSystem, _ language: Language
  ) throws(Failure) -> Plan {
    do throws(ReprojectionFault) { return try plan.reprojected(to: target) } catch {
      throw Failure(
        status: .badInput, notice: error.notice(from: plan.crs, to: target, in: language))
    }
  }

  private func check(_ plan: Plan, _ language: Language) throws(Failure) -> Verdict {
    do throws(AreaIdentityFault) {
      return try languageOption.watching { () throws(AreaIdentityFault) in
        try plan.check().verdict
      }
    } catch {
      throw Failure(error, language)
    }
  }
}

extension PlanWritingError {
  var status: ExitStatus {
    switch self {
    case .file(let error): error.status
    case .source(let error): error.status
    case .unknownFormat: .usage
    case .foreign(_, .programMissing): .programMissing
    case .foreign(_, .onlyWGS84), .foreign(_, .onlyPolygons), .foreign(_, .otherPlan): .usage
    case .geoPackage, .foreign: .ioFailed
    case .otherLevels: .cannotWrite
    }
  }
}
