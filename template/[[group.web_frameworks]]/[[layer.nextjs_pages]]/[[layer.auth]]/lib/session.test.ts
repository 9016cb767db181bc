import type { GetServerSidePropsContext } from 'next'
import { expect, test, vi } from 'vitest'
import { currentUser } from './amplify-server'
import { withUser } from './session'

vi.mock('./amplify-server', () => ({ currentUser: vi.fn() }))

const ada = { userId: '1', username: 'ada@example.com' }
const request = {} as GetServerSidePropsContext
const load = vi.fn(async () => ({ todos: [] }))

test('a page knows whom it is for, and has what was read for them', async () => {
  vi.mocked(currentUser).mockResolvedValue(ada)
  expect(await withUser(load)(request)).toEqual({ props: { user: ada, todos: [] } })
  expect(load).toHaveBeenCalledWith(request)
})

test('visitors are led to the sign-in form, and nothing is read', async () => {
  load.mockClear()
  vi.mocked(currentUser).mockResolvedValue(undefined)
  expect(await withUser(load)(request)).toEqual({
    redirect: { destination: '/sign-in', permanent: false },
  })
  expect(load).not.toHaveBeenCalled()
})
