// Passkeys (WebAuthn): registration and sign-in of a credential that the browser or the phone keeps
// (https://www.w3.org/TR/webauthn-3/). No attestation is asked for, so its word on the new public key is taken; every
// sign-in is verified with it.
import { createHash, createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto'
import { isObject } from '../http.ts'
import { ServiceError } from '../types.ts'
import { readAttestation, type Attestation } from './attestation.ts'
import { notAuthorized } from './errors.ts'
import { list, object, text, type Input } from './input.ts'
import type { Pool } from './pool.ts'
import type { User } from './users.ts'

/** Binary values are in base64url, `createdAt` is in milliseconds since 1970. */
export type Passkey = {
  id: string
  /** SubjectPublicKeyInfo. */
  publicKey: string
  /** COSE algorithm: -7 ES256, -8 EdDSA, -257 RS256. */
  algorithm: number
  counter: number
  relyingParty: string
  transports: string[]
  attachment?: string
  createdAt: number
}

const algorithms = [-7, -8, -257] as const
const keyTypes = { [-7]: 'ec', [-8]: 'ed25519', [-257]: 'rsa' }
const timeout = 180_000
const userPresent = 0x01
const userVerified = 0x04

export const createChallenge = () => randomBytes(32).toString('base64url')

/**
 * The domain that passkeys belong to. A page on this machine cannot use the passkeys of the domain
 * that the backend is configured for, so it gets its own host name. The app on a phone is no page, and says no origin.
 */
export function relyingParty(pool: Pool, origin: string | undefined): string {
  const configured = pool.properties.WebAuthnRelyingPartyID
  if (origin === undefined) return configured ?? 'localhost'
  const host = URL.canParse(origin) ? new URL(origin).hostname : 'localhost'
  return configured && isWithin(host, configured) ? configured : host
}

/** `CredentialCreationOptions` for a new passkey of the user. */
export const creationOptions = (pool: Pool, user: User, challenge: string, domain: string) => ({
  challenge,
  timeout,
  rp: { id: domain, name: domain },
  user: {
    id: Buffer.from(user.sub).toString('base64url'),
    name: user.attributes.email ?? user.attributes.phone_number ?? user.username,
    displayName: user.attributes.name ?? user.attributes.email ?? user.username,
  },
  pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
  excludeCredentials: descriptors(user),
  authenticatorSelection: {
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: userVerification(pool),
  },
  attestation: 'none',
})

/** `CREDENTIAL_REQUEST_OPTIONS` for a sign-in. */
export const requestOptions = (pool: Pool, user: User, challenge: string, domain: string) => ({
  challenge,
  timeout,
  rpId: domain,
  allowCredentials: descriptors(user),
  userVerification: userVerification(pool),
})

/** The passkey in an answer to `creationOptions`; throws an error that says what does not fit. */
export function registeredPasskey(
  pool: Pool,
  credential: Input,
  challenge: string,
  now: number,
): Passkey {
  const response = object(credential, 'response') ?? {}
  const { authenticatorData: authenticator, publicKey, ...told } = attestationOf(response)
  const host = checkClientData(pool, response, 'webauthn.create', challenge)
  const domain = checkAuthenticator(pool, authenticator, host)
  const id = text(credential, 'id')
  const length = authenticator.length > 54 ? authenticator.readUInt16BE(53) : 0
  const attested = authenticator.subarray(55, 55 + length).toString('base64url')
  const algorithm = algorithms.find((known) => known === told.algorithm)
  if (attested !== id) throw invalidCredential('the credential id is another than the attested one')
  if (!algorithm) throw invalidCredential('the algorithm is not supported')
  if (importKey(publicKey).asymmetricKeyType !== keyTypes[algorithm])
    throw invalidCredential('the key is not one of the algorithm')
  const attachment = credential.authenticatorAttachment
  return {
    id,
    publicKey,
    algorithm,
    counter: authenticator.readUInt32BE(33),
    relyingParty: domain,
    transports: list(response, 'transports'),
    ...(typeof attachment === 'string' && { attachment }),
    createdAt: now,
  }
}

/** Checks an answer to `requestOptions` and updates the passkey; NotAuthorizedException when wrong. */
export function checkAssertion(pool: Pool, user: User, credential: Input, challenge: string): void {
  const passkey = user.passkeys.find(({ id }) => id === credential.id)
  if (!passkey) throw notAuthorized('Invalid passkey.')
  const response = object(credential, 'response') ?? {}
  const authenticator = Buffer.from(text(response, 'authenticatorData'), 'base64url')
  const host = checkClientData(pool, response, 'webauthn.get', challenge)
  if (checkAuthenticator(pool, authenticator, host) !== passkey.relyingParty)
    throw notAuthorized('Invalid passkey.')
  const client = Buffer.from(text(response, 'clientDataJSON'), 'base64url')
  const signed = Buffer.concat([authenticator, sha256(client)])
  const signature = Buffer.from(text(response, 'signature'), 'base64url')
  const hash = passkey.algorithm === -8 ? null : 'sha256'
  if (!verify(hash, signed, importKey(passkey.publicKey), signature))
    throw notAuthorized('Invalid passkey.')
  const counter = authenticator.readUInt32BE(33)
  // A counter that goes back is the mark of a copied authenticator; passkeys often stay at 0.
  if (counter !== 0 && counter <= passkey.counter) throw notAuthorized('Invalid passkey.')
  passkey.counter = counter
}

/** A passkey as ListWebAuthnCredentials shows it. */
export const describePasskey = (passkey: Passkey) => ({
  CredentialId: passkey.id,
  FriendlyCredentialName: `Passkey of ${passkey.relyingParty}`,
  RelyingPartyId: passkey.relyingParty,
  AuthenticatorAttachment: passkey.attachment,
  AuthenticatorTransports: passkey.transports,
  CreatedAt: passkey.createdAt / 1000,
})

const invalidCredential = (reason: string) =>
  new ServiceError('WebAuthnClientMismatchException', `Invalid passkey: ${reason}.`)

const userVerification = (pool: Pool) => pool.properties.WebAuthnUserVerification ?? 'preferred'

const descriptors = ({ passkeys }: User) =>
  passkeys.map(({ id, transports }) => ({ type: 'public-key', id, transports }))

/** What is known of a new passkey: a browser gives the parts, a phone the whole. */
function attestationOf(response: Input): Attestation {
  if (response.authenticatorData === undefined) {
    try {
      return readAttestation(Buffer.from(text(response, 'attestationObject'), 'base64url'))
    } catch {
      throw invalidCredential('its attestation cannot be read')
    }
  }
  return {
    authenticatorData: Buffer.from(text(response, 'authenticatorData'), 'base64url'),
    publicKey: text(response, 'publicKey'),
    algorithm: Number(response.publicKeyAlgorithm),
  }
}

/** The host name of the page that answered, when what was signed fits. An app of Android speaks for the domain. */
function checkClientData(pool: Pool, response: Input, type: string, challenge: string): string {
  const data = parse(Buffer.from(text(response, 'clientDataJSON'), 'base64url').toString())
  if (data.type !== type) throw invalidCredential(`it is not of the type ${type}`)
  if (data.challenge !== challenge) throw invalidCredential('it answers another challenge')
  const origin = text(data, 'origin')
  if (origin.startsWith('android:apk-key-hash:')) return relyingParty(pool, undefined)
  if (!URL.canParse(origin)) throw invalidCredential('its origin is no address')
  return new URL(origin).hostname
}

/** The relying party of the data: one that the page may speak for, and a person must be there. */
function checkAuthenticator(pool: Pool, data: Buffer, host: string): string {
  if (data.length < 37) throw invalidCredential('the authenticator data is too short')
  const configured = pool.properties.WebAuthnRelyingPartyID
  const domains = [host, ...(configured && isWithin(host, configured) ? [configured] : [])]
  const domain = domains.find((name) => sha256(Buffer.from(name)).equals(data.subarray(0, 32)))
  if (!domain) throw invalidCredential('it belongs to another domain')
  const flags = data.readUInt8(32)
  if (!(flags & userPresent)) throw invalidCredential('no person was present')
  if (userVerification(pool) === 'required' && !(flags & userVerified))
    throw invalidCredential('the person was not verified')
  return domain
}

/** The JSON of a credential or of what a browser signed. */
export function parse(json: string): Input {
  try {
    const value: unknown = JSON.parse(json)
    if (isObject(value)) return value
  } catch {
    // Said below, as for any other JSON.
  }
  throw invalidCredential('it is not a JSON object')
}

function importKey(publicKey: string): KeyObject {
  try {
    const key = Buffer.from(publicKey, 'base64url')
    return createPublicKey({ key, format: 'der', type: 'spki' })
  } catch {
    throw invalidCredential('its key cannot be read')
  }
}

const isWithin = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`)

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
