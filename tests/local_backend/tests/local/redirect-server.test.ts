// What the server of a framework asks of AWS reaches the local backend, without a word about it in the app's own code.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const preload = pathToFileURL(join(import.meta.dirname, '../../local/redirect-server.ts')).href
const server = createServer((request, response) =>
  response.end(`"${request.method} ${request.url}"`),
)
before(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)))
after(() => void server.close())

/** What a program prints that starts with the redirection. */
async function printed(program: string): Promise<string> {
  const { port } = server.address() as AddressInfo
  const env = { ...process.env, LOCAL_BACKEND: `http://127.0.0.1:${port}` }
  const flags = ['--import', preload, '--input-type=module', '--eval', program]
  return (await promisify(execFile)(process.execPath, flags, { env })).stdout.trim()
}

const keys = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A/.well-known/jwks.json'

test('by fetch', async () => {
  const program = `console.log(await (await fetch('${keys}')).json())`
  assert.equal(await printed(program), 'GET /cognito-idp/eu-west-1_A/.well-known/jwks.json')
})

test('by node:https, as the verifier of tokens asks', async () => {
  const program = `import { request } from 'node:https'
    request('${keys}', { method: 'GET' }, (response) => response.pipe(process.stdout)).end()`
  assert.equal(await printed(program), '"GET /cognito-idp/eu-west-1_A/.well-known/jwks.json"')
})

test('of a service that is not emulated as well', async () => {
  const program = `console.log(await (await fetch('https://sqs.eu-west-1.amazonaws.com/a')).json())`
  assert.equal(await printed(program), 'GET /unavailable/sqs.eu-west-1.amazonaws.com/a')
})
