// AWS Signature Version 4, from its header or a presigned URL.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Signed } from './gate.ts'

export type Signature = {
  accessKeyId: string
  sessionToken: string
  /** Milliseconds since 1970. */
  signedAt: number
  /** How long a presigned URL is good. */
  seconds?: number
  region: string
  service: string
  /** Names of headers. */
  signed: string[]
  signature: string
  /** As it was sent: `20260131T235959Z` */
  date: string
}

const algorithm = 'AWS4-HMAC-SHA256'
const unsigned = 'UNSIGNED-PAYLOAD'

/** Undefined when a request has none, `malformed` when it has one that is not complete. */
export function readSignature(request: Signed): Signature | 'malformed' | undefined {
  const { headers } = request
  const authorization = headers.authorization ?? ''
  const query = searchOf(request)
  const isPresigned = query.has('X-Amz-Signature') || query.has('X-Amz-Credential')
  if (!isPresigned && !authorization.startsWith(algorithm)) return undefined
  const header = (name: string) => String(headers[name] ?? '')
  const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? ''
  const given = isPresigned
    ? {
        credential: query.get('X-Amz-Credential') ?? '',
        signed: query.get('X-Amz-SignedHeaders') ?? '',
        signature: query.get('X-Amz-Signature') ?? '',
        date: query.get('X-Amz-Date') ?? '',
        sessionToken: query.get('X-Amz-Security-Token') ?? '',
        expires: query.get('X-Amz-Expires') ?? '',
      }
    : {
        credential: part('Credential'),
        signed: part('SignedHeaders'),
        signature: part('Signature'),
        date: header('x-amz-date'),
        sessionToken: header('x-amz-security-token'),
        expires: undefined,
      }
  const { credential, signed, signature, date, sessionToken, expires } = given
  const [accessKeyId = '', day, region = '', service = '', end, ...more] = credential.split('/')
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const signedAt = iso === date ? NaN : Date.parse(iso)
  const names = signed.split(';')
  const isComplete =
    (!isPresigned || query.get('X-Amz-Algorithm') === algorithm) &&
    !Number.isNaN(signedAt) &&
    day === date.slice(0, 8) &&
    end === 'aws4_request' &&
    !more.length &&
    (names.includes('host') || names.includes(':authority')) && // which stands for it in HTTP/2
    /^[0-9a-f]{64}$/.test(signature) &&
    (expires === undefined || /^\d{1,9}$/.test(expires))
  if (!isComplete) return 'malformed'
  const seconds = expires === undefined ? {} : { seconds: Number(expires) }
  return {
    accessKeyId,
    sessionToken,
    signedAt,
    ...seconds,
    region,
    service,
    signed: names,
    signature,
    date,
  }
}

/**
 * Whether a signature was made with that secret for that request. Apps sign what they would send to AWS, and the
 * redirect changes host and path afterwards: both forms are tried.
 */
export function signatureFits(
  signature: Signature,
  request: Signed,
  secret: string,
  region: string,
  body: Buffer | string | undefined,
): boolean {
  const { date, service, signed } = signature
  const scope = `${date.slice(0, 8)}/${signature.region}/${service}/aws4_request`
  const key = [date.slice(0, 8), signature.region, service, 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${secret}`,
  )
  const wanted = Buffer.from(signature.signature, 'hex')
  const query = canonicalQuery(searchOf(request))
  const payload = payloadHash(signature, request, body)
  return formsOf(request, region).some(([host, path]) =>
    canonicalPaths(service, path).some((canonicalPath) => {
      const headers = signed.map((name) => {
        const value = name === 'host' ? host : [request.headers[name] ?? ''].flat().join(',')
        return `${name}:${value.trim().replace(/ +/g, ' ')}\n`
      })
      const parts = [request.method, canonicalPath, query, headers.join(''), signed.join(';')]
      const canonical = sha256([...parts, payload].join('\n'))
      const text = [algorithm, date, scope, canonical].join('\n')
      return timingSafeEqual(createHmac('sha256', key).update(text).digest(), wanted)
    }),
  )
}

/** S3 says in a header what was signed of the body; for all others the body itself counts. */
function payloadHash(
  { service, seconds }: Signature,
  { headers }: Signed,
  body: Buffer | string | undefined,
): string {
  if (service !== 's3') return sha256(body ?? '')
  const stated = headers['x-amz-content-sha256']
  return seconds !== undefined || typeof stated !== 'string' ? unsigned : stated
}

/** Pairs of host and path that the caller may have signed; the inverse of `rewriteTo` in ../rewrite.ts. */
function formsOf(request: Signed, region: string): [host: string, path: string][] {
  const [path = '/'] = (request.originalUrl ?? request.url ?? '/').split('?')
  const [, service = '', first = ''] = path.split('/')
  const below = (parts: number) => `/${path.split('/').slice(parts).join('/')}`
  const aws: Record<string, [string, string][]> = {
    s3: [
      [`${first}.s3.${region}.amazonaws.com`, below(3)],
      [`s3.${region}.amazonaws.com`, below(2)],
    ],
    'execute-api': [[`${first}.execute-api.${region}.amazonaws.com`, below(3)]],
    'lambda-url': [[`${first}.lambda-url.${region}.on.aws`, below(3)]],
    'cognito-idp': [[`cognito-idp.${region}.amazonaws.com`, below(2)]],
    'cognito-identity': [[`cognito-identity.${region}.amazonaws.com`, below(2)]],
  }
  const asSent: [string, string] = [request.headers.host ?? '', path]
  return [asSent, ...(Object.hasOwn(aws, service) ? (aws[service] ?? []) : [])]
}

/** S3 takes the path as it is, the others encode it once more; aws-amplify leaves some signs alone in that. */
function canonicalPaths(service: string, path: string): string[] {
  if (service === 's3') return [path]
  const encoded = encodeURIComponent(path).replaceAll('%2F', '/')
  return [encoded, encodeAll(encoded)]
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [
      encodeAll(encodeURIComponent(name)),
      encodeAll(encodeURIComponent(value)),
    ])
    .sort(([a, x], [b, y]) => (a === b ? order(x!, y!) : order(a!, b!)))
    .map((pair) => pair.join('='))
    .join('&')
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const encodeAll = (text: string) =>
  text.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
const searchOf = ({ originalUrl, url = '/' }: Signed) =>
  new URLSearchParams((originalUrl ?? url).split('?').slice(1).join('?'))
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
