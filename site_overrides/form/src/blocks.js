// Where the blocks of worksheets and record pages stand in a course (course_catalogue/rules/worksheet_blocks.py).

// Blocks of worksheets and record pages, with the steps to them.
export function* blocksOf(data) {
  for (const [number, session] of (data.sessions || []).entries()) {
    if (session.worksheet) yield* placed(["sessions", number, "worksheet", "blocks"], session.worksheet.blocks);
  }
  for (const [number, task] of (data.tasks || []).entries()) yield* placed(["tasks", number, "record"], task.record);
}

// The items of a list with the steps to them.
export function* placed(steps, items) {
  for (const [index, item] of (items || []).entries()) yield [[...steps, index], item];
}
