// Functions of a few lines each, without a synthesized backend.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { createFunctions } from '../../local/services/lambda.ts'
import { createGate } from '../../local/services/gate.ts'
import { createIam } from '../../local/services/iam.ts'
import { openStore } from '../../local/services/store.ts'
import type { Assembly } from '../../local/services/types.ts'

export type Part = { type: string; name: string; properties: object }
export const account = 'us-east-1:123456789012'
export const arnOf = (name: string) => `arn:aws:lambda:${account}:function:${name}`

/** An assembly of these resources, whose assets are in `directory`. */
export function assemblyOf(parts: Part[], directory = tmpdir()): Assembly {
  const resources = parts.map((part) => ({ id: part.name, ...part }))
  const of = (type: string) => resources.filter((one) => one.type === type)
  return {
    placeholders: { region: 'us-east-1', account: '123456789012' },
    resources,
    of,
    find: (type: string, name: string) =>
      of(type).find((one) => one.name === name || arnOf(one.name) === name),
    asset: (key: string) => join(directory, key),
  } as unknown as Assembly
}

type Options = {
  /** Of functions, by name. */
  properties?: Record<string, object>
  more?: Part[]
  /** Where the services are that they call. */
  url?: string
}

/** Functions from the code of their handlers, by name. They end with the test file. */
export function functionsOf(
  handlers: Record<string, string>,
  { properties = {}, more = [], url = 'http://127.0.0.1:1' }: Options = {},
) {
  const directory = mkdtempSync(join(tmpdir(), 'handlers-'))
  const lambdas = Object.entries(handlers).map(([name, code]) => {
    mkdirSync(join(directory, name))
    writeFileSync(join(directory, name, 'index.mjs'), code)
    const own = { Code: { S3Key: name }, Runtime: 'nodejs24.x', Role: 'role', ...properties[name] }
    return { type: 'AWS::Lambda::Function', name, properties: own }
  })
  const assembly = assemblyOf([...lambdas, ...more], directory)
  const store = openStore(directory)
  const lines: string[] = []
  const gate = createGate({
    iam: () => createIam(assembly),
    credentials: (key) => functions.credentials(key),
    region: () => 'us-east-1',
  })
  const log = (line: string) => void lines.push(line)
  const functions = createFunctions({ assembly, store, url, gate, log })
  after(async () => {
    await functions.close()
    rmSync(directory, { recursive: true, force: true })
  })
  return { functions, assembly, store, gate, lines, log }
}

/** What becomes true soon. */
export async function until(holds: () => unknown): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error(`${holds} never came true`)
    await new Promise((tick) => setTimeout(tick, 20))
  }
}
