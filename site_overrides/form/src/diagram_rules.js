// Simple diagrams: course_catalogue/rules/diagrams.py.

import { blocksOf, placed } from "./blocks.js";

const MOST_SQUARES = 40;
const MOST_BESIDE = 5.5;
const BRANCHES = "并联";
const FIELDS = {
  坐标图: ["x", "y", "lines", "height"],
  柱形图: ["names", "values", "y", "height"],
  流程图: ["steps", "cycle"],
  电路图: ["circuit"],
  分格图: ["boxes", "height"],
  板书图: ["columns"],
};
const ALL_FIELDS = Array.from(new Set(Object.values(FIELDS).flat()));
const BATTERIES = ["电池", "电池组"];
const SWITCHES = ["开关（断开）", "开关（闭合）"];
const WIRES = [...SWITCHES, "电流表"];

const short = (value) => String(Number(value.toPrecision(6)));
const isGiven = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function* diagramsOf(data) {
  for (const [number, session] of (data.sessions || []).entries())
    yield* placed(["sessions", number, "diagrams"], session.diagrams);
  for (const [steps, block] of blocksOf(data)) if (block.diagram) yield [[...steps, "diagram"], block.diagram];
}

function diagramsUseTheFieldsOfTheirKind(data, say) {
  for (const [steps, diagram] of diagramsOf(data)) {
    const own = FIELDS[diagram.kind];
    for (const name of ALL_FIELDS) {
      if (own.includes(name) || !isGiven(diagram[name])) continue;
      say([...steps, name], `“${diagram.kind}”用不到这个字段`, {
        found: name,
        expected: own.join("、"),
        mend: "删去它；或者图的类型（kind）写错了，改类型",
      });
    }
    (diagram.circuit || []).forEach((part, index) => {
      if (!isGiven(part.branches) || part.part === BRANCHES) return;
      say([...steps, "circuit", index, "branches"], `“${part.part}”没有支路`, {
        found: "支路",
        expected: "只有元件（part）写“并联”时才写支路（branches）",
        mend: "删去支路，或把元件（part）改成“并联”",
      });
    });
  }
}

function axesHaveAScaleOfWholeSquares(data, say) {
  for (const [steps, diagram] of diagramsOf(data)) {
    for (const name of ["x", "y"]) {
      const axis = diagram[name];
      if (!axis || !FIELDS[diagram.kind].includes(name)) continue;
      const squares = (axis.to - axis.from) / axis.step;
      const whole = Math.round(squares);
      if (Math.abs(squares - whole) < 1e-6 && whole >= 1 && whole <= MOST_SQUARES) continue;
      say([...steps, name], "轴的刻度画不出来", {
        found: `从 ${short(axis.from)} 到 ${short(axis.to)}，每格 ${short(axis.step)}`,
        expected: `终点比起点大，正好是 1～${MOST_SQUARES} 格`,
        mend: "改起点（from）、终点（to）或每格（step），使终点减起点是每格的整数倍",
      });
    }
  }
}

const isWithin = (value, axis) => !axis || (axis.from <= value && value <= axis.to);
const span = (axis) => `${short(axis.from)}～${short(axis.to)}`;

function whatIsDrawnLiesWithinTheAxes(data, say) {
  for (const [steps, diagram] of diagramsOf(data)) {
    if (diagram.kind === "坐标图") pointsWithin(steps, diagram, say);
    else if (diagram.kind === "柱形图" && isGiven(diagram.values)) barsWithin(steps, diagram, say);
  }
}

function pointsWithin(steps, diagram, say) {
  (diagram.lines || []).forEach((curve, number) => {
    curve.points.forEach((point, index) => {
      [diagram.x, diagram.y].forEach((axis, side) => {
        if (isWithin(point[side], axis)) return;
        say([...steps, "lines", number, "points", index], `这个点在“${axis.label}”轴的外面`, {
          found: short(point[side]),
          expected: span(axis),
          mend: "核对这个点，或把轴画长",
        });
      });
    });
  });
}

function barsWithin(steps, diagram, say) {
  const names = diagram.names || [];
  if (diagram.values.length !== names.length) {
    say([...steps, "values"], "柱的个数和名称的个数不同", {
      found: `${diagram.values.length} 个数`,
      expected: `${names.length} 个（${names.join("、")}）`,
      mend: "每个名称写一个数；要学生画的，各柱的数（values）整个不写",
    });
  }
  diagram.values.forEach((value, index) => {
    if (isWithin(value, diagram.y)) return;
    say([...steps, "values", index], "这个柱比轴还长", {
      found: short(value),
      expected: span(diagram.y),
      mend: "核对这个数，或把轴画长",
    });
  });
}

function usesCurrent(part) {
  if (part.part === BRANCHES) return (part.branches || []).every((branch) => branch.some(usesCurrent));
  return !BATTERIES.includes(part.part) && !WIRES.includes(part.part);
}

function circuitsHaveSomethingThatUsesTheCurrent(data, say) {
  for (const [steps, { circuit = [] }] of diagramsOf(data)) {
    if (!circuit.some((part) => BATTERIES.includes(part.part)) || circuit.some(usesCurrent)) continue;
    say([...steps, "circuit"], "这个电路里只有电源、开关和导线，接通就是短路", {
      found: circuit.map((part) => part.part).join("、"),
      expected: "至少有一个灯泡、电动机、电阻、蜂鸣器或发光二极管，或一处“待接”",
      mend: "补上用电的元件；确实要讲短路时，在已说明的提醒（waivers）里写明理由",
    });
  }
}

// In parts side by side; branches have wires at both ends.
function breadth(part) {
  return part.part === BRANCHES ? Math.max(...(part.branches || []).map(breadthOf)) + 0.5 : 1;
}

function breadthOf(row) {
  return row.reduce((total, part) => total + breadth(part), 0);
}

function circuitsHaveRoomForTheirParts(data, say) {
  for (const [steps, { kind, circuit = [] }] of diagramsOf(data)) {
    if (kind !== "电路图") continue;
    const ahead = circuit.findIndex((part) => !BATTERIES.includes(part.part) && !SWITCHES.includes(part.part));
    const sources = ahead < 0 ? circuit.length : ahead;
    if ([circuit.slice(sources), circuit.slice(0, sources)].every((row) => breadthOf(row) <= MOST_BESIDE)) continue;
    say([...steps, "circuit"], "一排元件太多，画不下", {
      found: `${circuit.length} 个元件`,
      expected: "每排至多 5 个；并联的几条支路，按最长的一条算，再加半个",
      mend: "减少元件，或分成两张图",
    });
  }
}

const WITH_DIAGRAMS = ["series", "premium"];

// [code, severity, kinds, rule]
export const DIAGRAM_RULES = [
  ["diagram-field", "error", WITH_DIAGRAMS, diagramsUseTheFieldsOfTheirKind],
  ["diagram-scale", "error", WITH_DIAGRAMS, axesHaveAScaleOfWholeSquares],
  ["diagram-value", "error", WITH_DIAGRAMS, whatIsDrawnLiesWithinTheAxes],
  ["diagram-crowded", "error", WITH_DIAGRAMS, circuitsHaveRoomForTheirParts],
  ["diagram-short-circuit", "warning", WITH_DIAGRAMS, circuitsHaveSomethingThatUsesTheCurrent],
];
