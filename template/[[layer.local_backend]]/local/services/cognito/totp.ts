// Time-based one-time passwords as authenticator apps make them: RFC 6238 with SHA-1, 30 seconds,
// 6 digits.
import { createHmac, randomBytes } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new shared secret: 160 bits in Base32, as it is typed into an app. */
export function createSecret(): string {
  return [...randomBytes(32)].map((byte) => alphabet.charAt(byte & 31)).join('')
}

/** The code of the secret at a moment, given in milliseconds since 1970. */
export const totp = (secret: string, at: number): string => codeOf(secret, periodOf(at))

/**
 * The number of the period that a code belongs to: this one or one of its neighbours, as clocks
 * differ a little. Undefined for a wrong code.
 */
export function matchTotp(secret: string, code: string, at: number): number | undefined {
  const now = periodOf(at)
  return [now, now - 1, now + 1].find((period) => codeOf(secret, period) === code)
}

const periodOf = (at: number) => Math.floor(at / 30_000)

function codeOf(secret: string, period: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(period))
  const digest = createHmac('sha1', decode(secret)).update(counter).digest()
  const offset = digest.readUInt8(19) & 15
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 1_000_000).padStart(6, '0')
}

function decode(secret: string): Buffer {
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)))
}
