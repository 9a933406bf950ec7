import { dayOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { findOrgan } from '../../organs/store.ts'
import { toPdf } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { publicService } from '../published/store.ts'
import { addressOf, servicesPath } from './common.ts'
import { jsonLdOf } from './data.ts'
import { handoutOf } from './handout.ts'

/** The organ, the service and where its guide is read; null when there is none. */
async function asked(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('organ') ?? '')
  const service = organ && (await publicService(scopeOf(c), organ.id, c.req.param('code') ?? ''))
  return organ && service ? { organ, service, address: addressOf(c, `${servicesPath(organ)}/${service.code}`) } : null
}

/** 一次性告知单. At /:organ/services/:code/handout.pdf */
export async function handout(c: C) {
  const found = await asked(c)
  if (!found) return answerNotFound(c)
  const { organ, service, address } = found
  const pdf = await toPdf(handoutOf(service, organ, address, service.confirmedOn ?? dayOf(c.var.now)))
  return c.body(new Uint8Array(pdf), 200, {
    'content-type': 'application/pdf',
    'content-disposition': disposition(`${service.name}一次性告知单.pdf`),
  })
}

/** The same for machines. At /:organ/services/:code/data.jsonld */
export async function serviceData(c: C) {
  const found = await asked(c)
  if (!found) return answerNotFound(c)
  return c.body(`${JSON.stringify(jsonLdOf(found.service, found.organ, found.address), null, 2)}\n`, 200, {
    'content-type': 'application/ld+json; charset=utf-8',
  })
}
