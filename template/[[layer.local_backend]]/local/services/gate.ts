// The one gate for calls of AWS: who signed a request (Signature Version 4), and whether the policies of their role
// allow what it asks for. What nobody allows is refused.
import type { IncomingMessage } from 'node:http'
import { readSignature, signatureFits, type Signature } from './signature.ts'
import type { Context, Iam, Principal } from './iam.ts'
import { ServiceError } from './types.ts'

/** What an access key stands for. Keys of an app's people expire: milliseconds since 1970. */
export type Credentials = {
  secretAccessKey: string
  sessionToken: string
  expiresAt?: number
  principal: Principal
}

/** An action such as `s3:GetObject` on a resource, an ARN; `context` holds condition keys such as `s3:prefix`. */
export type Needed = { action: string; resource: string; context?: Context }

/** Of a request, or of a message that carries a signature. `originalUrl` is the path that was asked, before routing. */
export type Signed = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { originalUrl?: string }

export type Gate = {
  /**
   * Who signed a request for a service such as `dynamodb`, by header or presigned URL; undefined when it is not signed.
   * `body` is what was sent, except for S3, whose requests say in a header what they hold. Throws a ServiceError in
   * the words of AWS for an unknown key, a wrong signature, and a time that is over.
   */
  caller(service: string, request: Signed, body?: Buffer | string): Principal | undefined
  /** Whether the policies allow all of it; never, when nothing is needed or nobody calls. */
  allows(principal: Principal | undefined, needed: Needed[]): boolean
  /** Throws an AccessDeniedException that names the first action and resource that is not allowed. */
  assert(principal: Principal | undefined, needed: Needed[]): void
}

type Options = {
  iam: () => Iam
  /** Undefined for a key that nobody was given. */
  credentials: (accessKeyId: string) => Credentials | undefined
  region: () => string
  /** Milliseconds since 1970. */
  now?: () => number
}

const minutes = 60_000
/** How far the clocks of caller and service may differ. */
const tolerance = 5 * minutes
const week = 604_800

export function createGate({ iam, credentials, region, now = Date.now }: Options): Gate {
  const isAllowed = (principal: Principal, { action, resource, context }: Needed) =>
    iam().allows(principal, action, resource, context)

  const assertInTime = ({ signedAt, seconds }: Signature, service: string) => {
    const late = now() - signedAt
    if (seconds === undefined) {
      if (Math.abs(late) > tolerance) throw refusal(service, 'time')
    } else if (!(late >= -tolerance && seconds >= 1 && seconds <= week)) {
      throw refusal(service, 'query')
    } else if (late > seconds * 1000) throw refusal(service, 'expired')
  }

  return {
    caller(service, request, body) {
      const signature = readSignature(request)
      if (signature === undefined) return undefined
      if (signature === 'malformed') throw refusal(service, 'query')
      const known = credentials(signature.accessKeyId)
      if (!known || signature.sessionToken !== known.sessionToken) throw refusal(service, 'key')
      if ((known.expiresAt ?? Infinity) <= now()) throw refusal(service, 'session')
      assertInTime(signature, service)
      const fits =
        signature.service === service &&
        signatureFits(signature, request, known.secretAccessKey, region(), body)
      if (!fits) throw refusal(service, 'signature')
      return known.principal
    },
    allows: (principal, needed) =>
      principal !== undefined &&
      needed.length > 0 &&
      needed.every((one) => isAllowed(principal, one)),
    assert(principal, needed) {
      const missing = principal ? needed.find((one) => !isAllowed(principal, one)) : needed[0]
      if (principal && needed.length > 0 && !missing) return
      const { action = 'this', resource = '*' } = missing ?? {}
      const message = principal
        ? `User: ${principal.role} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
        : `The request is not signed, and nobody without a signature may perform: ${action} on resource: ${resource}`
      throw new ServiceError('AccessDeniedException', message, 403)
    },
  }
}

type Reason = 'key' | 'session' | 'time' | 'query' | 'expired' | 'signature'

const refusals: Record<Reason, [code: string, message: string]> = {
  key: ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
  session: ['ExpiredTokenException', 'The security token included in the request is expired'],
  time: ['InvalidSignatureException', 'Signature expired, or the clock of the caller is wrong.'],
  query: ['IncompleteSignatureException', 'The signature of the request is not complete.'],
  expired: ['AccessDeniedException', 'Request has expired'],
  signature: [
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided.',
  ],
}

/** S3 has names of its own: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const codesOfS3: Record<Reason, string> = {
  key: 'InvalidAccessKeyId',
  session: 'ExpiredToken',
  time: 'RequestTimeTooSkewed',
  query: 'AuthorizationQueryParametersError',
  expired: 'AccessDenied',
  signature: 'SignatureDoesNotMatch',
}

function refusal(service: string, reason: Reason): ServiceError {
  const [code, message] = refusals[reason]
  return new ServiceError(service === 's3' ? codesOfS3[reason] : code, message, 403)
}
