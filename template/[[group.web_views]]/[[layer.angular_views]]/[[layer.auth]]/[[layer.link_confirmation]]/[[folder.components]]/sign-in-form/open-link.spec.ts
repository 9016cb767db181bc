import { AuthenticatorService } from '@aws-amplify/ui-angular'
import { render } from '../testing/render'
import { OpenLink, RESEND_LINK } from './open-link'

describe('OpenLink', () => {
  const resend = vi.fn<(input: { username: string }) => Promise<unknown>>()
  const auth = { username: 'ada@example.com', toSignIn: vi.fn() }
  const open = () =>
    render(
      OpenLink,
      { provide: AuthenticatorService, useValue: auth },
      { provide: RESEND_LINK, useValue: resend },
    )

  it('leads back to the form', async () => {
    const { click } = await open()
    await click('button')
    expect(auth.toSignIn).toHaveBeenCalled()
  })

  it('sends another link, or says why not', async () => {
    resend.mockRejectedValueOnce(new Error('Attempt limit exceeded'))
    const { all, text, click } = await open()
    await click('button.quiet')
    expect(text('[role=alert]')).toBe('Attempt limit exceeded')

    await click('button.quiet')
    expect(resend).toHaveBeenLastCalledWith({ username: 'ada@example.com' })
    expect(text('[role=status]')).toBe('We sent another link.')
    expect(all('[role=alert]')).toEqual([])
  })
})
