import type * as lib from '../lib/passkeys'
import { render } from '../testing/render'
import { PasskeyList, PASSKEYS } from './passkey-list'

const laptop = { id: '1', name: 'Laptop', createdAt: new Date('2026-03-01T12:00:00Z') }

describe('PasskeyList', () => {
  const passkeys = {
    listPasskeys: vi.fn<typeof lib.listPasskeys>(),
    addPasskey: vi.fn<typeof lib.addPasskey>(),
    deletePasskey: vi.fn<typeof lib.deletePasskey>(),
  }
  const open = () => render(PasskeyList, { provide: PASSKEYS, useValue: passkeys })

  beforeEach(() => {
    vi.resetAllMocks()
    passkeys.listPasskeys.mockResolvedValue([])
  })

  it('adds and deletes passkeys', async () => {
    const { text, click } = await open()
    expect(text('.empty')).toBe('No passkeys yet.')

    passkeys.listPasskeys.mockResolvedValue([laptop])
    await click('button')
    expect(passkeys.addPasskey).toHaveBeenCalled()
    expect(text('li')).toMatch(/^Laptop, since .*2026/)

    passkeys.listPasskeys.mockResolvedValue([])
    await click('button[aria-label="Delete Laptop"]')
    expect(passkeys.deletePasskey).toHaveBeenCalledWith('1')
    expect(text('.empty')).toBe('No passkeys yet.')
  })

  it('says why there is no new passkey', async () => {
    passkeys.addPasskey.mockRejectedValue(new Error('The operation was cancelled'))
    const { text, click } = await open()
    await click('button')
    expect(text('[role=alert]')).toContain('cancelled')
  })
})
