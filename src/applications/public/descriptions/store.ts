import { z } from 'zod'
import type { Context, Scope } from '../../../context.ts'

/** How the information asked for can be recognised, beyond its name in the register. */
const Description = z.object({
  documentNumber: z.string(),
  features: z.string(),
  /** Asked for under the 2008 edition only. */
  purpose: z.string(),
  /** What help a person needs who reads or hears with difficulty (2019 art. 43). */
  help: z.string(),
})
export type Description = z.infer<typeof Description>

/** In the transaction that registers the applications. */
export async function describeAll(
  tx: Context,
  applications: readonly { id: string; description: Description }[],
): Promise<void> {
  if (applications.length === 0) return
  const rows = applications.map(({ id, description: { documentNumber, features, purpose, help } }) => ({
    tenant_id: tx.tenantId,
    application_id: id,
    document_number: documentNumber,
    features,
    purpose,
    help,
  }))
  await tx.sql`insert into application_descriptions ${tx.sql(rows)}`
}

/** A correction says anew what is wanted. */
export async function redescribe(
  tx: Context,
  applicationId: string,
  { documentNumber, features }: Pick<Description, 'documentNumber' | 'features'>,
): Promise<void> {
  await tx.sql`
    insert into application_descriptions as d (tenant_id, application_id, document_number, features, purpose, help)
    values (${tx.tenantId}, ${applicationId}, ${documentNumber}, ${features}, '', '')
    on conflict (tenant_id, application_id)
    do update set document_number = excluded.document_number, features = excluded.features`
}

/** Null when the application was registered at the desk, where one line says it all. */
export async function descriptionOf({ sql, tenantId }: Scope, applicationId: string): Promise<Description | null> {
  const [row] = await sql`
    select document_number as "documentNumber", features, purpose, help from application_descriptions
    where tenant_id = ${tenantId} and application_id = ${applicationId}`
  return row ? Description.parse(row) : null
}
