internal import CoordinateSystems
internal import GridPartition
internal import JSONInterface
internal import PlanFormats
internal import Wording

/// A plan as a command line names it: read from its files, or compiled before.
enum OpenedPlan {
  case read(Plan)
  case compiled(CompiledPlan)

  /// The whole plan.
  func plan(_ language: Language) throws(Failure) -> Plan {
    switch self {
    case .read(let plan): return plan
    case .compiled(let compiled):
      do throws(PlanReadingError) { return try compiled.plan() } catch {
        throw Failure(error, language)
      }
    }
  }

  /// The system that the plan is in.
  var crs: CoordinateReferenceSystem {
    switch self {
    case .read(let plan): plan.crs
    case .compiled(let compiled): compiled.index.crs
    }
  }

  /// The digest of the whole plan.
  func digest(of plan: Plan) -> String {
    switch self {
    case .read: plan.digest()
    case .compiled(let compiled): compiled.digest
    }
  }

  /// What answers incidents.
  func assigner(_ language: Language) throws(Failure) -> Assigner {
    switch self {
    case .compiled(let compiled): return Assigner(compiled.index) { try? compiled.plan() }
    case .read(let plan):
      do throws(AreaIdentityFault) { return try Assigner(plan) } catch {
        throw Failure(error, language)
      }
    }
  }

  /// The plan, open for questions. A compiled one is verified throughout, as it may serve for months.
  func served(_ language: Language) throws(Failure) -> ServedPlan {
    let assigner = try assigner(language)
    switch self {
    case .read(let plan): return ServedPlan(assigner, digest: plan.digest()) { plan }
    case .compiled(let compiled):
      do throws(PlanReadingError) { try compiled.verify() } catch {
        throw Failure(error, language)
      }
      return ServedPlan(assigner, digest: compiled.digest) {
        () throws(RPCService.PlanOpeningFailure) in
        do throws(PlanReadingError) { return try compiled.plan() } catch {
          throw RPCService.PlanOpeningFailure(error.notice(in: language))
        }
      }
    }
  }
}

extension Failure {
  /// A plan of which it cannot be told what is a hole.
  init(_ error: AreaIdentityFault, _ language: Language) {
    self.init(status: .internalFault, notice: error.notice(in: language))
  }

  /// A plan that cannot be read.
  init(_ error: PlanReadingError, _ language: Language) {
    self.init(status: error.status, notice: error.notice(in: language))
  }
}

extension Failure {
  /// A level that the plan does not have.
  init(missing level: Level, _ plan: Plan, _ language: Language) {
    let levels = plan.levels.map(\.rawValue).joined(separator: ", ")
    let notice = Notice(
      message: Phrase(
        zh: "规划 \(plan.source) 没有 \(level.rawValue) 层。",
        en: "The plan \(plan.source) has no level \(level.rawValue).")(language),
      remedy: Phrase(zh: "可选的层级：\(levels)。", en: "Its levels are: \(levels).")(language))
    self.init(status: .usage, notice: notice)
  }

  /// A unit that the plan does not have.
  init(missing code: String, _ plan: Plan, _ language: Language) {
    let notice = Notice(
      message: Phrase(
        zh: "规划 \(plan.source) 没有编码为 \(code) 的单元。",
        en: "The plan \(plan.source) has no unit with the code \(code).")(language),
      remedy: Phrase(
        zh: "用 dingge describe \(plan.source) --format csv 列出全部编码。",
        en: "dingge describe \(plan.source) --format csv lists the codes.")(language))
    self.init(status: .usage, notice: notice)
  }
}

extension PlanReadingError {
  var status: ExitStatus {
    switch self {
    case .file(let error): error.status
    case .noLevelFiles, .geoPackage(_, .locked): .missingInput
    case .foreign(_, .programMissing): .programMissing
    case .systemNotStated: .usage
    case .refusedCRS, .otherCRS, .levelTwice, .noLevelLayers, .unknownFormat, .compiled,
      .geoPackage, .foreign, .brokenTopology, .notJSON, .notGeoJSON, .noFeatures, .noCodeField,
      .features:
      .badInput
    }
  }
}
