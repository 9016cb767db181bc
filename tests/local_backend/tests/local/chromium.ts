// Drives a headless Chromium over its DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The browser on this machine; undefined when there is none. */
export const chromium = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  process.env.CHROME_PATH,
].find((path) => path && existsSync(path))

export type Page = {
  send(method: string, parameters?: object): Promise<Record<string, unknown>>
  /** Opens an address and waits until it is loaded. */
  open(url: string): Promise<void>
  /** Runs an expression in the page; rejects with the error that it throws. */
  run<T>(expression: string): Promise<T>
  /** Runs an expression and waits for the page that it leads to. */
  follow(expression: string): Promise<void>
  close(): Promise<void>
}

type Reply = {
  id?: number
  method?: string
  result?: Record<string, unknown>
  error?: { message: string }
}
type Evaluation = {
  result: { value: unknown }
  exceptionDetails?: { exception?: { description?: string } }
}

/** Starts a browser with an empty profile and gives its page. */
export async function startChromium(...more: string[]): Promise<Page> {
  if (!chromium) throw new Error('There is no Chromium')
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'))
  const flags = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', '--disable-gpu']
  const browser = spawn(
    chromium,
    [...flags, ...more, `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const address = await new Promise<string>((found, fail) => {
    createInterface({ input: browser.stderr }).on('line', (line) => {
      const [, url] = /^DevTools listening on (ws:\S+)/.exec(line) ?? []
      if (url) found(url)
    })
    browser.once('exit', (status) => fail(new Error(`Chromium ended with status ${status}`)))
  })
  const targets = await fetch(`http://${new URL(address).host}/json`)
  const [target] = (
    (await targets.json()) as { type: string; webSocketDebuggerUrl: string }[]
  ).filter(({ type }) => type === 'page')
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await once(socket, 'open')

  const waiting = new Map<number, (reply: Reply) => void>()
  const listeners = new Set<(method: string) => void>()
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
    else for (const listener of listeners) listener(reply.method ?? '')
  })
  let last = 0
  const send: Page['send'] = async (method, params = {}) => {
    const id = ++last
    const reply = new Promise<Reply>((done) => waiting.set(id, done))
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await reply
    waiting.delete(id)
    if (error) throw new Error(`${method}: ${error.message}`)
    return result ?? {}
  }
  const loaded = () =>
    new Promise<void>((done) => {
      const listener = (method: string) => {
        if (method !== 'Page.loadEventFired') return
        listeners.delete(listener)
        done()
      }
      listeners.add(listener)
    })
  await send('Page.enable')

  return {
    send,
    open: async (url) => {
      const done = loaded()
      await send('Page.navigate', { url })
      await done
    },
    run: async <T>(expression: string) => {
      const parameters = { expression, awaitPromise: true, returnByValue: true, userGesture: true }
      const { result, exceptionDetails } = (await send(
        'Runtime.evaluate',
        parameters,
      )) as unknown as Evaluation
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression)
      return result.value as T
    },
    follow: async (expression) => {
      const done = loaded()
      await send('Runtime.evaluate', { expression, userGesture: true })
      await done
    },
    close: async () => {
      socket.close()
      browser.kill()
      await once(browser, 'exit')
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
