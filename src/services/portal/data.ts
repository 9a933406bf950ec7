import type { Organ } from '../../organs/model.ts'
import { AUDIENCES, guideWords } from '../guide/model.ts'
import type { PublicService } from '../published/store.ts'

/** A service for machines: schema.org `GovernmentService` in JSON-LD. Empty properties are left out. Pure. */
export function jsonLdOf(service: PublicService, organ: Organ, address: string): Record<string, unknown> {
  const { guide } = service
  return filled({
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': address,
    url: address,
    identifier: service.code,
    name: service.name,
    serviceType: guide.kind,
    serviceOperator: filled({
      '@type': 'GovernmentOrganization',
      name: guide.authority || organ.name,
      telephone: organ.profile.phone,
      address: organ.profile.address,
    }),
    audience: guide.audience.map((one) => ({ '@type': 'Audience', audienceType: AUDIENCES[one] })),
    category: guide.topics,
    serviceOutput: guide.result && { '@type': 'Thing', name: guide.result },
    termsOfService: guide.condition,
    hoursAvailable: guide.hours,
    availableChannel: [
      filled({
        '@type': 'ServiceChannel',
        serviceLocation: guide.place && { '@type': 'Place', address: guide.place },
        servicePhone: guide.phone && { '@type': 'ContactPoint', telephone: guide.phone },
        processingTime: guideWords(guide, 'promiseDays'),
        availableLanguage: 'zh-CN',
      }),
      ...(guide.onlineUrl ? [{ '@type': 'ServiceChannel', serviceUrl: guide.onlineUrl }] : []),
    ],
    dateModified: service.confirmedOn,
  })
}

const filled = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, each]) => each !== null && each !== undefined && each !== '' && !(Array.isArray(each) && each.length === 0),
    ),
  )
