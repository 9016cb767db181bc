import { expect, test, vi } from 'vitest'
import { currentUser } from './amplify-server'

const getTokens = vi.hoisted(() => vi.fn())
vi.mock('./outputs', () => ({ outputs: {} }))
vi.mock('@aws-amplify/adapter-nextjs', () => ({
  createServerRunner: () => ({
    runWithAmplifyServerContext: ({ operation }: { operation: (context: object) => unknown }) =>
      operation({ getTokens }),
  }),
}))

test('a person is who their token says', async () => {
  const payload = { sub: '1', email: 'ada@example.com', 'cognito:username': 'f1c2' }
  const signInDetails = { loginId: 'bob@example.com' } // from a cookie that is not signed
  getTokens.mockResolvedValue({ idToken: { payload }, signInDetails })
  expect(await currentUser(null)).toEqual({ userId: '1', username: 'ada@example.com' })
})

test.each([undefined, { accessToken: { payload: { sub: '1' } } }])(
  'without a valid token, nobody is signed in',
  async (tokens) => {
    getTokens.mockResolvedValue(tokens)
    expect(await currentUser(null)).toBeUndefined()
  },
)
