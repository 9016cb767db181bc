import { expect, test } from 'vitest'
import { formatSize } from './files'

test.each([
  [0, '0B'],
  [999, '999B'],
  [1200, '1.2kB'],
  [5_000_000, '5MB'],
])('%i bytes are shown as %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})
