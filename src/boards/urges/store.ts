import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { findBoard } from '../registry/store.ts'
import { villagesOf } from '../tasks/store.ts'

const Urge = z.object({
  id: z.string(),
  boardId: z.string(),
  boardName: z.string(),
  note: z.string(),
  urgedAt: z.date(),
  urgedAs: z.string(),
  answer: z.string(),
  answeredAt: z.date().nullable(),
  answeredAs: z.string(),
})
export type BoardUrge = z.infer<typeof Urge>

/** What boards were urged about, the latest first. */
export async function listUrges(
  { sql, tenantId }: Scope,
  of: { organId?: string; boardId?: string; unitIds?: readonly string[]; open?: boolean },
): Promise<BoardUrge[]> {
  const rows = await sql`
    select g.id, g.board_id as "boardId", b.name as "boardName", g.note, g.urged_at as "urgedAt", g.urged_as as "urgedAs", g.answer,
           g.answered_at as "answeredAt", g.answered_as as "answeredAs"
    from board_urges g join boards b on b.tenant_id = g.tenant_id and b.id = g.board_id
    where g.tenant_id = ${tenantId}
      ${of.organId ? sql`and g.organ_id = ${of.organId}` : sql``}
      ${of.boardId ? sql`and g.board_id = ${of.boardId}` : sql``}
      ${of.unitIds ? sql`and b.unit_id = any(${[...of.unitIds]})` : sql``}
      ${of.open ? sql`and g.answered_at is null` : sql``}
    order by g.urged_at desc limit 50`
  return rows.map((row) => Urge.parse(row))
}

function words(text: string, says: string, field: string): Result<string> {
  const said = text.trim()
  if (said === '') return refuse('boards.words', says, { field })
  return [...said].length > 200 ? refuse('boards.words', '最多200个字', { field }) : ok(said)
}

/** 督办: whoever looks after a board that does not answer is told so, and owes an answer. */
export function urgeBoard(ctx: Context, boardId: string, note: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const board = await findBoard(tx, boardId)
    const { actor } = tx
    const sees = actor.kind === 'system' || !actor.organId || actor.organId === board?.organId
    if (!board || !sees) return refuse('boards.unknown', '没有这个公示栏')
    const said = words(note, '请写明督办的事项，例如 本月的财务公开还没有张贴，请于三日内张贴', 'note')
    if (!said.ok) return said
    await tx.sql`
      insert into board_urges (tenant_id, id, organ_id, board_id, note, urged_at, urged_as)
      values (${tx.tenantId}, ${v7()}, ${board.organId}, ${boardId}, ${said.value}, ${tx.now}, ${actor.name})`
    await record(tx, {
      event: 'boards.urged',
      subject: { kind: 'board', id: boardId },
      detail: { name: board.name, note: said.value },
    })
    return ok(undefined)
  })
}

export function answerUrge(ctx: Context, id: string, answer: string): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const [row] = z.uuid().safeParse(id).success
      ? await tx.sql`
          select board_id as "boardId", answered_at as "answeredAt" from board_urges
          where tenant_id = ${tx.tenantId} and id = ${id} for update`
      : []
    const board = row && (await findBoard(tx, z.string().parse(row.boardId)))
    if (!board) return refuse('boards.unknown', '没有这件督办')
    const villages = await villagesOf(tx)
    const { actor } = tx
    const mine =
      actor.kind === 'system' ||
      (actor.roles.includes('officer') && actor.organId === board.organId) ||
      (board.unitId !== null && villages?.includes(board.unitId))
    if (!mine) return refuse('boards.not-yours', '只能回复本村（居）的督办')
    if (row.answeredAt !== null) return refuse('boards.answered', '这件督办已经回复')
    const said = words(answer, '请写明办理情况', 'answer')
    if (!said.ok) return said
    await tx.sql`
      update board_urges set answer = ${said.value}, answered_at = ${tx.now}, answered_as = ${actor.name}
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await record(tx, {
      event: 'boards.urge-answered',
      subject: { kind: 'board', id: board.id },
      detail: { name: board.name, answer: said.value },
    })
    return ok(undefined)
  })
}
