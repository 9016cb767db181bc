import { fetchAuthSession } from 'aws-amplify/auth'
import { expect, test, vi } from 'vitest'
import { personName } from './person'

vi.mock('./amplify', () => ({}))
vi.mock('aws-amplify/auth')

test.each([
  [{ email: 'ada@example.com', phone_number: '+491700000001' }, 'ada@example.com'],
  [{ phone_number: '+491700000001', 'cognito:username': 'f1c2' }, '+491700000001'],
  [{ 'cognito:username': 'google_42' }, 'google_42'],
])('a person is called by their address: %o', async (payload, name) => {
  vi.mocked(fetchAuthSession).mockResolvedValue({ tokens: { idToken: { payload } } } as never)
  expect(await personName()).toBe(name)
})
