import type { Context } from '../../context.ts'
import { charge, collectCost, feeServed, lapseFee, pay, waive } from '../fees/steps.tsx'
import { writeByHand } from '../letters/step.tsx'
import type { StepName } from '../lifecycle.ts'
import { type Seen, takeStep } from '../store.ts'
import { confirm, phone } from './arrival.tsx'
import type { Form, StepPage } from './common.tsx'
import { consult, goOn, hear, overrule, reached } from './consultation.tsx'
import { askCorrection, correct, lapse, told } from './correction.tsx'
import { enter, reopen, withdraw } from './ending.tsx'
import { delay, extend } from './extension.tsx'
import { link, merge, split } from './links.tsx'
import { accept, archive, assign, prove, resume, suspend } from './office.tsx'
import { askReasons, hearReasons } from './reasons.tsx'
import { clear, draft, sendBack, sign, submit, takeBack } from './reply.tsx'
import { search } from './search.tsx'
import { serve } from './service.tsx'

/** What each step of the lifecycle asks and does. */
export const PAGES: Record<StepName, StepPage> = {
  confirm,
  phone,
  accept,
  askCorrection,
  correct,
  lapse,
  told,
  assign,
  consult,
  reached,
  hear,
  goOn,
  overrule,
  askReasons,
  hearReasons,
  search,
  draft,
  submit,
  clear,
  takeBack,
  sign,
  return: sendBack,
  serve,
  prove,
  archive,
  extend,
  delay,
  suspend,
  resume,
  withdraw,
  enter,
  reopen,
  charge,
  feeServed,
  pay,
  waive,
  lapseFee,
  collectCost,
  write: writeByHand,
  link,
  merge,
  split,
}

/** Takes a step with what was written in its form, wherever the form came from. */
export const takeForm = (ctx: Context, name: StepName, seen: Seen, form: Form) =>
  takeStep(ctx, name, seen, (tx, file) => PAGES[name].take(tx, file, form))
