public import GridPartition

/// Single words and the remedies, in both languages.
public enum Words {
  public static func level(_ level: Level) -> Phrase {
    switch level {
    case .county: Phrase(zh: "县", en: "county")
    case .town: Phrase(zh: "镇", en: "town")
    case .station: Phrase(zh: "服务站", en: "station")
    case .village: Phrase(zh: "村", en: "village")
    case .grid: Phrase(zh: "网格", en: "grid")
    }
  }

  /// Several units of a level; Chinese has no plural.
  static func plural(_ level: Level) -> Phrase {
    Phrase(
      zh: self.level(level)(.zh),
      en: level == .county ? "counties" : self.level(level)(.en) + "s")
  }

  public static func kind(_ kind: DefectKind) -> Phrase {
    switch kind {
    case .gap: Phrase(zh: "遗漏", en: "gap")
    case .overlap: Phrase(zh: "交叉", en: "overlap")
    case .overreach: Phrase(zh: "越界", en: "overreach")
    case .invalidRing: Phrase(zh: "图形无效", en: "invalid ring")
    case .duplicateGeometry: Phrase(zh: "图形重复", en: "duplicate geometry")
    case .duplicateCode: Phrase(zh: "编码重复", en: "duplicate code")
    case .missingCode: Phrase(zh: "缺编码", en: "missing code")
    case .orphan: Phrase(zh: "无上级", en: "orphan")
    case .emptyParent: Phrase(zh: "无下级", en: "empty parent")
    case .unmatchedVertices: Phrase(zh: "节点不一致", en: "unmatched vertices")
    case .exclave: Phrase(zh: "飞地", en: "exclave")
    case .selfTouch: Phrase(zh: "自接触", en: "self-touch")
    case .noOutline: Phrase(zh: "无外轮廓", en: "no outline")
    case .unassigned: Phrase(zh: "无人负责", en: "unassigned")
    }
  }

  public static func severity(_ severity: Severity) -> Phrase {
    switch severity {
    case .error: Phrase(zh: "错误", en: "error")
    case .warning: Phrase(zh: "警告", en: "warning")
    case .info: Phrase(zh: "提示", en: "info")
    }
  }

  public static func verdict(_ verdict: Verdict) -> Phrase {
    switch verdict {
    case .seamless:
      Phrase(zh: "无缝：不遗漏、不交叉、无缝隙", en: "seamless: nothing left out, nothing doubled, no seams")
    case .areaExact:
      Phrase(
        zh: "面积无误，但邻边节点不一致",
        en: "area-exact: every place is covered once, but neighbours differ in vertices")
    case .defective: Phrase(zh: "有缺陷", en: "defective")
    }
  }

  static func ring(_ problem: RingProblem) -> Phrase {
    switch problem {
    case .unclosed: Phrase(zh: "环未闭合", en: "a ring is not closed")
    case .tooFewPositions:
      Phrase(zh: "环的不同节点少于三个", en: "a ring has fewer than three different positions")
    case .zeroArea: Phrase(zh: "环的面积为零", en: "a ring encloses no area")
    case .noPolygon: Phrase(zh: "没有面图形", en: "it has no polygon")
    case .crossing: Phrase(zh: "边界自相交", en: "the boundary crosses itself")
    case .winding:
      Phrase(
        zh: "各部分重叠，或孔洞不在外环之内", en: "parts overlap, or a hole lies outside its shell")
    }
  }
}

extension DefectWording {
  /// How to put a defect right.
  static func remedy(for defect: Defect) -> Phrase {
    switch defect.kind {
    case .gap: gapRemedy(defect)
    case .overlap:
      Phrase(
        zh: "只让一个单元保留此处，其余单元的边界移到共用的线上，并用相同的节点。",
        en:
          "Leave the place to one unit, and move the others' boundary to the common line with the "
          + "same vertices.")
    case .overreach:
      Phrase(
        zh: "把边界移回上级的轮廓，并用相同的节点；若轮廓画错，则改轮廓。",
        en: "Move the boundary back to the parent's outline with the same vertices, or correct the "
          + "outline if that is what is wrong.")
    case .invalidRing: ringRemedy(defect)
    case .duplicateGeometry:
      Phrase(
        zh: "删除多余的一个，或改画为各自的范围。", en: "Delete one of them, or redraw each with its own area.")
    case .duplicateCode: Phrase(zh: "给每个单元一个唯一的编码。", en: "Give each unit a code of its own.")
    case .missingCode: Phrase(zh: "填写编码。", en: "Fill in the code.")
    case .orphan:
      Phrase(
        zh: "改正上级编码，或在上一级补上该单元。",
        en: "Correct the parent's code, or add that unit to the level above.")
    case .emptyParent:
      Phrase(
        zh: "为其划分下级，或检查下级所写的上级编码。", en: "Divide it, or check which parent its children name.")
    case .unmatchedVertices:
      Phrase(
        zh: "在没有该节点的一侧，于同一位置补上节点。",
        en: "Insert the vertices on the side that lacks them, at the same positions.")
    case .exclave:
      Phrase(
        zh: "若确为飞地可保留；否则把该部分划给周围的单元。",
        en: "Keep it if it is meant; otherwise give the part to its surroundings.")
    case .selfTouch: Phrase(zh: "无须处理。", en: "Nothing needs to be done.")
    case .unassigned:
      Phrase(
        zh: "在网格员名册中补上，再用 dingge store roster import 导入。",
        en: "Add it to the list of members, and import that by dingge store roster import.")
    case .noOutline:
      Phrase(
        zh: "若需发现此类遗漏，请提供上级的外轮廓。", en: "Supply the parent's outline if such gaps must be found.")
    }
  }

  private static func gapRemedy(_ defect: Defect) -> Phrase {
    Phrase(
      zh: "把此处划给相邻的单元；若本不属于任何网格（如湖泊、外县飞地），则在上级轮廓中留出此处，"
        + "或画成 kind = void 的单元。",
      en:
        "Give the place to a neighbour. If it is meant (a lake, an enclave of another county), cut "
        + "it out of the parent's outline, or draw it as a unit of kind \"void\".")
  }

  private static func ringRemedy(_ defect: Defect) -> Phrase {
    guard case .ring(let problem, _) = defect.detail else {
      return Phrase(zh: "重画该图形。", en: "Redraw the shape.")
    }
    switch problem {
    case .unclosed: return Phrase(zh: "让最后一个节点与第一个相同。", en: "Repeat the first position at the end.")
    case .tooFewPositions, .zeroArea:
      return Phrase(
        zh: "删除该环，或重画。", en: "Delete the ring, or redraw it.")
    case .noPolygon: return Phrase(zh: "画出其范围，或删除该单元。", en: "Draw its area, or delete the unit.")
    case .crossing:
      return Phrase(
        zh: "移动交点附近的节点，使边界不再自相交。",
        en: "Move the vertices near the crossing until the boundary is simple.")
    case .winding:
      return Phrase(
        zh: "让各部分互不重叠，孔洞位于外环之内。", en: "Keep parts apart and holes inside their shells.")
    }
  }
}
