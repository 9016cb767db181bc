// What an authenticator says of a new passkey, as phones hand it on: CBOR (RFC 8949) around a key of COSE (RFC 9053).
// Browsers take it apart themselves, and give its parts.
import { createPublicKey } from 'node:crypto'

type Item = number | boolean | null | string | Buffer | Item[] | Map<Item, Item>

export type Attestation = { authenticatorData: Buffer; publicKey: string; algorithm: number }

/** Where the credential id begins in the data of an authenticator, behind its length of two bytes. */
const idStart = 55

/** Throws what a malformed one makes the engine throw. */
export function readAttestation(attestationObject: Buffer): Attestation {
  const [attestation] = decode(attestationObject, 0)
  const authenticatorData = (attestation as Map<Item, Item>).get('authData') as Buffer
  const length = authenticatorData.readUInt16BE(idStart - 2)
  const [decoded] = decode(authenticatorData, idStart + length)
  const key = decoded as Map<Item, Item>
  const publicKey = createPublicKey({ key: webKey(key), format: 'jwk' })
  return {
    authenticatorData,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    algorithm: Number(key.get(3)),
  }
}

/** The parts of a key by their labels (RFC 9053, 7). */
function webKey(key: Map<Item, Item>): Record<string, string> {
  const part = (label: number) => (key.get(label) as Buffer).toString('base64url')
  switch (key.get(1)) {
    case 1:
      return { kty: 'OKP', crv: 'Ed25519', x: part(-2) }
    case 2:
      return { kty: 'EC', crv: 'P-256', x: part(-2), y: part(-3) }
    default:
      return { kty: 'RSA', n: part(-1), e: part(-2) }
  }
}

/** The item at `start`, and where the next one begins. */
function decode(bytes: Buffer, start: number): [Item, number] {
  const head = bytes.readUInt8(start)
  const [value, at] = argument(bytes, start + 1, head & 31)
  switch (head >> 5) {
    case 0:
      return [value, at]
    case 1:
      return [-1 - value, at]
    case 2:
      return [slice(bytes, at, value), at + value]
    case 3:
      return [slice(bytes, at, value).toString(), at + value]
    case 4:
      return items(bytes, at, value)
    case 5: {
      const [flat, end] = items(bytes, at, value * 2)
      const pairs = flat.flatMap((item, n) => (n % 2 ? [] : [[item, flat[n + 1]!] as const]))
      return [new Map(pairs), end]
    }
    default:
      return [value === 21, at]
  }
}

function items(bytes: Buffer, start: number, count: number): [Item[], number] {
  const found: Item[] = []
  let at = start
  for (let n = 0; n < count; n++) {
    const [item, next] = decode(bytes, at)
    found.push(item)
    at = next
  }
  return [found, at]
}

/** The number behind the first byte of an item, which has up to four bytes of its own here. */
function argument(bytes: Buffer, at: number, short: number): [number, number] {
  if (short < 24) return [short, at]
  const length = 1 << (short - 24)
  return [bytes.readUIntBE(at, length), at + length]
}

function slice(bytes: Buffer, at: number, length: number): Buffer {
  if (at + length > bytes.length) throw new RangeError('The item is longer than what is there')
  return bytes.subarray(at, at + length)
}
