import { render } from '@testing-library/react'
import { beforeAll, expect, test, vi } from 'vitest'
import { ConfigureAmplifyClientSide } from './ConfigureAmplifyClientSide'

const configure = vi.hoisted(() => vi.fn())
vi.mock('@/lib/amplify', () => {
  configure()
  return {}
})

// Vitest starts while jsdom's empty page may still be loading.
beforeAll(() => vi.waitUntil(() => document.readyState === 'complete'))

test('configures Amplify when the page has loaded, not before', async () => {
  const readyState = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive')
  render(<ConfigureAmplifyClientSide />)
  await vi.dynamicImportSettled()
  expect(configure).not.toHaveBeenCalled()

  readyState.mockReturnValue('complete')
  dispatchEvent(new Event('load'))
  await vi.dynamicImportSettled()
  expect(configure).toHaveBeenCalledOnce()
})
