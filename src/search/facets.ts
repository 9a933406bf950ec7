export type Filters = { organId?: string; categoryId?: string; year?: number }

/** How many of the documents found are of one organ, category and year. */
export type Cell = { organId: string; categoryId: string | null; year: number; count: number }

export type Facets = {
  /** Found without any filter. */
  total: number
  /** Found under the filters. */
  shown: number
  organs: Map<string, number>
  categories: Map<string | null, number>
  years: Map<number, number>
}

/**
 * What each filter would leave: the counts beside a filter are taken under the other filters but not its own, so a person
 * sees what choosing differently would give. Newest year and largest count first.
 */
export function facetsOf(cells: readonly Cell[], filters: Filters): Facets {
  const passes = (cell: Cell, but?: keyof Filters) =>
    (but === 'organId' || !filters.organId || cell.organId === filters.organId) &&
    (but === 'categoryId' || !filters.categoryId || cell.categoryId === filters.categoryId) &&
    (but === 'year' || !filters.year || cell.year === filters.year)
  const sum = (of: readonly Cell[]) => of.reduce((total, cell) => total + cell.count, 0)
  const by = <K extends keyof Filters & keyof Cell>(key: K): [Cell[K], number][] => {
    const counts = new Map<Cell[K], number>()
    for (const cell of cells) if (passes(cell, key)) counts.set(cell[key], (counts.get(cell[key]) ?? 0) + cell.count)
    return [...counts]
  }
  return {
    total: sum(cells),
    shown: sum(cells.filter((cell) => passes(cell))),
    organs: new Map(by('organId').sort((a, b) => b[1] - a[1])),
    categories: new Map(by('categoryId').sort((a, b) => b[1] - a[1])),
    years: new Map(by('year').sort((a, b) => b[0] - a[0])),
  }
}
