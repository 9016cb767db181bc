// Lambda's runtime: what code may read, what it may answer, how it fails, and that nothing else fails with it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Invocation } from '../../local/services/types.ts'
import { functionsOf, until } from './handlers.ts'

const big = 7 << 20
const { functions, lines, store, assembly } = functionsOf(
  {
    any: `export const handler = async ({ code }) => new Function('require', 'return (' + code + ')')(process.getBuiltinModule)`,
    old: `export const handler = (event, context, callback) => {
      if (event.open) setTimeout(() => console.log('closed'), 50)
      if (event.hurry) context.callbackWaitsForEmptyEventLoop = false
      if (event.done) return context.done(null, 'by the context')
      if (event.fail) return callback('as you wish')
      if (event.sync) return 'nobody reads this'
      callback(null, 'by the callback')
    }`,
    callback: `export const handler = (event, context, callback) => callback(null, 1)`,
    sync: `export const handler = (event) => 'at once'`,
    streaming: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      new Function('stream', event.code)(stream)
    })`,
    forging: `export const handler = async (event) => {
      const send = (message) => process._send(message)
      if (event.crash) return send({ type: 'crash', id: '', text: '{' })
      for (const type of ['log', 'result', 'error', 'head', 'chunk', 'x', undefined, 5])
        for (const text of ['{', undefined, 5, null, {}]) send({ type, id: 'another', text })
      for (const message of [null, 'text', 5, []]) send(message)
      await new Promise((tick) => setTimeout(tick, 50))
      return 'still here'
    }`,
    small: `export const handler = async () => { const all = []; for (;;) all.push('x'.repeat(99) + all.length) }`,
    lost: `import 'not-there'`,
    wrong: `export const handler = (`,
    nameless: `export const other = 1`,
    slow: `await new Promise(() => setInterval(() => {}, 1000))`,
    nested: `export const deep = { one: async () => 'found' }`,
    dies: `export const handler = async (event) => {
      if (event.later) setTimeout(() => process.exit(4), 5)
      return 'well'
    }`,
    where: `export const handler = async () => process.env.SALUTE`,
    fails: `export const handler = async () => { throw new Error('no luck') }`,
  },
  {
    properties: {
      old: { Runtime: 'nodejs22.x', Timeout: 1 },
      small: { MemorySize: 32, Timeout: 20 },
      nested: { Handler: 'index.deep.one' },
      where: {
        Environment: { Variables: { AMPLIFY_SSM_ENV_CONFIG: '{"SALUTE":{"path":"/x/SALUTE"}}' } },
      },
    },
    more: [
      ...(['python', 'image', 'layered', 'queued', 'tool'] as const).map((name) => ({
        type: 'AWS::Lambda::Function',
        name,
        properties: {
          Code: {},
          Role: 'role',
          ...(name !== 'image' && {
            Runtime: ['python', 'tool'].includes(name) ? 'python3.13' : 'nodejs24.x',
          }),
          ...(name === 'layered' && { Layers: ['arn:aws:lambda:us-east-1:1:layer:tools:1'] }),
          ...(name === 'queued' && { DeadLetterConfig: { TargetArn: 'arn' } }),
        },
      })),
      { type: 'Custom::Tool', name: 'Tool', properties: { ServiceToken: 'tool' } },
      {
        type: 'AWS::Lambda::EventInvokeConfig',
        name: 'Config',
        properties: { FunctionName: 'any', MaximumRetryAttempts: 0, DestinationConfig: {} },
      },
    ],
  },
)
const ask = (code: string) => functions.invoke('any', { code })
const fails = (work: Promise<unknown>, name: string, message: RegExp) =>
  assert.rejects(work, (error: Error) => {
    assert.equal(error.name, name)
    assert.match(error.message, message)
    return true
  })
const latest = (name: string): Invocation | undefined =>
  functions.invocations().find(({ functionName }) => functionName === name)

describe('a function', () => {
  test('reads in its environment what Lambda sets there', async () => {
    const env = (await ask('process.env')) as Record<string, string>
    assert.equal(env.TZ, ':UTC')
    assert.equal(env._HANDLER, 'index.handler')
    assert.equal(env.AWS_LAMBDA_FUNCTION_VERSION, '$LATEST')
    assert.equal(env.AWS_LAMBDA_INITIALIZATION_TYPE, 'on-demand')
    assert.equal(env.AWS_LAMBDA_LOG_GROUP_NAME, '/aws/lambda/any')
    assert.match(env.LAMBDA_TASK_ROOT ?? '', /any$/)
    assert.match(env._X_AMZN_TRACE_ID ?? '', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=/)
    assert.equal(await ask('new Date(0).getTimezoneOffset()'), 0)
    assert.equal(await ask('typeof process.send + typeof process.disconnect'), 'undefinedundefined')
  })

  test('may call back with Node.js 22, and with 24 no more', async () => {
    assert.equal(await functions.invoke('old', {}), 'by the callback')
    assert.equal(await functions.invoke('old', { done: true }), 'by the context')
    await fails(functions.invoke('old', { fail: true }), 'string', /as you wish/)
    // What a handler returns counts when it is a promise.
    assert.equal(await functions.invoke('old', { sync: true }), null)
    await fails(functions.invoke('callback', {}), 'Runtime.CallbackHandlerDeprecated', /Node.js 24/)
    assert.equal(await functions.invoke('sync', {}), 'at once')
  })

  test('that calls back answers when nothing is left to do, unless it says otherwise', async () => {
    await functions.invoke('old', { open: true })
    assert.deepEqual(latest('old')?.logs, ['closed'])
    await functions.invoke('old', { open: true, hurry: true })
    assert.deepEqual(latest('old')?.logs, [])
  })

  test('whose promise never settles fails at once', async () => {
    await fails(ask('new Promise(() => {})'), 'Runtime.NodeJsExit', /never settled/)
  })

  test('fails with a result that is no JSON, or more of it than Lambda takes', async () => {
    for (const code of ['1n', '(() => { const a = {}; a.a = a; return a })()'])
      await fails(ask(code), 'Runtime.JSONStringifyError', /Unable to stringify response body/)
    for (const code of ['undefined', '() => 1', 'Symbol()']) assert.equal(await ask(code), null)
    await fails(ask(`'x'.repeat(${big})`), 'Function.ResponseSizeTooLarge', /6291556 bytes/)
    assert.equal(String(await ask(`'x'.repeat(6 << 20)`)).length, 6 << 20)
  })

  test('fails with whatever it throws', async () => {
    await fails(ask('Promise.reject(null)'), 'string', /handled/)
    await fails(ask('Promise.reject({ a: 1 })'), 'object', /object Object/)
    await fails(ask(`Promise.reject(new Error('x'.repeat(${big})))`), 'Error', /^x+$/)
    const code = `Promise.reject(Object.defineProperty(new Error(), 'message', { get() { throw 1 } }))`
    await fails(ask(code), 'handled', /cannot be read/)
    await fails(
      ask(`(Promise.reject(new Error('unseen')), new Promise((done) => setTimeout(done, 50)))`),
      'Runtime.UnhandledPromiseRejection',
      /unseen/,
    )
  })

  test('that ends its process, in whatever way, fails in the words of Lambda', async () => {
    const ends: [code: string, message: RegExp][] = [
      ['process.exit(3)', /exit status 3/],
      ['process.exit(0)', /exited without providing a reason/],
      [`process.kill(process.pid, 'SIGKILL')`, /signal: killed/],
      ['process.abort()', /signal: aborted/],
      ['process.channel.disconnect?.() ?? process._disconnect()', /killed|without providing/],
    ]
    for (const [code, message] of ends) await fails(ask(code), 'Runtime.ExitError', message)
    await fails(functions.invoke('small', {}), 'Runtime.ExitError', /signal: aborted/)
    await until(() => latest('small')?.logs.some((line) => line.includes('heap out of memory')))
    assert.equal(await ask('1'), 1)
  })

  test('that ends between two events runs in another process', async () => {
    for (let n = 0; n < 3; n += 1) {
      assert.equal(await functions.invoke('dies', { later: true }), 'well')
      await new Promise((tick) => setTimeout(tick, 60))
    }
  })

  test('that cannot be loaded says why, as Lambda does', async () => {
    await fails(functions.invoke('lost', {}), 'Runtime.ImportModuleError', /not-there/)
    await fails(functions.invoke('wrong', {}), 'Runtime.UserCodeSyntaxError', /Unexpected/)
    await fails(functions.invoke('nameless', {}), 'Runtime.HandlerNotFound', /index.handler is/)
    await fails(functions.invoke('layered', {}), 'Runtime.ImportModuleError', /module 'index'/)
    assert.equal(await functions.invoke('nested', {}), 'found')
  })

  test('that is not Node.js, or needs what is not here, is named at start and when it is called', async () => {
    await fails(functions.invoke('python', {}), 'Runtime.NotAvailableLocally', /python3.13/)
    await fails(functions.invoke('image', {}), 'Runtime.NotAvailableLocally', /an image/)
    assert.deepEqual(functions.missing(), [
      'functions that are not Node.js (python)',
      'functions that are not Node.js (image)',
      'layers of functions (layered)',
      'dead-letter queues of functions (queued)',
      'destinations of functions (any)',
    ])
  })

  test('whose process cannot start fails', async () => {
    const gone = { ...assembly, asset: () => '/nowhere' }
    await functions.reload(gone)
    await fails(ask('1'), 'Runtime.ImportModuleError', /module/)
    await functions.reload(assembly)
    const { execPath } = process
    process.execPath = '/nowhere/node'
    try {
      await fails(ask('1'), 'Sandbox.Failure', /ENOENT/)
    } finally {
      process.execPath = execPath
    }
    assert.equal(await ask('1'), 1)
  })

  test('cannot forge what its process says', async () => {
    assert.equal(await functions.invoke('forging', {}), 'still here')
    await fails(functions.invoke('forging', { crash: true }), 'Runtime.InvalidResponse', /JSON/)
  })

  test('gets events of the size that Lambda takes', async () => {
    const code = `'fine'`
    const event = (size: number) => ({ code, filler: 'x'.repeat(size) })
    assert.equal(await functions.invoke('any', event(6_000_000)), 'fine')
    const tooLarge = { code: 'RequestTooLargeException', status: 413 }
    await assert.rejects(functions.invoke('any', event(big)), tooLarge)
    await assert.rejects(functions.invoke('any', event(2 << 20), { async: true }), tooLarge)
  })

  test('that prints much keeps its answer, and a part of its logs', async () => {
    const code = `(() => { for (let n = 0; n < 50000; n++) console.log('line ' + n); return 'done' })()`
    assert.equal(await ask(code), 'done')
    const logs = latest('any')?.logs ?? []
    assert.equal(logs[0], 'line 0')
    assert.ok(logs.join().length < 100_000)
    assert.equal(await ask(`(process.stdout.write('x'.repeat(${big})), 1)`), 1)
    assert.equal(await ask(`(process.stdout.write('\\n'.repeat(300000)), 1)`), 1)
    assert.equal(
      await ask(`new Promise((done) => process.stdout.write('x', () => done('written')))`),
      'written',
    )
  })

  test('reads its secrets anew after a refresh, also when it is busy meanwhile', async () => {
    store.write('secrets.json', { SALUTE: 'Ahoy' })
    assert.equal(await functions.invoke('where', {}), 'Ahoy')
    store.write('secrets.json', { SALUTE: 'Moin' })
    assert.equal(await functions.invoke('where', {}), 'Ahoy')
    const busy = functions.invoke('where', {})
    functions.refresh()
    await busy
    assert.equal(await functions.invoke('where', {}), 'Moin')
  })

  test('that never finishes loading is given up', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const loading = functions.invoke('slow', {})
    await new Promise(setImmediate)
    t.mock.timers.tick(13_000)
    await fails(loading, 'Sandbox.Timedout', /after 13.00 seconds/)
  })

  test('that fails and nobody waits for is called twice more, as EventInvokeConfig says', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const calls = (name: string) =>
      functions.invocations().filter((one) => one.functionName === name && one.error).length
    const failed = async (name: string, times: number) => {
      while (calls(name) < times) await new Promise(setImmediate)
      await new Promise(setImmediate)
    }
    await functions.invoke('fails', {}, { async: true })
    for (const [times, seconds] of [60, 120, 600].entries()) {
      await failed('fails', times + 1)
      t.mock.timers.tick(seconds * 1000)
    }
    await new Promise(setImmediate)
    assert.equal(calls('fails'), 3)
    assert.ok(lines.includes('[fails] is called again in 120 seconds'))
    const before = calls('any')
    await functions.invoke('any', { code: 'nonsense(' }, { async: true })
    await failed('any', before + 1)
    t.mock.timers.tick(600_000)
    assert.equal(calls('any'), before + 1)
  })
})

describe('a streaming function', () => {
  const stream = async (code: string) => {
    const heads: unknown[] = []
    const chunks: Buffer[] = []
    const sink = {
      head: (metadata: unknown) => void heads.push(metadata),
      write: (chunk: Buffer) => void chunks.push(chunk),
    }
    const result = await functions.stream('streaming', { code }, sink)
    return { result, heads, text: Buffer.concat(chunks).toString() }
  }

  test('says status, headers and cookies once, before all else', async () => {
    const { heads, text } = await stream(
      `stream.setContentType('text/css')
      stream = awslambda.HttpResponseStream.from(stream, { statusCode: 418, cookies: ['a=b'] })
      stream.write('one'); stream.write(Buffer.from(' two')); stream.end({ three: 3 }.three + '')`,
    )
    assert.deepEqual(heads, [{ statusCode: 418, cookies: ['a=b'] }])
    assert.equal(text, 'one two3')
  })

  test('fails where it comes too late with them, or writes what cannot be written', async () => {
    await fails(
      stream(`stream.write('x'); stream.setContentType('text/css'); stream.end()`),
      'Runtime.InvalidStreamingOperation',
      /too late/,
    )
    await fails(stream(`stream.end('x'); stream.write('y')`), 'Error', /write after end/)
    await fails(stream(`stream.write(undefined)`), 'TypeError', /undefined/)
    assert.equal((await stream(`stream.write({ a: 1 }); stream.end()`)).text, '{"a":1}')
    await fails(stream(`stream.destroy()`), 'Error', /close/i)
    await fails(stream(`stream.destroy(new Error('broken'))`), 'Error', /broken/)
    await fails(stream(`stream.write('x')`), 'string', /not finished/)
    await fails(stream(`stream.write('x'); process.exit(7)`), 'Runtime.ExitError', /status 7/)
    assert.equal((await stream(`stream.end('fine')`)).text, 'fine')
  })

  test('gives all of its answer at once to who does not read it bit by bit', async () => {
    assert.deepEqual(await functions.invoke('streaming', { code: `stream.end('{"a":1}')` }), {
      a: 1,
    })
    assert.equal(await functions.invoke('streaming', { code: `stream.end('text')` }), 'text')
  })

  test('whose reader fails is ended alone', async () => {
    const sink = {
      head: () => {
        throw new Error('nothing to write to')
      },
      write: () => undefined,
    }
    const work = functions.stream('streaming', { code: `stream.end('x')` }, sink)
    await fails(work, 'Runtime.InvalidResponse', /nothing to write to/)
    assert.equal((await stream(`stream.end('fine')`)).text, 'fine')
  })
})

test('what is kept of invocations is bounded, in number and in size', async () => {
  for (let n = 0; n < 60; n += 1) await functions.invoke('sync', {})
  await ask(`'x'.repeat(6 << 20)`)
  const kept = functions.invocations()
  assert.equal(kept.filter(({ functionName }) => functionName === 'sync').length, 50)
  assert.ok(kept.length <= 200)
  assert.match(String(latest('any')?.result), /^"x+ … \(6291458 characters\)$/)
  assert.ok(JSON.stringify(kept).length < 5_000_000)
})
