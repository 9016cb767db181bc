// The redirect code: in the page during development, nowhere in a production build.
import assert from 'node:assert/strict'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { build, type Rollup } from 'vite'

const sample = resolve(import.meta.dirname, '../..')
const root = await mkdtemp(join(tmpdir(), 'build-'))
after(() => rm(root, { recursive: true, force: true }))
for (const folder of ['src', 'local/client/redirect.ts', 'local/rewrite.ts']) {
  await cp(join(sample, folder), join(root, folder), { recursive: true })
}
await symlink(join(sample, 'node_modules'), join(root, 'node_modules'))
await writeFile(join(root, 'index.html'), '<script type="module" src="/src/amplify.ts"></script>')
const local = { url: 'http://127.0.0.1:20002' }
const auth = { aws_region: 'us-east-1', user_pool_id: 'us-east-1_A', user_pool_client_id: 'b' }
const outputs = { version: '1.5', auth, custom: { local } }
await writeFile(join(root, 'amplify_outputs.json'), JSON.stringify(outputs))

/** The code of every chunk. */
async function code(environment: 'production' | 'development', envPrefix = 'VITE_') {
  // Vite takes `import.meta.env.DEV` from NODE_ENV.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = environment
  const built = (await build({
    root,
    envPrefix,
    mode: environment,
    logLevel: 'silent',
    build: { write: false, minify: false },
  })) as Rollup.RollupOutput
  process.env.NODE_ENV = NODE_ENV
  const chunks = built.output.filter((file) => file.type === 'chunk')
  return chunks.map((chunk) => chunk.code).join('\n')
}

const traces = [/rewriteTo/, /\/unavailable\//, /X-Amz-Signature=/]

test('a development build holds the redirect code', async () => {
  const text = await code('development')
  for (const trace of traces) assert.match(text, trace)
})

test('a production build that the local backend started holds it too', async () => {
  process.env.LOCAL_BACKEND = local.url
  const text = await code('production', 'LOCAL_BACKEND')
  delete process.env.LOCAL_BACKEND
  for (const trace of traces) assert.match(text, trace)
})

test('a production build holds nothing of it, even with outputs of the local backend', async () => {
  const text = await code('production', 'LOCAL_BACKEND')
  for (const trace of traces) assert.doesNotMatch(text, trace)
  assert.match(text, /user_pool_id/) // but aws-amplify, configured
})
