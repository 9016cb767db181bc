import { Hub } from 'aws-amplify/utils'
import { render } from '../testing/render'
import { Account, PERSON } from './account'

describe('Account', () => {
  const person = {
    personName: vi.fn<() => Promise<string>>(),
    signOut: vi.fn<() => Promise<void>>(),
  }
  const open = () => render(Account, { provide: PERSON, useValue: person })

  beforeEach(() => {
    person.personName.mockResolvedValue('ada@example.com')
  })

  it('says who is signed in', async () => {
    const { text } = await open()
    expect(text('.who')).toBe('ada@example.com')
  })

  it('says that somebody is signed in when it does not know who', async () => {
    person.personName.mockRejectedValue(new Error('Failed to fetch'))
    const { text } = await open()
    expect(text('.who')).toBe('Signed in')
  })

  it('opens the first page anew when somebody is signed out', async () => {
    const address = { replace: vi.fn() }
    const { leave } = await open()
    vi.stubGlobal('location', address)
    Hub.dispatch('auth', { event: 'signedOut' })
    expect(address.replace).toHaveBeenCalledWith(document.baseURI)
    leave()
    Hub.dispatch('auth', { event: 'signedOut' })
    expect(address.replace).toHaveBeenCalledOnce()
    vi.unstubAllGlobals()
  })

  it('signs out once, or says why not', async () => {
    let fail: (problem: unknown) => void
    person.signOut.mockImplementation(() => new Promise((_, reject) => (fail = reject)))
    const { text, click, settle } = await open()
    await click('button')
    await click('button')
    fail!(new Error('Failed to fetch'))
    await settle()
    expect(person.signOut).toHaveBeenCalledOnce()
    expect(text('[role=alert]')).toContain('The backend cannot be reached')
  })
})
