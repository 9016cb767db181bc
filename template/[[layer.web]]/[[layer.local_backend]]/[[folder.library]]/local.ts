// Points aws-amplify at the local backend (`npm run local`). Loaded in development only, and only
// when amplify_outputs.json names such a backend; see ./amplify.ts.
import { Amplify } from 'aws-amplify'
import { parseAmplifyConfig } from 'aws-amplify/utils'

type Outputs = Parameters<typeof parseAmplifyConfig>[0]
type Rewrite = (url: string) => string

/** Configures aws-amplify with outputs whose `custom.local.url` is the local backend. */
export function configureLocalBackend(outputs: object): void {
  const { custom } = outputs as { custom: { local: { url: string } } }
  const { url } = custom.local
  const config = parseAmplifyConfig(outputs as Outputs)
  // The outputs have no place for these two: https://github.com/aws-amplify/amplify-js/issues/13766
  if (config.Auth) {
    Object.assign(config.Auth.Cognito, {
      userPoolEndpoint: `${url}/cognito-idp`,
      identityPoolEndpoint: `${url}/cognito-identity`,
    })
  }
  redirect(rewriteTo(url))
  Amplify.configure(config)
}

/**
 * aws-amplify has no option for what is rewritten here: its sockets and its OAuth pages are always
 * wss: and https:, its storage is always at amazonaws.com.
 */
function rewriteTo(url: string): Rewrite {
  const { host } = new URL(url)
  return (given) =>
    given
      .replace(new RegExp(`^(ws|http)s://${host.replaceAll('.', '\\.')}(?=/|$)`), `$1://${host}`)
      .replace(/^https:\/\/s3\.[\w-]+\.amazonaws\.com(?=\/)/, `${url}/s3`)
      .replace(/^https:\/\/([\w.-]+)\.s3\.[\w-]+\.amazonaws\.com(?=[/?]|$)/, `${url}/s3/$1`)
      // Every other service says, from there, that it is not available.
      .replace(/^(https|wss):\/\/([\w.-]+\.amazonaws\.com)(?=[/:?]|$)/, `${url}/unavailable/$2`)
}

let rewrite: Rewrite | undefined

/** Once a page; a later call only changes the target. */
function redirect(next: Rewrite): void {
  const first = !rewrite
  rewrite = next
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
  // Sign-in pages are opened by navigation.
  navigation?.addEventListener('navigate', (event) => {
    const to = target(event.destination.url)
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
