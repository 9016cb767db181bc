// What is saved while the command line runs: a function's imports from elsewhere, and its secrets.
import assert from 'node:assert/strict'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { endAll, startIn } from './command-line.ts'
import { temporaryProject } from './temporary-project.ts'

const shared = 'src/shared/price.ts'
const project = await temporaryProject({
  'amplify/backend.ts': `import { defineBackend } from '@aws-amplify/backend'
import { data } from './data/resource'
import { price } from './functions/price/resource'

export const backend = defineBackend({ data, price })
`,
  'amplify/data/resource.ts': `import { a, defineData } from '@aws-amplify/backend'
import { price } from '../functions/price/resource'

const schema = a.schema({
  price: a
    .query()
    .returns(a.string())
    .handler(a.handler.function(price))
    .authorization((allow) => [allow.publicApiKey()]),
})
export const data = defineData({
  schema,
  authorizationModes: { defaultAuthorizationMode: 'apiKey' },
})
`,
  'amplify/functions/price/resource.ts': `import { defineFunction, secret } from '@aws-amplify/backend'

export const price = defineFunction({
  name: 'price',
  timeoutSeconds: 30,
  environment: { CURRENCY: secret('CURRENCY'), OTHER: secret('OTHER') },
})
`,
  'amplify/functions/price/handler.ts': `import { price } from '../../../src/shared/price'

export const handler = async () => {
  console.log('\\u001b[2J\\u001b]0;title\\u0007looked \\u009b31mat\\r\\tthe price')
  return \`\${price} \${process.env.CURRENCY}\`
}
`,
  [shared]: 'export const price = 1\n',
  '.amplify/local/secrets.json': '{ "CURRENCY": "EUR", "OTHER": "x" }',
})
const { directory } = project
after(async () => {
  await endAll()
  await project.remove()
})

type Outputs = { data: { url: string; api_key: string } }
async function price(): Promise<string> {
  const { data } = JSON.parse(
    await readFile(join(directory, 'amplify_outputs.json'), 'utf8'),
  ) as Outputs
  const answer = await fetch(data.url, {
    method: 'POST',
    headers: { 'x-api-key': data.api_key },
    body: JSON.stringify({ query: '{ price }' }),
  })
  const { data: got, errors } = (await answer.json()) as {
    data?: { price: string }
    errors?: { message: string }[]
  }
  return got?.price ?? errors?.[0]?.message ?? ''
}
/** As an editor saves. */
async function save(file: string, text: string): Promise<void> {
  await project.write(`${file}.tmp`, text)
  await rename(join(directory, `${file}.tmp`), join(directory, file))
}

describe('what is saved', { timeout: 300_000 }, () => {
  let running: ReturnType<typeof startIn>
  const start = async (...flags: string[]) => {
    running = startIn(directory, ['--port', '0', ...flags])
    return running.ready()
  }

  test('is taken over by a warm function: its secrets', async () => {
    await start()
    assert.equal(await price(), '1 EUR')
    for (const currency of ['USD', 'CHF', 'GBP']) {
      const told = running.prints(/secrets\.json was taken over\.\n/)
      await save('.amplify/local/secrets.json', `{ "CURRENCY": "${currency}", "OTHER": "x" }`)
      await told
      assert.equal(await price(), `1 ${currency}`)
    }
  })

  test('is not taken over when it is not JSON, which is said', async () => {
    const told = running.prints(/not JSON.*\n/)
    await save('.amplify/local/secrets.json', '{ "CURRENCY": "DKK", ')
    assert.match(await told, /^\.amplify\/local\/secrets\.json is not JSON, so .* stay\.\n$/)
    assert.equal(await price(), '1 GBP')
  })

  test('names the secrets that are missing then', async () => {
    const told = running.prints(/needs the secret .*\n/)
    await save('.amplify/local/secrets.json', '{ "CURRENCY": "SEK" }')
    assert.match(await told, /taken over\.\nThe function price needs the secret OTHER: /)
    assert.match(await price(), /OTHER/)
    const again = running.prints(/taken over\.\n/)
    await save('.amplify/local/secrets.json', '{ "CURRENCY": "SEK", "OTHER": "" }')
    await again
    assert.equal(await price(), '1 SEK')
  })

  test('is taken over: what a function imports from elsewhere, save by save', async () => {
    for (const value of [2, 3]) {
      const reloaded = running.prints(/Reloaded in|still running/)
      await save(shared, `export const price = ${value}\n`)
      assert.match(await reloaded, /Reloaded in/)
      assert.equal(await price(), `${value} SEK`)
    }
  })

  test('is taken over at the next start, however old the file is', async () => {
    await running.stop()
    await save(shared, 'export const price = 4\n')
    assert.match(await start('--no-watch'), /Synthesizing/)
    assert.equal(await price(), '4 SEK')
    await running.stop()
    assert.doesNotMatch(await start('--no-watch'), /Synthesizing/)
    assert.equal(await price(), '4 SEK')
  })

  test('is printed without what would steer the terminal', async () => {
    const printed = running.printed()
    assert.match(printed, /\[price\] looked .*at\tthe price\n/)
    assert.doesNotMatch(printed, /[^\P{Cc}\n\t]/u)
  })
})
