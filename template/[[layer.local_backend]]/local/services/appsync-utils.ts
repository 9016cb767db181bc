// Stands in for the package `@aws-appsync/utils` inside resolvers. Resolvers are synchronous, so one
// set of utilities is current at a time.
import type { utilities } from './appsync-velocity.ts'

type Utilities = ReturnType<typeof utilities>

let current: Utilities | undefined

/** Runs a resolver's handler with the utilities of its request. */
export function withUtilities<T>(utilities: Utilities, run: () => T): T {
  const outer = current
  current = utilities
  try {
    return run()
  } finally {
    current = outer
  }
}

export class EarlyReturn {
  readonly value: unknown
  readonly skipsPipeline: boolean
  constructor(value: unknown, skipsPipeline: boolean) {
    this.value = value
    this.skipsPipeline = skipsPipeline
  }
}

/** Reads from the current utilities; names what is not available. */
function currentOf(name: keyof Utilities): object {
  return new Proxy(
    {},
    {
      get(_, member: string) {
        const object = current?.[name] as Record<string, unknown> | undefined
        const value = object?.[member]
        if (value === undefined) throw new Error(`${name}.${member} is not available locally`)
        return typeof value === 'function' ? value.bind(object) : value
      },
    },
  )
}

export const util = currentOf('util')
export const extensions = currentOf('extensions')
export const runtime = {
  earlyReturn(value: unknown, { skipTo = 'NEXT' }: { skipTo?: 'NEXT' | 'END' } = {}): never {
    throw new EarlyReturn(value ?? null, skipTo === 'END')
  },
}

// Amplify's own resolvers use them without an import, which AppSync allows.
Object.assign(globalThis, { util, extensions, runtime })
