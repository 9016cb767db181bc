// What the engine of a phone has and Node.js has not, or has in another way. Imported first.
import { Socket } from 'node:net'

Object.defineProperty(globalThis, 'navigator', { value: { product: 'ReactNative' } })
globalThis.RN$Bridgeless = true
delete globalThis.crypto // until react-native-get-random-values brings what there is of it

// In an emulator, this machine is at another address. What is called otherwise is kept, for the test to look at.
export const called = new Set()
const { connect } = Socket.prototype
Socket.prototype.connect = function (...given) {
  const [options] = given.flat()
  called.add(options.host)
  if (options.host === '10.0.2.2') options.host = '127.0.0.1'
  return connect.apply(this, given)
}

// Sockets tell where they come from: the place they call, unless somebody says otherwise.
const NodeSocket = WebSocket
globalThis.WebSocket = class extends NodeSocket {
  constructor(url, protocols, { headers } = {}) {
    const { origin } = new URL(url.replace('ws', 'http'))
    super(url, { protocols: [protocols ?? []].flat(), headers: { origin, ...headers } })
  }
}

const request = fetch
globalThis.XMLHttpRequest = class extends EventTarget {
  DONE = 4
  readyState = 0
  upload = new EventTarget()
  headers = {}

  open(method, url) {
    Object.assign(this, { method, url })
  }

  setRequestHeader(name, value) {
    this.headers[name] = value
  }

  getAllResponseHeaders() {
    return [...this.answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  }

  async send(body) {
    const { method, headers } = this
    try {
      this.answer = await request(this.url, { method, headers, body })
      this.status = this.answer.status
      this.response = await (this.responseType === 'blob' ? this.answer.blob() : this.answer.text())
      this.responseText = this.response
    } catch {
      return this.dispatchEvent(new Event('error'))
    }
    const sent = { loaded: body?.size ?? 0, total: body?.size ?? 0, lengthComputable: true }
    this.upload.dispatchEvent(Object.assign(new Event('progress'), sent))
    this.readyState = this.DONE
    this.dispatchEvent(new Event('readystatechange'))
    this.dispatchEvent(new Event('load'))
    this.dispatchEvent(new Event('loadend'))
  }

  abort() {}
}
