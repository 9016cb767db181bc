// Secure Remote Password (SRP-6a) as Cognito speaks it: the pool keeps a verifier, never the
// password, and the password never crosses the wire. The group is the 3072-bit one of RFC 5054; the
// key derivation and the signed message follow aws-amplify's client
// (https://github.com/aws-amplify/amplify-js/tree/main/packages/auth/src/providers/cognito/utils/srp).
import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  hkdfSync,
  publicEncrypt,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { invalidParameter } from './errors.ts'

/** Both in hexadecimal. */
export type Verifier = { salt: string; verifier: string }

/** Whose password it is: the name of the pool is what follows `_` in its id. */
export type Account = { poolName: string; username: string }

/** What the server remembers between the two steps of a sign-in. */
export type SrpSession = Account & { key: string; secretBlock: string }

const prime = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22' +
    '514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637' +
    'ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA4836' +
    '1C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F174' +
    '6C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718' +
    '3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DB' +
    'EF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06' +
    'D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB' +
    '5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
)
const generator = 2n
const modulus = Buffer.from(hex(prime), 'hex')
const multiplier = toInteger(sha256(toBytes(prime), toBytes(generator)))

/** The verifier of a new password, with a salt of its own. */
export function createVerifier(account: Account, password: string): Verifier {
  const salt = toInteger(randomBytes(16))
  return { salt: hex(salt), verifier: hex(verifierOf(account, password, salt)) }
}

/** Whether the password, sent in the clear (USER_PASSWORD_AUTH), belongs to the verifier. */
export function matchesVerifier(account: Account, password: string, known: Verifier): boolean {
  const offered = hex(verifierOf(account, password, BigInt(`0x${known.salt}`)))
  return equal(sha256(Buffer.from(offered)), sha256(Buffer.from(known.verifier)))
}

/**
 * A verifier that no password matches, the same for the same name each time, so that who has no
 * password shows what others do.
 */
export function unknownVerifier(seed: string, username: string): Verifier {
  const bytes = Buffer.from(hkdfSync('sha256', seed, username, 'verifier', 400))
  const salt = toInteger(bytes.subarray(0, 16))
  return { salt: hex(salt), verifier: hex(toInteger(bytes.subarray(16)) % prime) }
}

/**
 * The server's half of the first step. `clientPublic` is SRP_A in hexadecimal; an
 * InvalidParameterException when it is no element of the group, which would give the key away.
 */
export function startSrp(
  account: Account,
  known: Verifier,
  clientPublic: string,
): { session: SrpSession; parameters: Record<'SALT' | 'SRP_B' | 'SECRET_BLOCK', string> } {
  if (!/^[0-9a-f]{1,1024}$/i.test(clientPublic)) throw invalidParameter('SRP_A must be hexadecimal')
  const a = BigInt(`0x${clientPublic}`)
  if (a % prime === 0n) throw invalidParameter('SRP_A must not be a multiple of N')
  const verifier = BigInt(`0x${known.verifier}`)
  const secret = toInteger(randomBytes(32))
  const b = (multiplier * verifier + power(generator, secret)) % prime
  const scramble = toInteger(sha256(toBytes(a), toBytes(b)))
  const shared = power(a * power(verifier, scramble), secret)
  const key = hkdfSync('sha256', toBytes(shared), toBytes(scramble), 'Caldera Derived Key', 16)
  const secretBlock = randomBytes(64).toString('base64')
  return {
    session: { ...account, secretBlock, key: Buffer.from(key).toString('base64') },
    parameters: { SALT: known.salt, SRP_B: hex(b), SECRET_BLOCK: secretBlock },
  }
}

/** Whether the client proved that it knows the password: `signature` is PASSWORD_CLAIM_SIGNATURE. */
export function provesPassword(
  { poolName, username, key, secretBlock }: SrpSession,
  proof: { secretBlock: string; timestamp: string; signature: string },
): boolean {
  const expected = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(poolName + username)
    .update(Buffer.from(secretBlock, 'base64'))
    .update(proof.timestamp)
    .digest()
  return (
    proof.secretBlock === secretBlock && equal(expected, Buffer.from(proof.signature, 'base64'))
  )
}

function verifierOf({ poolName, username }: Account, password: string, salt: bigint): bigint {
  const identity = sha256(Buffer.from(`${poolName}${username}:${password}`))
  return power(generator, toInteger(sha256(toBytes(salt), identity)))
}

/** RSA without padding is this power, which OpenSSL finds five times as fast as a loop over bigints. */
function power(base: bigint, exponent: bigint): bigint {
  const key = createPublicKey({
    key: {
      kty: 'RSA',
      n: modulus.toString('base64url'),
      e: toBytes(exponent).toString('base64url'),
    },
    format: 'jwk',
  })
  const message = Buffer.from((base % prime).toString(16).padStart(modulus.length * 2, '0'), 'hex')
  return toInteger(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, message))
}

function sha256(...parts: Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}

/** Two's complement, as Java's BigInteger writes it: a leading zero byte keeps it positive. */
function toBytes(value: bigint): Buffer {
  const digits = hex(value)
  const even = digits.length % 2 ? `0${digits}` : digits
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex')
}

function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`)
}

function hex(value: bigint): string {
  return value.toString(16)
}

function equal(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}
