import { type Place, page, step } from '../web/place.ts'
import { showAccount, takeAppointment, takeAppointmentEnd, takeDisabled, takeEnabled, takeReset } from './account.tsx'
import { showAccounts, showNewAccount, takeNewAccount } from './accounts.tsx'
import { showPassword, takePassword } from './password.tsx'
import { showSignIn, takeSignIn, takeSignOut } from './sign-in.tsx'

const ACCOUNT = '/console/accounts/:id'

/** Signing in and out, one's password, and the accounts of others. */
export const staffPlaces: Place[] = [
  page('/console/sign-in', 'public', showSignIn),
  step('/console/sign-in', 'public', 'staff.signed-in', takeSignIn),
  step('/console/sign-out', 'signed-in', 'staff.signed-out', takeSignOut),
  page('/console/password', 'signed-in', showPassword),
  step('/console/password', 'signed-in', 'staff.password-changed', takePassword),
  page('/console/accounts', ['admin'], showAccounts),
  page('/console/accounts/new', ['admin'], showNewAccount),
  step('/console/accounts', ['admin'], 'staff.account-created', takeNewAccount),
  page(ACCOUNT, ['admin'], showAccount),
  step(`${ACCOUNT}/appointments`, ['admin'], 'staff.appointed', takeAppointment),
  step(`${ACCOUNT}/appointments/:appointment/end`, ['admin'], 'staff.appointment-ended', takeAppointmentEnd),
  step(`${ACCOUNT}/password`, ['admin'], 'staff.password-reset', takeReset),
  step(`${ACCOUNT}/disabled`, ['admin'], 'staff.account-disabled', takeDisabled),
  step(`${ACCOUNT}/enabled`, ['admin'], 'staff.account-enabled', takeEnabled),
]
