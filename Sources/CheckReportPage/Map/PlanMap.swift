internal import Geometry
internal import GridPartition
internal import Wording

/// The map of a plan with its defects, ready to be drawn.
struct PlanMap {
  let plan: Plan
  let frame: MapFrame
  let units: MapUnits
  let lines: MapLines
  /// The defects that are in the table, in its order; each has a mark of its own.
  let listed: [Defect]
  /// The rest, which are dots.
  let others: [Defect]

  /// Prepares the map; `nil` when nothing in the plan has a place.
  init?(
    of plan: Plan, _ description: PlanDescription, listed: [Defect], others: [Defect]
  ) {
    var box = Envelope.empty
    for unit in plan.units where unit.hasShape {
      box.expand(by: plan.store.envelope(ofPolygons: unit.polygons))
    }
    for defect in listed + others {
      guard let at = defect.at, let x = plan.lattice.units(of: at.x),
        let y = plan.lattice.units(of: at.y)
      else { continue }
      box.expand(by: LatticePoint(x: x, y: y))
    }
    guard !box.isEmpty else { return nil }
    self.plan = plan
    frame = MapFrame(over: box, plan)
    self.listed = listed
    self.others = others
    let surroundings = DefectSurroundings(of: listed, in: plan, frame)
    units = MapUnits(of: plan, description, listed + others, isNear: surroundings.touch)
    lines = MapLines(
      of: units.areas.map(\.unit) + units.outlines, in: plan, frame, around: surroundings.tree)
  }

  /// Units of the map for a pixel when all of it is shown on a screen, as without a script.
  var scale: Double { Double(max(frame.width, frame.height)) / 640 }

  /// What is shown at first: all, with a margin, and below a strip for the scale.
  var view: (x: Int, y: Int, width: Int, height: Int) {
    let margin = Int(scale * 16)
    return (
      -margin, -margin, frame.width + 2 * margin, frame.height + 2 * margin + Int(scale * 36)
    )
  }
}

extension PlanMap {
  /// Writes the drawing.
  func write(in language: Language, into html: inout HTMLText) {
    let view = view
    let box = "\(view.x) \(view.y) \(view.width) \(view.height)"
    html.element(
      "svg",
      [
        "id": "map", "class": isCrowded ? "far" : "", "viewBox": box, "role": "img",
        "aria-labelledby": "map-title map-about", "data-west": "\(frame.west)",
        "data-north": "\(frame.north)", "data-x-scale": "\(frame.xScale)",
        "data-y-scale": "\(frame.yScale)", "data-metres": "\(frame.metres)",
        "data-latitude": frame.latitude.map { "\($0)" } ?? "", "data-area": "\(typicalWidth)",
      ]
    ) { html in
      html.element("title", ["id": "map-title"], text: MapWords.title(language))
      html.element("desc", ["id": "map-about"], text: MapWords.about(language))
      html.element("defs") { html in
        html.resource(PackageResources.symbols_svg)
        writeHatches(scale: scale, suffix: "", into: &html)
      }
      writeAreas(into: &html)
      writeOutlines(into: &html)
      writeShapes(into: &html)
      writeNames(into: &html)
      writeMarks(into: &html)
      html.open("g", ["id": "here"])
      html.literal("</g>")
      writeScaleBar(language, into: &html)
    }
  }

  /// Whether the areas are so small at first that their borders would darken the map.
  private var isCrowded: Bool { Double(typicalWidth) < 9 * scale }

  /// The width of an area in the middle of all, in units of the map.
  private var typicalWidth: Int {
    let widths = units.areas.map { area in
      let box = plan.store.envelope(ofPolygons: plan.units[area.unit].polygons)
      return frame.width(ofLattice: box.maximum.x - box.minimum.x)
    }.sorted()
    return widths.isEmpty ? frame.width : widths[widths.count / 2]
  }

  private func writeScaleBar(_ language: Language, into html: inout HTMLText) {
    let wide = MapFrame.round(atLeast: Double(frame.width) * frame.metres / 10)
    let (x, y) = (view.x + Int(scale * 16), view.y + view.height - Int(scale * 12))
    let right = x + Int((wide / frame.metres).rounded())
    let tick = Int(scale * 5)
    html.element("g", ["id": "scale-bar"]) { html in
      var bar = PathText()
      bar.add(line: [
        MapPlace(x: x, y: y - tick), MapPlace(x: x, y: y), MapPlace(x: right, y: y),
        MapPlace(x: right, y: y - tick),
      ])
      html.path(["class": "halo"], bar)
      html.path([:], bar)
      html.element(
        "text",
        [
          "font-size": "12",
          "transform": "translate(\(right + Int(scale * 8)) \(y)) scale(\(scale))",
        ],
        text: MapWords.distance(wide)(language))
    }
  }
}
