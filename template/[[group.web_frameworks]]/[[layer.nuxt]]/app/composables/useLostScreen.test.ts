import { expect, test, vi } from 'vitest'
import { effectScope, onScopeDispose, ref } from 'vue'
import { useLostScreen } from './useLostScreen'

const router = {
  onError: vi.fn((_then: (problem: unknown, to: { fullPath: string }) => void) => stop),
  afterEach: vi.fn((_then: () => void) => stop),
}
const stop = vi.fn()
vi.stubGlobal('ref', ref)
vi.stubGlobal('onScopeDispose', onScopeDispose)
vi.stubGlobal('useRouter', () => router)

test('a screen is lost until another one is opened', () => {
  const log = vi.spyOn(console, 'error').mockReturnValue()
  const scope = effectScope()
  const lost = scope.run(useLostScreen)!
  router.onError.mock.calls[0]![0](new Error('Not found'), { fullPath: '/files?page=2' })
  expect(lost.value).toBe('/files?page=2')
  expect(log).toHaveBeenCalled()
  router.afterEach.mock.calls[0]![0]()
  expect(lost.value).toBe('')
  scope.stop()
  expect(stop).toHaveBeenCalledTimes(2)
})
