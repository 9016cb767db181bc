import type * as providersLib from '../lib/providers'
import type * as failuresLib from '../lib/redirect-failures'
import { render } from '../testing/render'
import { ProviderButtons, PROVIDERS } from './provider-buttons'

describe('ProviderButtons', () => {
  const backend = {
    providers: { acme: 'Acme' },
    signInWith: vi.fn<typeof providersLib.signInWith>(),
    watchRedirectFailures: vi.fn<typeof failuresLib.watchRedirectFailures>(),
  }
  const open = () => render(ProviderButtons, { provide: PROVIDERS, useValue: backend })

  beforeEach(() => {
    backend.watchRedirectFailures.mockReturnValue(() => {})
  })

  it('leaves the app for a provider, or says why not', async () => {
    const { text, click } = await open()
    expect(text('button')).toBe('Sign in with Acme')
    backend.signInWith.mockRejectedValueOnce(new Error('There is already a signed in user'))
    await click('button')
    expect(backend.signInWith).toHaveBeenCalledWith('acme')
    expect(text('[role=alert]')).toBe('There is already a signed in user')
  })

  it('says why somebody came back without being signed in', async () => {
    const { text, settle } = await open()
    const [onFailure] = backend.watchRedirectFailures.mock.lastCall!
    onFailure(new Error('access denied'))
    await settle()
    expect(text('[role=alert]')).toBe('access denied')
  })
})
