import { pick } from '@react-native-documents/picker'
import { pickFiles } from './picked-files'

jest.mock('@react-native-documents/picker', () => ({
  errorCodes: { OPERATION_CANCELED: 'OPERATION_CANCELED' },
  isErrorWithCode: (error: object) => 'code' in error,
  pick: jest.fn(),
}))

test('who changes their mind chooses no file', async () => {
  const cancelled = Object.assign(new Error('Cancelled'), { code: 'OPERATION_CANCELED' })
  jest.mocked(pick).mockRejectedValue(cancelled)
  expect(await pickFiles()).toEqual([])
})

test('a picker that fails says why', async () => {
  jest.mocked(pick).mockRejectedValue(new Error('No app can show files'))
  await expect(pickFiles()).rejects.toThrow('No app can show files')
})

test('a file that cannot be read says why', async () => {
  const chosen = [{ uri: 'content://files/1', error: 'The file is gone' }]
  jest.mocked(pick).mockResolvedValue(chosen as Awaited<ReturnType<typeof pick>>)
  await expect(pickFiles()).rejects.toThrow('The file is gone')
})
