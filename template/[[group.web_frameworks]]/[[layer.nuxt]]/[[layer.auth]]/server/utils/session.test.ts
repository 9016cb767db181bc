import { FetchError, JwtExpiredError, JwtInvalidSignatureError } from 'aws-jwt-verify/error'
import type { H3Event } from 'h3'
import { expect, test, vi } from 'vitest'

const { create, getTokens, verify } = vi.hoisted(() => ({
  create: vi.fn(),
  getTokens: vi.fn(),
  verify: vi.fn(),
}))
vi.mock('../../app/lib/outputs', () => ({
  outputs: { auth: { user_pool_id: 'eu-central-1_a1B2c3D4e', user_pool_client_id: 'client' } },
}))
vi.mock('aws-jwt-verify', () => ({ CognitoJwtVerifier: { create } }))
vi.stubGlobal('amplify', () => ({ getTokens }))

create.mockReturnValue({ verify })
const { currentUser, tokenValidator } = await import('./session')
const [[settings]] = create.mock.calls as [[object]]
const request = {} as H3Event

test('a person is who their token says', async () => {
  const payload = { sub: '1', email: 'ada@example.com', 'cognito:username': 'f1c2' }
  const signInDetails = { loginId: 'bob@example.com' } // from a cookie that is not signed
  getTokens.mockResolvedValue({ idToken: { payload }, signInDetails })
  expect(await currentUser(request)).toEqual({ userId: '1', username: 'ada@example.com' })
})

test.each([undefined, { accessToken: { payload: { sub: '1' } } }])(
  'without a valid token, nobody is signed in',
  async (tokens) => {
    getTokens.mockResolvedValue(tokens)
    expect(await currentUser(request)).toBeUndefined()
  },
)

const isGenuine = (key = 'pool.ada.idToken') => tokenValidator.getItem(key, 'token')

test('a token counts when Cognito has signed it for this app', async () => {
  verify.mockResolvedValue({})
  expect(await isGenuine()).toBe(true)
  expect(verify).toHaveBeenCalledWith('token', { tokenUse: 'id' })
  expect(settings).toMatchObject({ userPoolId: 'eu-central-1_a1B2c3D4e', clientId: 'client' })
})

test('a token that somebody changed does not count, one that has expired is renewed', async () => {
  verify.mockRejectedValue(new JwtInvalidSignatureError('Invalid signature'))
  expect(await isGenuine()).toBe(false)
  verify.mockRejectedValue(new JwtExpiredError('Token expired', undefined))
  expect(await isGenuine()).toBe(true)
})

test('nobody is signed out while the keys cannot be fetched', async () => {
  verify.mockRejectedValue(new FetchError('https://example.com', 'No route'))
  await expect(isGenuine()).rejects.toThrow('No route')
})

test('what else Amplify keeps is not signed', async () => {
  verify.mockClear()
  expect(await isGenuine('pool.LastAuthUser')).toBe(true)
  expect(verify).not.toHaveBeenCalled()
})
