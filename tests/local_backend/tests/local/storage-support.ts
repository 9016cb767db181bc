// S3 alone, for everybody and without signatures (the header `from-role` says who asks): what is asked reaches it as it was written.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createStorage, type Storage } from '../../local/services/s3.ts'
import type { Gate, Needed } from '../../local/services/gate.ts'
import { sendError } from '../../local/services/http.ts'
import type { Assembly, Functions, Store } from '../../local/services/types.ts'

export type Alone = {
  url: string
  storage: Storage
  lines: string[]
  close(): void
}

type Options = {
  port?: number
  /** What the policies allow; by default everything. */
  allows?: (needed: Needed) => boolean
  resources?: Record<string, object[]>
  invoke?: Functions['invoke']
  /** Where a deployment's files are. */
  asset?: () => string
}

const buckets = [
  { name: 'box', properties: {} },
  { name: 'other-box', properties: {} },
]

/** Serves the buckets `box` and `other-box` from a directory. */
export async function startAlone(
  directory: string,
  {
    port = 0,
    allows = () => true,
    resources = {},
    invoke = async () => null,
    asset = () => directory,
  }: Options = {},
): Promise<Alone> {
  const lines: string[] = []
  const all: Record<string, object[]> = { 'AWS::S3::Bucket': buckets, ...resources }
  const storage = createStorage({
    assembly: {
      of: (type: string) => all[type] ?? [],
      asset,
      placeholders: { region: 'us-east-1', account: '123456789012' },
    } as unknown as Assembly,
    store: { path: (name: string) => join(directory, name) } as unknown as Store,
    functions: { invoke } as unknown as Functions,
    gate: {
      caller: (_, { headers }) => ({ role: String(headers['from-role'] ?? 'role') }),
      allows: (_, needed) => needed.length > 0 && needed.every(allows),
      assert: () => undefined,
    } satisfies Gate,
    log: (line) => void lines.push(line),
  })
  const server = createServer((request, response) => {
    void Promise.resolve(storage.handle(request, response)).catch((error: unknown) => {
      lines.push(`unanswered: ${String(error)}`)
      sendError(response, error)
    })
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const { port: given } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${given}`,
    storage,
    lines,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Sends text as it is and gives all that comes back until the other side closes; with `cut` it hangs up at once. */
export function sendRaw(url: string, text: string, { cut = false } = {}): Promise<string> {
  return new Promise((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('latin1').on('data', (data: string) => (answer += data))
    socket.on('close', () => done(answer)).on('error', () => undefined)
    if (cut) socket.end(text)
    else socket.write(text)
  })
}
