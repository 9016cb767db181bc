// Stands in for the package `@aws-appsync/utils` inside resolvers. Resolvers are synchronous, so one
// set of utilities is current at a time.

type Utilities = { util: object; extensions: object }

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

/** Reads from the current utilities. */
const currentOf = (name: keyof Utilities) =>
  new Proxy({}, { get: (_, member) => current && (Reflect.get(current[name], member) as unknown) })

export const util = currentOf('util')
export const extensions = currentOf('extensions')
export const runtime = {
  earlyReturn(value: unknown, { skipTo = 'NEXT' }: { skipTo?: 'NEXT' | 'END' } = {}): never {
    throw new EarlyReturn(value ?? null, skipTo === 'END')
  },
}

// Amplify's own resolvers use them without an import, which AppSync allows.
Object.assign(globalThis, { util, extensions, runtime })
