// Points aws-amplify in a browser at the local backend. Loaded only when amplify_outputs.json names such a backend, and
// never in what is deployed.
import { rewriteTo } from '../rewrite.ts'

let rewrite: ((url: string) => string) | undefined

/** Sends the requests of this page to the local backend at `url`; a later call only changes the target. */
export function redirect(url: string): void {
  const first = !rewrite
  rewrite = rewriteTo(url)
  if (!first) return
  const target = (given: string | URL) => rewrite?.(String(given)) ?? String(given)

  const { fetch, WebSocket, XMLHttpRequest, navigation } = globalThis as Browser
  globalThis.fetch = (input, init) => fetch(input instanceof Request ? input : target(input), init)
  globalThis.WebSocket = new Proxy(WebSocket, {
    construct: (Socket, [to, ...rest]: [string | URL, ...string[]]) =>
      new Socket(target(to), ...rest),
  })
  if (XMLHttpRequest) {
    const { open } = XMLHttpRequest.prototype
    XMLHttpRequest.prototype.open = function (
      method: string,
      to: string | URL,
      async: boolean = true,
      user?: string | null,
      password?: string | null,
    ) {
      open.call(this, method, target(to), async, user, password)
    }
  }
  // Sign-in pages are opened by navigation. They lead back to the port that this app really has.
  navigation?.addEventListener('navigate', (event) => {
    const to = target(event.destination.url).replace(
      /(?<=[?&](redirect|logout)_uri=http%3A%2F%2Flocalhost%3A)\d+/,
      location.port,
    )
    if (to === event.destination.url || !event.cancelable) return
    event.preventDefault()
    location.assign(to)
  })
  // What getUrl gives is a URL object; where it becomes text, as in <img src>, it points here. Other
  // URLs stay as they are, for aws-amplify checks those of its requests.
  const href = Object.getOwnPropertyDescriptor(URL.prototype, 'href')
  if (!href?.get) return
  const read = href.get
  const text = function (this: URL) {
    const own = read.call(this) as string
    return own.includes('X-Amz-Signature=') ? target(own) : own
  }
  Object.defineProperty(URL.prototype, 'href', { ...href, get: text })
  URL.prototype.toString = text
  URL.prototype.toJSON = text
}

type Navigate = Event & { destination: { url: string } }
type Browser = {
  fetch: typeof fetch
  WebSocket: typeof WebSocket
  XMLHttpRequest?: typeof XMLHttpRequest
  navigation?: { addEventListener(type: 'navigate', listener: (event: Navigate) => void): void }
}
