internal import CoordinateSystems
internal import Foundation
internal import Geometry
internal import GridPartition
internal import JSONInterface
internal import PlanStore
internal import Wording

/// A plan in a store as a command line names it: `STORE` for the one in force, `STORE@3` for a version,
/// `STORE@draft` for the draft.
struct StoreReference {
  enum Which: Hashable {
    case inForce
    case version(Int)
    case draft
  }

  /// The store's file.
  let path: String
  let which: Which

  /// Takes a text apart; `nil` when it names no store.
  init?(_ text: String) {
    if PlanStore.isStore(text) {
      (path, which) = (text, .inForce)
      return
    }
    guard let at = text.lastIndex(of: "@"), !FileManager.default.fileExists(atPath: text),
      PlanStore.isStore(String(text[..<at]))
    else { return nil }
    path = String(text[..<at])
    let name = text[text.index(after: at)...]
    if name == "draft" {
      which = .draft
    } else if let number = Int(name) {
      which = .version(number)
    } else {
      return nil
    }
  }

  /// The plan; of those in force that of a moment, which is now by default.
  func plan(asOf moment: Moment?, _ language: Language) throws(Failure) -> Plan {
    try reading(language) { store throws(StoreError) in
      switch which {
      case .draft: return try store.draft()
      case .version(let number): return try store.plan(number)
      case .inForce:
        let moment = moment ?? .now
        guard let number = try store.timeline().version(at: moment) else {
          throw .noPlan(at: moment)
        }
        return try store.plan(number)
      }
    }
  }

  /// What answers incidents by the plans of the store, and their system of coordinates.
  ///
  /// All incidents are of one moment; without one, all versions are open that are in force at any time.
  func assigner(
    at moment: Moment?, _ options: LanguageOption
  ) throws(Failure) -> (dated: DatedAssigner, crs: CoordinateReferenceSystem) {
    let language = options.language
    let (timeline, roster, crs) = try reading(language) { store throws(StoreError) in
      (try store.timeline(), try store.roster(), try store.crs())
    }
    let wanted =
      moment.map { [timeline.version(at: $0)].compactMap(\.self) }
      ?? timeline.entries.filter { !$0.isWithdrawn }.map(\.version)
    let dated = try options.watching { () throws(Failure) in
      try DatedAssigner(timeline, opening: wanted, roster) { number throws(Failure) in
        // Each is read by itself: what was published never changes, and has the digest that it had.
        let (digest, plan) = try reading(language) { store throws(StoreError) in
          (try store.version(number).digest, try store.plan(number))
        }
        let assigner = try OpenedPlan.read(plan).assigner(language)
        return DatedAssigner.Version(number: number, digest: digest, assigner: assigner)
      }
    }
    return (dated, crs)
  }

  /// The versions of the store, open for questions.
  func served(_ language: Language) throws(Failure) -> ServedPlans {
    let (timeline, roster, all) = try reading(language) { store throws(StoreError) in
      let all = try store.versions()
      return (Timeline(all), try store.roster(), all)
    }
    let known = Set(timeline.entries.filter { !$0.isWithdrawn }.map(\.version))
    let versions = all.filter { known.contains($0.version) }.map {
      ServedPlans.Version(
        number: $0.version, digest: $0.digest, from: $0.effectiveFrom, to: $0.effectiveTo)
    }
    guard !versions.isEmpty else { throw Failure(.noPlan(at: .now), of: path, language) }
    return ServedPlans(timeline, versions, roster) {
      number throws(RPCService.PlanOpeningFailure) in
      do throws(Failure) {
        let plan = try reading(language) { store throws(StoreError) in try store.plan(number) }
        return try OpenedPlan.read(plan).served(language)
      } catch {
        throw RPCService.PlanOpeningFailure(error.notice)
      }
    }
  }

  /// Works on the store, which is open for reading.
  func reading<Value>(
    _ language: Language, _ work: (PlanStore) throws(StoreError) -> Value
  ) throws(Failure) -> Value {
    do throws(StoreError) { return try work(try PlanStore(path: path, for: .reading)) } catch {
      throw Failure(error, of: path, language)
    }
  }
}

extension Failure {
  /// A time is stated of a plan that has no dates.
  init(timeless plan: String, _ language: Language) {
    let notice = Notice(
      message: Phrase(
        zh: "\(plan) 不是规划库，没有日期。", en: "\(plan) is no store, and its plan has no dates.")(language),
      remedy: Phrase(
        zh: "去掉 --as-of，或用 dingge store 建立规划库。",
        en: "Leave out --as-of, or keep the plans in a store, see dingge store.")(language))
    self.init(status: .usage, notice: notice)
  }
}
