import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { publish, watchFeed, type Post } from '../lib/feed'
import LiveFeed from './LiveFeed.vue'

vi.mock('../lib/feed', () => ({
  publish: vi.fn<typeof publish>(),
  watchFeed: vi.fn<typeof watchFeed>(),
}))

const backend = vi.hoisted(() => ({ local: undefined as { url: string } | undefined }))
vi.mock('../lib/outputs', () => ({
  get localBackend() {
    return backend.local
  },
}))

let arrive: (post: Post) => void
let connect: (isConnected: boolean) => void

beforeEach(() => {
  vi.resetAllMocks()
  backend.local = undefined
  vi.mocked(watchFeed).mockImplementation((onPost, onConnected) => {
    arrive = onPost
    connect = onConnected
    return () => {}
  })
})

test('says what the backend on this machine lacks', () => {
  backend.local = { url: 'http://127.0.0.1:20002' }
  expect(mount(LiveFeed).text()).toMatch(/not available on this machine.*npm run sandbox/)
  expect(watchFeed).not.toHaveBeenCalled()
})

test('publishes nothing before it is connected', async () => {
  const feed = mount(LiveFeed)
  expect(feed.get('[role=status]').text()).toBe('Connecting …')
  expect(feed.get('button').element.disabled).toBe(true)
  connect(true)
  await flushPromises()
  expect(feed.text()).toContain('No posts yet')
  expect(feed.get('button').element.disabled).toBe(false)
})

test('says when the connection is lost', async () => {
  const feed = mount(LiveFeed)
  connect(true)
  connect(false)
  await flushPromises()
  expect(feed.get('[role=status]').text()).toBe('Connecting …')
})

test('shows what arrives', async () => {
  const feed = mount(LiveFeed)
  connect(true)
  arrive({ id: '1', text: 'Swifts at the bridge' })
  await flushPromises()
  expect(feed.get('li').text()).toBe('Swifts at the bridge')
  expect(feed.text()).not.toContain('No posts yet')
})

test('publishes what was typed', async () => {
  const feed = mount(LiveFeed)
  await feed.get('input').setValue(' Swifts ')
  await feed.get('form').trigger('submit')
  await flushPromises()
  expect(publish).toHaveBeenCalledWith('Swifts')
  expect(feed.get('input').element.value).toBe('')
})

test('keeps what was typed and shows why it could not be published', async () => {
  vi.mocked(publish).mockRejectedValue(new Error('Forbidden'))
  const feed = mount(LiveFeed)
  await feed.get('input').setValue('Swifts')
  await feed.get('form').trigger('submit')
  await flushPromises()
  expect(feed.get('[role=alert]').text()).toContain('Forbidden')
  expect(feed.get('input').element.value).toBe('Swifts')
})

test('connects again after it could not', async () => {
  vi.mocked(watchFeed).mockImplementationOnce((_, __, onError) => {
    onError(new Error('Forbidden'))
    return () => {}
  })
  const feed = mount(LiveFeed)
  await flushPromises()
  expect(feed.get('[role=alert]').text()).toContain('Forbidden')
  await feed.get('[role=alert] button').trigger('click')
  expect(feed.find('[role=alert]').exists()).toBe(false)
})
