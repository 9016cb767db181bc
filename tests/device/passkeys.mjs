// The passkeys of a phone in software: real keys and signatures, in the forms in which Android hands them on.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const kept = []
const origin = 'android:apk-key-hash:kN5vYhkQ0Zb3k7mP2xW1aQ8rT6uE4sD9fG0hJ1lK2zX'
const [presentAndVerified, attested] = [0x05, 0x40]
const sha256 = (data) => createHash('sha256').update(data).digest()
const clientData = (type, challenge) => Buffer.from(JSON.stringify({ type, challenge, origin }))

function header(domain, flags, counter) {
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags, 0)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([sha256(domain), tail])
}

/** A key of COSE for ES256. */
function coseKey(publicKey) {
  const { x, y } = publicKey.export({ format: 'jwk' })
  const part = (label, value) => [Buffer.from([label, 0x58, 32]), Buffer.from(value, 'base64url')]
  return Buffer.concat([Buffer.from('a5010203262001', 'hex'), ...part(0x21, x), ...part(0x22, y)])
}

/** `{ fmt: 'none', attStmt: {}, authData }` in CBOR. */
function attestation(data) {
  const word = (text) => Buffer.from(`${String.fromCharCode(0x60 + text.length)}${text}`, 'latin1')
  const empty = Buffer.from([0xa0])
  const length = Buffer.from([0x59, data.length >> 8, data.length & 255])
  const pairs = [word('fmt'), word('none'), word('attStmt'), empty, word('authData'), length, data]
  return Buffer.concat([Buffer.from([0xa3]), ...pairs])
}

function credential(id, response) {
  const texts = Object.entries(response).map(([name, value]) => [name, value.toString('base64url')])
  const name = id.toString('base64url')
  return { id: name, rawId: name, type: 'public-key', authenticatorAttachment: 'platform', response: Object.fromEntries(texts) }
}

export const passkeys = {
  getIsPasskeySupported: () => true,
  createPasskey: async ({ challenge, rp }) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(16)
    kept.push({ id, privateKey, domain: rp.id })
    const about = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)])
    const data = Buffer.concat([header(rp.id, presentAndVerified | attested, 0), about])
    const made = { clientDataJSON: clientData('webauthn.create', challenge), attestationObject: attestation(data) }
    const { response, ...rest } = credential(id, made)
    return { ...rest, response: { ...response, transports: ['internal'] } }
  },
  getPasskey: async ({ challenge, rpId, allowCredentials }) => {
    const allowed = allowCredentials.map(({ id }) => id)
    const found = kept.find(({ id, domain }) => domain === rpId && allowed.includes(id.toString('base64url')))
    if (!found) throw new Error('No passkey of this phone is for that domain.')
    const authenticatorData = header(rpId, presentAndVerified, 0)
    const clientDataJSON = clientData('webauthn.get', challenge)
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), found.privateKey)
    return credential(found.id, { authenticatorData, clientDataJSON, signature })
  },
}
