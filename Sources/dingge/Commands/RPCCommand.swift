internal import ArgumentParser
internal import CoordinateSystems
internal import GridPartition
internal import JSONInterface
internal import PlanFormats
internal import Wording

/// `dingge rpc`: answers a workflow program over standard input and output.
struct RPCCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rpc",
    abstract: "Answer JSON-RPC 2.0 requests, one a line, from standard input on standard output.")

  @OptionGroup var planOptions: PlanOptions
  @OptionGroup var statements: PlanBesideIncidents
  @OptionGroup var languageOption: LanguageOption

  @Option(help: "Coordinate reference system of positions whose request names none.")
  var crs: String?

  @Option(help: "How probable a grid must be for an answer to be confident.")
  var confidence = 0.9

  @Option(help: "Longest line that is taken, in bytes.")
  var maxLine = 64 << 20

  func validate() throws {
    guard (0...1).contains(confidence) else {
      throw ValidationError("--confidence must be a number from 0 to 1.")
    }
    guard maxLine > 0 else {
      throw ValidationError("--max-line must be a number of bytes, 1 or more.")
    }
  }

  func run() throws {
    let language = languageOption.language
    let system = try crs.map { try positionSystem(named: $0, language) }
    let (planOptions, statements, languageOption) = (planOptions, statements, languageOption)
    let open = { () throws(Failure) in
      if let store = StoreReference(planOptions.plan), store.which == .inForce,
        planOptions.names.asOf == nil
      {
        return try store.served(language)
      }
      return ServedPlans(
        try planOptions.open(statements, languageOption).plan.served(language))
    }
    let service = try service(try open(), system) {
      () throws(RPCService.PlanOpeningFailure) in
      do throws(Failure) { return try open() } catch {
        throw RPCService.PlanOpeningFailure(error.notice)
      }
    }
    do throws(FileError) {
      let gate = InputGate()
      try Interruption.stopping(by: { gate.close() }) { () throws(FileError) in
        try answer(service, gate)
      }
    } catch {
      throw Failure(status: error.status, notice: error.notice(in: language))
    }
  }

  private func service(
    _ plans: ServedPlans, _ system: PositionSystem?, open: @escaping RPCService.PlanOpener
  ) throws(Failure) -> RPCService {
    do throws(RPCService.PlanOpeningFailure) {
      return try RPCService(
        plans, defaultSystem: system, confidence: confidence, lineLimit: maxLine,
        language: languageOption.language, clock: { .now }, open: open)
    } catch {
      throw Failure(status: .badInput, notice: error.notice)
    }
  }

  /// Answers line after line; answers go out when no whole line is left to read. When the gate is
  /// closed, what was received whole is answered.
  private func answer(_ service: RPCService, _ gate: InputGate) throws(FileError) {
    var reader = try ByteReader(path: "-")
    reader.gate = gate
    var input = RequestLines(reader: reader, limit: maxLine)
    var output = try OutputFile(path: "-")
    var waiting: [UInt8] = []
    let capacity = 1 << 20
    while !output.isReaderGone {
      let event = try input.next { () throws(FileError) in
        guard !waiting.isEmpty else { return }
        try output.write(waiting.span)
        waiting.removeAll(keepingCapacity: true)
      }
      switch event {
      case .lines: input.take { service.answer($0, into: &waiting, capacity: capacity) }
      case .tooLong: service.refuseLine(into: &waiting)
      case .end: return
      }
      if waiting.count > capacity {
        try output.write(waiting.span)
        waiting.removeAll(keepingCapacity: true)
      }
    }
  }
}
