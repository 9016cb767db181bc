import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addresses } from '../../amplify/addresses.ts'
import { backend } from './synthesized.ts'

const types = [
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGatewayV2::Api',
  'AWS::Lambda::Url',
]

suite('addresses', () => {
  test('every one is an origin: no path, no slash at the end, no star', () => {
    assert(addresses.length > 0)
    for (const address of addresses) assert.equal(new URL(address).origin, address)
  })

  test('no page from elsewhere may call a REST API or the URL of a function', () => {
    for (const { id, properties } of types.flatMap((type) => backend.of<object>(type))) {
      for (const origin of originsIn(properties)) {
        assert(addresses.includes(origin), `${id} lets in ${origin}`)
      }
    }
  })

  test('a branch that Amplify Hosting builds lets in no page of a machine of a developer', async () => {
    const { env } = process
    Object.assign(process, { env: { ...env, AWS_APP_ID: 'd1', AWS_BRANCH: 'feat/login' } })
    const hosted = await import(import.meta.resolve('../../amplify/addresses.ts?hosted'))
    Object.assign(process, { env })
    assert.equal(hosted.addresses.at(-1), 'https://feat-login.d1.amplifyapp.com')
    assert.doesNotMatch(hosted.addresses.join(), /localhost/)
  })
})

/** The origins of the pages that these properties let in, wherever they say so. */
function originsIn(properties: object): string[] {
  return Object.entries(properties).flatMap(([name, value]: [string, unknown]) => {
    if (!/allow-?origins?$/i.test(name)) {
      return typeof value === 'object' && value ? originsIn(value) : []
    }
    return [value].flat().flatMap((text) => (typeof text === 'string' ? trimmed(text) : []))
  })
}

const trimmed = (text: string) => text.replaceAll("'", '')
