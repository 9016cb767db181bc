// The sample backend in a process of its own, which nothing shields from what it does not catch itself. Tells its parent
// where it is and which keys it gave out; its data is in the directory that it is given.
import { startBackend } from '../../local/backend.ts'
import { startServer } from '../../local/server.ts'
import { openStore } from '../../local/services/store.ts'
import { loadAssembly } from '../../scripts/cloud-assembly.ts'
import { backends, synthesized } from './global-setup.ts'

const [home = ''] = process.argv.slice(2)
const store = openStore(home)
store.write('secrets.json', { SALUTE: 'Ahoy' })
const log = (line: string) => console.log(line)
const server = await startServer(0, log)
const assembly = loadAssembly(await synthesized(backends.sample), {
  seed: store.secret('seed'),
  graphqlUrl: `${server.url}/graphql`,
})

type Lambda = { Role: string }
type Role = { Policies?: object[] }
// One function may do everything, so that an attack gets past the policies.
for (const { id, properties } of assembly.of<Role>('AWS::IAM::Role')) {
  const Statement = { Effect: 'Allow', Action: '*', Resource: '*' }
  if (/^echo/i.test(id)) properties.Policies = [{ PolicyDocument: { Statement } }]
}
const backend = await startBackend({ assembly, server, store, log })

const functions = assembly.of<Lambda>('AWS::Lambda::Function').flatMap(({ name }) => {
  const accessKeyId = `ASIA${store.secret(`function ${name}`).toUpperCase()}`
  const known = backend.services.functions.credentials(accessKeyId)
  return known ? [{ name, accessKeyId, ...known }] : []
})
const started = {
  url: server.url,
  pageUrl: server.pageUrl,
  outputs: await backend.outputs(),
  functions,
  buckets: backend.services.storage.buckets(),
  tables: backend.services.tables.names(),
}
export type Started = typeof started
process.send?.(started)
process.on('disconnect', () => process.exit(0))
