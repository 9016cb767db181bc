import { render, screen } from '@testing-library/react'
import type { GetServerSidePropsContext } from 'next'
import { expect, test, vi } from 'vitest'
import { currentUser } from '@/lib/amplify-server'
import { loadTodos } from '@/lib/loaders'
import WorkspacePage, { getServerSideProps } from '@/pages/workspace'

const ada = { userId: '1', username: 'ada@example.com' }
const request = {} as GetServerSidePropsContext

vi.mock('@/lib/amplify-server', () => ({ currentUser: vi.fn() }))
vi.mock('@/lib/loaders', () => ({ loadTodos: vi.fn() }))
vi.mock('@/components/Account', () => ({ Account: () => <p>{ada.username}</p> }))
vi.mock('@/components/TodoList', () => ({ TodoList: () => null }))
vi.mock('@/components/FileList', () => ({ FileList: () => null }))
vi.mock('@/components/FunctionCalls', () => ({ FunctionCalls: () => null }))
vi.mock('@/components/ItemList', () => ({ ItemList: () => null }))
vi.mock('@/components/AssistantChat', () => ({ AssistantChat: () => null }))
vi.mock('@/components/TodoSuggestions', () => ({ TodoSuggestions: () => null }))
vi.mock('@/components/MessageList', () => ({ MessageList: () => null }))
vi.mock('@/components/PlaceView', () => ({ PlaceView: () => null }))
vi.mock('@/components/LiveFeed', () => ({ LiveFeed: () => null }))
vi.mock('@/components/SecondFactors', () => ({ SecondFactors: () => null }))

test('a visitor is sent to the sign-in form', async () => {
  vi.mocked(currentUser).mockResolvedValue(undefined)
  expect(await getServerSideProps(request)).toEqual({
    redirect: { destination: '/sign-in', permanent: false },
  })
})

test('the server reads who it is, and what the screens show first', async () => {
  vi.mocked(currentUser).mockResolvedValue(ada)
  vi.mocked(loadTodos).mockResolvedValue([])
  const props = { user: ada, todos: [] }
  expect(await getServerSideProps(request)).toEqual({ props })
  render(<WorkspacePage {...props} />)
  expect(screen.getByText('ada@example.com')).toBeVisible()
})
