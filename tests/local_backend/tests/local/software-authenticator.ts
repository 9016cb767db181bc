// A passkey authenticator in software, in the place of the browser's: real keys and signatures, so
// that aws-amplify and the backend do all that they do in a browser.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What an assertion shall get wrong. */
type Forgery = {
  key?: boolean
  challenge?: string
  origin?: string
  flags?: number
  counter?: number
}

export type Authenticator = {
  /** Makes the next assertion wrong. */
  forge(forgery: Forgery): void
  /** Forgets the passkeys. */
  reset(): void
}

type Credential = { id: Buffer; privateKey: KeyObject; counter: number }
type CreationOptions = { rp: { id: string }; challenge: ArrayBuffer }
type RequestOptions = {
  rpId: string
  challenge: ArrayBuffer
  allowCredentials: { id: ArrayBuffer }[]
}

const personPresent = 0x01
const personVerified = 0x04
const attested = 0x40

class AttestationResponse {
  readonly clientDataJSON: ArrayBuffer
  readonly attestationObject = new ArrayBuffer(0)
  readonly #data: Buffer
  readonly #publicKey: Buffer
  constructor(clientData: Buffer, data: Buffer, publicKey: Buffer) {
    this.clientDataJSON = bytes(clientData)
    this.#data = data
    this.#publicKey = publicKey
  }
  getTransports = () => ['internal']
  getPublicKeyAlgorithm = () => -7
  getPublicKey = () => bytes(this.#publicKey)
  getAuthenticatorData = () => bytes(this.#data)
}

class AssertionResponse {
  readonly clientDataJSON: ArrayBuffer
  readonly authenticatorData: ArrayBuffer
  readonly signature: ArrayBuffer
  constructor(clientData: Buffer, data: Buffer, signature: Buffer) {
    this.clientDataJSON = bytes(clientData)
    this.authenticatorData = bytes(data)
    this.signature = bytes(signature)
  }
}

class SoftwareCredential {
  readonly type = 'public-key'
  readonly authenticatorAttachment = 'platform'
  readonly id: string
  readonly rawId: ArrayBuffer
  readonly response: AttestationResponse | AssertionResponse
  constructor(id: Buffer, response: AttestationResponse | AssertionResponse) {
    this.id = id.toString('base64url')
    this.rawId = bytes(id)
    this.response = response
  }
  getClientExtensionResults = () => ({})
}

/** Gives this process what aws-amplify takes for a browser with passkeys, at an origin. */
export function installAuthenticator(origin: string): Authenticator {
  const credentials: Credential[] = []
  let forgery: Forgery = {}

  const clientData = (type: string, challenge: ArrayBuffer, { origin: place = origin } = forgery) =>
    Buffer.from(
      JSON.stringify({
        type,
        origin: place,
        challenge: forgery.challenge ?? Buffer.from(challenge).toString('base64url'),
      }),
    )

  const create = async ({ publicKey: { rp, challenge } }: { publicKey: CreationOptions }) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(16)
    credentials.push({ id, privateKey, counter: 1 })
    const data = Buffer.concat([
      header(rp.id, personPresent | personVerified | attested, 1),
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
    ])
    const spki = publicKey.export({ type: 'spki', format: 'der' })
    const response = new AttestationResponse(clientData('webauthn.create', challenge), data, spki)
    return new SoftwareCredential(id, response)
  }

  const get = async ({ publicKey: options }: { publicKey: RequestOptions }) => {
    const allowed = options.allowCredentials.map(({ id }) => Buffer.from(id).toString('hex'))
    const credential = credentials.find(({ id }) => allowed.includes(id.toString('hex')))
    if (!credential) throw new Error('There is no passkey for this site')
    const flags = forgery.flags ?? personPresent | personVerified
    const data = header(options.rpId, flags, forgery.counter ?? ++credential.counter)
    const client = clientData('webauthn.get', options.challenge)
    const { privateKey } = forgery.key
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : credential
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
    forgery = {}
    return new SoftwareCredential(credential.id, new AssertionResponse(client, data, signature))
  }

  Object.assign(globalThis, {
    window: globalThis,
    // aws-amplify looks for the marks of frameworks.
    document: { querySelector: () => null, querySelectorAll: () => [], getElementById: () => null },
    isSecureContext: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    PublicKeyCredential: SoftwareCredential,
    AuthenticatorAttestationResponse: AttestationResponse,
    AuthenticatorAssertionResponse: AssertionResponse,
  })
  Object.defineProperty(globalThis, 'navigator', { value: { credentials: { create, get } } })
  return {
    forge: (wrong) => {
      forgery = wrong
    },
    reset: () => void credentials.splice(0),
  }
}

function header(domain: string, flags: number, counter: number): Buffer {
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags, 0)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([sha256(Buffer.from(domain)), tail])
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest()

const bytes = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer
