import { createContext, useContext } from 'hono/jsx'
import type { C } from './env.ts'

/** The request a page answers, for the parts that make links and forms. */
export const Here = createContext<C | null>(null)

export function useHere(): C {
  const c = useContext(Here)
  if (!c) throw new Error('this part was rendered outside a page frame')
  return c
}

export type Crumb = { label: string; href?: string }
