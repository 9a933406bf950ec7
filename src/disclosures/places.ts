import { type Place, page, publicPage, step } from '../web/place.ts'
import { desk, deskSheet } from './console/desk.tsx'
import { deskFile } from './console/file.tsx'
import { editForm, newForm, saveItem } from './console/form.tsx'
import { itemPage } from './console/item.tsx'
import { stepForm, takeStep } from './console/steps.tsx'
import { changes } from './console/versions.tsx'
import { STEPS, type StepName, stepOf } from './lifecycle.ts'
import { apply, paperForm } from './portal/apply.tsx'
import { content } from './portal/content.tsx'
import { publicFile } from './portal/download.tsx'
import { guide } from './portal/guide.tsx'
import { home } from './portal/home.tsx'
import { item } from './portal/item.tsx'
import { organFront } from './portal/organ.tsx'
import { rules } from './portal/rules.tsx'
import { searchPage } from './portal/search.tsx'
import { sitemap } from './portal/sitemap.tsx'

/** An organ's name in addresses; the words of the site itself are none. */
const ORGAN =
  ':organ{(?!(?:console|elder|search|sitemap|hdjl|files|assets|audit|identity|kiosk|subscriptions)$)[a-z][a-z0-9-]*}'

export const searchPlaces: readonly Place[] = [publicPage('/search', searchPage)]

/** Attachments of what is public. Not kept in memory: they are large, and the browser has its own validator. */
export const filesPlaces: readonly Place[] = [page('/files/:id/:name', 'public', publicFile)]

export const disclosuresPortalPlaces: readonly Place[] = [
  publicPage('/', home),
  publicPage('/sitemap', sitemap),
  publicPage(`/${ORGAN}`, organFront),
  publicPage('/:organ/zfxxgkzn', guide),
  publicPage('/:organ/zfxxgkzd', rules),
  publicPage('/:organ/fdzdgknr', content),
  publicPage('/:organ/fdzdgknr/:indexNumber{.+}', item),
  publicPage('/:organ/ysqgk', apply),
  publicPage('/:organ/ysqgk/form.pdf', paperForm('form.pdf')),
  publicPage('/:organ/ysqgk/form.docx', paperForm('form.docx')),
  publicPage('/:organ/ysqgk/sample.pdf', paperForm('sample.pdf')),
  publicPage('/:organ/ysqgk/sample.docx', paperForm('sample.docx')),
]

const CASE_ROLES = ['officer', 'reviewer', 'leader', 'supervisor'] as const

/** Steps with a form of their own or a single button; writing is `/new` and `/edit`. */
const TAKEN = (Object.keys(STEPS) as StepName[]).filter((name) => name !== 'edit')

export const disclosuresConsolePlaces: readonly Place[] = [
  page('/console/disclosures', CASE_ROLES, desk),
  page('/console/disclosures/list.xlsx', CASE_ROLES, deskSheet),
  page('/console/disclosures/new', ['officer'], newForm),
  step('/console/disclosures/new', ['officer'], 'disclosures.created', saveItem),
  page('/console/disclosures/:id', CASE_ROLES, itemPage),
  page('/console/disclosures/:id/changes', CASE_ROLES, changes),
  page('/console/disclosures/:id/files/:file', CASE_ROLES, deskFile),
  page('/console/disclosures/:id/edit', ['officer'], editForm),
  step('/console/disclosures/:id/edit', ['officer'], 'disclosures.edited', saveItem),
  ...TAKEN.flatMap((name) => {
    const { by, event } = stepOf(name)
    return [
      page(`/console/disclosures/:id/${name}`, by, (c) => stepForm(c, name)),
      step(`/console/disclosures/:id/${name}`, by, event, (c) => takeStep(c, name)),
    ]
  }),
]
